"""What shows in a sentence that somebody takes a stand."""

from __future__ import annotations

from ..rule import Rule

DISAGREES = Rule(
    "says that the speaker sees it otherwise than another",
    r"\b(?:i|we)(?:['’]d| would| do| have to|['’]ll have to)?(?: \w+)?(?: not|n['’]t)"
    r"(?: \w+)? (?:agree|buy (?:it|that)|see it (?:that way|like that)|share that)\b"
    r"|\bi (?:\w+ )?disagree\b|\bi(?:['’]m| am) (?:the other way|not (?:\w+ )?(?:convinced|so sure"
    r"|sold)|(?:\w+ )?(?:sceptical|skeptical|against (?:it|that|this)))\b"
    r"|\bi(?:['’]d| would) push back\b|\bi see (?:it|that) differently\b|^\W*(?:oh )?come on\b"
    r"|\bon the contrary\b|\bthat['’]s not (?:true|right|how)\b|\bi(?:['’]m| am) with \w+ on\b"
    r"|不(?:太)?(?:同意|赞成|认同|这么看|这样看|这么认为|这么觉得)|我反对|不见得|恰恰相反"
    r"|我(?:倒是|看法不|的看法不|的想法不)|有(?:点|些)?不同(?:的)?(?:意见|看法|想法)|话不能这么说",
    (
        "I don't agree, actually.",
        "Hmm, I disagree a bit.",
        "I'm the other way.",
        "I'm sceptical of all that.",
        "Oh come on.",
        "I'm not so sure.",
        "我不这么看",
        "这个我不太同意",
        "我倒是觉得可以",
    ),
    ("I agree.", "We agreed on it.", "同意", "他反对", "不同的城市"),
)
PREFERS = Rule(
    "says what the speaker would rather have",
    r"\bi(?:['’]d| would)(?: \w+ly)? (?:rather|prefer|sooner|take|go (?:with|for)|keep|have|say"
    r"|vote|pick|choose|still|never|not|n['’]t|love|start|wait)\b|\bi (?:would|wouldn['’]t|['’]d)\b"
    r"|\bi prefer\b|\bi(?:['’]m| am)"
    r"(?: all| really| totally)? (?:for|with|in favou?r of|against|fine with|happy with|afraid"
    r"|worried)\b|\bi (?:really |honestly |also )*(?:like|don['’]t like|love|hate|want"
    r"|don['’]t want|trust|support|insist)\b|\b(?:for me|in my view|in my opinion|if you ask me"
    r"|personally|as far as i['’]m concerned|my (?:worry|concern|fear|preference|vote|take) is)\b"
    r"|我(?:个人)?(?:其实)?(?:更|比较)?(?:倾向|宁愿|宁可|希望|支持|赞成|同意|喜欢|建议|主张|坚持"
    r"|担心|怕)|我站|依我看|要我说|我的意见|我的想法|对我来说|我个人",
    (
        "I'd rather do the key.",
        "For this release I'd take the thirty seconds.",
        "I'd have signed.",
        "I would have waited.",
        "I'm with Rachel on this.",
        "In my view it is too early.",
        "我个人其实倾向于先开三家",
        "我建议第一版只放英文",
        "我怕来不及",
    ),
    ("I'd done it.", "He would rather wait.", "他建议我去", "I know."),
)
THINKS = Rule(
    "says what the speaker thinks, or what should be",
    r"\b(?:i (?:\w+ )?(?:think|believe|feel|find|guess)|should(?:n['’]t)?|must|better|worse"
    r"|too (?:\w+)|won['’]t|never|need(?:s)? to|don['’]t need|without (?:a|an|the|it)\b)"
    r"|我(?:们)?(?:也|还是|就|真的)?(?:觉得|认为|想|感觉)|应该|最好|太|不行|没必要|必须|不能|不够"
    r"|不难|更好|划算",
    ("I think it is late.", "They should wait.", "It is too long.", "我觉得太贵", "时间不够"),
    ("He came.", "We met.", "他来了"),
)
