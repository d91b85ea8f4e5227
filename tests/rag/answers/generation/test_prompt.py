from __future__ import annotations

from dataclasses import replace

from test_check import hit
from turnwise.rag.answer import Hit
from turnwise.rag.answers.generation.prompt import build_messages


def long_hit(n_sentences: int, at: int) -> Hit:
    """A turn of numbered sentences of 100 characters, one of which answers."""
    sentences = [f"Sentence {n:03} {'x' * 86}." for n in range(n_sentences)]
    text = " ".join(sentences)
    return replace(
        hit(2), text=text, quote=sentences[at], quote_start=text.index(sentences[at]), question=None
    )


def test_sources_are_numbered_with_who_where_and_what_was_asked():
    [system, user] = build_messages("How many ducks?", [hit(2), hit(3)], "en")
    assert "from the numbered sources only" in system["content"]
    assert user["content"] == (
        "<source>\n[1] Bob · Birds · 2024-05-01\n"
        "(Ann: How many ducks live on the lake, and why do they stay in winter?)\n"
        "About 40 ducks live there. They stay, because the lake doesn't freeze.\n</source>\n\n"
        "<source>\n[2] Eve · Birds · 2024-05-01\n"
        "(Ann: How many ducks live on the lake, and why do they stay in winter?)\n"
        "我觉得鸭子喜欢这个湖，因为冬天水不结冰。\n</source>\n\n"
        "Question: How many ducks?"
    )


def test_the_rules_are_in_the_language_of_the_question():
    [system, user] = build_messages("有多少鸭子？", [hit(2)], "zh")
    assert "用中文回答" in system["content"]
    assert user["content"].endswith("问题：有多少鸭子？")


def test_a_long_turn_is_cut_to_text_after_the_quote_and_then_before_it():
    [_, user] = build_messages("?", [long_hit(30, at=10)], "en")
    assert "Sentence 010" in user["content"]
    assert "Sentence 016" in user["content"]
    assert "Sentence 017" not in user["content"]
    assert "Sentence 009" not in user["content"]
    [_, user] = build_messages("?", [long_hit(30, at=28)], "en")
    assert all(f"Sentence {n:03}" in user["content"] for n in range(23, 30))
    assert "Sentence 021" not in user["content"]
