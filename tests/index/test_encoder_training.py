from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from turnwise.index.encoder_training.code_mixing import CodeMixer
from turnwise.index.encoder_training.corpus import Pair, glosses, read_corpus
from turnwise.index.encoder_training.export import quantize
from turnwise.index.encoder_training.made_passages import passages_of_sentences
from turnwise.index.encoder_training.names import spelled_names
from turnwise.index.encoder_training.vocabulary import (
    most_probable_pieces,
    pieces_of,
    train_tokenizer,
)
from turnwise.index.models.by_name import load_embedder

FRUIT = ["apple", "pear", "plum", "peach"]
SHUI_GUO = ["苹果", "梨子", "李子", "桃子"]


def write_rows(path: Path, rows: list[tuple[str, ...]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    sentences = [
        (f"I ate {n} red {english} today", f"我今天吃了{n}个红色的{chinese}", source)
        for n in range(60)
        for english, chinese in zip(FRUIT, SHUI_GUO, strict=True)
        for source in ["good"]
    ]
    write_rows(folder / "parallel.zh-en.tsv.gz", [*sentences, ("a bad row", "坏的一行", "bad")])
    entries = [(zh, en, "good") for en, zh in zip(FRUIT, SHUI_GUO, strict=True)]
    write_rows(
        folder / "dictionary.zh-en.tsv.gz", [*entries, ("红色", "red; (slang) lucky", "good")]
    )
    write_rows(folder / "pairs.zh2en.tsv.gz", [(zh, en, source) for en, zh, source in sentences])
    return folder


def test_the_held_out_rows_are_those_that_are_not_trained_on(corpus_folder: Path):
    trained = read_corpus(corpus_folder).parallel
    held_out = read_corpus(corpus_folder, held_out=True).parallel
    assert len(trained) + len(held_out) == 241
    assert not set(trained) & set(held_out)
    assert held_out  # about one in fifty


def test_a_source_can_be_left_out(corpus_folder: Path):
    sources = {pair.source for pair in read_corpus(corpus_folder, exclude=["bad"]).parallel}
    assert sources == {"good"}


def test_a_folder_without_training_text_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"no training text \(\*\.tsv\.gz\)"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("entry", "meanings"),
    [
        pytest.param("Warsaw, capital of Poland", ["Warsaw, capital of Poland"], id="one"),
        pytest.param("(computing) open-source; to open", ["open-source", "to open"], id="two"),
        pytest.param("surname Li; plum; CL:個|个[ge4]", ["plum"], id="no grammar"),
    ],
)
def test_glosses_are_the_meanings_of_an_entry(entry: str, meanings: list[str]):
    assert glosses(entry) == meanings


@pytest.mark.slow
def test_words_are_swapped_for_translations_that_the_other_side_holds():
    mixer = CodeMixer([Pair("apple", "苹果", "d"), Pair("red", "红色", "d")], seed=0)
    pair = Pair("I like the red apple", "我喜欢红色苹果", "s")
    mixed = list(mixer.mix_parallel([pair] * 3 + [Pair("no fruit", "红色", "s")], share=1.0))
    assert [(m.first, m.second.split()) for m in mixed] == [
        (pair.first, ["我喜欢", "red", "apple"])
    ] * 3
    # Seen three times, so they are now the usual translations.
    assert mixer.mix_query("红色苹果好吃吗", share=1.0).split() == ["red", "apple", "好吃吗"]
    assert mixer.mix_query("Is an Apple red?", share=1.0) == "Is an 苹果 红色?"
    assert mixer.mix_query("Is an Apple red?", share=0.0) == "Is an Apple red?"


def test_the_tokenizer_simplifies_and_keeps_scripts_and_words_apart():
    texts = ["我们 用 opencl 做 开源", "we use opencl for open source"] * 20
    tokenizer = train_tokenizer(texts, {"华沙": -12.0}, n_learned=60, n_pieces=70)
    tokens = tokenizer.encode("華沙ＯpenCL，我們", add_special_tokens=False).tokens
    assert tokens[0] == "华沙"
    assert "".join(tokens) == "华沙▁opencl[UNK]我们" or "".join(tokens) == "华沙▁opencl,我们"
    assert tokens[1].startswith("▁")
    assert "华沙" in dict(pieces_of(tokenizer))


def test_fewer_pieces_are_the_most_probable_ones_and_keep_their_order():
    texts = ["我们 用 opencl 做 开源", "we use opencl for open source"] * 20
    tokenizer = train_tokenizer(texts, {"华沙": -12.0, "北京": -9.0}, n_learned=60, n_pieces=70)
    fewer = most_probable_pieces(tokenizer, len(pieces_of(tokenizer)) - 1)
    assert pieces_of(fewer) == [piece for piece in pieces_of(tokenizer) if piece[0] != "华沙"]
    assert "北京" in fewer.encode("北京华沙", add_special_tokens=False).tokens


def test_a_made_passage_holds_what_its_query_asks_for_in_the_other_language():
    pairs = [
        Pair(f"the english sentence {i} is here", f"第{i}个中文句子在这里", "s") for i in range(40)
    ]
    english_of = {pair.second: pair.first for pair in pairs}
    for english, chinese in passages_of_sentences(pairs, seed=0):
        translated = [english_of[f"第{part}"] for part in english.second.split("第")[1:]]
        assert " ".join(translated) == chinese.second  # one passage in both languages
        assert any(english.first in sentence for sentence in translated)
        assert chinese.first in english.second


def test_made_passages_come_from_one_source_each():
    pairs = [
        Pair(f"word {source}{i}", f"词{source}{i}", source) for source in "ab" for i in range(9)
    ]
    for english, _ in passages_of_sentences(pairs, seed=0):
        assert len(set(english.second) & {"a", "b"}) == 1


def test_names_are_spelled_as_english_text_spells_them(tmp_path: Path):
    people = [f"张{a}{b} 3 nr" for a in "一二三四五六七八九十" for b in "一二三四五六七八九十"]
    lines = ["张艺谋 9 nr", "北京 9 ns", "牛顿 9 nr", "跑步 9 v", "上海 1 ns", *people]
    (tmp_path / "dict.txt").write_text("\n".join(lines), "utf-8")
    spellings: dict[str, set[str]] = {}
    for seed in range(20):  # chooses among the spellings
        for pair in spelled_names(tmp_path / "dict.txt", seed=seed):
            spellings.setdefault(pair.second, set()).add(pair.first)
    assert spellings.pop("张艺谋") == {"Zhang Yimou", "Yimou Zhang", "Chang I-mou"}
    assert spellings.pop("北京") == {"Beijing"}
    assert all(name.startswith("张") for name in spellings)  # no foreign, rare or common words


def test_int8_rows_are_within_half_a_step():
    weights = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    rows, factors = quantize(weights)
    assert rows.dtype == np.int8
    assert np.all(np.abs(rows * factors[:, None] - weights) <= factors[:, None] * 0.501)


@pytest.fixture
def teacher_folder(tmp_path: Path) -> Path:
    """A random BERT of one layer that knows the corpus' English words."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "i", "ate", "red", "today", *FRUIT]
    (tmp_path / "vocab.txt").write_text("\n".join(words), "utf-8")
    fast = BertTokenizerFast(
        tokenizer_object=BertWordPieceTokenizer(str(tmp_path / "vocab.txt"))._tokenizer
    )
    fast.save_pretrained(tmp_path / "bert")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(tmp_path / "bert")
    transformer = Transformer(str(tmp_path / "bert"))
    modules = [transformer, Pooling(transformer.get_embedding_dimension())]
    SentenceTransformer(modules=modules).save(str(tmp_path / "teacher"))
    (tmp_path / "teacher" / "vocab.txt").write_text("\n".join(words), "utf-8")
    return tmp_path / "teacher"


@pytest.mark.slow
def test_the_recipe_makes_a_model_that_pairs_both_languages(
    corpus_folder: Path, teacher_folder: Path, tmp_path: Path
):
    from sentence_transformers import SentenceTransformer
    from turnwise.index.encoder_training.recipe import make_model

    make_model(
        corpus_folder,
        tmp_path / "model",
        tmp_path / "work",
        teacher_folder=teacher_folder,
        names=False,  # they would be most of this small corpus
        dim=16,
        n_learned=80,
        n_pieces=100,
        epochs=5,
        batch_size=16,
        token_dropout=0.0,
    )
    embedder = load_embedder(str(tmp_path / "model"))
    english, chinese = embedder.embed(FRUIT), embedder.embed(SHUI_GUO)
    assert np.argmax(english @ chinese.T, axis=1).tolist() == [0, 1, 2, 3]
    theirs = SentenceTransformer(str(tmp_path / "model")).encode(FRUIT)

    make_model(
        corpus_folder,
        tmp_path / "smaller",
        tmp_path / "second work",
        teacher_folder=teacher_folder,
        names=False,  # they would be most of this small corpus
        start=tmp_path / "model",
        dim=20,
        n_pieces=90,
        epochs=1,
        batch_size=16,
        learning_rate=1e-3,
        token_dropout=0.0,
    )
    smaller = load_embedder(str(tmp_path / "smaller"))
    goes_on, started = smaller.embed(FRUIT), english
    assert goes_on.shape == (4, 20)
    assert np.all(np.sum(goes_on[:, :16] * started, axis=1) > 0.9)  # near where it began
    np.testing.assert_allclose(english, theirs, atol=1e-3)


@pytest.mark.slow
def test_a_missing_model_to_go_on_from_is_an_error(tmp_path: Path):
    from turnwise.index.encoder_training.recipe import make_model

    with pytest.raises(FileNotFoundError, match=r"there is no .*first.tokenizer\.json; name"):
        make_model(
            tmp_path,
            tmp_path / "model",
            tmp_path / "work",
            teacher_folder=tmp_path,
            start=tmp_path / "first",
        )


@pytest.mark.slow
def test_the_student_pairs_both_languages_and_goes_on_from_a_checkpoint(
    corpus_folder: Path, teacher_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from turnwise.index.encoder_training import student_training
    from turnwise.index.encoder_training.student_recipe import make_student
    from turnwise.index.models.static import StaticEmbedder
    from turnwise.index.models.transformer import Transformer

    corpus = read_corpus(corpus_folder)
    texts = [text for pair in corpus.parallel for text in (pair.first, " ".join(pair.second))]
    tokenizer = train_tokenizer(texts, {}, n_learned=90, n_pieces=90)
    (tmp_path / "static").mkdir()
    tokenizer.save(str(tmp_path / "static" / "tokenizer.json"))
    monkeypatch.setattr(student_training, "_SAVED_EVERY", 20)

    def make(folder: str) -> Transformer:
        make_student(
            corpus_folder,
            tmp_path / folder,
            tmp_path / "work",
            teacher_folder=teacher_folder,
            static_folder=tmp_path / "static",
            names=False,  # they would be most of this small corpus
            epochs=12,
            batch_size=16,
            learning_rate=1e-2,
        )
        return Transformer(folder, tmp_path / folder, tmp_path / "static")

    token_ids = StaticEmbedder("static", tmp_path / "static").token_ids
    firsts = token_ids([pair.first for pair in corpus.parallel[:4]])
    seconds = token_ids([pair.second for pair in corpus.parallel[:4]])
    student = make("student")
    english, chinese = student.embed_tokens(firsts), student.embed_tokens(seconds)
    assert np.argmax(english @ chinese.T, axis=1).tolist() == [0, 1, 2, 3]

    checkpoint = tmp_path / "work" / "training the student" / "checkpoint.pt"
    saved = checkpoint.stat().st_mtime_ns
    again = make("again").embed_tokens(firsts)  # only the last steps
    assert checkpoint.stat().st_mtime_ns == saved
    np.testing.assert_allclose(again, english, atol=0.05)


@pytest.mark.slow
def test_the_student_starts_with_the_glosses_of_chinese_words():
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from turnwise.index.encoder_training.student import first_rows

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "cat", "red", "##s"]
    teacher = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, "[UNK]"))
    teacher.pre_tokenizer = Whitespace()
    teacher.enable_padding(length=8)
    rows = np.eye(len(words), dtype=np.float32)
    vocabulary = {"[UNK]": 0, "▁cat": 1, "猫": 2, "红猫": 3, "s": 4}
    started = first_rows(
        Tokenizer(WordLevel(vocabulary, "[UNK]")),
        rows,
        teacher,
        [Pair("cat", "猫", "d"), Pair("red", "红", "d")],
    )
    unknown, start, end = rows[1], rows[2], rows[3]
    np.testing.assert_array_equal(started[[0, 5, 6]], [unknown, start, end])
    np.testing.assert_array_equal(started[[1, 2]], rows[[4, 4]])
    np.testing.assert_allclose(started[3], (rows[4] + rows[5]) / 2**0.5)
    np.testing.assert_array_equal(started[4], rows[6])
