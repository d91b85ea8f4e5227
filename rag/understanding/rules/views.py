"""Rules for views: which questions seek one, and which sentences take one."""

from __future__ import annotations

from .rule import Rule
from .vocabulary import HOW_SEEN, POSSESSIVE, TAKE, THINK, VIEW

SEEKS_VIEW = Rule(
    "seeks what somebody thinks or wants of something",
    rf"{VIEW.en}(?!\s+from\b)|{POSSESSIVE}\s+(?:\w+\s+)?{TAKE.en}|\b(?:his|her|their)\s+{TAKE.en}"
    r"|\b(?:does|do|did|would)\b[^?]{0,40}\b(?:think|believe|feel|like|hate|mind|prefer|agree"
    r"|disagree|support|oppose|object|favou?r|care|want|rather|react|respond|see (?:it|this"
    r"|that|the))\b|\bhow (?:does|do|did|would) [^?]{1,40}?\bsee\b"
    r"|\bwould (?!you\b)\w+(?: \w+)? (?:have |rather |be )"
    r"|\b(?:is|was|are|were)\b[^?]{1,40}\b(?:for or against|against|in favou?r|on board"
    r"|happy (?:with|to)|willing to|glad to|reluctant to|ready to|okay with|ok with|fine with"
    r"|worried|concerned|sceptical|skeptical|convinced|keen|sold on"
    r"|opposed|a fan)\b|\bwhat [^?]{1,40}\b(?:make|makes|made) of\b|\bwhere does \w+ stand\b"
    r"|\b(?:objections?|concerns?|worries|complaints?|preference|verdict|reaction|problem with"
    r"|issue with)\b|\bsides? (?:is|does|was)\b|\bwhy (?:is|was) [^?]{1,40}\bagainst\b"
    rf"|\b\w+ (?:on|about) [^?]*\b(?:thoughts|opinion)\b|{VIEW.zh}|{HOW_SEEN}|{THINK.zh}"
    r"|怎么(?:想|评价|认为)|[不]?(?:同意|赞成|反对|支持|倾向|喜欢|介意|满意|看好)|担心|顾虑|有意见|意见"
    r"|什么不满|抵触|站(?:在)?哪(?:一)?边|愿不愿意|愿意"
    r"|舍不?得|乐意|情愿|想要?(?=怎么|先|用|把|选|要)|主张|宁愿",
    (
        "what does Teo think about putting it back?",
        "how does Shirin feel about shipping it",
        "Callum's take on the law",
        "would Ingrid have taken the money",
        "is Mia for or against the new office?",
        "how does he see it?",
        "what did Joe make of the demo?",
        "did she like the new logo",
        "does Ken agree with the budget cut",
        "is Mia willing to move the launch",
        "老王舍得卖吗",
        "how does Teo want to fix the duplicates",
        "any concerns from Mia?",
        "她的立場是什麼",
        "老王怎么看涨价",
        "小李为什么反对搬家",
        "她同意这个方案吗",
        "Mia 对新官网有什么不满",
        "老王想先做哪个",
    ),
    (
        "what did Mia say about rent?",
        "how much does Teo pay?",
        "why did she leave?",
        "who wrote it?",
        "小李说了什么",
        "谁负责海报",
    ),
)
TAKES_VIEW = Rule(
    "takes a view: what the speaker thinks, wants, agrees with or fears",
    r"\b(?:i|we)(?:['’](?:d|ll)| would| could| can| do| did| still| really| just| kind of| honestly"
    r"| personally| totally| completely| also| actually| don['’]t| do not| wouldn['’]t| didn['’]t"
    r"| can['’]t| never)* (?:think|feel|believe|guess|prefer|like|love|hate|mind|care|agree"
    r"|disagree|doubt|worry|want|wish|hope|support|vote|rather|see (?:it|that|the point|why)"
    r"|live with|trust|buy (?:it|that)|go (?:with|for)|take the|keep (?:it|the)|have signed"
    r"|have (?:taken|said|done|gone|kept|waited|bought)|lean)\b"
    r"|\b(?:i['’]m|i am|i was|we['’]re)(?: \w+)? (?:fine|ok|okay|happy|with|for|against|all for"
    r"|in favou?r|not sure|sceptical|skeptical|worried|afraid|convinced|torn|on board|not"
    r"|the other way|keen|excited|nervous|glad|sold)\b|\bi['’]d (?:rather|say|love|go|take|have|be"
    r"|leave|start|skip|drop|wait|do|keep)\b|\bi (?:wouldn['’]t|don['’]t)\b"
    r"|\b(?:for me|to me|in my (?:view|opinion|experience|book)|if you ask me|to be honest"
    r"|honestly|frankly|personally|my (?:view|opinion|take|worry|concern|problem|issue"
    r"|preference|vote|feeling|gut))\b|\b(?:agreed?|disagree|same here|fair (?:point|enough)"
    r"|makes sense|sounds (?:good|great|fine|risky)|(?:good|great|bad|terrible) (?:idea|call"
    r"|plan)|no way|not a fan|fine (?:by|with) me|absolutely|let['’]s not|too (?:expensive|early"
    r"|late|long|risky|soon|much|slow|big|small|fast|cheap|complicated))\b"
    r"|\b(?:that|it)(?:['’]s| is)(?: just| not| really| a bit| way| so| very| quite)* (?:good|bad"
    r"|great|nice|silly|stupid|wrong|right|fair|unfair|crazy|terrible|brilliant|smart|overkill"
    r"|worth|important|risky|dangerous|a (?:mistake|pain|shame|risk|waste|lot))\b"
    r"|我(?:们)?(?:也|还是|个人|自己|其实|倒|是|真的|比较|就|都|更|不太?|不是很|很|蛮|挺)*(?:觉得|认为|想|看好"
    r"|倾向|赞成|同意|反对|支持|担心|怕|希望|建议|喜欢|宁愿|愿意|没意见|无所谓|不介意|接受|主张|会选|选|怀疑|站)"
    r"|我(?:这边)?(?:没问题|可以接受|不行|没意见)|^\W*(?:不)?(?:同意|赞成|反对|支持)|不太好|没必要|不值得?|有道理"
    r"|靠谱|说实话|老实说|讲真|坦白[说讲]|依我看|在我看来|不如|最好(?!的)|还是[^,。?]{1,8}(?:好|吧)"
    r"|太(?:贵|慢|早|晚|急|冒险|复杂|麻烦|长|短|多|少|乱|丑)(?!的)?|挺好|不错|蛮好|好主意|心疼|受不了",
    (
        "I don't agree, actually.",
        "For this release I'd take the thirty seconds.",
        "I'd have signed. I'm sorry, I would have.",
        "See, I'm the other way.",
        "I'm sceptical of all that, honestly.",
        "I'm with Rachel on this.",
        "Not a fan. That's too expensive for us.",
        "Fine by me.",
        "Honestly, that is a waste.",
        "I can live with it.",
        "We should wait, in my view.",
        "我覺得可以先試兩家",
        "我不太赞成，成本太高",
        "说实话没必要",
        "还是先等等吧",
        "同意，没问题。",
        "我比较担心周末的人手",
    ),
    (
        "So we did it to ourselves.",
        "It starts at nine.",
        "The van comes on Friday with the chairs.",
        "You're an angel.",
        "就三个人。",
        "周五之前给你。",
    ),
)
