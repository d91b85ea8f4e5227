"""XML of research and public records: speakers, words, times; tags are never speech."""

from __future__ import annotations

import pytest
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_bytes
from turnwise.index.transcript import Transcript

Spoken = tuple[str, str, float | None]


def read(text: str, encoding: str = "utf-8") -> Transcript:
    return read_bytes(text.encode(encoding), name="record.xml")


def spoken(transcript: Transcript) -> list[Spoken]:
    return [(turn.speaker, turn.text, turn.start_s) for turn in transcript.turns]


def notes(transcript: Transcript) -> str:
    return "\n".join(note.text for note in transcript.notes)


# -- TEI


def tei(body: str, header: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>"
    )


PERSONS = (
    '<profileDesc><particDesc><listPerson><person xml:id="MQ"><persName><surname>Quist</surname>'
    '<forename>Mara</forename></persName></person><person xml:id="OP"><persName>Owen Pell'
    "</persName></person></listPerson></particDesc></profileDesc>"
)
TALK: list[Spoken] = [
    ("Mara Quist", "When did you build the kiln?", None),
    ("Owen Pell", "In the spring of 2019.", None),
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            tei(
                '<u who="#MQ">When did you build the kiln?</u><u who="#OP">In the spring of 2019.</u>',
                PERSONS,
            ),
            id="a list of persons",
        ),
        pytest.param(
            tei(
                '<u who="#MaraQuist"><seg>When did you build the kiln?</seg></u>\n'
                '<u who="#OwenPell"><seg>In the spring of 2019.</seg></u>'
            ),
            id="ids made of names",
        ),
        pytest.param(
            tei(
                '<note type="speaker">Mara Quist:</note><u who="#p12"><seg>When did you build the '
                'kiln?</seg></u><note type="speaker">Owen Pell:</note><u who="#p7"><seg>In the '
                "spring of 2019.</seg></u>"
            ),
            id="notes before speeches with numbers",
        ),
        pytest.param(
            tei(
                "<sp><speaker>Mara Quist:</speaker><p>When did you build the kiln?</p></sp>"
                "<sp><speaker>Owen Pell:</speaker><p>In the spring of 2019.</p></sp>"
            ),
            id="sp and speaker",
        ),
        pytest.param(
            tei(
                '<annotationBlock who="#MQ"><u><w>When</w> <w>did</w> <w>you</w> <w>build</w> '
                "<w>the</w> <w>kiln</w>\n<pc>?</pc></u></annotationBlock><annotationBlock "
                'who="#OP"><u>In the spring of 2019.</u></annotationBlock>',
                PERSONS,
            ),
            id="blocks of annotation, cut in words",
        ),
        pytest.param(
            tei("<p>Mara Quist: When did you build the kiln?</p><p>Owen Pell: In the spring of 2019.</p>"),
            id="paragraphs with names",
        ),
    ],
)  # fmt: skip
def test_tei_gives_its_speeches_by_name(text: str):
    assert spoken(read(text)) == TALK


def test_tei_keeps_paragraphs_and_notes_what_is_not_said():
    transcript = read(
        tei(
            '<head>Second reading</head><u who="#OwenPell"><seg>There are forty-one.</seg>'
            "<note>Applause</note><seg>Twelve <vocal><desc>laughs</desc></vocal>were inspected."
            "</seg></u><stage>The sitting is closed.</stage>",
            '<fileDesc><titleStmt><title type="main">Kilns</title></titleStmt><sourceDesc><bibl>'
            '<date when="2024-03-02">2 March</date></bibl></sourceDesc></fileDesc>',
        )
    )
    assert spoken(transcript) == [
        ("Owen Pell", "There are forty-one.\nTwelve were inspected.", None)
    ]
    assert (transcript.title, transcript.date) == ("Kilns", "2024-03-02")
    for words in ("Second reading", "Applause", "laughs", "The sitting is closed."):
        assert words in notes(transcript)


def test_tei_has_the_times_of_its_time_line():
    transcript = read(
        tei(
            '<timeline unit="s"><when xml:id="T0"/><when xml:id="T1" interval="3.1" since="#T0"/>'
            '</timeline><u who="#Mara" start="#T0" end="#T1">When?</u><u who="#Owen" '
            'start="#T1">In 2019.</u>'
        )
    )
    assert spoken(transcript) == [("Mara", "When?", 0.0), ("Owen", "In 2019.", 3.1)]


def test_tei_in_a_wrapper_has_the_times_of_its_paragraphs():
    inner = tei(
        '<listPerson><person xml:id="q"><persName>Mara</persName></person></listPerson><u who="#q">'
        '<seg xmlns:smil="x" smil:begin="00:00:23.6" smil:end="00:00:42">When?</seg></u>'
    ).split("?>", 1)[1]
    text = f'<?xml version="1.0"?><extensionEmbedded>{inner}</extensionEmbedded>'
    assert spoken(read(text)) == [("Mara", "When?", 23.6)]


def test_chinese_tei_is_read_in_its_encoding():
    text = tei('<u who="#周明">窑是什么时候建的？</u><u who="#王芳">二〇一九年春天。</u>')
    text = text.replace("UTF-8", "GB18030")
    assert spoken(read(text, "gb18030")) == [
        ("周明", "窑是什么时候建的？", None),
        ("王芳", "二〇一九年春天。", None),
    ]


# -- OHMS


def ohms(transcript: str, more: str = "") -> str:
    return (
        '<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1"><date '
        f'value="2020-04-08"/><title>Owen Pell</title>{more}<transcript>{transcript}</transcript>'
        "</record></ROOT>"
    )


def test_ohms_gives_turns_title_date_index_and_footnotes():
    transcript = read(
        ohms(
            "QUIST: When did you build it?[[footnote]]1[[/footnote]]\n\nPELL: In 2019 &amp; 2020.\n\n"
            "QUIST: Where?\n\nPELL: By the river.\n[[footnotes]][[note]]The kiln.[[/note]][[/footnotes]]",
            "<index><point><time>3</time><title>Building the kiln</title><partial_transcript>QUIST:"
            " When did you build it?</partial_transcript><synopsis>How it began</synopsis></point>"
            "</index>",
        )
    )  # fmt: skip
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("QUIST", "When did you build it?"),
        ("PELL", "In 2019 & 2020."),
        ("QUIST", "Where?"),
        ("PELL", "By the river."),
    ]
    assert (transcript.title, transcript.date) == ("Owen Pell", "2020-04-08")
    assert "Building the kiln" in notes(transcript)
    assert "The kiln." in notes(transcript)
    assert transcript.n_words_not_read == 0


def test_ohms_marks_of_minutes_give_times():
    transcript = read(
        ohms("A: One.\n\nB: Two.\n\nA: Three.\n\nB: Four.\n", "<sync>1:|3(1)|5(1)|7(1)</sync>")
    )
    assert [turn.start_s for turn in transcript.turns] == [0.0, 60.0, 120.0, 180.0]


def test_ohms_may_hold_webvtt():
    vtt = "WEBVTT\n\n00:01.000 --&gt; 00:02.000\n&lt;v Mara&gt;When?\n\n00:03.000 --&gt; 00:04.000\n&lt;v Owen&gt;In 2019.\n"
    text = ohms("No transcript.", f"<vtt_transcript>{vtt}</vtt_transcript>")
    assert spoken(read(text)) == [("Mara", "When?", 1.0), ("Owen", "In 2019.", 3.0)]


def test_ohms_without_a_transcript_says_what_is_missing():
    with pytest.raises(TranscriptError, match="has no transcript"):
        read(ohms("No transcript."))


# -- ELAN, EXMARaLDA


def elan(*tiers: str) -> str:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="ts{n}" TIME_VALUE="{n * 1000}"/>' for n in range(9))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT DATE="2024-03-02T10:00:00">'
        f"<TIME_ORDER>{slots}</TIME_ORDER>{''.join(tiers)}</ANNOTATION_DOCUMENT>"
    )


def tier(id: str, *values: tuple[int, int, str], **attributes: str) -> str:
    annotations = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{id}{start}" TIME_SLOT_REF1="ts{start}" '
        f'TIME_SLOT_REF2="ts{end}"><ANNOTATION_VALUE>{value}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
        for start, end, value in values
    )
    more = "".join(f' {key.upper()}="{value}"' for key, value in attributes.items())
    return f'<TIER TIER_ID="{id}"{more}>{annotations}</TIER>'


ASKED = (0, 3, "When did you build the kiln?")
ANSWERED = (3, 8, "In the spring of 2019.")
TIMED: list[Spoken] = [
    ("Mara", "When did you build the kiln?", 0.0),
    ("Owen", "In the spring of 2019.", 3.0),
]


@pytest.mark.parametrize(
    "tiers",
    [
        pytest.param((tier("Owen", ANSWERED), tier("Mara", ASKED)), id="named tiers"),
        pytest.param(
            (tier("A", ASKED, participant="Mara"), tier("B", ANSWERED, participant="Owen")),
            id="participants",
        ),
        pytest.param(
            (
                tier("tx@Mara", ASKED),
                tier("ft@Mara", (0, 3, "Wann wurde er gebaut?"), parent_ref="tx@Mara"),
                tier("tx@Owen", ANSWERED),
                tier("Comments", (1, 2, "a dog barks")),
            ),
            id="translation and comments",
        ),
        pytest.param(
            (
                tier("ref@Mara", (0, 3, "001")),
                tier("Mara-words", ASKED, parent_ref="ref@Mara"),
                tier("ref@Owen", (3, 8, "002")),
                tier("Owen-words", ANSWERED, parent_ref="ref@Owen"),
            ),
            id="words below numbers",
        ),
    ],
)
def test_elan_tiers_are_speakers(tiers: tuple[str, ...]):
    transcript = read(elan(*tiers))
    assert spoken(transcript) == TIMED
    for words in ("Wann wurde er gebaut?", "a dog barks"):
        assert (words in "".join(tiers)) == (words in notes(transcript))


def test_exmaralda_tiers_of_speech_are_read_and_others_noted():
    transcript = read(
        "<basic-transcription><head><speakertable><speaker id='SPK0'><abbreviation>Mara"
        "</abbreviation></speaker><speaker id='SPK1'><abbreviation>Owen</abbreviation></speaker>"
        "</speakertable></head><basic-body><common-timeline><tli id='T0' time='0.0'/><tli id='T1' "
        "time='3.1'/><tli id='T2' time='8'/></common-timeline><tier id='TIE0' speaker='SPK0' "
        "category='v' type='t'><event start='T0' end='T1'>When did you build it? </event></tier>"
        "<tier id='TIE1' speaker='SPK1' category='v' type='t'><event start='T1' end='T2'>In 2019."
        "</event></tier><tier id='TIE2' speaker='SPK1' category='en' type='a'><event start='T1' "
        "end='T2'>en dos mil diecinueve</event></tier></basic-body></basic-transcription>"
    )
    assert spoken(transcript) == [
        ("Mara", "When did you build it?", 0.0),
        ("Owen", "In 2019.", 3.1),
    ]
    assert "en dos mil diecinueve" in notes(transcript)


# -- Transcriber


def test_transcriber_gives_names_times_events_and_overlaps():
    transcript = read(
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n'
        '<Trans audio_filename="kiln"><Speakers><Speaker id="spk1" name="Mara Quist"/><Speaker '
        'id="spk2" name="René Pell"/></Speakers><Episode><Section><Turn speaker="spk1" '
        'startTime="0" endTime="3.1"><Sync time="0"/>\nWhen?\n</Turn><Turn speaker="spk1 spk2" '
        'startTime="3.1" endTime="12"><Sync time="3.1"/>\n<Who nb="1"/>\nWell\n<Who nb="2"/>\nIn '
        '2019. <Event desc="laughs" type="noise"/>\n</Turn></Section></Episode></Trans>',
        "latin-1",
    )
    assert spoken(transcript) == [
        ("Mara Quist", "When? Well", 0.0),
        ("René Pell", "In 2019.", 3.1),
    ]
    assert "laughs" in notes(transcript)


def test_a_turn_of_nobody_is_not_given_to_the_last_speaker():
    transcript = read(
        '<Trans><Speakers><Speaker id="s1" name="Mara"/></Speakers><Episode><Section><Turn '
        'speaker="s1" startTime="0" endTime="3"><Sync time="0"/>Good day.</Turn><Turn startTime="3"'
        ' endTime="9"><Sync time="3"/>Music and a voice.</Turn></Section></Episode></Trans>'
    )
    assert spoken(transcript)[1] == ("Speaker", "Music and a voice.", 3.0)


# -- other XML


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '<?xml version="1.0"?><publicwhip><speech id="1" speakername="Mara" time="00:00:00"><p>'
            'When did you build the kiln?</p></speech><speech id="2" speakername="Owen" '
            'time="00:00:03"><p>In the spring of 2019.</p></speech></publicwhip>',
            id="speakername",
        ),
        pytest.param(
            '<interview><people><person id="m" name="Mara"/><person id="o" name="Owen"/></people>'
            '<turn speaker="m" start="0">When did you build the kiln?</turn><turn speaker="o" '
            'start="3">In the spring of 2019.</turn></interview>',
            id="ids of people",
        ),
        pytest.param(
            "<folker-transcription><speakers><speaker speaker-id='M'><name>Mara</name></speaker>"
            "<speaker speaker-id='O'><name>Owen</name></speaker></speakers><timeline><timepoint "
            "timepoint-id='TLI_0' absolute-time='0.0'/><timepoint timepoint-id='TLI_1' "
            "absolute-time='3.0'/></timeline><contribution speaker-reference='M' start-reference="
            "'TLI_0' end-reference='TLI_1'><unparsed>When did you build the kiln?</unparsed>"
            "</contribution><contribution speaker-reference='O' start-reference='TLI_1'><unparsed>"
            "In the spring of 2019.</unparsed></contribution></folker-transcription>",
            id="a time line",
        ),
        pytest.param(
            "<captions><caption><speaker>Mara</speaker><start>00:00:00</start><text>When did you "
            "build the kiln?</text></caption><caption><speaker>Owen</speaker><start>00:00:03</start>"
            "<text>In the spring of 2019.</text></caption></captions>",
            id="a speaker's element",
        ),
        pytest.param(
            '<session><utt who="Mara" begin="0">When did you build the kiln?</utt><utt who="Owen" '
            'begin="3000">In the spring of 2019.</utt></session>',
            id="milliseconds",
        ),
    ],
)
def test_other_xml_is_read_by_its_shape(text: str):
    assert spoken(read(text)) == TIMED


def test_a_speech_goes_on_until_the_next_name():
    transcript = read(
        '<?xml version="1.0"?><plenum><rede id="1"><p klasse="redner"><redner id="11"><name>'
        "<vorname>Anna</vorname><nachname>Muster</nachname></name></redner>Anna Muster (SPD):</p>"
        "<p>Frau Präsidentin!</p><p>Der Ofen brennt.</p><kommentar>(Beifall)</kommentar><name>"
        "Präsidentin Bas:</name><p>Danke.</p></rede></plenum>"
    )
    assert spoken(transcript) == [
        ("Anna Muster", "Frau Präsidentin!", None),
        ("Anna Muster", "Der Ofen brennt.", None),
        ("Präsidentin Bas", "Danke.", None),
    ]
    assert "(Beifall)" in notes(transcript)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "<data><speechRecord><speechOrder>1</speechOrder><speaker>Mara</speaker><speakerYomi>"
            "まら</speakerYomi><speakerGroup>Kiln party</speakerGroup><speech>When did you build the "
            "kiln by the river, and what did it cost?</speech></speechRecord><speechRecord>"
            "<speechOrder>2</speechOrder><speaker>Owen</speaker><speakerYomi>おうえん</speakerYomi>"
            "<speakerGroup>Mill party</speakerGroup><speech>In the spring of 2019, when bricks were "
            "cheap and the days were dry.</speech></speechRecord></data>",
            id="a record with other fields",
        ),
        pytest.param(
            "<compteRendu><paragraphe><orateurs><orateur><nom>Mara</nom><id>7</id></orateur>"
            "</orateurs><texte>When did you build the kiln by the river, and what did it cost?</texte>"
            "</paragraphe><paragraphe><orateurs><orateur><nom>Owen</nom><id>8</id></orateur>"
            "</orateurs><texte>In the spring of 2019, when bricks were cheap and the days were dry."
            "</texte></paragraphe></compteRendu>",
            id="a list of speakers",
        ),
        pytest.param(
            '<Hansard><Intervention id="1"><PersonSpeaking><Affiliation DbId="1">Mara</Affiliation>'
            '</PersonSpeaking><Content><Timestamp Hr="10"/><ParaText>When did you build the kiln by '
            "the river, and what did it cost?</ParaText></Content></Intervention><Intervention "
            'id="2"><PersonSpeaking><Affiliation DbId="2">Owen</Affiliation></PersonSpeaking>'
            "<Content><ParaText>In the spring of 2019, when bricks were cheap and the days were dry."
            "</ParaText></Content></Intervention></Hansard>",
            id="interventions",
        ),
    ],
)
def test_records_of_parliaments_give_names_and_words(text: str):
    assert spoken(read(text)) == [
        ("Mara", "When did you build the kiln by the river, and what did it cost?", None),
        ("Owen", "In the spring of 2019, when bricks were cheap and the days were dry.", None),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            '<FoLiA xml:id="x"><text><utt><w><t>Hello</t><pos class="UH"/></w></utt></text></FoLiA>',
            "folia2txt",
            id="FoLiA",
        ),
        pytest.param(
            '<?xml version="1.0"?><CHAT xmlns="http://www.talkbank.org/ns/talkbank"><u who="MOT">'
            "<w>hello</w></u></CHAT>",
            "cha",
            id="TalkBank",
        ),
        pytest.param(
            '<?xml version="1.0"?><rss><channel><item>Words of a feed that nobody says.</item>'
            "</channel></rss>",
            "nobody can be seen to speak",
            id="a feed",
        ),
        pytest.param('<?xml version="1.0"?><TEI><text><u who="#a">Hi</text></TEI>', "damaged", id="damaged"),
        pytest.param('<TEI><text><body><u who="#a">Hi, this file was cut', "damaged", id="cut off"),
        pytest.param(
            '<ANNOTATION_DOCUMENT xmlns:xsi="x"><TIER TIER_ID="A">', "damaged", id="cut off: ELAN"
        ),
        pytest.param(
            '<resources><string name="title">Words of a program</string><string name="other">'
            "More words of it</string></resources>",
            "nobody can be seen to speak",
            id="texts of a program",
        ),
        pytest.param(
            '<?xml version="1.0"?><document version="2"><interlinear-text><item type="txt">a b'
            "</item></interlinear-text></document>",
            "FLEx",
            id="FLEx",
        ),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "kiln kiln kiln"><!ENTITY b '
            f'"{"&a;" * 900}"><!ENTITY c "{"&b;" * 900}"><!ENTITY d "{"&c;" * 900}">]><TEI><text>'
            '<u who="#a">&d;</u></text></TEI>',
            "damaged",
            id="a bomb",
        ),
    ],
)  # fmt: skip
def test_xml_that_is_not_read_says_why(text: str, problem: str):
    with pytest.raises(TranscriptError, match=problem):
        read(text)


def test_paragraphs_with_names_keep_words_in_tags():
    transcript = read(
        '<?xml version="1.0"?><chapter><title>Kilns</title><para>Mara: When <b>did</b> you build it?'
        "</para><para>Owen: In <i>2019</i>, yes.</para><para>Mara: Where?</para><para>Owen: There."
        "</para></chapter>"
    )
    assert spoken(transcript)[:2] == [
        ("Mara", "When did you build it?", None),
        ("Owen", "In 2019, yes.", None),
    ]


def test_words_beside_the_speeches_are_counted():
    transcript = read(
        '<interview><turn speaker="Mara">When did you?</turn><turn speaker="Owen">In the spring.'
        "</turn><appendix>Nine words that nobody says stand in this place.</appendix></interview>"
    )
    assert transcript.n_words_not_read == 9


def test_a_label_in_angle_brackets_is_no_xml():
    text = "<Mara> When did you build it?\n<Owen> In 2019.\n<Mara> Where?\n<Owen> By the river.\n"
    assert "XML" not in (read(text).format or "")
