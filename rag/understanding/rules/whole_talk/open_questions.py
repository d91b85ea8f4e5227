"""Rules for questions that want to know what stayed open."""

from __future__ import annotations

from ..rule import Rule

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
ONLY_QUESTIONS = Rule(
    "wants questions that were asked",
    r"\bquestions?\b|问题|提问",
    ("which questions were not answered?", "哪些问题没人回答"),
    ("what is still open?", "还有哪些没定"),
)
