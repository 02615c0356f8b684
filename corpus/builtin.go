package corpus

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed articles/*.txt articles/*.yaml
var builtin embed.FS

// Builtin loads the articles that come with the program. Its Dir is "".
func Builtin() (*Corpus, error) {
	articles, err := fs.Sub(builtin, "articles")
	if err != nil {
		return nil, fmt.Errorf("open built-in articles: %v", err)
	}
	return Load(articles)
}
