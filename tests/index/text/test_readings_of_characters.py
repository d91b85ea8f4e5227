import subprocess
import sys

import pytest
from turnwise.index.text.pinyin import readings


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("贾", (("jia", "gu"), ("chia", "ku"))),
        ("女", (("nv", "ru"), ("nv", "ju"))),
        ("𠀀", (("he",), ("ho",))),
        ("a", (("a",), ("a",))),
        (":", ((":",), (":",))),
    ],
)
def test_a_character_is_read_in_both_systems(
    character: str, expected: tuple[tuple[str, ...], tuple[str, ...]]
):
    assert readings(character) == expected


@pytest.mark.slow
def test_all_characters_are_read_as_pypinyin_reads_them():
    from pypinyin import Style, pinyin
    from pypinyin.pinyin_dict import pinyin_dict

    for code in pinyin_dict:
        systems = (Style.NORMAL, Style.WADEGILES)
        as_pypinyin = [pinyin(chr(code), style=style, heteronym=True)[0] for style in systems]
        assert [list(syllables) for syllables in readings(chr(code))] == as_pypinyin


@pytest.mark.slow
def test_the_cache_saves_loading_the_dictionaries():
    code = "import sys; from turnwise.index.text.pinyin import readings; readings('贾')"
    code += "; print('pypinyin' in sys.modules)"
    outputs = [subprocess.check_output([sys.executable, "-c", code], text=True) for _ in range(2)]
    assert outputs[-1].strip() == "False"
