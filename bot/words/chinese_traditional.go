package words

var traditional = Words{
	Refused:    "文章沒有提到。",
	Unsure:     "文章可能沒有回答這個問題。",
	NotCertain: "不確定:請閱讀原文。",
	Smalltalk:  "你好。請就這些文章提問,我會給出原文段落。",
	Intro:      "請就這些文章提問,我會給出原文段落。例如:「%s」或「%s」",
	IntroBare:  "請就這些文章提問,我會給出原文段落。",
	Closest:    "相近段落",
	Source:     "來源",
	OpenLink:   "開啟文章",
	Paragraph:  "段落",
	Under:      "「%s」之下",
	More:       "更多",
	Previous:   "上一頁",
	Next:       "下一頁",
	Page:       "第 %s 頁,共 %s 頁",
	Continued:  "(續)",

	Changed: "文章在此回答之後已有變動,該段落可能已不在原處。請重新提問,以新文本作答。",
	Gone:    "該文章已不在收錄之中。請重新提問,以現有文章作答。",

	VoteKept: "已記錄,謝謝。",
	VoteLost: "未能儲存。請一分鐘後再試。",

	TooFast:     "一次提問太多。請在 %s 秒後再問。",
	TooFastHere: "這裡的提問很多。請在 %s 秒後再問。",
	Busy:        "未能及時作答。請一分鐘後再問。",
	Failed:      "未能產生回答。請一分鐘後再試。(編號 %s)",
	Stopping:    "我正在重新啟動。請一分鐘後再問。",
	NotLoaded:   "文章仍在讀取中。請一分鐘後再問。",
	OldButton:   "此按鈕來自較早的版本。請重新提問。",
	Elsewhere:   "本伺服器的管理員為提問選擇了其他頻道。",

	Supported:    "有依據",
	Contradicted: "與文章矛盾",
	NotFound:     "文章中未找到",
	Nearest:      "最接近的段落(既不支持也不矛盾):",

	NoCases:      "這些文章沒有案件摘要。請直接提問,或查看 `/sources`。",
	NoCase:       "沒有案件或文章提到「%s」。請查看 `/cases`。",
	DidYouMean:   "您是指:",
	CasesTitle:   "案件",
	PeopleTitle:  "人物",
	NoPeople:     "沒有案件提到此人。請查看 `/cases`。",
	Timeline:     "時間線",
	NoEvents:     "該時段沒有事件。",
	BadDate:      "「%s」不是日期。請寫年、月或日:2018、2018-04 或 2018-04-06。",
	SourcesTitle: "文章",
	NoSources:    "還沒有文章。",

	Help: "請用自己的話提問,我根據一組新聞文章作答,並給出原文段落。文章沒有說的,我也不說。\n\n" +
		"**提問**:提及我、傳私訊給我,或使用 `/ask`。回覆一則回答即可繼續追問。\n" +
		"**查證**:`/verify` 說明文章是否支持某一說法。也可在訊息選單的「應用程式」中使用。\n" +
		"**閱讀**:`/cases`、`/case`、`/timeline`、`/people`、`/sources`。\n" +
		"**來源**:回答下方的按鈕顯示每段引文所在的段落。\n" +
		"**隱私**:`/privacy show` 與 `/privacy delete`。",
	PrivacyShow:   "您的問題在回答後即不保留,除非本伺服器的管理員為改進收錄而保留未能回答的問題。目前關於您的記錄:%s",
	PrivacyHeld:   "%s 次評價、%s 個問題、%s 則可追問的回答、%s 筆管理記錄。`/privacy delete` 可將其刪除。",
	PrivacyNone:   "無。",
	PrivacyGone:   "關於您的全部記錄已刪除。",
	PrivacyFailed: "目前未能完成。系統會自動繼續;請一小時後用 `/privacy show` 查看。",

	AdminOnly:      "只有擁有「管理伺服器」權限的成員才能這樣做。請找他們幫忙。",
	HomeOnly:       "所有伺服器共用這些文章,因此只有機器人的管理員才能這樣做。",
	Status:         "%s 篇文章,版本 %s。",
	BuiltIn:        "這些是內建文章。要使用自己的文章,請放入一個資料夾並將 CORPUS_DIR 設為該資料夾;`casebot corpus export DIR` 可匯出內建文章作為起點。",
	Folder:         "讀取自 %s。",
	LacksHere:      "在此頻道我缺少:%s。請在頻道設定中授予我的身分組。",
	LacksNothing:   "在此頻道我擁有所需的全部權限。",
	Reloaded:       "已重新載入:%s 篇文章,版本 %s。",
	ReloadSame:     "沒有變化。",
	ReloadFailed:   "重新載入失敗,繼續使用原有文章:%s",
	Added:          "新增:%s",
	ChangedList:    "變更:%s",
	Removed:        "移除:%s",
	Faults:         "請檢查這些檔案:\n%s",
	PermView:       "檢視頻道",
	PermSend:       "發送訊息",
	PermHistory:    "讀取訊息歷史",
	PermSendThread: "在討論串中發送訊息",
}
