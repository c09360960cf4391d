"""Where the public's comments go: by the words of the scheme's rules, by a person's answer, or to the queue (section 8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import md5

import jieba

from tests.oracle.landed import Inputs, Row
from tests.oracle.results import CommentRow
from tests.oracle.scheme import PREFIX, Scheme

SEPARATORS = re.compile(r"[、，,；;\s]")
REGISTER = "efficiency_office__unit_register__units"


@dataclass(frozen=True)
class Comment:
    """A comment about an evaluated unit."""

    name: str
    unit: str
    text: str
    submission: str
    row: Row


@cache
def _cutter(words: tuple[str, ...]) -> jieba.Tokenizer:
    cutter = jieba.Tokenizer()
    for word in words:
        cutter.add_word(word)
    return cutter


def _words(cell: str | None) -> list[str]:
    return list(dict.fromkeys(word for word in SEPARATORS.split((cell or "").lower()) if word))


def _met(rule: Row, said: set[str]) -> str | None:
    """Return the words by which a rule is met, or None."""
    needed, one_of = _words(rule["all_words"]), _words(rule["any_words"])
    there = [word for word in one_of if word in said]
    is_met = (
        all(word in said for word in needed)
        and (there or not one_of)
        and not any(word in said for word in _words(rule["no_words"]))
        and (needed or one_of)
    )
    return "、".join([*needed, *there]) if is_met else None


def comments(inputs: Inputs, scheme: Scheme, rules: list[Row]) -> Iterator[Comment]:
    """Yield the year's comments about evaluated units; without rules there is nothing to do with them."""
    for row in inputs.rows("survey__responses__rows") if rules else ():
        if (
            row["_period"] == str(inputs.year)
            and row["comment_text"]
            and row["unit_code"] in scheme.participants
        ):
            said = f"{inputs.year}|{row['response_no']}|{row['comment_text']}"
            name = "C" + md5(said.encode(), usedforsecurity=False).hexdigest()[:16]
            yield Comment(name, row["unit_code"], row["comment_text"], row["_submission_id"], row)


def _responsible(rule: Row, unit: str, parents: dict[str, str | None], scheme: Scheme) -> str:
    if rule["responsible_kind"] == "named":
        return str(rule["unit_code"])
    above = parents.get(unit)
    if rule["responsible_kind"] == "superior" and above in scheme.participants:
        return str(above)
    return unit


def _routes(
    comment: Comment, rules: list[Row], parents: dict[str, str | None], scheme: Scheme
) -> Iterator[tuple[Row, str, str]]:
    """Yield the rules that hold for a comment, in their order, with the words met and the responsible unit."""
    named = {
        word
        for rule in rules
        for name in ("all_words", "any_words", "no_words")
        for word in _words(rule[name])
    }
    said = set(_cutter(tuple(sorted(named))).cut(comment.text.lower(), HMM=False))
    met = [(rule, words) for rule in rules if (words := _met(rule, said)) is not None]
    best = min((int(rule["priority"]) for rule, _ in met), default=0)
    taken = set()
    for rule, words in sorted(met, key=lambda pair: int(pair[0]["rule_no"])):
        unit = _responsible(rule, comment.unit, parents, scheme)
        if int(rule["priority"]) == best and (rule["topic_code"], unit) not in taken:
            taken.add((rule["topic_code"], unit))
            yield rule, words, unit


def comment_rows(inputs: Inputs, scheme: Scheme) -> list[tuple[CommentRow, int | None]]:
    """Return where each comment goes, one row per topic and responsible unit, with the days that its rule or answer gives."""
    rules = inputs.labelled(f"{PREFIX}comment_rules", inputs.year)
    answers = {
        row["comment_id"]: row
        for row in inputs.labelled("efficiency_office__comment_routing__rows", inputs.year)
        if row["handling_kind"]
    }
    parents = {
        row["unit_code"]: row["parent_code"]
        for row in inputs.rows(REGISTER)
        if row["_period"] == str(inputs.year)
    }
    names = {
        rule["topic_code"]: min(r["topic_name_zh"] for r in rules if r["topic_code"] == rule["topic_code"])
        for rule in rules
    }
    rows: list[tuple[CommentRow, int | None]] = []
    for comment in comments(inputs, scheme, rules):
        found = list(_answered(comment, answers, names)) or [
            {
                "routing_kind": "rule",
                "rule_number": int(rule["rule_no"]),
                "met_words": words,
                "topic_code": rule["topic_code"],
                "topic_name_zh": rule["topic_name_zh"],
                "handling_kind": rule["handling_kind"],
                "responsible_unit_code": unit,
                "due_days": rule["due_days"],
                "source": (rule, "comment_rules", "topic_code"),
            }
            for rule, words, unit in _routes(comment, rules, parents, scheme)
        ]
        for number, route in enumerate(found or [{}], 1):
            days = route.get("due_days")
            rows.append((_row(inputs, scheme, comment, number, route), None if days is None else int(days)))
    return rows


def _answered(comment: Comment, answers: dict[str, Row], names: dict[str, str]) -> Iterator[Row]:
    answer = answers.get(comment.name)
    if answer is not None:
        topic = answer["topic_code"] or "OTHER"
        yield {
            "routing_kind": "manual",
            "topic_code": topic,
            "topic_name_zh": answer["topic_name_zh"] or names.get(answer["topic_code"], "其他"),
            "handling_kind": answer["handling_kind"],
            "responsible_unit_code": answer["unit_code"] or comment.unit,
            "due_days": answer["due_days"],
            "source": (answer, "rows", "handling_kind"),
        }


def _row(inputs: Inputs, scheme: Scheme, comment: Comment, number: int, route: Row) -> CommentRow:
    item = None
    if route.get("handling_kind") == "rectify":
        item = f"{inputs.year}-{route['responsible_unit_code']}-comment-{source_code(scheme, comment.name, route['topic_code'])}"
    source = inputs.cell(*route["source"]) if route else None
    return CommentRow(
        comment_id=comment.name,
        route_number=number,
        unit_code=comment.unit,
        comment_text=comment.text if scheme.setting("comment_text_rule", "hide") == "show" else None,
        routing_kind=route.get("routing_kind", "queued"),
        rule_number=route.get("rule_number"),
        met_words=route.get("met_words"),
        topic_code=route.get("topic_code"),
        topic_name_zh=route.get("topic_name_zh"),
        handling_kind=route.get("handling_kind"),
        responsible_unit_code=route.get("responsible_unit_code"),
        item_no=item,
        comment_submission_id=comment.submission,
        comment_cell=inputs.cell(comment.row, "rows", "comment_text").cell,
        routing_submission_id=source.submission_id if source else None,
        routing_cell=source.cell if source else None,
    )


def source_code(scheme: Scheme, comment: str, topic: str) -> str:
    """Return the code by which an item names what it comes from."""
    return f"{comment}-{topic}" if scheme.setting("comment_items", "by_topic") == "by_comment" else topic
