"""Rules for questions that want to know what something is or means."""

from __future__ import annotations

from .rule import Rule

_NO_TERM = (
    "it|that|this|he|she|they|there|your|his|her|their|my|our|next|left|against|in|on|at|for|to"
    "|of|with"
    "|main|biggest|best|latest|still|so|not|also|going|responsible|who|what|why|how|wrong|new"
    "|happening|missing|behind"
)
DEFINES = Rule(
    "asks what something is or means, or who somebody is",
    r"^\W*(?:(?:and|so|but|ok)\W+)?(?:what|who)(?:'s| is| are| was| were)\s+(?:(?:an?|the)\s+)?"
    rf"(?!(?:{_NO_TERM})\b|\w+ing\b)[^\s,?]+"
    r"(?:\s+(?!of\b|in\b|at\b|to\b|for\b|on\b|with\b|like\b|about\b|from\b|is\b"
    r"|by\b)[^\s,?]+){0,3}\W*$"
    r"|\bwhat (?:does|do)\b\s+(?!he\b|she\b|they\b|it\b|you\b|that\b)(?:(?!\bmean).)+\s(?:mean"
    r"|stand for)\W*$"
    r"|\b(?:define|definition of|meaning of)\s+\w"
    r"|\bwhat (?:exactly|precisely|actually) (?:is|are|was|were)\s+(?!(?:he|she|it|they|that"
    r"|this)\b)"
    r"|\bwhat (?:is|was) meant by\b|\bwhat (?:do|does|did) \w+(?: \w+)? (?:mean"
    r"|understand) by\b(?! (?:this|that|it)\b)"
    r"|\bwhat (?:does|do) [^?]{1,40}\smean (?:here|in (?:this|that|the) \w+)\W*$"
    r"|\bwhat (?:kind|sort) of (?:a )?(?:thing|person|company|organi[sz]ation|program"
    r"|place) (?:is|are)\b"
    r"|^\W*(?:please |can you |could you |would you )*(?:tell me|explain"
    r"|explain to me) what [^?]{1,40}"
    r"\s(?:is|are|means?)\W*$|^\W*(?:please |can you |could you )*explain (?!why|how|what"
    r"|the reason"
    r"|that|this|it|when|who)(?:\S+\W+){0,3}\S+$"
    r"|\bhow (?:is|are|was|were|do|does|did|would) [^?]{1,40}?\bdefined?\b"
    r"|^\W*(?:so )?how would (?:you|he|she|they|one|\w+) describe\b"
    rf"|^\W*what(?:['’]s| is| are| was)\s+(?:(?:an?|the|this|that)\s+)?(?!(?:{_NO_TERM})\b"
    rf"|\w+ing\b)"
    r"[^\s,?]+(?:\s+(?!of\b|in\b|at\b|to\b|for\b|on\b|with\b|like\b|about\b|from\b)[^\s,?]+){0,3}?"
    r"(?:,| that| which)? (?:according to \w+|supposed to be|(?:that |which )?(?:they|he|she|we"
    r"|\w+) "
    r"(?:talks?|speaks?|mentions?|mentioned|keeps?)(?: about| of| mentioning)?)\W*$"
    r"|^\W*[^\s?]+(?: [^\s?]+)? meaning\W*$"
    r"|(?:怎么|如何|怎样)(?:来)?(?:定义|界定)|^\W*何谓|^\W*(?:请)?解释一?下(?!为什么|怎么"
    r"|原因)[^,。?]{1,16}\W*$"
    r"|是?(?:怎么|什么|啥)个(?:意思|东西|概念|玩意儿?)|是(?:什么|啥)的?(?:缩写|简称|意思)"
    r"|是(?:做|干)(?:什么|啥|嘛)(?:用)?的?[?。呢啊\s]*$"
    r"|(?:怎么|如何)(?:解释|理解|说明)[「“\"『《]?[^,。?为怎]{1,12}\W*$"
    r"|^\W*(?:请问)?什么(?:是|叫做?)[^,。?]{1,30}[?。呢啊\s]*$"
    r"|^\W*(?:请问)?(?!他|她|它|这|那)[^,。?]{1,30}?(?:到底)?(?:是|指)(?:个)?(?:什么|啥)(?:意思"
    r"|东西|概念|含义|来的)?[?。呢啊\s]*$"
    r"|^\W*[^,。?]{1,30}?(?:什么|啥|何)(?:意思|含义)|^\W*[^,。?的]{1,8}?是(?:谁|什么人)[?。呢啊\s]*$",
    (
        "What is EMIC?",
        "who is Dana?",
        'what does "humor over rumor" mean',
        "what is the trophy",
        "經常門是什麼意思？",
        "你好，长尾是怎么个意思",
        "DNF 是什么缩写，啥意思",
        "什麼是長尾",
        "orange dot 是什么意思",
        "王强是谁",
        "陽光空氣水是指什麼",
        "what is a soft fork, according to her?",
        "what does she mean by radical transparency?",
        "what exactly is dust?",
        "can you explain what a coinjoin is?",
        "how does she define success?",
        "what is this sandbox they talk about",
        "如何定義社會企業",
        "沙盒是做什么用的",
        "唐鳳怎麼解釋「開放政府」",
    ),
    (
        "what is his view of CUDA",
        "what is it?",
        "what is the price of Papyrus",
        "who is against contractors",
        "what's the main reason he left?",
        "他的看法是什么样的",
        "what did he mean?",
        "explain why he left",
        "how did she describe the city",
        "他怎么解释为什么离开",
        "第一個付錢的客戶是誰",
        "他的联合创始人是谁",
    ),
)
WORDS_OF_DEFINING = Rule(
    "asks for a definition, and is no part of what is defined",
    r"\b(?:exactly|precisely|actually|according to \w+|meant by|meaning|means?|definition|defined?"
    r"|supposed to be|kind of|sort of|called|so-called|stands? for|(?:the )?idea behind|concept"
    r"|in this context|here)\b|所谓的?|到底|究竟|定义|意思|含义|概念|怎么(?:理解|解释|说明)"
    r"|如何(?:理解|解释|说明)"
    r"|解释一?下|何谓|缩写|简称|是?指(?:的是)?(?=什么|啥)|(?<=什么)叫做?|(?:做|干)(?=什么|啥)",
    ("what exactly is dust", "沙盒到底是什么意思", "什么叫沙盒"),
    ("dust", "沙盒"),
)
