"""Rules for questions that want to know what was decided."""

from __future__ import annotations

from ..rule import Rule

DECISIONS = Rule(
    "wants what was decided",
    r"^(?!\W*(?:why|how come|when|where|did|do|does|was|were|is|are|has|have)\b)(?!.*\b(?:he"
    r"|she|you|i) decided?\b).*(?:\b(?:what|which|all|the|any|list|key|main"
    r"|final)\b.*\b(?:decided?|agreed?(?: (?:on|to|upon))?|settled?|concluded?|resolved?"
    r"|resolutions?|decisions?|outcomes?|conclusions?|agreements?|approved"
    r"|consensus)\b(?!\s+(?:with|make|making|tree|support|system)))"
    r"|^\W*(?:final |key |main )?(?:decisions?|outcomes?|conclusions?|resolutions?|agreements?"
    r"|agreed|decided)\b|\bwhat (?:did|do) (?:they|we|the (?:team|group|board"
    r"|committee)) (?:choose|pick|go with|end up (?:with|doing|choosing))\b"
    r"|(?:哪些|什么)[^?]{0,6}(?:定|敲定|决定|确定)(?:下来)?了(?:吗)?\W*$|\b(?:decide"
    r"|agree)d?\s*了(?:些)?(?:什么|哪些)|(?:决定|定|敲定|拍板|商定|议定|确定|通过|同意)(?:了"
    r"|下|下来|好)(?:的)?(?:是)?(?:些)?(?:什么|哪些|啥|哪几)|决定(?:有|是)(?:什么|哪些|啥)"
    r"|(?<!由)(?:哪些|什么|所有的?|全部的?|主要)(?:的)?(?:决定(?!的|于|性|因)|决议|结论|共识"
    r"|定案)|(?<!做)(?:决定|决议|结论|共识)(?:是|有)?(?:什么|哪些|啥)?\W*$|(?:最后|最终|后来"
    r"|到底|究竟)(?:是)?(?:怎么|如何)\s*(?:决定|定|decide|处理)(?:下来|了)?\s*(?:的)?\W*$"
    r"|(?:最后|最终)(?:决定|定|选|用|选择|采用)(?:了|用|选|在)?[^?]{0,6}(?:什么|哪|几|怎么|谁)"
    r"|达成(?:了)?(?:什么|哪些)|有没有(?:结论|决定|共识|定论)|怎么(?:定|决定)\s*的",
    (
        "what was decided?",
        "What did they agree on?",
        "which decisions were made about the launch",
        "decisions",
        "what was the outcome of the meeting",
        "会上定了哪些事",
        "這次會議有哪些結論",
        "决议",
        "最后决定用哪个方案",
        "icon 最后怎么 decide 的",
    ),
    (
        "Why did they decide to leave?",
        "Did they agree on the price?",
        "Can you decide?",
        "他怎么做决定",
        "这取决于什么",
    ),
)
