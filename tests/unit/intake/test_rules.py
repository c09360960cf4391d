"""Every rule speaks both languages, and for every rule there is a file that breaks it and is told so, in its place."""

import json
import re
import string

import pytest

from orchestration.intake.rules import RULES, RULES_IN_ORDER, Rule
from tests.unit.intake.breaches import BREACHES
from tests.unit.intake.workshop import Workshop, payment_rows, rules

CHINESE = re.compile(r"[\u4e00-\u9fff]")
FIELDS = {"header", "value", "allowed"}
# These come with the findings of which they count the rest.
COMPANIONS = {"X01_MORE_ERRORS": "C02_NOT_A_NUMBER", "X02_MORE_QUERIES": "P01_IMPLAUSIBLE"}


@pytest.mark.parametrize("rule", RULES_IN_ORDER, ids=lambda rule: rule.rule)
def test_a_rule_says_what_and_how_to_mend_it_in_both_languages(rule: Rule) -> None:
    for chinese, english in ((rule.message_zh, rule.message_en), (rule.fix_zh, rule.fix_en)):
        assert CHINESE.search(chinese)
        assert chinese.endswith("。")
        assert not CHINESE.search(english.replace("说明", ""))
        assert english.endswith(".")
        assert _fields(chinese) <= FIELDS
        assert _fields(english) <= FIELDS


@pytest.mark.parametrize("rule", RULES_IN_ORDER, ids=lambda rule: rule.rule)
def test_both_languages_tell_the_same_fields(rule: Rule) -> None:
    assert _fields(rule.message_zh) == _fields(rule.message_en)
    assert _fields(rule.fix_zh) == _fields(rule.fix_en)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_no_rule_stands_there_twice() -> None:
    assert len(RULES) == len(RULES_IN_ORDER)


# What the machine or our own fault does to a file: see test_chamber.
NOT_OF_A_FILE = {"F17_BEYOND_LIMITS", "X03_FAULT"}


def test_every_rule_has_a_file_that_breaks_it() -> None:
    assert set(BREACHES) | NOT_OF_A_FILE == set(RULES)


@pytest.mark.parametrize("name", BREACHES)
def test_a_file_that_breaks_a_rule_is_told_so_in_its_place(workshop: Workshop, name: str) -> None:
    drop, place, value = BREACHES[name]
    receipt = workshop.receive(drop(workshop))
    assert set(rules(receipt)) == {name, COMPANIONS.get(name, name)}
    finding = next(item for item in receipt.findings if item.rule == name)
    assert (finding.cell or finding.row) == place
    assert value is None or finding.value == value
    assert finding.severity == RULES[name].severity
    assert receipt.accepted == (finding.severity == "QUERY")
    for text in (finding.message_zh, finding.message_en, finding.fix_zh, finding.fix_en):
        assert not any(f"{{{field}}}" in text for field in FIELDS)
        assert "None" not in text


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [(5, "昨天", "C04_NOT_A_DATE"), (4, "x", "C07_PATTERN"), (3, "多", "C02_NOT_A_NUMBER")],
)
def test_all_findings_of_a_stage_come_at_once(workshop: Workshop, place: int, value: str, rule: str) -> None:
    rows = payment_rows()
    rows[0][2] = "别的"
    rows[3][place] = value
    assert sorted(rules(workshop.receive(workshop.payments(rows)))) == sorted(["C06_NOT_IN_LIST", rule])


def test_a_later_stage_waits_for_an_earlier_one(workshop: Workshop) -> None:
    rows = payment_rows()[:4]
    rows[0][3] = "多"
    rows[1] = rows[0]
    assert set(rules(workshop.receive(workshop.payments(rows)))) == {"C02_NOT_A_NUMBER"}


def test_what_stands_in_a_restricted_column_is_never_told(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][8] = "请回电8333000"
    receipt = workshop.receive(workshop.payments(rows))
    assert rules(receipt) == ["C07_PATTERN"]
    assert receipt.findings[0].cell == "I2"
    assert "8333000" not in json.dumps(receipt.as_dict(), ensure_ascii=False)


def test_a_long_text_is_quoted_in_part(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][3] = "多" * 500
    finding = workshop.receive(workshop.payments(rows)).findings[0]
    assert finding.value is not None
    assert len(finding.value) < 100
    assert finding.value.endswith("…")
