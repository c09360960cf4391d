"""The year's scheme as the workbook's sheets give it: typed, nothing decided yet."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tests.oracle.exact import parse, quotient
from tests.oracle.landed import Cell, Inputs, Row

PREFIX = "efficiency_office__scheme__"
EVERY_GROUP = "*"
GRADES = "ABCD"
INNER = ("indicators", "dimension")


@dataclass(frozen=True)
class Node:
    """A component, dimension or indicator."""

    code: str
    parent: str | None
    level: int
    kind: str
    name_zh: str
    direction: str | None
    accumulation: str | None
    progress_path: str | None
    cap: Fraction | None = None
    floor: Fraction | None = None
    rule: str | None = None
    least: Fraction | None = None
    shortage: str | None = None
    fewest: int | None = None
    receiver: str | None = None


@dataclass(frozen=True)
class Target:
    """The year's target or challenge of a unit for an indicator, and where it stood."""

    value: Fraction
    cell: Cell


@dataclass(frozen=True)
class Scheme:
    """Everything that the year's workbook sets."""

    settings: dict[str, str]
    participants: dict[str, str]
    nodes: dict[str, Node]
    weights: dict[tuple[str, str], Fraction]
    methods: list[Row]
    treatments: list[Row]
    uncounted: frozenset[str]
    bands: list[Row]
    targets: dict[tuple[str, str], Target]
    challenges: dict[tuple[str, str], Target]
    respondent_groups: list[Row]
    answer_scale: list[Row]
    topic_rows: list[Row]
    adjustments: dict[str, Row]
    grade_bounds: dict[str, Fraction]
    group_bounds: dict[tuple[str, str], Fraction]
    quotas: dict[tuple[str, str], Row]
    consequences: list[Row]
    tie_breakers: list[str]
    by_breaks: frozenset[str]
    peer_classes: dict[str, str | None]
    peer_rules: list[Row]
    grade_limits: list[Row]
    decisions: dict[str, Row]
    superiors: dict[str, Row]
    alignments: list[tuple[str, str]]
    group_rules: dict[tuple[str, str], Row]
    group_adjustments: dict[tuple[str, str], Row]

    def number(self, setting: str) -> Fraction:
        """Return a setting that is a number."""
        return Fraction(self.settings[setting])

    def setting(self, name: str, otherwise: str) -> str:
        """Return a setting that a scheme may leave out."""
        return self.settings.get(name, otherwise)

    def decimals(self, level: str) -> int:
        """Return to how many decimals the scores of a level are rounded."""
        return int(self.settings[f"{level}_decimals"])

    def as_in(self, group: str, node: Node) -> Node:
        """Return a node with the rules that hold for it in a group: the group's own row wins whole."""
        row = self.group_rules.get((group, node.code))
        return node if row is None else replace(node, **_rules(row, node.kind))

    def item(self, group: str, code: str) -> Row:
        """Return what an item counts for in a group: the group's own row wins whole."""
        return {**self.adjustments[code], **self.group_adjustments.get((group, code), {})}

    @property
    def has_points(self) -> bool:
        """Whether any node is a sum of points in any group."""
        groups = set(self.participants.values())
        return any(
            self.as_in(group, node).rule == "points" for group in groups for node in self.nodes.values()
        )

    def components(self, group: str) -> list[Node]:
        """Return the weighted components of a group: indicators and public appraisal."""
        return [
            self.as_in(group, node)
            for node in self.nodes.values()
            if node.level == 1
            and node.kind in ("indicators", "appraisal")
            and (group, node.code) in self.weights
        ]

    def children(self, group: str, parent: str) -> list[Node]:
        """Return the nodes below a node that have a weight in the group."""
        return [
            self.as_in(group, node)
            for node in self.nodes.values()
            if node.parent == parent and (group, node.code) in self.weights
        ]

    def shares(self, group: str) -> dict[str, Fraction]:
        """Return what each weighted node is of its component, in per cent, carried from level to level."""
        found: dict[str, Fraction] = {}
        above = self.components(group)
        for node in above:
            found[node.code] = Fraction(100)
        for node in above:
            below = self.children(group, node.code)
            total = sum((self.weights[group, child.code] for child in below), Fraction(0))
            for child in below:
                share = quotient(found[node.code] * self.weights[group, child.code], total)
                if share is not None:
                    found[child.code] = share
            above += below
        return found

    def indicators(self, group: str) -> list[Node]:
        """Return the indicators that apply to a group."""
        return [
            node
            for node in self.nodes.values()
            if node.kind == "indicator" and (group, node.code) in self.weights
        ]

    def cap_of(self, kind: str, group: str) -> Fraction | None:
        """Return the ceiling of the component that holds a group's deductions or bonus."""
        return next((self.as_in(group, node).cap for node in self.nodes.values() if node.kind == kind), None)

    def methods_of(self, indicator: str, group: str) -> list[Row]:
        """Return the parts of an indicator: the group's own rows if it has any, else the rows for all groups."""
        rows = [row for row in self.methods if row["indicator_code"] == indicator]
        own = [row for row in rows if row["group_code"] == group]
        return own or [row for row in rows if row["group_code"] == EVERY_GROUP]

    def treatment_of(self, indicator: str, group: str) -> Row | None:
        """Return what becomes of an indicator's figures in a group: the group's own row if it has one, else the one for all groups."""
        rows = {row["group_code"]: row for row in self.treatments if row["indicator_code"] == indicator}
        return rows.get(group) or rows.get(EVERY_GROUP)

    def counts_in_statistics(self, unit_code: str) -> bool:
        """Whether a unit's figures enter group means and pools."""
        return unit_code not in self.uncounted

    def bounds_of(self, group: str) -> dict[str, Fraction]:
        """Return the bounds of a group's grades: its own, else those for all."""
        own = {grade: bound for (owner, grade), bound in self.group_bounds.items() if owner == group}
        return own or dict(self.grade_bounds)

    def respondents_of(self, group: str) -> list[Row]:
        """Return the respondent groups that judge a group: its own rows if it has any, else those for all."""
        own = [row for row in self.respondent_groups if row["group_code"] == group]
        return own or [row for row in self.respondent_groups if row["group_code"] == EVERY_GROUP]

    def scale_of(self, respondents: str) -> dict[str, Fraction | None]:
        """Return what the answers of a respondent group score."""
        return {row["answer_zh"]: parse(row["answer_score"]) for row in _held(self.answer_scale, respondents)}

    def satisfied_of(self, respondents: str) -> dict[str, bool | None]:
        """Return which answers of a respondent group are those of satisfaction; None where the scale does not say so, or the answer does not count."""
        said = {"yes": True, "no": False, None: None}
        return {
            row["answer_zh"]: None if row["answer_score"] is None else said[row["counts_as_satisfied"]]
            for row in _held(self.answer_scale, respondents)
        }

    def topics_of(self, respondents: str) -> dict[str, Fraction]:
        """Return what a respondent group is asked, with the topics' weights."""
        return {row["topic_code"]: _number(row, "weight") for row in _held(self.topic_rows, respondents)}

    def topic_name(self, topic: str) -> str:
        """Return a topic's Chinese name, which is one for all respondent groups."""
        (name,) = {row["name_zh"] for row in self.topic_rows if row["topic_code"] == topic}
        return str(name)


def _held(rows: list[Row], respondents: str) -> list[Row]:
    """Return the rows that hold for a respondent group: its own if it has any, else those that name none."""
    own = [row for row in rows if row["respondent_group"] == respondents]
    return own or [row for row in rows if row["respondent_group"] is None]


def _rules(row: Row, kind: str) -> dict[str, Any]:
    return {
        "cap": parse(row["cap_score"]),
        "floor": parse(row["floor_score"]),
        "rule": (row["aggregation_rule"] or "arithmetic") if kind in INNER else None,
        "least": parse(row["min_availability_pct"]),
        "shortage": row["availability_rule"],
        "fewest": None if row["min_available_count"] is None else int(row["min_available_count"]),
    }


def _node(row: Row) -> Node:
    return Node(
        code=row["node_code"],
        parent=row["parent_code"],
        level=int(row["node_level"]),
        kind=row["node_kind"],
        name_zh=row["name_zh"],
        direction=row["direction"],
        accumulation=row["accumulation"],
        progress_path=row["progress_path"],
        receiver=row["receiver_code"],
        **_rules(row, row["node_kind"]),
    )


def _number(row: Row, name: str) -> Fraction:
    number = parse(row[name])
    if number is None:
        raise ValueError(f"{name} is blank in {row}")
    return number


def read_scheme(inputs: Inputs) -> Scheme:
    """Read the scheme of the evaluated year."""

    def sheet(name: str) -> list[Row]:
        return inputs.labelled(PREFIX + name, inputs.year)

    targets = sheet("targets")
    return Scheme(
        settings={row["setting_code"]: row["setting_value"] for row in sheet("settings")},
        participants={row["unit_code"]: row["group_code"] for row in sheet("participants")},
        nodes={row["node_code"]: _node(row) for row in sheet("nodes")},
        weights={(row["group_code"], row["node_code"]): _number(row, "weight") for row in sheet("weights")},
        methods=sheet("methods"),
        treatments=sheet("treatments"),
        uncounted=frozenset(
            row["unit_code"] for row in sheet("participants") if row["in_statistics"] == "no"
        ),
        bands=sheet("bands"),
        targets={
            (row["unit_code"], row["indicator_code"]): Target(
                _number(row, "target_value"), inputs.cell(row, "targets", "target_value")
            )
            for row in targets
        },
        challenges={
            (row["unit_code"], row["indicator_code"]): Target(
                _number(row, "challenge_value"), inputs.cell(row, "targets", "challenge_value")
            )
            for row in targets
            if row["challenge_value"] is not None
        },
        respondent_groups=sheet("respondent_groups"),
        answer_scale=sheet("answer_scale"),
        topic_rows=sheet("topics"),
        adjustments={row["item_code"]: row for row in sheet("adjustments")},
        grade_bounds={row["grade_name_zh"]: _number(row, "lower_bound") for row in sheet("grades")},
        group_bounds={
            (row["group_code"], row["grade_name_zh"]): _number(row, "lower_bound")
            for row in sheet("group_grades")
        },
        quotas={(row["group_code"], row["grade_name_zh"]): row for row in sheet("quotas")},
        consequences=sheet("consequences"),
        tie_breakers=[
            row["node_code"] for row in sorted(sheet("tie_breakers"), key=lambda row: int(row["order_no"]))
        ],
        by_breaks=frozenset(
            row["group_code"] for row in sheet("groups") if row["grade_basis"] == "natural_breaks"
        ),
        peer_classes={row["unit_code"]: row["peer_class"] for row in sheet("participants")},
        peer_rules=sorted(sheet("peer_groups"), key=lambda row: int(row["order_no"])),
        grade_limits=sheet("grade_limits"),
        decisions={row["unit_code"]: row for row in sheet("grade_adjustments")},
        superiors={row["superior_code"]: row for row in sheet("superior_indicators")},
        alignments=[(row["indicator_code"], row["superior_code"]) for row in sheet("alignments")],
        group_rules={(row["group_code"], row["node_code"]): row for row in sheet("group_rules")},
        group_adjustments={(row["group_code"], row["item_code"]): row for row in sheet("group_adjustments")},
    )
