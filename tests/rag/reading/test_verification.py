from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turnwise.index.transcript import Transcript, Turn
from turnwise.rag import Citation, Hit, TranscriptReference, verify_answer, verify_quote


def transcript(*turns: tuple[str, str], title: str = "A talk") -> Transcript:
    numbered = (Turn(n, speaker, text) for n, (speaker, text) in enumerate(turns, start=1))
    return Transcript(title, tuple(numbered))


TALK = transcript(
    ("Alex", "Why did you leave? 為什麼？"),
    (
        "Yangqing",
        "it’s not about the language,\nit’s about the “eco-system”。Ｐｙｔｈｏｎ很好。我们用了3.5年。",
    ),
    ("Alex", "I can't say that CAFÉ is illegal here. 这个计划很难。"),
    ("Yangqing", "We moved in May. It was loud. 计画是我写的。"),
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        pytest.param("it’s about the “eco-system”", "supported", id="as stored"),
        pytest.param("不是，我们用了", "not_found", id="a word more"),
        pytest.param('it\'s about the "eco-system"', "punctuation", id="plain quotation marks"),
        pytest.param("It’s not about the language it’s", "punctuation", id="case, comma, line end"),
        pytest.param("Python很好，我们用了", "punctuation", id="width"),
        pytest.param("it’s about the ecosystems", "not_found", id="other letters"),
        pytest.param("Python很差。", "not_found", id="another word"),
        pytest.param("計画是我写的", "not_found", id="a Traditional character"),
        pytest.param("I can", "not_found", id="half of a word with an apostrophe"),
        pytest.param("legal here", "not_found", id="the end of a word"),
        pytest.param("5年", "not_found", id="the end of a number"),
        pytest.param("cafe is illegal", "not_found", id="without the accent"),
        pytest.param("cafe\u0301 is illegal", "punctuation", id="accent apart"),
        pytest.param("CAF", "not_found", id="before an accented letter"),
        pytest.param("We moved in May. Why did you leave?", "stitched", id="two turns"),
        pytest.param("We moved … It was loud", "stitched", id="around an ellipsis"),
        pytest.param("We moved in May...计画是我写的", "stitched", id="three periods"),
        pytest.param("We moved in June. It was loud.", "not_found", id="one sentence is made up"),
        pytest.param("", "not_found", id="empty"),
        pytest.param("…？！", "not_found", id="no letters"),
    ],
)
def test_letters_count_and_the_rest_is_punctuation(quote: str, verdict: str):
    assert verify_quote(quote, TALK).verdict == verdict


def test_a_verification_has_the_place_of_the_words():
    found = verify_quote("python很好 我们用了", TALK)
    assert (found.turn, found.speaker) == (2, "Yangqing")
    assert TALK.turn(2).text[found.start : found.end] == "Ｐｙｔｈｏｎ很好。我们用了"
    assert verify_quote("We moved. Why did you leave?", TALK).to_dict() == {
        "verdict": "stitched", "turn": None, "speaker": None, "start": None, "end": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("speaker", "turn", "verdict"),
    [
        ("Yangqing", 4, "supported"),
        ("Yangqing", None, "supported"),
        (None, 4, "supported"),
        ("Alex", None, "misattributed"),
        ("Alex", 4, "misattributed"),
        ("Yangqing", 2, "misattributed"),
        (None, 99, "misattributed"),
    ],
)
def test_words_in_another_turn_or_by_another_are_misattributed(
    speaker: str | None, turn: int | None, verdict: str
):
    found = verify_quote("It was loud.", TALK, speaker=speaker, turn=turn)
    assert (found.verdict, found.turn, found.speaker) == (verdict, 4, "Yangqing")


def test_a_fraction_is_not_a_whole_number():
    assert verify_quote("12 of it", transcript(("A", "½ of it"))).verdict == "not_found"


# Texts in which “ж” and “龘” do not stand, so that a letter changed into one stands nowhere.
LETTERS = st.sampled_from("abcxyzABC019éßＡ１我们計划画間あカ한ά")
SIGNS = st.sampled_from(" \n\t\u3000.,，。！？!?、；;：:“”\"'‘’「」『』…—-()（）《》´~～·\u200b")
texts = st.text(LETTERS | SIGNS, min_size=1, max_size=40).filter(
    lambda text: any(c.isalnum() for c in text)
)
sentences = st.text(st.sampled_from("abc我们计划, "), min_size=1, max_size=20).filter(
    lambda text: any(c.isalpha() for c in text)
)


@given(texts, texts, st.data())
def test_any_changed_letter_is_caught(text: str, other: str, data: st.DataObject):
    talk = transcript(("A", text), ("B", other))
    letters = [place for place, c in enumerate(text) if c.isalnum()]
    place = data.draw(st.sampled_from(letters))
    letter = data.draw(st.sampled_from("ж龘"))
    assert verify_quote(text, talk, speaker="A", turn=1).verdict == "supported"
    changed = text[:place] + letter + text[place + 1 :]
    inserted = text[:place] + letter + text[place:]
    assert verify_quote(changed, talk).verdict == "not_found"
    assert verify_quote(inserted, talk).verdict == "not_found"


@given(st.permutations("abcxyzABC019éßＡ１我们計划画間あカ한".casefold()), st.data())
def test_a_letter_left_out_inside_is_caught(order: list[str], data: st.DataObject):
    text = "".join(dict.fromkeys(order))
    place = data.draw(st.integers(1, len(text) - 2))
    assert (
        verify_quote(text[:place] + text[place + 1 :], transcript(("A", text))).verdict
        == "not_found"
    )


@pytest.mark.slow
@given(texts, st.data())
def test_any_change_of_signs_spaces_case_and_width_is_forgiven(text: str, data: st.DataObject):
    changed = ""
    for c in text:
        if not c.isalnum():
            changed += data.draw(SIGNS | st.just("") | st.just(c))
            continue
        spellings = [c, unicodedata.normalize("NFKC", c), unicodedata.normalize("NFD", c)]
        spellings += [spelling.upper() for spelling in spellings]
        if "!" <= c <= "~":
            spellings.append(chr(ord(c) + 0xFEE0))
        changed += data.draw(st.sampled_from(spellings)) + data.draw(SIGNS | st.just(""))
    found = verify_quote(changed, transcript(("A", text)), speaker="A", turn=1)
    assert found.verdict == ("supported" if changed in text else "punctuation")


@given(sentences, sentences)
def test_words_of_another_speaker_are_misattributed(text: str, other: str):
    talk = transcript(("A", f"{text}甲。"), ("B", f"{other}乙。"))
    found = verify_quote(f"{other}乙", talk, speaker="A", turn=1)
    assert (found.verdict, found.turn, found.speaker) == ("misattributed", 2, "B")
    assert talk.turn(2).text[found.start : found.end].strip(" ,") == f"{other}乙".strip(" ,")


@given(sentences, sentences, st.sampled_from(["", " ", "……", " ... "]))
def test_sentences_of_two_turns_are_stitched(text: str, other: str, between: str):
    talk = transcript(("A", f"{text}甲。"), ("B", f"{other}乙。"))
    assert verify_quote(f"{other}乙。{between}{text}甲。", talk).verdict == "stitched"
    assert verify_quote(f"{text}甲。{between}{other}乙。", talk).verdict == "stitched"


def hit(of: Transcript, turn: int) -> Hit:
    said = of.turn(turn)
    return Hit(
        rank=1, score=1, transcript=TranscriptReference(of.id, of.title, None), turn=turn,
        speaker=said.speaker, text=said.text, quote=said.text, quote_start=0, start_s=None,
        url=None, question=None,
    )  # fmt: skip


OTHER = transcript(("Mei", "The harvest was late that year."), title="Another talk")
CITED = [hit(TALK, 2), hit(TALK, 4), hit(OTHER, 1)]


def verdicts(text: str) -> list[tuple[int | None, str, int | None]]:
    stored = {TALK.id: TALK, OTHER.id: OTHER}
    return [
        (one.n, one.verification.verdict, one.verification.turn)
        for one in verify_answer(text, CITED, stored.__getitem__)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “It was loud.” [2]", [(2, "supported", 4)], id="cited"),
        pytest.param("“It was loud.” he said. [2]", [(2, "supported", 4)], id="behind a stop"),
        pytest.param("“It was loud.” [1]", [(1, "misattributed", 4)], id="another turn"),
        pytest.param("“The harvest was late” [2]", [(2, "misattributed", 1)], id="another talk"),
        pytest.param("“It was loud” [7]", [(7, "misattributed", 4)], id="no such citation"),
        pytest.param("“It was loud.” Yes.\n\nNo [2].", [(None, "supported", 4)], id="uncited"),
        pytest.param(
            '“We moved in May.” and "was loud", 「计画是我写的」 [2]；『我们用了3年』[1]。',
            [(2, "supported", 4)] * 3 + [(1, "not_found", None)],
            id="all quotation marks",
        ),
        pytest.param(
            "Yangqing:\n“it’s about the “eco-system”。” [1]\n\nMei:\n“The harvest was late” [3]",
            [(1, "supported", 2), (3, "supported", 1)],
            id="nested",
        ),
        pytest.param("“We moved … was loud” [2]", [(2, "stitched", None)], id="stitched"),
        pytest.param("The “loud” 「计画」 of “Python” [1]", [], id="single words"),
        pytest.param("“Open [1], “it was loud” [2]", [(2, "punctuation", 4)], id="never closed"),
    ],
)
def test_quotations_of_an_answer_are_compared_with_what_they_cite(
    text: str, expected: list[tuple[int | None, str, int | None]]
):
    assert verdicts(text) == expected


def test_citations_are_identified_by_their_number():
    citation = Citation(5, hit(OTHER, 1), verified=True)
    (checked,) = verify_answer("“harvest was late” [5]", [citation], {OTHER.id: OTHER}.__getitem__)
    assert (checked.transcript_id, checked.verification.verdict) == (OTHER.id, "supported")
    assert checked.to_dict()["n"] == 5


def test_an_answer_that_cites_nothing_has_nothing_to_compare_with():
    (checked,) = verify_answer("“harvest was late” [1]", [], {}.__getitem__)
    assert checked.verification.verdict == "not_found"
