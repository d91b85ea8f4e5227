from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INTERVIEW, BigramEmbedder, make_transcript
from turnwise.rag import Library

TALK = make_transcript(
    ("Ann", "How long did the new lake bridge take to build?"),
    (
        "Bob",
        "Well, the lake bridge was a difficult project, as everybody in this town knows, because "
        "the ground below the lake is soft. The workers took fourteen months for the bridge. "
        "Nobody had expected that so much wood would be needed for such a small thing, of course.",
    ),
    ("Ann", "And who pays for the repairs of the lake bridge?"),
    ("Bob", "I have to ask, nobody has decided on the repairs of the lake bridge."),
    ("Eve", "I like the swans of the lake a lot."),
    ("Bob", "The swans of the lake are quite shy, as you know."),
    title="The bridge",
)


@pytest.fixture
def bridge(tmp_path: Path, embedder: BigramEmbedder):
    with Library.open(tmp_path / "bridge", embedder=embedder) as library:
        library.add(TALK)
        yield library


@pytest.mark.slow
def test_the_sentence_that_tells_the_fact_is_quoted_alone(bridge: Library):
    answer = bridge.ask("How long did the lake bridge take?")
    assert answer.answered
    assert answer.citations[0].quote == "The workers took fourteen months for the bridge."


@pytest.mark.slow
def test_a_fact_that_nobody_tells_is_refused_and_says_what_is_missing(bridge: Library):
    answer = bridge.ask("How much did the lake bridge cost?")
    assert (answer.answered, answer.citations) == (False, ())
    first, *rest = answer.text.splitlines()
    assert first == "In “The bridge”, nobody names an amount for this."
    assert any(line.startswith("- Bob, turn ") for line in rest)
    assert rest[-1].startswith("Try a word that was said, or somebody’s name (Ann, Bob and Eve)")


@pytest.mark.slow
def test_what_was_left_open_is_refused(bridge: Library):
    assert not bridge.ask("Who pays for the repairs of the lake bridge?").answered


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        pytest.param("Did Bob recommend the swans?", True, id="in his own words"),
        pytest.param("Did Bob say the food is cheap?", False, id="only the asker's words"),
    ],
)
def test_whether_somebody_said_it_his_own_words_tell(
    tmp_path: Path, embedder: BigramEmbedder, question: str, is_told: bool
):
    talk = make_transcript(
        ("Ann", "People say the food of the harbour is cheap. What should I see?"),
        ("Bob", "I recommend the swans, they are worth a trip."),
        ("Ann", "And is the cheap food of the harbour good?"),
        ("Bob", "That depends on the season, as always."),
        title="The harbour",
    )
    with Library.open(tmp_path / "harbour", embedder=embedder) as library:
        library.add(talk)
        assert library.ask(question).answered == is_told


@pytest.mark.slow
def test_a_latin_name_may_be_that_of_a_speaker_in_characters(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = make_transcript(
        ("郭博鈞", "我們的 UI 都是自己刻的。"),
        ("唐鳳", "你們的 UI 不可能比他們好，不要自己刻 UI。"),
        title="來訪",
    )
    with Library.open(tmp_path / "visit", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask("What does Audrey think of the UI?")
        assert answer.answered
        assert "Nobody called “Audrey” speaks" in answer.text
        assert not library.ask("What does Wang Ming think of the UI?").answered


@pytest.mark.slow
def test_somebody_who_does_not_speak_has_no_view(bridge: Library):
    answer = bridge.ask("What did Zachary Quill say about the swans?")
    assert not answer.answered
    assert "Nobody called “Zachary Quill” speaks" in answer.text


@pytest.mark.slow
def test_who_does_not_speak_is_answered_for_by_what_they_are_reported_to_say(bridge: Library):
    talk = make_transcript(
        ("Ann", "We bought the boat from Zachary Quill, and the boat leaks."),
        ("Bob", "Yesterday Orla Finch said that the ferry must go, as the ferry is too loud."),
    )
    bridge.add(talk)
    assert not bridge.ask("What does Zachary Quill think of the boat?").answered
    assert bridge.ask("What does Orla Finch think of the ferry?").citations[0].turn == 2


@pytest.mark.slow
def test_a_name_is_one_persons_in_a_talk_with_one_of_that_name(
    tmp_path: Path, embedder: BigramEmbedder
):
    with Library.open(tmp_path / "eves", embedder=embedder) as library:
        talks = [
            library.add(make_transcript((f"Eve {name}", f"I like {thing}."), title=name)).added[0]
            for name, thing in (("Lee", "tea"), ("Porcello", "coffee"))
        ]
        query = library._understand("What does Eve like?", {"transcripts": [talks[0].id]}).query
        assert query.whose.speakers == ("Eve Lee",)
        assert library._understand("What does Eve like?", {}).query.whose.speakers is None


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("interview") / "library") as library:
        library.add(INTERVIEW)
        yield library


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "整个的过程你大概做了多久？",
        "Caffe花了多长时间做出来",
        "开发Caffe用了多少时间?",
        "How much time did he need for Caffe?",
    ],
)
def test_the_time_of_caffe_is_the_first_quote(interview: Library, question: str):
    assert interview.ask(question).citations[0].quote == "两个月吧!"


@pytest.mark.slow
@pytest.mark.parametrize("question", ["英伟达为什么成功？", "为什么英伟达发展这么快"])
def test_what_is_said_of_a_name_is_found_by_its_name_in_chinese(interview: Library, question: str):
    assert "NVIDIA" in interview.ask(question).citations[0].quote.upper()


@pytest.mark.slow
def test_another_name_in_latin_letters_is_another_thing(bridge: Library):
    talk = make_transcript(("Ann", "We wrote it in JavaScript."), ("Bob", "JavaScript is fine."))
    bridge.add(talk)
    assert bridge.ask("What do they think of JavaScript?").answered
    assert not bridge.ask("What do they think of TypeScript?").answered


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who is the host?", "Alex asked the questions."),
        ("谁采访了贾扬清", "里提问的是Alex。"),
        ("who was interviewed", " is Yangqing."),
    ],
)
def test_who_asks_and_who_is_interviewed_is_told_by_role(
    interview: Library, question: str, text: str
):
    assert interview.ask(question).text.endswith(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("How many ducks live on the pond?", "No wait, sorry. It's", id="English"),
        pytest.param("新加坡有几台机器？", "不对，说错了，新加坡是八十台机器。", id="Chinese"),
    ],
)
def test_a_number_that_its_speaker_corrects_is_told_as_corrected(
    tmp_path: Path, embedder: BigramEmbedder, question: str, quote: str
):
    talk = make_transcript(
        ("Bob", "We counted, and three hundred and forty ducks live on the pond."),
        ("Ann", "That is more than I thought."),
        ("Bob", "No wait, sorry. It's two hundred and fourteen, I was in the wrong column."),
        ("Ann", "新加坡那里有一百二十台机器。"),
        ("Ann", "不对，说错了，新加坡是八十台机器。"),
        title="Counting",
    )
    with Library.open(tmp_path / "pond", embedder=embedder) as library:
        library.add(talk)
        answer = library.ask(question)
    assert answer.citations[0].quote.startswith(quote)


@pytest.mark.slow
def test_a_fee_may_be_a_share(tmp_path: Path, embedder: BigramEmbedder):
    talk = make_transcript(
        ("Ann", "What is the fee of the new payment card?"),
        ("Bob", "The fee of the payment card is one point two percent, that is certain."),
        title="Payment",
    )
    with Library.open(tmp_path / "fee", embedder=embedder) as library:
        library.add(talk)
        assert library.ask("How much is the fee of the payment card?").answered


@pytest.mark.slow
def test_what_was_asked_and_left_open_is_not_answered_with_another_price(
    tmp_path: Path, embedder: BigramEmbedder
):
    talk = make_transcript(
        ("Ann", "Do you want to replace Squall by Cinderlog?"),
        ("Bob", "Squall costs us nineteen hundred dollars a month. Cinderlog found all crashes."),
        ("Ann", "And what would Cinderlog cost?"),
        ("Bob", "That we have to see, I don't know yet."),
        title="Tools",
    )
    with Library.open(tmp_path / "tools", embedder=embedder) as library:
        library.add(talk)
        assert not library.ask("How much would Cinderlog cost per month?").answered
        assert library.ask("How much does Squall cost?").answered


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("what about OpenCL", id="a turn that only asks"),
        pytest.param("Who will write the poster of the lake fair?", id="who offers it"),
    ],
)
def test_a_filter_by_speaker_holds_for_turns_that_answer_another(
    tmp_path: Path, embedder: BigramEmbedder, question: str
):
    talk = make_transcript(
        ("Ann", "Somebody must write the poster of the lake fair. Who can write the poster?"),
        ("Bob", "I can take that, I'll write it tonight."),
        ("Ann", "Do you use OpenCL, and what do you think of OpenCL?"),
        (
            "Bob",
            "We have no strong wish to go there, to be honest with you, for it is a lot of work.",
        ),
        title="The fair",
    )
    with Library.open(tmp_path / "fair", embedder=embedder) as library:
        library.add(talk)
        anybody = {hit.speaker for hit in library.ask(question).citations}
        only_ann = {hit.speaker for hit in library.ask(question, speakers=["Ann"]).citations}
    assert anybody == {"Bob"}
    assert only_ann <= {"Ann"}
