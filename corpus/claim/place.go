package claim

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countries brings the names of countries in six languages, from the Unicode
// CLDR, and the adjectives of the larger ones to one region code, so that
// "Chinese", "Belgien" and 米国 are found in an English article. Made on first
// use: it takes some milliseconds.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, tag := range []language.Tag{language.English, language.German, language.French, language.Spanish, language.Japanese, language.Chinese} {
		names := display.Regions(tag)
		for a := 'A'; a <= 'Z'; a++ {
			for b := 'A'; b <= 'Z'; b++ {
				r, err := language.ParseRegion(string([]rune{a, b}))
				if err != nil || !r.IsCountry() || r.Canonicalize() != r {
					continue
				}
				if name := names.Name(r); name != "" {
					out[joined(split(name))] = r.String()
				}
			}
		}
	}
	for code, forms := range adjectives {
		for f := range strings.SplitSeq(forms, ", ") {
			out[f] = code
		}
	}
	return out
})

// adjectives holds peoples, adjectives and short names that CLDR does not.
var adjectives = map[string]string{
	"US": "american, americans, us, usa, u s, america, united states of america, united states, amerikanische, amerikanischen, amerikanischer, us-amerikanisch, usa, vereinigte staaten, vereinigten staaten, etats unis, americain, americaine, americains, americaines, etats-unis, ee uu, eeuu, estadounidense, estadounidenses, estados unidos, アメリカ, アメリカ人, 米国, 米, 美国, 美國, 美",
	"CN": "chinese, prc, people s republic of china, china s, chinesisch, chinesische, chinesischen, chinesischer, chinesisches, chinois, chinoise, chinoises, chino, china, chinos, chinas, 中国, 中國, 中国人, 中",
	"JP": "japanese, japanisch, japanische, japanischen, japonais, japonaise, japones, japonesa, 日本, 日本人, 日",
	"RU": "russian, russians, russisch, russische, russischen, russe, russes, ruso, rusa, ロシア, 俄罗斯, 俄",
	"GB": "british, uk, britain, great britain, u k, britisch, britische, britischen, grossbritannien, britannique, grande bretagne, britanico, britanica, gran bretana, イギリス, 英国, 英",
	"CA": "canadian, canadians, kanadisch, kanadische, kanadischen, kanadier, canadien, canadienne, canadiens, canadiense, canadienses, カナダ, カナダ人, 加拿大",
	"BE": "belgian, belgians, belgisch, belgische, belgischen, belge, belges, belga, belgas, ベルギー, 比利时",
	"DE": "german, germans, deutsch, deutsche, deutschen, allemand, allemande, aleman, alemana, ドイツ, 德国, 独",
	"FR": "french, franzosisch, franzosische, franzosischen, francais, francaise, frances, francesa, フランス, 法国, 仏",
	"ES": "spanish, spanisch, spanische, espagnol, espagnole, espanol, espanola, スペイン, 西班牙",
	"IT": "italian, italians, italienisch, italienische, italien, italienne, italiano, italiana, イタリア, 意大利",
	"TW": "taiwanese, taiwanesisch, taiwanais, taiwanes, 台湾",
	"KR": "south korean, south koreans, south korea, 韓国, 韩国",
	"KP": "north korean, north koreans, north korea, 北朝鮮, 朝鲜",
	"IR": "iranian, iranians, イラン, 伊朗",
	"IL": "israeli, israelis, イスラエル, 以色列",
	"IN": "indian, indians, インド, 印度",
	"AU": "australian, australians, オーストラリア, 澳大利亚",
	"UA": "ukrainian, ukrainians, ウクライナ, 乌克兰",
	"PL": "polish, polnisch, ポーランド, 波兰",
	"NL": "dutch, netherlands, the netherlands, オランダ, 荷兰",
	"SE": "swedish, スウェーデン, 瑞典",
	"NO": "norwegian, ノルウェー, 挪威",
	"FI": "finnish, フィンランド, 芬兰",
	"CH": "swiss, schweizer, suisse, suizo, スイス, 瑞士",
	"AT": "austrian, オーストリア, 奥地利",
	"TR": "turkish, トルコ, 土耳其",
	"CU": "cuban, cubans, キューバ, 古巴",
	"VN": "vietnamese, ベトナム, 越南",
	"SG": "singaporean, シンガポール, 新加坡",
	"EU": "european, europeans, europe, europaisch, europaische, europeen, europeenne, europeo, europea, ヨーロッパ, 欧州, 欧洲, eu",
}

// joined gives the folded words of a name with single spaces.
func joined(words []word) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.fold
	}
	return strings.Join(out, " ")
}
