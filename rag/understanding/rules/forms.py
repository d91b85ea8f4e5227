"""Rules for the form of an answer: what a question as a whole asks for.

They read folded text, as all rules do.
"""

from __future__ import annotations

from .rule import Rule

# -- small talk

SMALL_TALK = Rule(
    "is no question about a transcript: a greeting, thanks, a wish for help",
    r"^\W*(?:(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| everyone)?"
    r"|(?:ok(?:ay)?\W+)?(?:thanks?(?: you)?|thx|cheers|bye|goodbye)\b"
    r"(?:(?: so| very)? much| a lot)?"
    r"(?:\W+(?:that|this|it) (?:helps|helped|was (?:very )?helpful))?"
    r"|(?:(?:can|could) you )?help(?: me)?"
    r"|(?:who|what) are you|what(?: else)? can (?:you|i) (?:do|ask)(?: you| here| for me)?"
    r"|how (?:does this work|do i use (?:this|you|it))"
    r"|(?:你|您|大家)好[啊呀]?|早上好|晚上好|嗨|(?:好的?\W*)?(?:谢谢|多谢|感谢)[你您]?(?:了"
    r"|啊)?(?:\W*很有帮助|\W*有帮助)?"
    r"|再见|拜拜|帮助|帮帮?我|你是谁|你是什么|你(?:能|会|可以)(?:做|干|帮我做)?(?:什么|啥|些什么)"
    r"|怎么用(?:你|这个)?|我(?:能|可以)问(?:你)?(?:什么|些什么|啥))\W*$",
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
    ),
    (
        "who is Alex?",
        "hi-fi",
        "what can you do with CUDA?",
        "他說你好是什麼意思",
        "help with CUDA",
        "谢谢谁",
    ),
)
