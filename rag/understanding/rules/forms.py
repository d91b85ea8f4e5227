"""Rules for the form of an answer: what a question as a whole asks for.

They read folded text, as all rules do.
"""

from __future__ import annotations

from .rule import Rule

_PLEASANTRY = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day|night))(?: there| everyone| all)?"
    r"|morning|evening|hiya|yo|heya"
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
    "(?:你|您|大家)们?好[啊呀]?|早上?好?|早安|晚安|上午好|下午好|晚上好|[嗨嘿]+|哈[喽啰罗]|在吗"
    "|(?:非常|很|多|太)?(?:谢谢|感谢|多谢|谢)[你您]?们?(?:的帮助|的回答)?[了啊啦哈咯哦呀喽]*"
    "|辛苦[你您]?们?[了啦]?"
    "|(?:很|非常|太)?有(?:帮助|用)|再见|拜拜|回头见|好[的滴哒咧]?[吧呀啊啦]?|好了|行[吧了]?|可以[了的]?"
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
        "哈囉",
        "好的，谢谢啦",
        "morning!",
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
