package corpus

// Limits on what is read, so that one file cannot cost the rest of the
// corpus its memory or the program its start.
const (
	// maxArticleBytes is far above any news article (a long book is 2 MB).
	maxArticleBytes = 4 << 20
	// maxHTMLBytes is lower: a page takes many times its size once parsed.
	maxHTMLBytes = 2 << 20
	// maxHTMLDepth bounds how deep elements nest; browsers stop at 512.
	maxHTMLDepth = 512
	// maxHTMLElements bounds the readability search, which is not linear.
	maxHTMLElements = 50_000
	// maxMetaBytes bounds a metadata file and a front matter block.
	maxMetaBytes = 64 << 10
	// maxArticles and maxCorpusBytes bound one folder.
	maxArticles    = 50_000
	maxCorpusBytes = 256 << 20
	// maxSentenceBytes is where a text without stops is cut, at a word
	// boundary; the longest sentence of a news text seen here has 660 bytes.
	maxSentenceBytes = 1500
)
