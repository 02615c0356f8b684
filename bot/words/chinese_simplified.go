package words

var simplified = Words{
	Refused:    "文章没有提到。",
	Unsure:     "文章可能没有回答这个问题。",
	NotCertain: "不确定:请阅读原文。",
	Smalltalk:  "你好。请就这些文章提问,我会给出原文段落。",
	Intro:      "请就这些文章提问,我会给出原文段落。例如:“%s”或“%s”",
	IntroBare:  "请就这些文章提问,我会给出原文段落。",
	Closest:    "相近段落",
	Source:     "来源",
	OpenLink:   "打开文章",
	Paragraph:  "段落",
	Under:      "“%s”之下",
	More:       "更多",
	Previous:   "上一页",
	Next:       "下一页",
	Page:       "第 %s 页,共 %s 页",
	Continued:  "(续)",

	Changed: "文章在此回答之后已有改动,该段落可能已不在原处。请重新提问,以新文本作答。",
	Gone:    "该文章已不在收录之中。请重新提问,以现有文章作答。",

	VoteKept: "已记录,谢谢。",
	VoteLost: "未能保存。请一分钟后再试。",

	TooFast:     "一次提问太多。请在 %s 秒后再问。",
	TooFastHere: "这里的提问很多。请在 %s 秒后再问。",
	Busy:        "未能及时作答。请一分钟后再问。",
	Failed:      "未能生成回答。请一分钟后再试。(编号 %s)",
	Stopping:    "我正在重新启动。请一分钟后再问。",
	NotLoaded:   "文章仍在读取中。请一分钟后再问。",
	OldButton:   "此按钮来自较早的版本。请重新提问。",
	Elsewhere:   "本服务器的管理员为提问选择了其他频道。",

	Supported:    "有依据",
	Contradicted: "与文章矛盾",
	NotFound:     "文章中未找到",
	Nearest:      "最接近的段落(既不支持也不矛盾):",

	NoCases:      "这些文章没有案件摘要。请直接提问,或查看 `/sources`。",
	NoCase:       "没有案件或文章提到“%s”。请查看 `/cases`。",
	DidYouMean:   "您是指:",
	CasesTitle:   "案件",
	PeopleTitle:  "人物",
	NoPeople:     "没有案件提到此人。请查看 `/cases`。",
	Timeline:     "时间线",
	NoEvents:     "该时段没有事件。",
	BadDate:      "“%s”不是日期。请写年、月或日:2018、2018-04 或 2018-04-06。",
	SourcesTitle: "文章",
	NoSources:    "还没有文章。",

	Help: "请用自己的话提问,我根据一组新闻文章作答,并给出原文段落。文章没有说的,我也不说。\n\n" +
		"**提问**:提及我、给我发私信,或使用 `/ask`。回复一条回答即可继续追问。\n" +
		"**核实**:`/verify` 说明文章是否支持某一说法。也可在消息菜单的“应用”中使用。\n" +
		"**阅读**:`/cases`、`/case`、`/timeline`、`/people`、`/sources`。\n" +
		"**来源**:回答下方的按钮显示每段引文所在的段落。\n" +
		"**隐私**:`/privacy show` 与 `/privacy delete`。",
	PrivacyShow:   "您的问题在回答后即不保留,除非本服务器的管理员为改进收录而保留未能回答的问题。目前关于您的记录:%s",
	PrivacyHeld:   "%s 次评价、%s 个问题、%s 条可追问的回答、%s 条管理记录。`/privacy delete` 可将其删除。",
	PrivacyNone:   "无。",
	PrivacyGone:   "关于您的全部记录已删除。",
	PrivacyFailed: "目前未能完成。系统会自动继续;请一小时后用 `/privacy show` 查看。",

	AdminOnly:      "只有拥有“管理服务器”权限的成员才能这样做。请找他们帮忙。",
	HomeOnly:       "所有服务器共用这些文章,因此只有机器人的管理员才能这样做。",
	Status:         "%s 篇文章,版本 %s。",
	BuiltIn:        "这些是内置文章。要使用自己的文章,请放入一个文件夹并将 CORPUS_DIR 设为该文件夹;`casebot corpus export DIR` 可导出内置文章作为起点。",
	Folder:         "读取自 %s。",
	LacksHere:      "在此频道我缺少:%s。请在频道设置中授予我的身份组。",
	LacksNothing:   "在此频道我拥有所需的全部权限。",
	Reloaded:       "已重新载入:%s 篇文章,版本 %s。",
	ReloadSame:     "没有变化。",
	ReloadFailed:   "重新载入失败,继续使用原有文章:%s",
	Added:          "新增:%s",
	ChangedList:    "更改:%s",
	Removed:        "移除:%s",
	Faults:         "请检查这些文件:\n%s",
	PermView:       "查看频道",
	PermSend:       "发送消息",
	PermHistory:    "阅读消息历史",
	PermSendThread: "在子区内发送消息",
}
