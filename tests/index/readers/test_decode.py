from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INTERVIEW
from turnwise.index.errors import TranscriptError
from turnwise.index.readers import read_transcript
from turnwise.index.readers.decode import decode_text

TEXT = "Alex: 你好，贾博士。\nYangqing：两个月吧！ It’s about the eco-system.\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode("utf-8"), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with mark"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16 with mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16 LE without mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="UTF-16 BE without mark"),
        pytest.param(TEXT.encode("utf-32"), id="UTF-32 with mark"),
        pytest.param(TEXT.encode("gb18030"), id="GB18030"),
    ],
)
def test_text_comes_back_from_each_encoding(data: bytes):
    assert decode_text(data) == TEXT


def test_a_stray_zero_byte_does_not_make_utf_8_another_encoding():
    text = (TEXT * 3).replace("Alex", "Al\0ex", 1)
    assert decode_text(text.encode()) == text
    with pytest.raises(TranscriptError, match="binary"):  # too many for its length
        decode_text(b"speaker,text\nAlex,Hi\0 you\nBob,fine there\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_sample_interview_is_the_same_in_each_encoding(encoding: str, tmp_path: Path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(INTERVIEW.read_text("utf-8").encode(encoding))
    assert read_transcript(copy).id == read_transcript(INTERVIEW).id


def test_traditional_chinese_in_big5_is_read():
    text = "葉思敏：大家好，我們今天邀請到政委來進行專訪。\n唐鳳：大家好，很高興。\n" * 5
    assert decode_text(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b" \n\n ", "the file is empty", id="white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "binary", id="picture"),
        pytest.param(bytes(range(256)) * 4, "binary", id="every byte"),
        pytest.param(b"\xff\xfeA\x00\x00\xd8", "begins as utf-16", id="broken UTF-16"),
    ],
)
def test_a_file_that_is_not_text_is_refused_with_advice(data: bytes, message: str):
    with pytest.raises(TranscriptError, match=message) as caught:
        decode_text(data, Path("talk.txt"))
    assert caught.value.source == Path("talk.txt")
