package rag

import "regexp"

// unsaid are the ways in which articles say that something is not known or
// not told, in six languages.
var unsaid = regexp.MustCompile(`(?i)\b(?:(?:has|have|had|did|does|do|would|could|is|are|was|were)(?: not|n['’]t)(?: yet| been| be)? (?:say|said|saying|tell|told|know|known|given?|disclosed?|revealed?|published?|named?|identified|stated?|released|announced?|decided?|estimated?|clear|confirmed?|repl(?:y|ied)|respond(?:ed)?|comment(?:ed)?|answer(?:ed)?|explain(?:ed)?)|(?:scarcely|hardly|barely|little is|not yet|no longer|un)(?: |-)?(?:known|clear|decided|named|identified|disclosed)|(?:gave|given|has given|offered|giving) no (?:reason|details?|number|figure|explanation|comment|answer|name)|no (?:reason|details?|figure|name|explanation|answer|comment|decision|one knows|date) (?:was|were|has been|is|had been|given)|(?:declined|refused) to (?:say|comment|give|name|answer|explain|be named|disclose)|without (?:saying|giving|naming)|(?:nobody|no one|not one) (?:can|could|knows?|knew|has said|would say)|remains? (?:open|unclear|unknown|to be seen)|whose name|too early to (?:say|tell)|(?:is|are) considering)\b|(?:steht|stehen) (?:noch )?(?:aus|nicht fest)|ist (?:noch )?(?:nicht bekannt|unklar|offen)|(?:niemand|keiner) (?:kann|weiß)|nicht (?:mitgeteilt|genannt|bekannt)|\b(?:no se sabe|no ha dicho|sin confirmar|se desconoce|on ignore|n'a pas (?:dit|précisé)|inconnue?s?)\b|не (?:известно|сообщается|назван\w*|уточн\w+)|неизвестн|未定|不明|決まっていない|明らかに(?:して|され)(?:い)?ない|わからない|分からない|未公布|未透露|不清楚|没有(?:透露|公布|说明)|알려지지`)

// saysUnknown reports whether a passage says of something that it is not
// known, not decided or not told.
func saysUnknown(passage string) bool { return unsaid.MatchString(passage) }
