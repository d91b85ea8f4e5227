"""The kinds of talks, by what a question or a title calls them."""

from __future__ import annotations

from .rule import Rule

INTERVIEW = Rule(
    "speaks of an interview",
    r"\binterview(?:s|ed)?\b|访谈|采访|专访|访问|对谈",
    ("summarize the interview", "專訪唐鳳", "这个采访讲了什么"),
    ("summarize the meeting", "会议要点"),
)
MEETING = Rule(
    "speaks of a meeting",
    r"\b(?:meeting|stand-?up|sync|retro(?:spective)?|all[- ]hands|kick-?off|review|weekly"
    r"|planning)s?\b|会议|例会|周会|月会|晨会|开会|会上|评审|讨论会|班会|理事会|纪要",
    ("summarize the meeting", "這次會議有哪些結論", "project review 2026", "周会"),
    ("summarize the interview", "会不会下雨"),
)
PODCAST = Rule(
    "speaks of a podcast",
    r"\b(?:podcast|episode|show|radio|broadcast)s?\b|播客|节目|这一?期|广播|电台",
    ("what is the podcast about?", "這集節目在講什麼"),
    ("the meeting", "会议"),
)
LECTURE = Rule(
    "speaks of a lecture or a panel",
    r"\b(?:lecture|keynote|panel|seminar|workshop|webinar|demo|presentation)s?\b|演讲|讲座|座谈"
    r"|论坛|分享会|研讨会|讲课|发布会",
    ("key points of the panel", "演講要點", "the product demo"),
    ("the meeting", "会议"),
)
_NOUN = (
    r"(?:meeting|call|episode|podcast|interview|show|lecture|webinar|stand-?up|sync|kick-?off"
    r"|retro(?:spective)?|session|recording|transcript|workshop|broadcast|programme|panel)s?"
)
_NO_DESCRIPTION = (
    r"(?:of|in|on|at|about|for|with|to|and|or|is|was|did|do|does|that|which|who|from|by|the|this"
    r"|these|those|a|an|our|my|your|last|today['’]s|what|whole|entire|summary|overview|recap|gist"
    r"|summari[sz]e|points?|items?|they|we|you|i|he|she|it|me|during|after|before|next|please|same"
    r"|each|every|other|phone|video|have|has|will)"
)
_NOUN_ZH = (
    r"(?:会议|电话会议?|电话|通话|节目|播客|访谈|采访|讲座|会|录音|\s*\b(?:meeting|call|episode"
    r"|podcast|sync|interview)\b)"
)
DESCRIBES_A_TALK = Rule(
    "says by what it is about which talk is meant, as the group “before”, “after” or “zh”",
    rf"(?<![\w'’.-])(?P<before>(?:(?!{_NO_DESCRIPTION}\b)[\w'’.-]+\s+){{1,4}}){_NOUN}\b"
    rf"|\b{_NOUN}\s+(?:about|on|with|where they (?:talk|spoke|speak) about)\s+(?P<after>"
    r"[^?,;]{3,60}?)"
    r"(?=\s+(?:please|about)\b|[?,;]|\W*$)"
    r"|(?:总结|概括|归纳|简述|说说|讲讲|说一下)(?:一?下)?(?:关于)?(?:[这那][次场期个集段])?"
    r"(?P<zh>(?!一?下|[这那][次场期个集段])[^,。?]{2,14}?)"
    r"(?:的)?[这那]?[次场期个集段]?"
    rf"{_NOUN_ZH}(?=\W*$|的|里|上|讲|说|主要|都)"
    r"|^\W*(?P<first>(?!关于|总结|概括|这|那|上)(?:(?!谁|哪|什么)[^,。?]){2,10}?)(?:的)?[这那](?:一)?[次场期个集段]"
    rf"{_NOUN_ZH}(?=\W*$|的|里|上|讲|说|聊|主要|都|太|没)"
    rf"|关于(?P<on>(?!一?下)[^,。?]{{2,14}}?)的?[这那]?[次场期个集段]?{_NOUN_ZH}",
    (
        "short summary of the paper boat meeting",
        "summarise the episode about ducks",
        "总结一下鸭子的那期节目",
        "关于鸭子的那次会议",
        "概括一下那期鸭子的节目",
        "鸭子那期节目讲了什么",
    ),
    (
        "summarise the meeting",
        "what was said in the meeting?",
        "总结一下会议",
        "关于鸭子",
        "谁来了这个会",
    ),
)
