"""Rules for the form of an answer: what a question as a whole asks for.

They read folded text, as all rules do.
"""

from __future__ import annotations

from .rule import Rule

# -- small talk

_PLEASANTRY = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day|night))(?: there| everyone| all)?"
    r"|(?:many )?thanks?(?: you)?(?: so much| very much| a lot| again)?|thx|cheers|ty"
    r"|(?:good)?bye(?: bye)?|see (?:you|ya)(?: later| soon)?|have a (?:nice|good|great) \w+"
    r"|ok(?:ay)?|yes|yep|yeah|no|nope|great|perfect|cool|nice|awesome|wonderful|excellent|sure"
    r"|fine|good(?: job| work| answer)?|well done|got it|i see|understood|makes sense|alright"
    r"|all right|sorry|please|never mind|no problem|that'?s all"
    r"|(?:that|this|it) (?:helps|helped|was (?:very )?helpful|is (?:very )?helpful)"
    "|(?:(?:can|could) you )?help(?: me)?|(?:who|what) are you|are you (?:a )?(?:bot|human|real"
    "|ai)"
    r"|what(?: else)? can (?:you|i) (?:do|ask)(?: you| here| for me)?|how are you(?: doing)?"
    r"|how (?:does this work|do i use (?:this|you|it))"
)
_PLEASANTRY_ZH = (
    "(?:你|您|大家)们?好[啊呀]?|早上?好?|早安|晚安|上午好|下午好|晚上好|嗨|哈喽|在吗"
    "|(?:非常|很|多|太)?(?:谢谢|感谢|多谢|谢)[你您]?们?(?:的帮助|的回答)?了?啊?"
    "|辛苦[你您]?们?[了啦]?"
    "|(?:很|非常|太)?有(?:帮助|用)|再见|拜拜|回头见|好的?[吧呀啊]?|好了|行[吧了]?|可以[了的]?"
    "|不错|很好|太好了|棒"
    "|明白了?|懂了|知道了|了解了?|收到|对的?|是的?|嗯+|哦+|没事了?|不用了|没问题"
    "|请?帮助|请?帮帮?我|你是谁|你是什么|你是(?:机器人|人|真人)吗|你(?:能|会|可以)(?:做|干"
    "|帮我做)?(?:什么|啥|些什么)"
    "|怎么用(?:你|这个)?|我(?:能|可以)问(?:你)?(?:什么|些什么|啥)|你好吗"
)
SMALL_TALK = Rule(
    "is no question about a transcript: a greeting, thanks, a wish for help",
    rf"^\W*(?:(?:(?:{_PLEASANTRY})\b|{_PLEASANTRY_ZH})\W*){{1,4}}$",
    (
        "hi",
        "Hello!",
        "thanks!",
        "help",
        "who are you?",
        "what can you do?",
        "你好",
        "謝謝，很有幫助",
        "你是誰？",
        "hello, what can you do",
        "thanks, bye!",
        "ok great",
        "好的，明白了",
        "辛苦了",
        "太好了！謝謝",
    ),
    (
        "who is Alex?",
        "why?",
        "yes or no: is CUDA good?",
        "help me find CUDA",
        "good practice",
        "好的框架",
        "明白卡",
        "有用吗",
        "hi-fi",
        "what can you do with CUDA?",
        "他說你好是什麼意思",
        "help with CUDA",
        "谢谢谁",
    ),
)

# -- comparisons

COMPARES = Rule(
    "asks to compare two people, subjects or talks",
    r"^\W*(?:(?:please|can you|could you)\W+)?(?:compare|contrast)\b|\bcompared (?:to|with)\b"
    r"|\b(?:differences?|distinction|contrast|comparison) between\b|\w\s+(?:vs\b\.?|versus)\s+\w"
    r"|\bhow (?:do|does|did|is|are|was|were)\b.*\b(?:differ|different from|compare (?:to|with))\b"
    r"|\bhow (?:do|does|did)\b.*\band\b.*\b(?:compare|disagree)\b"
    r"|\bwhat (?:do|did|does)\b.*\band\b.*\beach\b"
    r"|^\W*(?:请|帮我|能不能)?(?:对比|比较|比一?比)(?:一下)?(?=.*[和与跟同、])"
    "|[和与跟同、].+(?:有什么|有何|有哪些|有没有|的|是什么|在哪里?|哪里)(?:主要)?(?:区别|不同"
    "|不一样|差别|差异|异同)|[和与跟同、].+(?:差|不同|不一样)在(?:哪|什么)"
    "|[和与跟同、].+(?:各自?(?:有|是|怎|如何|说)|分别(?:怎|是|有|说|如何))"
    r"|[和与跟同、].+对比(?:如何|怎么样|一下)?\W*$",
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
    ),
    (
        "which is faster, CUDA or OpenCL?",
        "CUDA 和 OpenCL 哪个快",
        "what does he think of CUDA and OpenCL",
        "這個比較好嗎",
        "how is it different",
        "她和谁去了",
    ),
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
        "|有哪些|有没有|在哪里?|哪里).*?(?:区别|不同|不一样|差别|差异|异同).*|的?(?:主要)?(?:差|不同|不一样)在(?:哪|什么).*"
        "|(?:各自?(?:有|是|怎么?[说看]?|如何|说)|分别(?:怎么?[说看]?|是|有|说|如何))(?:什么"
        r"|哪些|怎么)?(?:样|看待?|说)?(?P<topic>.*?))?\W*$",
        ("比较 Ann 和 Bob 的看法", "資本門跟經常門有什麼不一樣", "压缩和加机器各有什么好处"),
        ("这个比较好吗",),
    ),
)

# -- definitions

_NO_TERM = (
    "it|that|this|he|she|they|there|your|his|her|their|my|our|next|left|against|in|on|at|for|to"
    "|of|with"
    "|main|biggest|best|latest|still|so|not|also|going|responsible|who|what|why|how|wrong|new|happening|missing|behind"
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
    r"|^\W*(?:请问)?什么(?:是|叫做?)[^,。?]{1,30}[?。呢啊\s]*$"
    r"|^\W*(?:请问)?(?!他|她|它|这|那)[^,。?]{1,30}?(?:到底)?(?:是|指)(?:个)?(?:什么|啥)(?:意思"
    r"|东西|概念|含义|来的)?[?。呢啊\s]*$"
    r"|^\W*[^,。?]{1,30}?(?:什么|啥|何)(?:意思|含义)|^\W*[^,。?]{1,8}?是(?:谁|什么人)[?。呢啊\s]*$",
    (
        "What is EMIC?",
        "who is Dana?",
        'what does "humor over rumor" mean',
        "what is the trophy",
        "經常門是什麼意思？",
        "什麼是長尾",
        "orange dot 是什么意思",
        "王强是谁",
        "陽光空氣水是指什麼",
    ),
    (
        "what is his view of CUDA",
        "what is it?",
        "what is the price of Papyrus",
        "who is against contractors",
        "what's the main reason he left?",
        "他的看法是什么样的",
        "what did he mean by that",
    ),
)
