"""Bold questions without a name above answers that have one."""

from __future__ import annotations

import pytest
from turnwise.index.readers import read_bytes

_TURNS = [
    ("Q", "Why the sea?"),
    ("Ana Roca", "Because it moves."),
    ("Q", "And salt?"),
    ("Ana Roca", "Salt is the sea standing still."),
    ("Jo Kern", "I disagree."),
    ("Q", "Who taught you?"),
    ("Ana Roca", "My aunt.\nNobody else."),
]
_MARKDOWN = (
    "# The sea\n\n**Why the sea?**\n\nAna Roca: Because it moves.\n\n**And salt?**\n\n"
    "Ana Roca: Salt is the sea standing still.\n\nJo Kern: I disagree.\n\n**Who taught you?**\n\n"
    "Ana Roca: My aunt.\n\nNobody else.\n"
)
_PAGE = (
    "<html><body><h1>The sea</h1><p><b>Why the sea?</b></p><p>Ana Roca: Because it moves.</p>"
    "<p><b>And salt?</b></p><p>Ana Roca: Salt is the sea standing still.</p>"
    "<p>Jo Kern: I disagree.</p><p><b>Who taught you?</b></p><p>Ana Roca: My aunt.</p>"
    "<p>Nobody else.</p></body></html>"
)
_INITIALS = (
    "<html><body><h1>The sea</h1><p><b>Jo Lind: Why the sea?</b></p><p>Ana Roca: Because it moves.</p>"
    "<p><b>JL: And salt?</b></p><p>AR: It is still.</p><p><b>JL: Why?</b></p><p>AR: Ask it.</p></body></html>"
)
_CHINESE = "**为什么是海？**\n\n余光：因为它动。\n\n**那盐呢？**\n\n余光：盐是静止的海。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(_MARKDOWN, _TURNS, id="Markdown"),
        pytest.param(_PAGE, _TURNS, id="a web page"),
        pytest.param(
            _INITIALS,
            [
                ("Jo Lind", "Why the sea?"),
                ("Ana Roca", "Because it moves."),
                ("Jo Lind", "And salt?"),
                ("Ana Roca", "It is still."),
                ("Jo Lind", "Why?"),
                ("Ana Roca", "Ask it."),
            ],
            id="initials later",
        ),
        pytest.param(
            _CHINESE,
            [
                ("Q", "为什么是海？"),
                ("余光", "因为它动。"),
                ("Q", "那盐呢？"),
                ("余光", "盐是静止的海。"),
            ],
            id="Chinese",
        ),
    ],
)
def test_named_answers_below_bold_questions(text: str, expected: list[tuple[str, str]]):
    turns = read_bytes(text.encode(), name="t").turns
    assert [(turn.speaker, turn.text) for turn in turns] == expected
