"""Rules for questions that want to know what stayed open."""

from __future__ import annotations

from ..rule import Rule

_TO_SETTLE = (
    r"(?:figure (?:\w+ )?out|decide|settle|discuss|clarify|resolve|work (?:\w+ )?out|agree|find out"
    r"|sort (?:\w+ )?out|determine|confirm)"
)
_SETTLED = (
    r"(?:figured out|decided|settled|discussed|discussion|clarified|clarification|resolved"
    r"|worked out|determined|confirmed)"
)
_OPEN = (
    r"(?:unclear|undecided|unresolved|pending|unanswered|unsettled|uncertain"
    r"|up in the air|left open|under discussion)"
)
_TO_SETTLE_ZH = "(?:讨论|厘清|研究|评估|商量|商议|确认|澄清|决定)"
_EVERYDAY = (
    r"\bwhat (?:did|do|does|has|have|was|were) [\w.'’ -]{1,30}? (?:leave|left) (?:unanswered|open"
    r"|hanging|unsaid)\b|\b(?:what|which \w+|anything|something)\b[^?]{0,24}\b(?:left hanging"
    r"|parked|on hold|in limbo|up for grabs|tbd|hanging)\W*$"
    r"|\bwhat (?:do|does|did) [\w.'’ -]{1,24}? (?:still )?(?:not|n['’]t) know\W*$"
    r"|\bwhat (?:did|do|does) (?:nobody|no one|none of them) (?:really )?knows?\W*$"
    r"|\bwhat (?:are|is) [\w.'’ -]{1,24}? (?:still )?waiting (?:for|on)\W*$"
    r"|\b(?:what|which) questions? [^?]{0,24}\b(?:dodged?|evaded?|duck(?:ed)?|avoid(?:ed)?"
    r"|refused?|decline[d]?)\b|\bwhat (?:did|does|do) [\w.'’ -]{1,24}? (?:dodge|evade|duck"
    r"|refuse to (?:say|answer)|not want to (?:say|answer))\b"
    r"|\bwhat (?:would|did|does|do|could) [\w.'’ -]{1,24}?(?: not|n['’]t) (?:want to "
    r"|like to )?(?:say|tell"
    r"|answer|reveal|talk about|comment on)\W*$|\bwhat remains to be\b"
    rf"|\bwhat (?:do|does) (?:they|we|he|she|[\w.'’-]+) (?:still )?(?:have"
    rf"|need) to (?:\w+ )?{_TO_SETTLE}"
    r"|\bthe unknowns\b|\bquestions? (?:without|with no|that (?:got|had) no) (?:an )?answers?\b"
    r"|没(?:有)?定的(?:事|有|是|问题|东西)|还(?:差|缺)(?:什么|哪些|啥)|[^?]{1,8}(?:没有?"
    r"|不)(?:正面)?(?:回答|答)(?:了)?(?:的)?(?:是)?(?:什么|哪些|啥)|(?:不愿意?|不肯|不想"
    r"|不方便)(?:说|讲|透露|回答)(?:的)?(?:是)?(?:什么|哪些|啥)"
    r"|说不清(?:楚)?的|(?:还有|有)(?:什么|哪些|啥)(?:事|问题)?(?:还)?要(?:再)?(?:厘清|澄清|确认"
    r"|研究|讨论|弄清楚|搞清楚|查清楚)的?\W*$|\bwhich (?:points|items"
    r"|things|topics) (?:stay(?:ed)?|are|were"
    r"|remain(?:ed)?) open\b|\bwhat(?:['’]s| is| was)(?: \w+)? (?:parked|on hold|in limbo)\b"
    r"|没(?:有)?人(?:能)?知道(?:答案)?(?:的|\W*$)|(?:没|不)(?:有)?人?知道答案|(?:哪些|什么"
    r"|啥)[^?]{0,6}"
    r"(?:没说清楚|没讲清楚|说不清|没谈拢|没谈成|悬着|没着落|挂着|放着|搁着)"
    r"|(?:还|仍)(?:有)?(?:什么|啥|哪些)(?:事情?|问题)?(?:悬|挂|搁|卡|没定|没解决|没着落|没答案)"
    r"|没(?:说清楚|讲清楚|谈拢|谈成|着落|搞定)的|(?:还有?|有)(?:什么|哪些|啥)(?:还)?在等"
    r"|(?:哪些|什么|啥)[^?]{0,6}(?:还)?(?:要|得)等(?:下次|以后|回头|之后|到)?"
    r"|(?:哪些|什么)[^?]{0,4}还(?:不|没)(?:太)?(?:确定|清楚|知道|明确|有数)"
    r"|(?:回避|避开|躲开|绕开|没有正面)了?(?:回答)?(?:了)?(?:哪些|什么|啥)|答不上来的|没有答案的?"
    r"|等[^?]{0,4}(?:答复|消息|回复)的(?:有|是|事)"
)
OPEN_QUESTIONS = Rule(
    "wants what is still open, or was asked and not answered",
    r"\b(?:still|left|remains?|remained|remaining|kept) (?:open|unanswered|unresolved|undecided"
    r"|unclear|to be (?:decided|answered|settled|clarified))\b|(?<!with )\b(?:unanswered|unresolved"
    r"|undecided|outstanding|open|pending|unsettled)\s+(?:questions?|issues?|points?|items?"
    r"|topics?|problems?|matters?|things?)\b"
    r"|\b(?:questions?|issues?|problems?|points?|what|things?|topics?|which|anything|where)\b.*?"
    r"(?:\bnot|n['’]t"
    r"|\bnever|\bnobody|\bno one|\bno-one)\b.{0,16}\b(?:answer(?:ed)?|resolved?|solved?|decided?"
    r"|settled?|cleared up|clear yet|clarified|addressed|agreed?|finish|agreement)\b"
    rf"|\bwhat(?: is| was|['’]s) (?:still )?(?:being discussed|open(?!\s+\w)|{_OPEN})"
    rf"|\b(?:what|which|anything|something)\b.{{0,24}}\b(?:is|are|was|were|went) (?:still )?{_OPEN}"
    r"|^\W*(?:is|are|was|were) (?:there )?(?:anything|something)(?: still)? "
    rf"{_OPEN}|\bloose ends\b|\bto be decided\b|\b(?:nobody"
    r"|no one) (?:could |can )?answer(?:ed)?\b|(?<!with )\bopen questions?\b"
    r"|\b(?:what|which|anything)\b[^?]{0,24}\bstill (?:need|have|want|has|needs)"
    rf"(?: to)? (?:{_TO_SETTLE}|be {_SETTLED})\b"
    rf"|\bwhat (?:still )?(?:needs|requires) (?:further|more|to be) (?:\w+ )?{_SETTLED}\b"
    r"|\b(?:questions?|issues?|problems?|points?|what) (?:still )?(?:remain|remains|are left)"
    r"(?: (?:open|uncertain|unsolved))?\W*$|\bgot no (?:\w+ )?answer\b"
    r"|\bwhat (?:do|did|was|were|has been|have)\b[^?]{0,24}\b(?:postponed?|defer(?:red)?|put off"
    r"|tabled?|leave (?:for|until) (?:later|next)|left for (?:later|next))"
    r"|\bwhat (?:is|are|was|were) [\w ]{1,24}? (?:still )?(?:unsure|not sure|uncertain|unclear)"
    r" (?:about|of)\b"
    r"|(?:还|仍|尚|都)(?:没有?|未)(?:被|人|有|能)*(?:定|决定|解决|回答|答|结论|敲定|确定"
    r"|讨论完?|谈妥|谈拢|答复|想好|想清楚|落实|定论|定下来|搞清楚|弄清楚)(?!义)(?:的|下来|好|清楚"
    r"|出来)*(?=\W*$|.{0,6}(?:问题|事|事项|议题|事情|地方|内容|有哪些|是什么))|(?:哪些|什么"
    r"|问题).{0,12}(?:还|仍|尚|都)?(?:没有?|未)\s*(?:被|人|有|能|得到)*(?:定|解决|回答|答|结论"
    r"|敲定|确定|谈妥|答复|想好|讨论完|共识|answer|resolve|decide|settle)"
    r"|^\W*(?:没有?|未)(?:被|人"
    r"|得到)*(?:解决|回答|答复|决定|确定|讨论)的(?:问题|事项|议题|事情?)?\W*$|悬而未决|待(?:定"
    r"|解决|确认|讨论|决)(?:的|事项|问题|议题)|(?:^|哪些|什么|还有|有)\W*遗留(?:的)?(?:问题"
    r"|事项)|没人(?:能)?(?:回)?答|(?:还有|有)哪些(?:开放|悬着|疑问|未|不确定|不清楚)|搁置"
    r"|(?:还|仍|都|他们|她们|大家)(?:还)?(?:不知道|不确定|不清楚|没搞清楚)(?:些|的)?(?:是)?"
    r"(?:什么|哪些|啥)|等到[^?]{1,12}再[说定谈议]"
    r"|\bwhat (?:do|does|did)(?:n['’]t)? (?:they|we)(?: still)?(?: not)? (?:yet )?know yet\b"
    r"|\b(?:postponed|deferred|tabled|left for (?:later|next time))\W*$"
    rf"|(?:哪些|什么)[^?]{{0,10}}(?:还|仍|尚)(?:在|要|需要?|待|有待|得"
    rf"|必须)再?(?:进一步)?{_TO_SETTLE_ZH}"
    rf"|(?:还|尚|仍|后续|之后|未来|日后)(?:在|要|需要?|待|有待|得)再?(?:进一步)?{_TO_SETTLE_ZH}"
    r"(?:的|什么|哪)"
    rf"|(?:哪些|什么)[^?]{{0,8}}(?:需要?|要|有待)(?:再|进一步){_TO_SETTLE_ZH}"
    r"|(?:留|延|拖|放|推|移)到(?:下[次回个周]|以后|之后|后面)"
    r"|(?:没法|没办法|无法|不能|没能)(?:够)?回?答(?!应)|没(?:有)?答[上出]"
    r"|(?:剩下|留下)了?(?:的)?(?:哪些|什么)?问题|还有(?:什么|哪些)(?:疑问|悬念|疑虑)"
    r"|(?:没有?|未)(?:能)?(?:达成|取得)?(?:一致|共识)的|没有共识\W*$"
    r"|分歧(?:还)?(?:没有?|未)解决|没定人"
    rf"|{_EVERYDAY}",
    (
        "What is still open?",
        "unanswered questions",
        "which questions were not answered?",
        "open issues",
        "What did nobody answer... which questions did nobody answer?",
        "what do they still need to figure out?",
        "which issues are unresolved",
        "what questions remain?",
        "what needs further discussion?",
        "what did they postpone?",
        "what is she not sure about?",
        "is anything still pending?",
        "还有哪些没定",
        "哪些問題沒有回答",
        "还有哪些问题没有解决",
        "待定事项",
        "哪些问题没人回答",
        "他们还不知道什么",
        "哪些事情要等到下次再说",
        "What was postponed?",
        "哪些還要再討論",
        "後續要釐清哪些事",
        "有哪些問題留到下次",
        "什么问题他没法回答",
        "還有什麼疑問",
        "what did she leave unanswered?",
        "what was parked?",
        "what do they still not know?",
        "what questions did he dodge",
        "有哪些问题没人知道答案",
        "哪些事先放着了",
        "哪些要等下次",
        "questions without an answer",
        "what do they have to clarify?",
        "没定的事有哪些",
        "他不愿意说什么",
    ),
    (
        "What is open source?",
        "which models are open?",
        "what was not said about cost?",
        "他没有回答",
        "what was decided?",
        "what is the problem with open questions in surveys?",
        "他在讨论什么",
        "后来的问题是什么",
        "where is the car parked?",
        "他在等什么",
        "what does he not like",
    ),
)
ONLY_QUESTIONS = Rule(
    "wants questions that were asked",
    r"\bquestions?\b|提问|问了|被问|问题[^?]{0,6}回答|回答[^?]{0,4}问题",
    ("which questions were not answered?", "哪些问题没人回答"),
    ("what is still open?", "还有哪些没定", "还有哪些问题没定"),
)
WORDS_LEFT_OPEN = Rule(
    "asks what stayed open, and is no subject",
    r"\b(?:unclear|remain(?:s|ed|ing)?|figured?|out|yet|(?:has|have|had|could|do|did|does|was"
    r"|were|is)n"
    r"|could|can|postponed?|deferr?(?:ed)?|tabled?|put|off|further|clarif(?:y|ied|ication)"
    r"|finish(?:ed)?"
    r"|reach(?:ed)?|agreements?|unsure|sure|know|uncertain|unsolved|problems?|solved?|air|up|leave"
    r"|later|went|real|discuss(?:ed)?|find|loose|ends|matters?|anything|something|nobody|session"
    r"|hanging|parked|hold|without|unknowns|time|times|would|say|tell|reveal|talk"
    r"|limbo|knows?|waiting|wait|for|on|dodged?|evaded?|duck(?:ed)?|avoid(?:ed)?|refused?|declined?"
    r"|seen|stay(?:ed)?|points?|after|meeting|end|no|one|no-one|none|which|ever|back|sit|so)\b"
    r"|答案|愿意|不肯|不想|悬而未决|说不清|说不清楚|差|悬念|没着落|着落|挂着?|悬着?|搁着?|放着?"
    r"|说清楚?|讲清楚?|谈拢|谈成|回避|避开|躲开|绕开|正面"
    r"|在等|等"
    r"|啥|答复|先|卡|谁都|不确定|悬而未决|讨论完|确认|留到|延到|拖到|放到|推到|移到|等到|下[次回]"
    r"|以后|不知道|知道"
    r"|不清楚|清楚|答不?上来?"
    r"|没法|没办法|无法|不能|进一步|厘清|澄清|研究|评估|商[量议]|尚|待(?!办)|方面|剩下|留下"
    r"|疑[问虑]|悬念|一致|地方|部分"
    r"|分歧|搞|想好|目前|到最后|搁置|再|完|人",
    ("what is still unclear", "哪些还要进一步厘清"),
    ("schedule", "预算"),
)
