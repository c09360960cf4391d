"""A comment meets a rule by its words: whole words, all of some, one of others, none of the rest; and nothing else leaves the file."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.evaluation.comments import Words, read_rules, split_words, write_matches

RULES = read_rules(
    [
        {"rule_no": "1", "all_words": "登记", "any_words": None, "no_words": None},
        {"rule_no": "2", "all_words": None, "any_words": "不动产登记、道路", "no_words": "表扬"},
        {"rule_no": "3", "all_words": "道路", "any_words": "WiFi，路灯", "no_words": None},
        {"rule_no": "4", "all_words": None, "any_words": None, "no_words": "道路"},
    ]
)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(word for rule in RULES for word in rule.words)


@pytest.mark.parametrize(
    ("comment", "met"),
    [
        ("登记太慢", {"1": ["登记"]}),
        # A word of the scheme stays whole, so that the shorter one is not in it.
        ("不动产登记太慢", {"2": ["不动产登记"]}),
        ("道路不平", {"2": ["道路"]}),
        ("道路修得好，表扬", {}),
        ("道路上没有路灯，也没有WIFI", {"2": ["道路"], "3": ["道路", "wifi", "路灯"]}),
        # 登记本 is a word of the language.
        ("没有登记本", {}),
        ("很好", {}),
    ],
)
def test_a_comment_meets_the_rules_whose_words_it_says(
    words: Words, comment: str, met: dict[str, list[str]]
) -> None:
    said = words.said(comment)
    found = {rule.number: rule.met_words(said) for rule in RULES}
    assert {number: told for number, told in found.items() if told is not None} == met


def test_words_stand_between_any_of_the_usual_marks_and_count_once() -> None:
    assert split_words(" 甲、乙，丙;丁 戊\n甲 ") == ("甲", "乙", "丙", "丁", "戊")
    assert split_words(None) == ()


def _survey(path: Path, texts: list[str | None]) -> Path:
    rows = [
        {"_submission_id": "s", "_row": number, "comment_text": text} for number, text in enumerate(texts, 2)
    ]
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_only_the_words_of_the_rules_are_written_and_where_they_stand(tmp_path: Path) -> None:
    survey = _survey(tmp_path / "rows.parquet", ["道路不平，张三的电话是一二三", None, "很好", "登记太慢"])
    write_matches(tmp_path / "matches", RULES, [survey])
    written = pq.read_table(tmp_path / "matches" / "matches.parquet").to_pylist()
    assert written == [
        {"submission_id": "s", "row_number": 2, "rule_no": "2", "met_words": "道路"},
        {"submission_id": "s", "row_number": 5, "rule_no": "1", "met_words": "登记"},
    ]


def test_the_same_comments_give_the_same_bytes_and_no_rules_give_no_rows(tmp_path: Path) -> None:
    survey = _survey(tmp_path / "rows.parquet", ["道路不平", "登记"] * 30)
    for name in ("once", "again"):
        write_matches(tmp_path / name / "matches", RULES, [survey])
    once, again = (tmp_path / name / "matches" / "matches.parquet" for name in ("once", "again"))
    assert once.read_bytes() == again.read_bytes()
    write_matches(tmp_path / "none", [], [survey])
    assert pq.read_table(tmp_path / "none" / "none.parquet").num_rows == 0
