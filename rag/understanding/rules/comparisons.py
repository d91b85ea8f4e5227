"""Rules for questions that compare: two people, two subjects, two talks."""

from __future__ import annotations

from .rule import Rule

_AGREE = r"\b(?:agree|disagree|differ|diverge|clash|see eye to eye|think alike|agreed|disagreed)\b"
_GROUP = (
    r"(?:the )?(?:two |both |other )?(?:hosts|guests|speakers|presenters|sides|camps|of them|people"
    r"|colleagues)"
)
_GROUP_ZH = (
    r"(?:[两二]个?位?(?:主持人?|嘉宾|讲者)|主持人们|双方|两边|两方|两派|正反[两双]?方?|两个人"
    r"|他们俩|她们俩)"
)
_EVERYDAY = (
    r"\bwho (?:says|said|thinks|thought|wants|wanted|argued|argues|believes|prefers?"
    r"|preferred) what\b"
    r"|\b(?:both|each|either|two) sides?\b.*\b(?:of (?:the|this|that)|argu\w+|say|said|on)\b"
    r"|\b(?:arguments?|points?|views?|reasons|opinions?|case)\b.*\b(?:both|each|either"
    r"|two) sides?\b"
    r"|\b(?:arguments?|case|reasons|points|people) for and against\b|\bpros and cons\b"
    r"|\bpro and contra\b"
    r"|\barguments for\b.+\band (?:for|against)\b|\bwhat speaks for (?:each|either|both"
    r"|and against)\b"
    r"|\bwho(?:['’]s| is| was| were| are)? (?:for|in favou?r|pro)\b.*\bwho(?:['’]s| is| was| were"
    r"| are)? (?:against|contra|not)\b"
    r"|\bwho (?:supports?|supported|wants|wanted)\b.*\bwho (?:does|did|is|was|opposes?"
    r"|opposed)(?:n['’]t| not)?\b"
    rf"|\b(?:how|where|why|what|on what|about what) (?:do|did|does|are|is) {_GROUP}\b.*\b(?:differ"
    rf"|disagree|clash|diverge|argue|split|divided)\b"
    r"|\bwhat (?:do|did) (?:they|the two)\b.{0,12}\b(?:disagree|argue|clash|fight"
    r"|fall out) (?:about|on|over)\b"
    rf"|^\W*(?:do|did|does|are|were) {_GROUP}\b.*\b(?:agree|disagree|the same|one mind|same page)\b"
    r"|^\W*(?:do|did|does|are|were|is) .+ and .+\b(?:the same (?:way|thing|view|opinion)"
    r"|of one mind|on the same page|at odds|differently)\b"
    r"|\bhow (?:do|did|does) [^?]{1,40} and [^?]{1,40}?(?: each| both)? (?:see|view|feel about"
    r"|think (?:about|of)) "
    r"|\bwants? what,.+\bwants? what\b|\bwho(?:['’]s| is| was| were| are)? against\b.*\bwho(?:['’]s"
    r"| is| was"
    r"| were| are)? (?:for|in favou?r|pro)\b|\bwho argue[ds] for (?:which|what)\b"
    r"|\w+ or \w+(?: \w+){0,2}\s*[-–:,]+ (?:what (?:were|are|was|is)|who|where"
    r"|which) (?:the )?(?:\w+ )?"
    r"(?:arguments?|reasons?|points|positions?|for|wants?|wanted|prefers?|preferred)\b"
    r"|\b(?:the|their) (?:two|different|opposing) (?:positions|views|opinions|camps|sides"
    r"|arguments)\b"
    r"|还是[^?]{1,16},?(?:各自|分别|双方|他们)的?(?:理由|看法|意见|道理|怎么)"
    r"|怎么(?:看|想|说),[^,?]{1,10}怎么(?:看|想|说)|意见不(?:合|一|同)|想法不(?:同|一样|合)"
    rf"|\bwhere (?:do|does|did|are)\b.+\b(?:and|with)\b.*{_AGREE}"
    r"|['’]s? (?:view|take|opinion|position|stance|idea|thoughts?|plan|approach"
    r"|version)s?\b.*\b(?:against|versus|vs|and|compared)\b.*['’]s?\b(?=\W*$| (?:view|take|opinion"
    r"|position|stance|idea|thoughts?|plan|approach|version))"
    r"|['’]s? (?:view|take|opinion|position|stance|idea|thoughts?)s?\b.*\b(?:against|versus"
    r"|vs) [\w.'’-]+\W*$"
    r"|\b(?:same|different|differing|opposing|opposite) (?:opinions?|views?|positions?|ideas?"
    r"|takes?)\b.*(?:\?|$)(?<!who)"
    r"|还是.{1,24}(?:各(?:自)?(?:有|是)|双方|两边|分别|正反)|(?:各(?:自)?有)(?:什么|哪些|啥)(?:理由"
    r"|道理|优缺点|好处|坏处|利弊|优点|缺点)"
    r"|(?:赞成|支持|同意).{0,8}(?:反对|不赞成|不支持|不同意)|(?:反对).{0,4}(?:赞成|支持)"
    rf"|{_GROUP_ZH}.{{0,20}}(?:不同|不一样|一样|分歧|怎么[说看]|理由|意见|看法|观点|争|吵|相反"
    rf"|一致)"
    r"|[和与跟同、].+(?:吵|争|争论|争执|杠)(?:的是)?(?:什么|啥|哪)|[和与跟同、].+(?:有啥"
    r"|有何)(?:不同|不一样|区别|分歧)"
    r"|[和与跟同、][^?]{1,10}谁(?:想|要|主张|支持|赞成|反对|觉得)|(?:怎么样|怎么看|怎么想"
    r"|怎么说),?[^,?]{1,10}(?:又|呢|则)(?:是)?(?:怎么|如何)(?:看|想|说|觉得|认为)"
    r"|(?:优缺点|利弊|利与弊|好处和坏处)"
)
COMPARES = Rule(
    "asks to compare two people, subjects or talks",
    r"^\W*(?:(?:please|can you|could you)\W+)?(?:compare|contrast)\b|\bcompared (?:to|with)\b"
    r"|\b(?:differences?|distinction|contrast|comparison) between\b|\w\s+(?:vs\b\.?|versus)\s+\w"
    r"|\bhow (?:do|does|did|is|are|was|were)\b.*\b(?:differ|different from|compare (?:to|with))\b"
    r"|\bhow (?:do|does|did)\b.*\band\b.*\b(?:compare|disagree)\b"
    r"|\bwhat (?:do|did|does)\b.*\band\b.*\beach\b"
    rf"|^\W*(?:on what|about what|where|in what)?\W*(?:do|does|did|are)\b.+\b(?:and"
    rf"|with)\b.*{_AGREE}"
    r"|^\W*(?:do|does|did|is)\b.+\b(?:agree|disagree|in agreement|in line) with\b"
    r"|\bin (?:what|which) (?:ways?|respects?)\b.*\band\b.*\b(?:differ|different|alike|similar)\b"
    r"|\bwhat (?:sets|distinguishes)\b.*\b(?:apart )?from\b|\bhave in common\b"
    r"|\b(?:pros and cons|(?:dis)?advantages|similarities|strengths|merits)\b.*\b(?:of|between)\b"
    r".+\band\b|^\W*who(?:['’]s| is| was| are| seems| sounds) .*\b(?:more|less|most|\w+er)\b"
    r"[^?]*[,:]?\s\w[^?,]*\bor\b"
    r"|^\W*(?:请|帮我|能不能)?(?:对比|比较|比一?比)(?:一下)?(?=.*[和与跟同、])"
    "|[和与跟同、].+(?:有什么|有何|有哪些|有没有|的|是什么|在哪里?|哪里)(?:主要)?(?:区别|不同"
    "|不一样|差别|差异|异同|分歧|出入|落差|变化|共同点|相同|相似)|[和与跟同、].+(?:差|不同"
    "|不一样)在(?:哪|什么)"
    "|[和与跟同、].+(?:各自?(?:有|是|怎|如何|说)|分别(?:怎|是|有|说|如何))"
    r"|[和与跟同、].+对比(?:如何|怎么样|一下)?\W*$|[和与跟同、].+谁(?:比较|更|最)"
    r"|[和与跟同、].+(?:意见|看法|立场|想法|观点|说法|态度)(?:是否|都)?(?:一致|一样|相同)"
    r"|\w\s*(?:同意|赞成|支持|反对)\s*\w+\s*的?(?:看法|意见|观点|立场|说法|想法)吗"
    r"|[和与跟同、].+(?:怎么|如何)(?:区分|区别)|\w\s*(?:相比|比起|相较|不同于)于?\s*\w"
    r"|\w\s*比\s*\w+?\s*(?:好|强|差|优越)在(?:哪|什么)|[和与跟同、].+比(?:较起来)?有(?:什么"
    r"|哪些|何)"
    r"|(?:两|俩|二)个?[人者][^?]{0,12}(?:一样|相同|不同|差别|一致|分歧)"
    r"|[和与跟同、][^?]{1,12}两(?:个?人|位)[^?]{0,12}怎么[看说]"
    rf"|{_EVERYDAY}",
    (
        "compare CUDA and OpenCL",
        "What's the difference between CUDA and OpenCL?",
        "what did Tom and Lena each say about costs",
        "CUDA vs OpenCL",
        "how do Kate and Marcy differ on tests",
        "資本門跟經常門有什麼不一樣",
        "比較 Ann 和 Bob 的看法",
        "压缩和加机器各有什么好处",
        "2D 和 3D 的内容差在哪",
        "who is more optimistic, Ann or Bob?",
        "do Ann and Bob agree on taxes?",
        "where do Ann and Bob disagree?",
        "Does Ann agree with Bob?",
        "what sets CUDA apart from OpenCL",
        "what are the pros and cons of CUDA and OpenCL",
        "Ann 和 Bob 誰更樂觀？",
        "Ann 和 Bob 在价格上有什么分歧",
        "Ann 同意 Bob 的看法吗",
        "CUDA 相比 OpenCL 有什么优势",
        "Ann and Bob on the price – who says what?",
        "two boats or three – arguments on both sides",
        "law or list: how do the two hosts differ",
        "who is for and who is against the move?",
        "arguments for and against the flag",
        "do Ann and Bob see it the same way?",
        "Ann's view on the price against Bob's",
        "开三家还是五家，各有什么理由",
        "谁赞成谁反对",
        "两位主持人的看法有什么不同",
        "老王和小李吵什么",
        "who was against the move and who was for it",
        "cheap or expensive: who argued for which",
        "八个还是十二个，各自的理由",
        "Ann 怎么看，Bob 怎么看",
    ),
    (
        "who is for dinner?",
        "what did the other side of the lake look like?",
        "他同意去",
        "谁反对",
        "how do people see it?",
        "which is faster, CUDA or OpenCL?",
        "CUDA 和 OpenCL 哪个快",
        "what does he think of CUDA and OpenCL",
        "這個比較好嗎",
        "how is it different",
        "她和谁去了",
        "what did they agree on?",
        "who wants more money or time?",
        "她和老师谈了什么变化",
        "do they agree?",
    ),
)
WORDS_OF_COMPARING = Rule(
    "asks to compare, and is no subject",
    r"\b(?:compare[ds]?|contrast|differ(?:s|ed|ences?|ent|ently)?|disagree(?:s|d|ments?)?"
    r"|agree[ds]?"
    r"|clash(?:es)?|diverge|argu(?:e[ds]?|ments?|ing)|sides?|both|each|two|for and against|against"
    r"|pros and cons|who|what|where|why|how|says?|said|thinks?|thought|wants?|wanted|see|sees"
    r"|feels?"
    r"|views?|opinions?|positions?|takes?|stances?|ideas?|reasons?|points?|same|way|thing|versus|vs"
    r"|hosts?|guests?|speakers?|either|speaks?|case|supports?|supported|opposes?|opposed|favou?r"
    r"|do|does|did|is|are|was|were|on|about|of|or|and|with|between|the)\b"
    r"|分歧|不同|不一样|一样|异同|区别|差别|哪里|在哪|意见|看法|观点|想法|立场|说法|态度|各自?|分别"
    r"|怎么[样看说想]?"
    r"|如何|谁|双方|两[边方派位]个?人?|主持人?|嘉宾|理由|道理|赞成|反对|支持|同意|优缺点|利弊|好处"
    r"|坏处|正反"
    r"|争[论吵执]?|吵|什么|啥|有|还是|对比|比较|觉得|认为|又|呢|最|更|和|跟|与|对|的|是|都|在",
    ("where do they disagree", "有什么分歧"),
    ("price", "价格"),
)
NAMES_HOSTS = Rule(
    "speaks of those who lead the talk",
    r"\b(?:hosts|presenters|moderators)\b|主持人",
    ("how do the hosts differ", "两位主持人的看法"),
    ("the guest", "嘉宾"),
)
_TOPIC = (
    r"(?:\s+(?:on|about|regarding|in terms of|when it comes to|in how they see)\s+(?P<topic>.+?))?"
)
SIDES = (
    Rule(
        "names two sides, the groups “x” and “y”, perhaps a “topic”",
        r"\b(?:compare|contrast|between)\s+(?P<x>.+?)\s+(?:and|with|to|vs\.?|versus"
        rf"|against)\s+(?P<y>.+?){_TOPIC}\W*$",
        ("compare CUDA and OpenCL", "difference between Ann and Bob on costs"),
        ("compare them", "CUDA and OpenCL"),
    ),
    Rule(
        "names two sides with “vs” between them",
        r"^\W*(?:what about\s+|how about\s+)?(?P<x>.+?)\s+(?:vs\b\.?|versus|compared (?:to"
        rf"|with))\s+(?P<y>.+?){_TOPIC}\W*$",
        ("CUDA vs OpenCL", "CUDA compared to OpenCL on speed"),
        ("CUDA or OpenCL",),
    ),
    Rule(
        "names two sides that differ or each say something",
        r"\b(?:how|what) (?:do|does|did|is|are|was|were)\s+(?P<x>.+?)\s+(?:and|differs? from"
        "|different from|compare (?:to|with))"
        r"\s+(?P<y>.+?)(?:\s+(?:differ|compare|disagree|each)\b\s*(?P<topic>.*?))?\W*$",
        ("how do Kate and Marcy differ on tests", "what did Tom and Lena each say about costs"),
        ("how does it work",),
    ),
    Rule(
        "names two sides in Chinese",
        r"^\W*(?:请|帮我|能不能)?(?:对比|比较|比一?比)?(?:一下)?\s*(?P<x>[^,。?]{1,40}?)\s*(?:和"
        r"|与|跟|同|、)\s*(?P<y>[^,。?]{1,60}?)"
        r"(?:之间|两者|两个|两人)?\s*(?:的?(?:区别|不同|差别|差异|异同|对比).*|(?:有什么|有何"
        "|有哪些|有没有|在哪里?|哪里).*?(?:区别|不同|不一样|差别|差异|异同).*|的?(?:主要)?(?:差"
        "|不同|不一样)在(?:哪|什么).*"
        "|(?:各自?(?:有|是|怎么?[说看]?|如何|说)|分别(?:怎么?[说看]?|是|有|说|如何))(?:什么"
        r"|哪些|怎么)?(?:样|看待?|说)?(?P<topic>.*?))?\W*$",
        ("比较 Ann 和 Bob 的看法", "資本門跟經常門有什麼不一樣", "压缩和加机器各有什么好处"),
        ("这个比较好吗",),
    ),
    Rule(
        "names two people after “who is more …”, which is the topic",
        r"^\W*who(?:['’]s| is| was| are| seems| sounds)?\s+(?P<topic>.+?)\s*[,:]\s*(?P<x>[^,?]+?)"
        r"\s+or\s+(?P<y>[^,?]+?)\W*$",
        ("who is more optimistic about gold, Ann or Bob?",),
        ("who is it?",),
    ),
    Rule(
        "names two sides that agree or do not",
        r"^\W*(?:on what|about what|where|in what)?\W*(?:do|does|did|are)\s+(?P<x>.+?)\s+(?:and"
        rf"|(?:agree|disagree) with)\s+(?P<y>.+?)(?:\s+{_AGREE})?{_TOPIC}\W*$",
        ("do Ann and Bob agree on taxes?", "Does Ann agree with Bob?"),
        ("do they agree?",),
    ),
    Rule(
        "names two sides after “what sets … apart”, “the pros and cons of …”",
        r"\b(?:in (?:what|which) (?:ways?|respects?) (?:do|are)|what (?:sets|distinguishes)"
        r"|what (?:do"
        r"|does)|(?:pros and cons|(?:dis)?advantages|similarities|strengths|merits) of(?: the)?)\s+"
        r"(?P<x>.+?)\s+(?:and|(?:apart )?from)\s+(?P<y>.+?)"
        rf"(?:\s+(?:differ|different|alike|similar|have in common))?{_TOPIC}\W*$",
        ("what sets CUDA apart from OpenCL", "what are the pros and cons of CUDA and OpenCL"),
        ("what are the pros?",),
    ),
    Rule(
        "names two sides in Chinese, of which one is more, or agrees",
        r"^\W*(?P<x>[^,。?]{1,40}?)\s*(?:和|与|跟|同|、)\s*(?P<y>[^,。?]{1,40}?)\s*(?:两个?人"
        r"|两位|两者)?\s*"
        r"(?:谁(?:比较|更|最)(?P<topic>[^?]*)|(?:的?(?:意见|看法|立场|想法|观点|说法|态度)).*"
        r"|[在对][^?]*|(?:怎么|如何)(?:区分|区别).*|比.*|有(?:什么|哪些|何).*)\W*$",
        ("Ann 和 Bob 谁更乐观？", "Ann 和 Bob 在价格上有什么分歧", "新方案跟旧方案比有什么变化"),
        ("Ann 更乐观",),
    ),
    Rule(
        "names two sides in Chinese with “相比”, “同意” between them",
        r"^\W*(?P<x>[^,。?]{1,40}?)\s*(?:相比|比起|相较于?|不同于|同意|赞成|支持|反对|比)\s*"
        r"(?P<y>[^,。?]{1,40}?)\s*(?:的?(?:看法|意见|观点|立场|说法|想法)|[好强差]在|有(?:什么"
        r"|哪些|何)|的|\W)"
        r"(?P<topic>)[^?]*\W*$",
        ("CUDA 相比 OpenCL 有什么优势", "Ann 同意 Bob 的看法吗"),
        ("Ann 同意",),
    ),
)
