package corpus

// Limits on what is read, so that one file cannot cost the rest of the
// corpus its memory or the program its start.
const (
	// maxArticleBytes is far above any news article; a long novel has 2 MB.
	maxArticleBytes = 2 << 20
	// maxBlocks bounds the lines or paragraphs of one article.
	maxBlocks = 20_000
	// maxNesting bounds lists and quotes within each other on one line of
	// markdown, which costs its parser the square of it.
	maxNesting = 100
	// maxMarks bounds brackets, asterisks and underscores in markdown, which
	// cost its parser the square of their number: 24,000 took 10 s.
	maxMarks = 5_000
	// maxHTMLDepth bounds how deep elements nest; browsers stop at 512.
	maxHTMLDepth = 512
	// maxHTMLElements bounds the search for the article in a page.
	maxHTMLElements = 50_000
	// maxMetaBytes and maxMetaBrackets bound a metadata file and a front
	// matter block, which need no list or mapping at all.
	maxMetaBytes    = 16 << 10
	maxMetaBrackets = 100
	// maxArticles and maxCorpusBytes bound one folder.
	maxArticles    = 50_000
	maxCorpusBytes = 256 << 20
	// maxSentenceBytes is where a text without stops is cut, at a word
	// boundary; the longest sentence of the built-in articles has 660 bytes.
	maxSentenceBytes = 1500
)
