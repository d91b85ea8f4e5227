"""What shows in a sentence that something is decided."""

from __future__ import annotations

from ..rule import Rule

DECIDES = Rule(
    "says what was decided",
    r"\b(?:we|they|everybody|everyone|the (?:team|group|board|committee))(?:['’]ve| have"
    r"| had)?(?: all| both| now| already| just| finally)*"
    r" (?:decided|agreed|settled|resolved|voted|approved|concluded|opted)\b(?! (?:with him"
    r"|to disagree|that they would))"
    r"|\b(?:it|that|this)(?:['’]s| is| was)(?: all| now| then| already)* (?:settled|decided|fixed"
    r"|agreed|a deal|approved|final|done)\b"
    r"|\b(?:is|are|was|were|been|be) (?:decided|agreed|settled|approved|adopted|rejected"
    r"|cancelled|canceled|postponed)\b"
    r"|^\W*(?:so |ok(?:ay)?,? |then |good,? |fine,? )*(?:agreed|decided|settled|approved|deal)\b"
    r"|\b(?:the|our|final|one) decision(?: is|:| was)\b|\bmy decision is\b|\bdecision:"
    r"|\bmotion (?:carries|carried|passes|passed)\b"
    r"|\bthe (?:vote|motion|amendment|proposal|resolution) (?:is|was|has been) (?:carried|passed"
    r"|adopted|accepted|rejected)\b|\b(?:all in favou?r|so moved|no objections?)\b",
    (
        "We decided to move the launch.",
        "Then that's settled.",
        "The budget was approved.",
        "So agreed: no balloons.",
        "The decision is final... the decision is yes.",
    ),
    (
        "How did you decide?",
        "I agree with him.",
        "They were settlers.",
        "He decided to leave school.",
    ),
)
PROPOSES_FIRMLY = Rule(
    "says what will be done by all",
    r"\blet['’]?s (?:plan|go (?:with|for|ahead)|do|use|keep|stick (?:with|to)|drop|move"
    r"|make (?:it|that)|say|call it|take|set|push|postpone|leave|skip|put|not|cut|change|cancel"
    r"|hold|meet|order|buy|have|start with|fix)\b"
    r"|\bwe(?:['’]ll| will|['’]re going to| are going to| won['’]t| will not"
    r"|['’]re not going to)(?: then| just| not| also| all)* "
    r"(?:go with|go for|keep|stick|drop|use|launch|stay|postpone|skip|move|choose|take|hold"
    r"|have(?! (?:to|been)\b|,)|open|close|cancel|meet|do|make|cut|change|raise|lower|buy|order"
    r"|start|stop|need|limit|print|charge|publish|sell|run|wait|ship|release|deploy|roll out)\b"
    r"|\b(?:so|then|ok(?:ay)?),? (?:it will be (?:on|at|in)|the \w+(?: \w+)?(?: is (?:on|at|in"
    r"|the)| stays| moves| will be)|no \w+|we (?:do(?! (?:have|not|see|think)\b)|go|keep|take|use"
    r"|make|start|stay|drop|meet)\b)"
    r"|\b(?:is|are) (?:out|in|off the table)\b\W*$|\bgo ahead (?:with|and)\b|\bthumbs up\b"
    r"|(?:那|那么|所以|(?<!他)们|大家)?(?<!我)(?<!他)就(?:先)?(?:这么|这样|按|用|选|定|改"
    r"|不(?=做|搞|用|要|改|去|办|买|卖|印|开|发|上|加|写)|先|订|放|去|走|做|以|照|采|从|维持"
    r"|保留)[^,。?]{0,30}(?:吧|了|办|定|好了|$)"
    r"|那(?:我们|咱们|么)?就[^,。?]{1,}|(?:我们|咱们|大家)就(?:先)?(?:用|选|定|改|不|订|按|照"
    r"|采|从|维持|保留|先|以)[^,。?]{1,30}|(?:我们|咱们)(?:就|还是|先)[^,。?]{2,30}(?:吧|了)$"
    r"|先不[^,。?]{0,12}(?:了|吧|$)|(?:我们|这次|今年)不(?:做|搞|用|要|办|去|买"
    r"|卖)[^,。?]{0,10}了?",
    (
        "Let's go with the blue one.",
        "We'll keep the old price.",
        "So the launch is on the 9th.",
        "那就用藍色的",
        "就按第二個方案",
        "我們先不賣票吧",
    ),
    ("We'll see.", "Let's see.", "Let us know.", "这样的话就很难", "我们就是学生"),
)
SETTLES = Rule(
    "says how it will be, after others had a say",
    r"\bi(?:['’]ll| will|['’]d| guess i['’]ll)(?: then| just)* go (?:then )?(?:with|ahead|for)\b"
    r"|\bwe(?:['’]ll| will| can| should|['’]d)? (?:just )?consider \w+ing\b|\bwe should just\b"
    r"|^\W*(?:(?:so|ok(?:ay)?|yeah|yes|alright|right|and)\W+)*(?:i think |i guess )?we (?:can"
    r"|should|could) (?:just )?(?!\w+ (?:if|whether)\b|all see|go (?:back|on|over)|move on|start)"
    r"\w+ (?!see)"
    r"|^\W*(?:(?:so|ok(?:ay)?|yeah|then|alright)\W+)+[^?]{4,120}\bthen\.?$"
    r"|(?<!认)(?<!行)以[^,。?以]{1,12}为(?:主|准|优先)|(?:[个位人份次页场]|版本?|这样|那样"
    r"|回[复覆应]|说明|处理|公开)就(?:好|可以|行)了?\W*$|即可\W*$"
    r"|^\W*(?:最[少多]|至少|就)[一二两三四五六七八九十几\d]{1,3}[个位名份场人次]"
    r"|^\W*[^,。:?]{0,6}(?:问题|主题|题目|日期|地点|名称|方案|口号)\s*:(?=.{6})",
    (
        "So I guess I'll go with closing it.",
        "Okay, so we consider using the other library then.",
        "I think we should just use the old one.",
        "So, I think we can handle the moderation manually.",
        "以這個為主",
        "建議最多三個就好",
        "在平台上回應即可",
        "核心問題：怎麼讓學生回來上課？",
    ),
    ("I'll go home.", "We considered it.", "Can we see it?", "我以為他來了", "好就好", "什么问题"),
)
CHINESE_DECIDES = Rule(
    "says in Chinese what was decided",
    r"就这[样么](?!的|多|少|一|个|会|就)|(?:已经|都|就)\s*(?:approve|decide|confirm"
    r"|agree)d?\s*了|决议(?:由|:|,|是)|(?<![做这个能有])(?<!做了)决定(?!权|性|因素|论|于|了我)|(?<!规)定(?:在|为|成|下来|好了"
    r"|了(?![位义性]))|敲定|拍板|(?:一致|都|大家)(?:同意|赞成|通过)|(?:双方|大家|两边)都?没(?:有)?(?:什么)?意见|(?:会议)?(?:决议|结论)(?:是"
    r"|就是|如下|:|,)"
    r"|(?<![能以要望])达成了?(?:一致|共识|协议)|共识(?:是|就是)|通过(?:了|这个|该|本)(?!电|网|什)|确定(?:是|用"
    r"|在|了)(?!吗)|采用|照(?:案|这样)(?:通过|办理|做)|那就这么(?:定|办)|说定了",
    (
        "我們決定延後",
        "時間定在週六",
        "大家都同意",
        "會議結論是照案通過",
        "那就这么定了",
        "雙方都沒有意見",
    ),
    (
        "不決定性的因素",
        "这取决于价格",
        "他有决定权",
        "怎么改变",
        "規定在辦法裡面",
        "我們不能做決定",
    ),
)
CHANGES = Rule(
    "says what becomes otherwise, or is allowed: a decision where others agree",
    r"改(?:成|到|为|在)(?!变)|(?:推迟|延后|延期|提前|挪|调)到|(?:砍|取消|去)掉|取消|(?:那|当然"
    r"|案|然后|之后|后)[^,。?]{0,6}就可以(?!了解|看)|\b(?:moved?|changed?|postponed|pushed"
    r"|brought forward) (?:it |that |this |the \w+ )?(?:to|from|until)\b"
    r"|\bmoves to\b",
    ("展覽改到九月", "這一案就可以解除", "we moved it to Friday", "the retro moves to Thursday"),
    ("怎么改变", "he changed"),
)
ASKS_FOR_A_DECISION = Rule(
    "asks what is decided, so that the answer decides",
    r"\b(?:fixed|decided|settled|agreed|final)\b[^?]{0,20}\?|\b(?:are|is|do"
    r"|will) we (?:going with|keeping|doing|agreed|keep|go with|use|take|do it)\b"
    r"|\bwhat did we (?:decide|agree)\b|(?:定|决定|敲定|确定)(?:了|下来|好)?了?(?:没有?|吗|么"
    r"|哪|什么)|用哪|选哪|到底(?:用|做|选)",
    ("Is the date fixed?", "Do we keep the old price?", "launch date 定了没?", "最後用哪個？"),
    ("What is a date?", "Should I go?", "要不要延後？", "他定居在哪"),
)
