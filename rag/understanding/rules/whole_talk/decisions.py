"""Rules for questions that want to know what was decided."""

from __future__ import annotations

from ..rule import Rule

_GROUP = r"(?:they|we|both|everyone|the (?:team|group|board|committee|panel|others))"
_GROUP_ZH = "(?:他们|她们|我们|咱们|大家|双方|两边|会上|会议|各方|团队)"
_EVERYDAY = (
    rf"\bwhat (?:did|do|have) {_GROUP} (?:\w+ )?(?:end(?:ed)? up deciding|land(?:ed)? on"
    r"|say yes to|said yes to|say no to|rule[d]? out|agree not to do)\b"
    rf"|\bwhere (?:did|have) {_GROUP} (?:land|come down|end up|come out)(?:ed)? (?:on|about|with)\b"
    r"|^\W*(?:so |and )*what (?:will|is going to) change\W*$|\bwhat (?:is|was|['’]s) the call on\b"
    r"|\bwhat(?:['’]s| is| was) (?:now )?(?:fixed|set|set in stone|off the table)(?: now)?\W*$"
    r"|^\W*(?:was |is |were )?(?:there )?(?:anything|something) (?:been )?(?:agreed|decided|settled"
    r"|fixed)\b"
    r"|\b(?:which|what) (?:option|version|proposal|side|plan|idea|variant"
    r"|candidate)s? (?:\w+ )?(?:won|made it"
    r"|came out on top|got chosen|was chosen|was picked|prevailed)\b|\bwhat was the vote\b"
    r"|^\W*(?:结果|最后|到底)?定了(?:没有?|吗)|(?:结果|最后)[^?]{0,8}定了(?:没有?|吗)"
    r"|(?:开会|会议|会上|谈判|商量|讨论)(?:后|完)?(?:到底)?(?:有|出)了?(?:什么|哪些|没有)?结果"
    r"|(?:最后|最终|后来)(?:大家)?(?:是)?怎么(?:说|弄|搞|办|处理|安排)的?\W*$"
    r"|(?:这次|这个|那个|开)?会(?:上|后)?有(?:什么|没有)?结论|(?:定|说|谈|商量)(?:好|妥|死)了?"
    r"(?:哪些|什么|啥)|商量出了?(?:什么|啥|哪些)?(?:结果)?"
)
DECISIONS = Rule(
    "wants what was decided",
    r"^(?!\W*(?:why|how come|when|where|who|did|do|does|was|were|is|are|has|have)\b)(?!.*\b(?:he"
    r"|she|you|i) decided?\b)(?!.*\b(?:think|feel|still)\b).*(?:\b(?:what|which|all|the|any|list"
    r"|key|main|final)\b.*\b(?:decided?|agreed?(?: (?:on|to|upon))?|settled?|concluded?|resolved?"
    r"|resolutions?|decisions?|outcomes?|conclusions?|agreements?|approved|verdict"
    r"|consensus)\b(?!\s+(?:with|make|making|tree|support|system)))"
    r"|^\W*(?:final |key |main |any )?(?:decisions?|outcomes?|conclusions?|resolutions?|agreements?"
    rf"|agreed|decided)\b|\bwhat (?:did|do) {_GROUP} (?:choose|pick|go with|settle (?:on|for)"
    r"|sign off on|end up (?:with|doing|choosing)|make up their minds?)\b"
    r"|^\W*(?:did|have|has|was|were|is|are)\b.*\b(?:any(?:thing)?|an?|some(?:thing)?)\s+(?:\w+ )?"
    r"(?:decisions?|agreements?|conclusions?|consensus|decided|agreed|settled)\b"
    r"|\bwhat (?:came|comes|has come) out of (?:it|the|this|that)\b"
    rf"|\bhow (?:did|have) {_GROUP} (?:decided?|agreed?|chosen?|choose|settled?) to\b"
    r"|\bhow (?:was|were|did|is|has) (?!he\b|she\b|you\b)[^?]{1,40}\b(?:resolved|settled"
    r"|decided)\W*$|\bwhat (?:is|was|['’]s) the final \w+\b"
    r"|\b(?:results?|upshot) of (?:the|their|that|this|our) (?:\w+ )?(?:vote|voting|discussions?"
    r"|meeting|debate|talks?|call|negotiations?)\b"
    r"|\b(?:which|what) (?:\w+ ){0,3}?(?:were|was|got|have been|has been) (?:rejected|accepted"
    r"|adopted|passed|turned down|voted down|dropped|cancelled|signed off)\b"
    rf"|\bwhat (?:do|did) {_GROUP} (?:want|plan|intend|mean) to do (?:about|with)\b"
    rf"|\bwhat (?:changes? )?(?:did|do|will|are) {_GROUP} (?:going to )?change\b|\bwhat is going"
    r" to (?:change|be different)\b"
    r"|(?<!由)(?:哪些|什么(?!时候|人))[^?]{0,4}(?:定|敲定|决定|确定|拍板|说定"
    r"|谈妥)(?:下来)?(?:了|的)?(?:吗)?\W*$"
    r"|\b(?:decide"
    r"|agree)d?\s*了(?:些)?(?:什么|哪些)|(?:决定|定|敲定|拍板|商定|议定|确定|通过|同意)(?:了"
    r"|下|下来|好)(?:的)?(?:是)?(?:些)?(?:什么|哪些|啥|哪几)|决定(?:有|是)(?:什么(?!时候|人)|哪些"
    r"|啥)"
    r"|(?:商量|说|谈)[好妥定]了?(?:什么|哪些|怎么)"
    r"|(?:敲定|拍板|说定|商定|谈妥|定下来)的(?:是|有|事)"
    r"|(?<!由)(?:哪些|什么|所有的?|全部的?|主要)(?:的)?(?:决定(?!的|于|性|因)|决议|结论|共识"
    r"|定案)|(?<!做)(?<!做的)(?<!没有)(?<![这那]个)(?:决定|决议|结论|共识)(?:是|有)?(?:什么|哪些"
    r"|啥)?\W*$"
    r"|(?:最后|最终|后来|结果|到底|究竟)(?:大家)?(?:是)?(?:怎么|如何)\s*(?:决定|说?定|decide|处理"
    r"|解决)(?:下来|了)?\s*(?:的|这|那|[^?]{0,6}案|\W*$)"
    r"|(?:最后|最终)(?:决定|定|选|用|选择|采用)(?:了|用|选|在)?[^?]{0,6}(?:什么|哪|几|怎么|谁)"
    r"|(?:最后|最终)(?:的)?(?:选定|敲定|确定|决定|拍板)?的?(?:方案|决定|结论|决议|选择|日期|做法)"
    r"(?:是|有)"
    r"|达成(?:了)?(?:什么|哪些)|有没有(?:做出?)?(?:了)?(?:达成)?(?:什么|任何)?(?:结论|决定|共识"
    r"|定论)|怎么(?:定|决定)\s*的|做出?了?(?:什么|哪些)决定|^\W*决定(?:了)?(?:没有?|吗)"
    rf"|{_GROUP_ZH}(?:最[后终]|后来)?(?:决定|打算|约定|同意)(?:要|了|好)?(?:怎么|如何)"
    r"|(?:讨论|会议|投票|表决|协商|商量|会谈)的?结果"
    r"|(?:哪[些个]|什么)[^?]{0,4}(?:提案|方案|建议|议案|案子|案)[^?]{0,3}(?:通过|否决|采纳|接受"
    r"|驳回)|(?:改|取消|调整|变更)了(?:哪些|什么)|按(?:照)?(?:什么|哪个)方案"
    rf"|{_EVERYDAY}",
    (
        "what was decided?",
        "What did they agree on?",
        "which decisions were made about the launch",
        "decisions",
        "what was the outcome of the meeting",
        "did they come to a conclusion?",
        "was anything decided about the launch date?",
        "what came out of the meeting?",
        "how did they decide to handle the complaints?",
        "how was it resolved?",
        "what was the result of the discussion about fees?",
        "which proposals were rejected?",
        "what do they want to do about spam?",
        "会上定了哪些事",
        "這次會議有哪些結論",
        "决议",
        "最后决定用哪个方案",
        "icon 最后怎么 decide 的",
        "他們決定怎麼做？",
        "討論的結果是什麼？",
        "結果怎麼處理這個案子？",
        "最終方案是什麼",
        "哪些提案被否決了",
        "他们商量好了什么",
        "where did they land on the price?",
        "what did we end up deciding",
        "退款的事最后怎么说的",
        "开会有什么结果",
        "anything agreed about the price?",
        "so which option won?",
    ),
    (
        "Why did they decide to leave?",
        "Did they agree on the price?",
        "Can you decide?",
        "how do they decide who gets a grant?",
        "who made the decision?",
        "what does Ann think about decisions made by machines?",
        "他怎么做决定",
        "这取决于什么",
        "谁做的决定",
        "他说什么",
        "结果怎么会这样",
        "这个决定是什么时候做的",
        "what will change her mind?",
    ),
)
WORDS_OF_DECIDING = Rule(
    "asks what was decided, and is no subject",
    r"\b(?:come|came|comes|out|reach(?:ed)?|agreements?|options?|go(?:ing)?|went|with|won"
    r"|plan(?:s|ned)?"
    r"|results?|vote[ds]?|voting|accepted|rejected|adopted|passed|drawn|choosing|verdict|word"
    r"|changes?|signed|sign|off|minds?|turned|down|deal|anything|something|on|to|upshot|land(?:ed)?"
    r"|ended|end|yes|no|fixed|set|call|taken|took|big|important|major|biggest|deciding|rule[ds]?"
    r"|dates?|land|have|has|had|yet"
    r"|now)\b"
    r"|啥|怎么|弄|搞|办|搞定|开会|会|死|妥|重大|重要|大(?!家)的?|一致|讨论|协商|商量|表决|结果|已经"
    r"|选定?|打算"
    r"|提案|议案|案子|否决|采纳|投票|[这那]件|后来"
    r"|改了|做法|按照?"
    r"|走|做出|(?<!列)出|如何|说|谈|好",
    ("what was the verdict", "投票结果"),
    ("budget", "场地"),
)
