"""Texts from outside are printable, and names made of them are one plain file name each."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from orchestration.foundation.safe_text import safe_name, shown

LONGEST_ENDING = ".回执.html"
NAMES = st.text(st.characters(codec=None), max_size=300)


@given(NAMES)
@example("../../etc/passwd")
@example("..")
@example("")
@example("a\x00b\n.csv")
@example("表\u202egpj.exe")
@example("\ud800.csv")
@example("长" * 300)
def test_a_safe_name_is_one_plain_name_that_fits(name: str) -> None:
    made = safe_name(name) + LONGEST_ENDING
    assert len(made.encode()) <= 255
    assert not set(made) & set('/\\:*?"<>|')
    assert not made.startswith((".", "-", "~", " "))
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in made)


@given(st.lists(NAMES, min_size=2, max_size=2, unique=True))
@example(["a/b.csv", "a_b.csv"])
@example(["a/b.csv", "a\\b.csv"])
@example(["长" * 300, "长" * 301])
def test_two_names_never_become_one(names: list[str]) -> None:
    assert safe_name(names[0]) != safe_name(names[1])


def test_an_ordinary_name_stays_as_it_is() -> None:
    assert safe_name("2020年县（市）区国民经济核算.xlsx") == "2020年县（市）区国民经济核算.xlsx"


@given(NAMES)
def test_what_is_shown_can_be_written(text: str) -> None:
    assert len(shown(text).encode()) >= len(shown(text))
    assert "\x00" not in shown(text)


def test_blanks_and_line_breaks_are_shown_as_they_are() -> None:
    assert shown("鼓楼　区\t1\n2") == "鼓楼　区\t1\n2"
    assert shown(None) == ""
