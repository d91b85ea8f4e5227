"""Rules for questions about a whole talk: overviews, tasks, decisions, open questions, lists."""

from __future__ import annotations

from .rule import Rule
from .vocabulary import AUDIENCE, HOST, PEOPLE, RECORDING

_POLITE = (
    r"^\W*(?:(?:please|can you|could you|would you|give me|show me|i want|i(?:['’]d"
    r"| would) like|let me have|tell me|i need|write|make|do|a|quick"
    r"|请|麻烦|帮我|帮忙|给我|能不能|可以|你能|能|来)\W*)*"
)
_THE_TALK = (
    r"(?:(?:the|this|that|these|those|whole|entire|today['’]s|our|your|last)\s+)*"
    rf"(?:{RECORDING.en}|it|this|that|everything|discussion|panel|show|transcript|webinar|event"
    r"|conference|video|debate|demo|file)"
)
_CHINESE_TALK = (
    r"(?:(?:这|那|本|整|今天|这次|这[个场期段]|那[个场期]|全)?(?:的|个|场|期|段|集|次)*"
    rf"(?:{RECORDING.chinese}|讨论|对谈|内容|谈话|论坛|座谈|会|影片|视频|录音|文字稿|逐字稿|全文))"
)

OVERVIEW = Rule(
    "wants an overview of a talk",
    rf"{_POLITE}(?:a |an |the )?(?:(?:short|brief|quick|concise|one[- ]paragraph|general"
    r"|high[- ]level)\s+)*"
    r"(?:summari[sz]e|summary|sum (?:it |this |that )?up|sum up|recap|overview|synopsis|gist"
    r"|outline|rundown|highlights|abstract|tl;?\s?dr|takeaways|tldr)\b"
    r"|\b(?:key|main|most important|central|major|principal|essential)\s+(?:points?|takeaways?"
    r"|topics?|themes?|messages?|ideas?|subjects?|insights?|issues|findings|arguments)\b"
    rf"|\b(?:summary|gist|overview|outline|highlights|takeaways) of {_THE_TALK}|\b(?:summary"
    r"|overview|recap)\W*$|\b(?:bullet|important) points\b|\bwhat (?:does"
    rf"|did) {_THE_TALK} (?:cover|discuss|deal with|talk about)\W*$"
    rf"|\bwhat (?:are|were) {PEOPLE.en} (?:talking about|discussing)\W*$|(?:介绍|说明"
    rf"|讲)一下(?:这|那)?{_CHINESE_TALK}的?(?:主要)?(?:内容)?\W*$"
    rf"|\bwhat(?:['’]s| is| was| were| are)?\s+{_THE_TALK}\s+(?:all |mainly |mostly "
    rf"|really )?about\W*$|\bwhat\s+(?:is|was)\s+{_THE_TALK}\s+(?:all |mainly |mostly )?about\b"
    rf"|\bwhat\s+(?:did|do|does)\s+{PEOPLE.en}\s+(?:all )?(?:talk|speak|discuss|chat"
    rf"|cover)(?:\s+about)?(?:\s+(?:in|at|during)\s+{_THE_TALK})?\W*$"
    r"|\bwhat\s+(?:is|was|were|are|has been)\s+(?:being )?(?:discussed|covered|talked about"
    rf"|spoken about|said)(?:\s+(?:in|at|during)\s+{_THE_TALK}|\s+here)?\W*$"
    r"|\b(?:what|which)\s+(?:topics?|subjects?|themes?|things|issues|points)\s+(?:are|were|was"
    rf"|is|did|do|does|came|come|got|get)\b[^?]{{0,24}}?(?:discuss(?:ed)?|cover(?:ed)?"
    r"|talk(?:ed)? about|talk|raised|mentioned|up|addressed|touched(?: on)?)(?:\s+(?:in|at"
    rf"|during)\s+{_THE_TALK})?\W*$"
    rf"|\bwhat\s+(?:happened|went on|happens)\s+(?:in|at|during)\s+{_THE_TALK}\W*$"
    rf"|\bwhat(?:['’]s| is)\s+in\s+{_THE_TALK}\W*$|\bwhat did i miss\b|\bin (?:a nutshell|short"
    r"|brief|a few (?:words|sentences))\W*$"
    r"|(?:总结|概括|归纳|概述|简述|综述)(?!了|的)|(?:摘要|概要|梗概|大纲|要点|重点|大意"
    r"|中心思想|纪要)(?=\W*$|是|有|都|分别|[^?]{0,2}(?:什么|哪些))"
    r"|(?:主要|核心|大概|大致|整体|简单)(?:是|都|在|地)?(?:内容|观点|话题|议题|主题|信息|讲|说"
    r"|谈|聊|讨论)(?:了|的)?(?:是|有)?(?:些|哪些|什么|啥|一下)*"
    rf"|^\W*(?:{_CHINESE_TALK}|他们|她们|大家|里面|这里|都|主要|到底|究竟|一共|总共|今天|节目"
    r"|大概)*(?:里|中|上)?(?:都|主要|到底|究竟|大概|一共|总共)*(?:在|是)?(?:讲|说|谈|聊|讨论"
    r"|围绕)(?:的|到|及)?[了过]?(?:些|的)?是?(?:什么|啥|哪些)(?:话题|内容|问题|议题|主题|事情?"
    r"|东西|事儿)?[呢啊]?\W*$"
    rf"|^\W*(?:{_CHINESE_TALK}|[这那它])?(?:是|主要是|都是)?(?:关于|有关)(?:什么|啥"
    rf"|哪些?方面)的?(?:(?:采访|访谈|会议|节目|对话|谈话|讨论))?\W*$|{_CHINESE_TALK}的?(?:主题"
    r"|话题|议题)(?:是|有)",
    (
        "Summarize the interview",
        "please give me a short summary",
        "what is this about?",
        "What was the meeting about?",
        "key points",
        "tl;dr",
        "What are the main topics?",
        "what did they talk about?",
        "which topics were discussed in the meeting?",
        "what was discussed?",
        "总结一下这场讨论",
        "會議要點",
        "讲了什么",
        "这期节目在讲什么",
        "他们都聊了些什么？",
        "主要内容是什么",
        "大概说了些什么",
        "这是关于什么的采访",
    ),
    (
        "what did Alex talk about in 2018?",
        "what is CUDA about?",
        "what was said about CUDA?",
        "他讲了什么笑话",
        "你怎么总结了经验",
        "Julia 讲了什么",
        "what happened in 2016?",
        "what is the main reason?",
    ),
)
_AT_ALL = (
    rf"(?:\s+(?:(?:in|at|during|on)\s+{_THE_TALK}|overall|in general|generally|here|there|exactly"
    r"|actually|today|then|altogether|in all|in total))*"
)
SAYS_ALL = Rule(
    "asks what somebody says; words beside it, other than a name, are a subject",
    r"\bwhat\s+(?:all\s+)?(?:did|does|do|has|had|have)\s+(?:[\w.'’·-]+\s+){1,5}?(?:say|said|tell us"
    r"|told us|talk(?:ed)? about|speak about|spoken about|discuss(?:ed)?|bring up|contribute"
    rf"|have to say|think|mention(?:ed)?){_AT_ALL}\W*$"
    r"|^\W*(?:tell me |show me |give me |list )?(?:everything|what|all(?: that)?)\s+"
    r"(?!(?:did|does|do|is|was)\b)(?:[\w.'’·-]+\s+){1,4}?(?:says|said|talks about|talked about)"
    rf"{_AT_ALL}\W*$"
    rf"|\bwhat\s+(?:is|was)\s+(?:[\w.'’·-]+\s+){{1,4}}?(?:saying|talking about){_AT_ALL}\W*$"
    r"|\bwhat\s+(?:is|are|was|were)\s+(?:[\w.'’·-]+\s+){0,4}?[\w.’'·-]+['’]s?\s+"
    r"(?:message|contributions?|statements?|remarks|words|speech)\W*$"
    r"|(?:(?:在|于)?(?:这|那|会|本)?[个场次期段]?(?:会议|访谈|采访|节目|对话|会)?(?:上|里面?|中))?"
    r"(?:都|主要|到底|究竟|具体|大概|一共|总共|又|曾)*(?:说|讲|谈|聊|提|表达|分享|发表)(?:到|过|及|起|了)*(?:些|的)?"
    r"是?(?:什么|啥|哪些|哪几点)(?:内容|话题|观点|事情?|东西|话|意见|看法)?[呢啊呀]?\W*$"
    r"|的(?:发言|讲话|话)(?:内容)?(?:是|有)?(?:什么|哪些)?(?:内容)?\W*$"
    r"|(?:有|持|是)(?:什么|哪些)(?:看法|观点|意见|主张)\W*$",
    (
        "What did Ivo say?",
        "what does Alex talk about?",
        "What did Dr. Alex Berg say in the meeting?",
        "everything Alex said",
        "what is Alex talking about",
        "What were Alex's remarks?",
        "余承东说了什么",
        "余承東在會上講了些什麼？",
        "周师傅都聊了哪些话题",
        "周明的发言",
    ),
    (
        "What did Alex say about CUDA?",
        "what did Alex do?",
        "what does Alex think of Julia",
        "what did Alex say when they met?",
        "余承东为什么说什么都不行",
        "关于 CUDA，他说了什么话题以外的事",
        "他说了什么笑话",
    ),
)
TASKS = Rule(
    "wants what will be done, and by whom",
    r"\baction (?:items?|points?|list)\b|\bto[- ]?dos\b|\bto-?do\b|\bto-?do list\b"
    r"|\bnext steps?\b(?! (?:of|in) )|\bfollow-?\s?ups?\b(?! question)|\b(?:the |all |any "
    r"|open |his |her |their |my |our |whose |list of )(?:tasks|assignments|homework|duties"
    r"|commitments)\b(?! of )|^\W*(?:tasks|assignments|homework)\b|['’]s (?:tasks?|assignments?"
    r"|homework|duties|action items?|to-?dos?)\b"
    r"|\bwho\s+(?:will|is going to|has to|should|needs to|must|does|is supposed to"
    r"|volunteered to|agreed to|offered to|promised to|is to|shall)\s+(?:do|take|handle|write"
    r"|send|call|prepare|bring|organi[sz]e|book|make|get|fix|check|look after|deal with|talk"
    r"|speak|contact|order|buy|follow)\b"
    r"|\bwho(?:['’]s| is| was)?\s+(?:responsible|in charge|takes care|taking care|going to \w+"
    r"|doing what|does what|handles|handling|owns)\b"
    r"|\bwhat\s+(?:will|is|are|was|were|does|do|did|must|should|shall|has"
    r"|have)\s+(?:[\w.'’-]+\s+){1,4}?(?:going to |have to |need to |needs to |supposed to "
    r"|agreed? to |promised? to |offer(?:ed)? to |volunteer(?:ed)? to |commit(?:ted)? to "
    r"|undert[ao]o?ke? to |still |asked to |told to |meant to |expected to )+(?:do|take|deliver"
    r"|prepare|bring|send|finish|write|work|get|make)\b"
    r"|\bwhat\s+(?:did|does|do)\s+(?:[\w.'’-]+\s+){1,3}?(?:say|tell (?:us|them|everyone))\s+"
    r"(?:that )?(?:he|she|they)(?:['’]d|['’]ll| would| will| (?:is|was|are|were) going to) do\b"
    r"|\bwhat\s+(?:will|shall|should)\s+(?:[\w.'’-]+\s+){1,3}?(?:do|deliver|prepare|bring|send"
    r"|finish|take care of)\b|\bwhat\s+did\s+(?:[\w.'’-]+\s+){1,3}?(?:promise|commit to"
    r"|volunteer|offer|agree to do|undertake)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+)"
    r"|\bwhat\s+(?:did|does)\s+(?:[\w.'’-]+\s+){1,3}?(?:ask|tell|want|request"
    r"|expect)\s+(?:[\w.'’-]+\s+){1,3}?to\s+do\b"
    r"|\bwhat\s+(?:still )?(?:needs|has|remains|is left|is"
    r"|have)\s+(?:still )?to\s+(?:be\s+)?(?:done|do)\b|\bwhat(?:['’]s| is)\s+(?:left"
    r"|next)\b(?: to do)?|\bwhat happens (?:next|now|after)\b|\bby when\b"
    r"|[说讲]了?[他她]?们?(?:会|要|来|去)(?:做|办|负责)(?:些)?(?:什么|哪些|啥)"
    r"|待办|行动项|行动计划|任务(?!是什么意思)|下一步|后续(?:工作|要|怎么|安排|步骤|事项|行动)"
    r"|接下来(?:要|该|做|怎么|有|的(?:工作|安排|步骤))|谁(?:来|去|要|会|该|应该)(?:负责|做"
    r"|处理|跟进|联系|办)|谁(?:负责|跟进|值班|主责)|谁做什么|^[^,。?]{0,12}(?:(?<!主)要|得|该"
    r"|需要|还要|必须|应该)(?:做|办|完成|干)(?:些|的)?(?:什么|哪些|啥|事)|(?:会后|之后"
    r"|散会后)[^?]{0,12}(?:做|办)(?:什么|哪些|啥)|(?:答应|承诺|保证)了?(?:要|做|会)*(?:什么"
    r"|哪些|啥)(?:事情?)?\W*$|(?:有|哪些|什么)(?:事情?|工作|事项)(?:要|需要|得|该|还没"
    r"|待)(?:做|办|完成|跟进|处理)?|分工|^\W*[^,。?]{1,8}(?:让|叫|请|要求)[^?]{1,8}做(?:什么"
    r"|哪些|啥)|什么时候(?:之前|前)?(?:要|得)?(?:交|完成|做完)",
    (
        "What are the action items?",
        "next steps",
        "to-dos",
        "who will do what?",
        "Who is responsible for the poster?",
        "what will Tom do by Friday?",
        "what did Priya ask Lena to do?",
        "What does Ann have to do?",
        "what did Kevin promise",
        "what did Wei say he'd do",
        "Ann 说她会做什么",
        "待办事项有哪些",
        "谁负责场地？",
        "下一步是什么",
        "何志远要做什么",
        "會後各部會要做什麼",
        "他答应了什么",
    ),
    (
        "What did Tom do in 2016?",
        "What does he do?",
        "who wrote Caffe?",
        "他做了什么",
        "谁做了 Caffe",
        "what will happen to Julia?",
    ),
)
DECISIONS = Rule(
    "wants what was decided",
    r"^(?!\W*(?:why|how come|when|where|did|do|does|was|were|is|are|has|have)\b)(?!.*\b(?:he"
    r"|she|you|i) decided?\b).*(?:\b(?:what|which|all|the|any|list|key|main"
    r"|final)\b.*\b(?:decided?|agreed?(?: (?:on|to|upon))?|settled?|concluded?|resolved?"
    r"|resolutions?|decisions?|outcomes?|conclusions?|agreements?|approved"
    r"|consensus)\b(?!\s+(?:with|make|making|tree|support|system)))"
    r"|^\W*(?:final |key |main )?(?:decisions?|outcomes?|conclusions?|resolutions?|agreements?"
    r"|agreed|decided)\b|\bwhat (?:did|do) (?:they|we|the (?:team|group|board"
    r"|committee)) (?:choose|pick|go with|end up (?:with|doing|choosing))\b"
    r"|(?:哪些|什么)[^?]{0,6}(?:定|敲定|决定|确定)(?:下来)?了(?:吗)?\W*$|\b(?:decide"
    r"|agree)d?\s*了(?:些)?(?:什么|哪些)|(?:决定|定|敲定|拍板|商定|议定|确定|通过|同意)(?:了"
    r"|下|下来|好)(?:的)?(?:是)?(?:些)?(?:什么|哪些|啥|哪几)|决定(?:有|是)(?:什么|哪些|啥)"
    r"|(?<!由)(?:哪些|什么|所有的?|全部的?|主要)(?:的)?(?:决定(?!的|于|性|因)|决议|结论|共识"
    r"|定案)|(?<!做)(?:决定|决议|结论|共识)(?:是|有)?(?:什么|哪些|啥)?\W*$|(?:最后|最终|后来"
    r"|到底|究竟)(?:是)?(?:怎么|如何)\s*(?:决定|定|decide|处理)(?:下来|了)?\s*(?:的)?\W*$"
    r"|(?:最后|最终)(?:决定|定|选|用|选择|采用)(?:了|用|选|在)?[^?]{0,6}(?:什么|哪|几|怎么|谁)"
    r"|达成(?:了)?(?:什么|哪些)|有没有(?:结论|决定|共识|定论)|怎么(?:定|决定)\s*的",
    (
        "what was decided?",
        "What did they agree on?",
        "which decisions were made about the launch",
        "decisions",
        "what was the outcome of the meeting",
        "会上定了哪些事",
        "這次會議有哪些結論",
        "决议",
        "最后决定用哪个方案",
        "icon 最后怎么 decide 的",
    ),
    (
        "Why did they decide to leave?",
        "Did they agree on the price?",
        "Can you decide?",
        "他怎么做决定",
        "这取决于什么",
    ),
)
OPEN_QUESTIONS = Rule(
    "wants what is still open, or was asked and not answered",
    r"\b(?:still|left|remains?|remained|remaining|kept) (?:open|unanswered|unresolved|undecided"
    r"|unclear|to be (?:decided|answered|settled|clarified))\b|\b(?:unanswered|unresolved"
    r"|undecided|outstanding|open|pending|unsettled)\s+(?:questions?|issues?|points?|items?"
    r"|topics?|problems?|matters?|things?)\b"
    r"|\b(?:questions?|issues?|points?|what|things?|topics?|which|anything)\b.*?(?:\bnot|n['’]t"
    r"|\bnever|\bnobody|\bno one|\bno-one)\b.{0,16}\b(?:answer(?:ed)?|resolved?|decided?"
    r"|settled?|cleared up|clear yet|clarified|addressed|agreed?)\b|\bwhat (?:is|was"
    r"|'s) (?:still )?(?:open(?!\s+\w)|unclear|undecided|unresolved|pending|unanswered"
    r"|up in the air|left open)\b|\bloose ends\b|\bto be decided\b|\b(?:nobody"
    r"|no one) (?:could |can )?answer(?:ed)?\b|\bopen questions?\b"
    r"|(?:还|仍|尚|都)(?:没有?|未)(?:被|人|有|能)*(?:定|决定|解决|回答|答|结论|敲定|确定"
    r"|讨论完?|谈妥|谈拢|答复|想好|想清楚|落实|定论|定下来)(?!义)(?:的|下来|好|清楚"
    r"|出来)*(?=\W*$|.{0,6}(?:问题|事|事项|议题|事情|地方|内容|有哪些|是什么))|(?:哪些|什么"
    r"|问题).{0,12}(?:还|仍|尚|都)?(?:没有?|未)\s*(?:被|人|有|能|得到)*(?:定|解决|回答|答|结论"
    r"|敲定|确定|谈妥|答复|想好|answer|resolve|decide|settle)|^\W*(?:没有?|未)(?:被|人"
    r"|得到)*(?:解决|回答|答复|决定|确定|讨论)的(?:问题|事项|议题|事情?)?\W*$|悬而未决|待(?:定"
    r"|解决|确认|讨论|决)(?:的|事项|问题|议题)|(?:^|哪些|什么|还有|有)\W*遗留(?:的)?(?:问题"
    r"|事项)|没人(?:能)?(?:回)?答|(?:还有|有)哪些(?:开放|悬着|疑问|未)|搁置"
    r"|(?:还|仍|都)(?:不知道|不确定|不清楚|没搞清楚)(?:些|的)?(?:什么|哪些|啥)|等到[^?]{1,12}再[说定谈议]"
    r"|\bwhat (?:do|does|did)(?:n['’]t)? (?:they|we)(?: still)?(?: not)? (?:yet )?know yet\b"
    r"|\b(?:postponed|deferred|tabled|left for (?:later|next time))\W*$",
    (
        "What is still open?",
        "unanswered questions",
        "which questions were not answered?",
        "open issues",
        "What did nobody answer... which questions did nobody answer?",
        "还有哪些没定",
        "哪些問題沒有回答",
        "还有哪些问题没有解决",
        "待定事项",
        "哪些问题没人回答",
        "他们还不知道什么",
        "哪些事情要等到下次再说",
        "What was postponed?",
    ),
    (
        "What is open source?",
        "which models are open?",
        "what was not said about cost?",
        "他没有回答",
        "what was decided?",
    ),
)
LISTS_ADVICE = Rule(
    "wants everything that was recommended or proposed",
    r"^\W*(?:(?:and|so|please|list|show me|give me|tell me)\W+)*(?:what|which|all|everything"
    r"|every|the)\b(?!.*\babout\s+\w).*\b(?:recommend(?:ed|s|ations?)?|suggest(?:ed|s|ions?)?"
    rf"|propos(?:ed?|als?)|advi[sc]ed?|tips)\b(?:\s+(?:to|for)\s+[\w ]{{1,30}}|\s+(?:in|at"
    rf"|during)\s+{_THE_TALK}|\s+(?:by|from)\s+[\w ]{{1,24}}|\s+(?:were|was|are|did"
    rf"|does)\b[^?]{{0,40}})?\W*$|^\W*(?:recommendations?|suggestions?|proposals?|advice)\W*$"
    r"|(?:提|给|做|有|提出)(?:出|过|到)?了?(?:哪些|什么|几个|几条|啥)(?:具体)?(?:的)?(?:建议"
    r"|推荐|意见|提议|忠告)|(?:建议|推荐|提议)了?(?:些)?(?:什么|哪些|啥)\W*$|(?:所有|全部"
    r"|列出)[^?]{0,10}(?:的)?(?:建议|推荐|提议)",
    (
        "What did Grace recommend?",
        "everything Alex recommended to Eve",
        "what was suggested?",
        "all recommendations",
        "提了哪些建议",
        "他推荐了什么？",
    ),
    (
        "What did Grace recommend about CUDA?",
        "Did Alex recommend CUDA?",
        "why did he suggest that",
        "他的建议为什么没用",
    ),
)
LISTS_SPEAKERS = Rule(
    "wants all who spoke of something; what they spoke of is the group “en” or “zh”",
    r"^\W*(?:(?:and|list|show me|tell me)\W+)*(?:who|which (?:people|speakers?|participants?"
    r"|guests?|of them)|everyone who|everybody who|all (?:people|speakers?) who|who all"
    r"|who else)\s+(?:all\s+|else\s+)*(?:(?:has|have|had)\s+)?(?:talk(?:s|ed)?|sp[eo]a?ke?n?"
    r"|comment(?:s|ed)?|said (?:something|anything)|say anything|mention(?:s|ed)?|brought up"
    r"|discuss(?:es|ed)?|talks)\s*(?:about|of|on|upon)?\s+(?P<en>[^?]+)"
    r"|^\W*(?:都)?(?:有)?(?:谁|哪些人|哪几个人|哪些(?:讲者|嘉宾|发言人|与会者|来宾))(?:都|还"
    r"|有)*(?:(?:谈|提|聊|讨论)(?:到|过|及|论|起|了)*|[说讲](?:到|过|起|了)+(?=关于|有关|\s*\w)"
    r"|[说讲](?=关于|有关))(?:关于|有关)?(?P<zh>[^?,。得对]{2,})",
    (
        "who talked about lightning?",
        "which people mentioned Julia",
        "Who spoke of costs?",
        "谁谈到了成本",
        "哪些人提到過 Julia",
    ),
    (
        "who said GPUs are a match?",
        "who wrote about it",
        "谁说得对吗",
        "誰說可以出書",
        "谁写了 Caffe",
    ),
)
ONE_EACH = Rule(
    "wants something of everybody",
    r"\b(?:each of (?:them|the \w+)|what (?:did|does|do) (?:each|everyone|everybody"
    r"|all of them)|every (?:speaker|panelist|guest|participant))\b|分别|各自|每个?人|各人",
    ("what did each of them struggle with?", "他们分别怎么看", "每个人的看法"),
    ("what did they struggle with?", "区别是什么"),
)
LISTS_QUESTIONS = Rule(
    "lists questions that were asked",
    rf"\b(?:list|show me|all|every|which|what|give me)\b[^?]{{0,30}}\bquestions\b"
    r"|\bquestions?\s+(?:were |was )?(?:asked|raised|put|posed|from|by)\b"
    rf"|^\W*(?:{AUDIENCE.en}\s+)?questions\W*$"
    r"|(?:列出|所有|全部)[^?]{0,10}(?:问题|提问)"
    r"|[提问][了过到]?[^?]{0,4}(?:哪些|什么|几个?|多少)[^?]{0,4}(?:问题|提问)"
    r"|问[了过到]?(?:哪些|什么|几个?|多少)\W*$"
    rf"|(?:{AUDIENCE.zh}|{HOST.zh}|大家)的?(?:问题|提问)",
    (
        "list all questions of the audience",
        "all questions Emma put to the panel",
        "audience 问了哪些问题",
        "列出所有观众的问题",
    ),
    ("is that the question", "哪个问题最难", "他遇到了什么问题", "questionable"),
)
LISTS_THINGS = Rule(
    "wants all things of a kind",
    r"^\W*(?:(?:and|so|please|give me|show me|tell me|what are|what were)\W+)*(?:(?:list|name"
    r"|enumerate)\b|(?:all|every) (?:of )?(?:the )?\w+s\b|everything\b)|\b(?:which"
    r"|what) (?:\w+ )?(?:tools|books|companies|names|languages|frameworks|products|people"
    r"|places|countries|cities|projects|papers|films|movies|songs|brands|libraries"
    r"|organi[sz]ations|examples|problems|challenges|risks|concerns|reasons|steps|stages|phases"
    r"|options|ideas|features|plans|cases|numbers|dates|changes|complaints|objections|benefits"
    r"|advantages|disadvantages|drawbacks|differences|goals|lessons|mistakes|predictions)\b"
    r"|^\W*(?:and\W+)?(?:which|what) (?:\w+ ){0,2}\w+s (?:do|did|does) [\w .'’-]{1,30}"
    r" (?:name|mention|list|bring up|talk about|recommend|use)\W*$"
    r"|\bwhat (?:did|does|do) (?:each|everyone|everybody)\b"
    r"|^\W*(?:请)?(?:列出|列举|罗列|说出)|(?:都|一共|总共)?有哪[些几三四五两]|(?:所有"
    r"|全部)的?[^?]{1,12}\W*$|哪[些几](?!年|岁|天来|人?(?:参加|出席|参与|在场))|分别(?:是|有"
    r"|说|怎)",
    (
        "list all companies mentioned",
        "all the predictions for next year",
        "which tools were mentioned?",
        "which online editors does Sid name",
        "what did each of them struggle with?",
        "智慧城市有哪三个阶段",
        "今天報告了哪些案子",
        "提到了哪些公司",
    ),
    ("what is a tool?", "all in all", "这是哪里", "这些公司呢"),
)
WORDS_OF_FORMS = Rule(
    "says in what form the answer is wanted, and is no subject",
    r"\b(?:action|items?|points?|to-?dos?|next|steps?|follow-?ups?|tasks?|assignments?|homework"
    r"|duties|commitments?|responsible|in charge|responsibilit\w+|who|will|going|supposed"
    r"|promised?|promises|commit(?:ted)?|volunteer(?:ed)?|offer(?:ed)?|agreed?|agree|still|done"
    r"|left|needs?|todo"
    r"|decided?|decisions?|decide|settled?|concluded?|conclusions?|outcomes?|resolutions?"
    r"|resolved?|approved|consensus|final(?:ly)?|end up|choose|chosen|open|unanswered"
    r"|unresolved|undecided|pending|outstanding|answered|answer|questions?|issues?|things?|made"
    r"|reached"
    r"|recommend(?:ed|ations?|s)?|suggest(?:ed|ions?|s)?|propos(?:ed?|als?)|advi[sc]ed?|tips"
    r"|everything|every|all|list|name|give|show|tell|please|summary|summari[sz]e|overview|key"
    r"|main|short|brief|quick"
    r"|told|asked?|want(?:ed|s)?|do|does|did|take|takes|handle|handles|care|by when|deadlines?"
    r"|so far|meeting|interview|talk|call|discussion|session|conversation|episode|podcast|today"
    r"|each|them|transcript|show|panel|audience|host|members?|put|raised|posed|crowd|listeners"
    r"|pls|plz|thanks|thx|say|said|d|total"
    r"|viewers|interviewer|moderator|webinar|topics?|themes?|points|gist|tl|dr|tldr|were|was"
    r"|mentioned|people|speakers?|everyone|everybody|team|group)\b"
    r"|待办|事项|行动项?|计划|任务|下一步|后续|接下来|谁|负责|要|做|什么时候|什么|哪些"
    r"|哪[个几]|完成|处理|跟进|会后|会上|会议|之后|之前|答应|承诺|保证|分工|需要|应该|必须"
    r"|还有|还|没有?|未|决定|最后|最终|怎么|如何|敲定|拍板|结论|决议|共识|定下来|定[了的下]?"
    r"|各自|分别|达成|通过|同意|解决|回答|问题|待定|遗留|没人|所有|全部|列出|建议|推荐|提议|意见|提了"
    r"|提出|给了|今天|这次|这场|事情?|哪|有|是|些|用|各|大家|方案|里|的|了|各?部会|各?单位"
    r"|与会者|部门|议题|话题|主题|节目|访谈|采访|播客|对话|讨论|录音|演讲|讲座|这集|这期"
    r"|主持人?|记者|采访者|访问者|观众|听众|网友|现场|台下|同学"
    r"|帮我|帮忙|请|麻烦|给我|一下|总共|一共|全都?",
    ("what was decided", "who is responsible", "谁负责", "最后决定用哪个方案"),
    ("permissions", "poster", "场地", "内存"),
)
ASKS_WHY = Rule(
    "asks why: the answer is an explanation, whatever else the question has",
    r"^\W*(?:(?:and|but|so)\W+)?(?:why|how come)\b|为什么|为何|为啥",
    ("why did they decide to leave?", "how come nobody answered?", "他們為什麼決定離開"),
    ("what did they decide?", "决定了什么"),
)
ASKED_BY = Rule(
    "asks what one person asked another to do; the other is in the group “rest”",
    r"\bwhat\s+(?:did|does)\s+.+?\b(?:ask|tell|want|expect|request)\b(?P<rest>.+)\bto\s+do\b"
    r"|(?:让|叫|请|要求)(?P<zh>[^?]{1,8})做",
    ("what did Priya ask Lena to do?", "Priya 让 Lena 做什么"),
    ("what did Priya do?", "Lena 做什么"),
)
ONLY_QUESTIONS = Rule(
    "wants questions that were asked",
    r"\bquestions?\b|问题|提问",
    ("which questions were not answered?", "哪些问题没人回答"),
    ("what is still open?", "还有哪些没定"),
)
