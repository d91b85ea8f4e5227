from __future__ import annotations

import pytest
from turnwise.index.text.fold import fold
from turnwise.index.text.language import language_of, reply_language
from turnwise.index.text.terms import content_terms, index_terms, is_numbered, query_terms


@pytest.mark.parametrize(
    ("text", "term"),
    [
        pytest.param("PyTorch1.0的发布", "pytorch", id="product with version"),
        pytest.param("PyTorch1.0的发布", "pytorch1.0", id="whole"),
        pytest.param("用C++写", "c++", id="C++"),
        pytest.param("ＯｐｅｎＣＬ", "opencl", id="full width"),
        pytest.param("軟硬體結合", "结合", id="Traditional"),
        pytest.param("engineers", "engin", id="stem"),
        pytest.param("Q5问了什么", "q5", id="label"),
        pytest.param("机器翻译", "机器翻译", id="long word"),
        pytest.param("机器翻译", "翻译", id="word in it"),
        pytest.param("贾扬清做的研究", "贾扬", id="pair of an unknown name"),
        pytest.param("关于酸民", "酸民", id="unknown word"),
    ],
)
def test_a_text_has_these_index_terms(text: str, term: str):
    assert term in index_terms(text)


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("BOLT 13", "BOLT13"),
        ("bolt-13", "Bolt 13"),
        ("item 3.3", "Item 3.3."),
        ("amendment 1A", "amendments 1a"),
        ("PyTorch1.0", "pytorch 1.0"),
    ],
)
def test_a_word_and_its_number_are_one_term_however_they_are_written(written: str, also: str):
    numbered = set(filter(is_numbered, index_terms(written)))
    assert numbered
    assert numbered == set(filter(is_numbered, index_terms(also)))


@pytest.mark.parametrize("text", ["in 2016", "since May 2016", "13 people", "for 3 years", "x264"])
def test_a_year_or_an_amount_is_no_number_of_a_word(text: str):
    assert not any(map(is_numbered, index_terms(text)))


def test_a_number_with_a_dot_stays_one_term():
    assert "3.3" in index_terms("item 3.3 and more")


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        pytest.param("what did he say about OpenCL", ["opencl"], id="English"),
        pytest.param("他怎么看 Julia？", ["julia"], id="Chinese"),
        pytest.param("Who asked about AI research?", ["ai", "research"], id="who asked"),
        pytest.param("why?", [], id="no subject"),
        pytest.param("what else did he say?", ["els"], id="what else"),
        pytest.param("为什么？", [], id="no subject in Chinese"),
    ],
)
def test_content_terms_leave_out_the_words_of_asking(question: str, terms: list[str]):
    assert content_terms(question) == terms


def test_query_terms_leave_out_english_function_words_and_keep_chinese_ones():
    assert query_terms("what did he say about OpenCL") == ["opencl"]
    assert "多久" in query_terms("Caffe做了多久")
    assert query_terms("why?") == ["whi"]


@pytest.mark.parametrize("sentence", ["谁提到唐凤", "唐凤说的", "跟唐凤谈过", "我问唐凤喔"])
def test_an_unknown_name_has_the_same_terms_in_every_sentence(sentence: str):
    assert "唐凤" in index_terms(sentence)


def test_pairs_leave_out_function_words_and_words_of_the_dictionary():
    assert index_terms("他的很大") == ["他", "的", "很大"]
    assert index_terms("机器翻译研究") == ["机器", "翻译", "机器翻译", "研究"]


def test_fold_makes_variants_equal():
    assert fold("ＰｙＴｏｒｃｈ　軟體") == fold("pytorch 软体")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们搬走了。", "zh"),
        ("We left.", "en"),
        ("以前researcher写code,很难reproduce", "mixed"),
        ("我们用了很久很久的这个系统来做各种各样的事情 OK", "zh"),
        ("", "en"),
    ],
)
def test_the_language_follows_from_the_scripts(text: str, language: str):
    assert language_of(text) == language


def test_a_question_with_a_han_character_is_answered_in_chinese():
    assert reply_language("OpenCL 的前景") == "zh"
    assert reply_language("what about OpenCL") == "en"
    assert reply_language("summarize “唐鳳專訪”") == "en"
    assert reply_language("总结 “Masks”") == "zh"
    assert reply_language("“口罩”") == "zh"
