"""What the words around a table state about its rows."""

import pytest

from orchestration.intake.arrays import Texts, as_texts
from orchestration.intake.statements import NATURE, VINTAGE, by_row, impersonal, stated, unknown


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["数据性质：合成演示"], {"合成演示"}),
        (["数据性质:实际；数据阶段：年报"], {"实际"}),
        (["数 据 性 质 ： 实 际"], {"实际"}),
        (["数据性质：实际", "数据性质：合成演示"], {"实际", "合成演示"}),
        (["数据性质"], set()),
        (["2020年核算"], set()),
    ],
)
def test_a_statement_is_read_whatever_stands_around_it(words: list[str], values: set[str]) -> None:
    assert stated(words, NATURE) == values


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["数据阶段：年报"], set()),
        (["数据阶段：终稿"], {"终稿"}),
        (["数据阶段：年报", "数据阶段：快报"], {"年报", "快报"}),
        (["数据阶段："], {""}),
    ],
)
def test_what_cannot_be_used_is_told(words: list[str], wrong: set[str]) -> None:
    assert unknown(words, VINTAGE) == wrong


def test_a_row_says_more_than_the_words_and_they_more_than_the_default() -> None:
    column = Texts.of(as_texts(["快报", None]))
    assert by_row(column, ["数据阶段：修订"], VINTAGE, "final", 2).to_pylist() == ["flash", "revised"]
    assert by_row(column, [], VINTAGE, "final", 2).to_pylist() == ["flash", "final"]
    assert by_row(None, ["数据性质：合成演示"], NATURE, "real", 2).to_pylist() == ["synthetic", "synthetic"]


def test_words_are_repeated_once_and_without_people() -> None:
    assert impersonal(["标题", "填表人：张三", "标题", "负责人：李四"]) == ("标题",)
