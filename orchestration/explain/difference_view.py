"""A difference on the terminal: who moved and why, or one unit line by line. Shows what `difference` holds and computes nothing."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from orchestration.explain.formulas import number
from orchestration.explain.objection_view import STATES, corrected_text
from orchestration.explain.words import NOTICE, table
from orchestration.results.difference import Contribution, Decision, Difference, UnitDifference
from orchestration.results.release_tables import Row

DIGITS = 4
MOST_REASONS = 3
HASH_DIGITS = 12


def signed(value: object, digits: int = DIGITS) -> str:
    """Return a change with its sign, or a dash."""
    text = number(value, digits)
    return text if text in ("–", "0") or text.startswith("-") else f"+{text}"


def render_difference(found: Difference, unit: str | None = None) -> RenderableType:
    """Return a difference as something rich can print: all units that moved, or one unit taken apart by its code."""
    head = [*_notice(found), Text(f"{_named(found.before)}  →  {_named(found.after)}", style="bold")]
    if unit is not None:
        own = [one for one in found.decisions if one.row["unit_code"] == unit]
        return Group(*head, *_unit_blocks(found.unit(unit)), *_decided(own), *_inputs(found))
    moved = [one for one in found.units if one.has_moved]
    same = len(found.units) - len(moved)
    counts = Text(f"{len(moved)} 个单位有变化，{same} 个不变。 {len(moved)} units moved, {same} did not.")
    return Group(
        *head, counts, *(_moved_table(moved) if moved else ()), *_decided(found.decisions), *_inputs(found)
    )


def _notice(found: Difference) -> list[RenderableType]:
    is_synthetic = found.before["is_synthetic"] or found.after["is_synthetic"]
    return [Text(f" {NOTICE} ", style="bold black on yellow")] if is_synthetic else []


def _named(release: Row) -> str:
    return f"{release['period_code']} {release['release_id']}"


def _moved_table(moved: Iterable[UnitDifference]) -> list[RenderableType]:
    made = table(
        "变化的单位 units that moved", "单位\nunit", "之前\nbefore", "之后\nafter", "变化\nchange", "位次\nrank", "等次\ngrade",
    )  # fmt: skip
    made.add_column("主要原因\nmostly because of", overflow="fold")
    ordered = sorted(moved, key=lambda one: (one.row["group_sort_order"], one.row["unit_code"]))
    for one in ordered:
        made.add_row(
            f"{one.row['unit_name_zh']} {one.row['unit_code']}",
            _composite(one.before),
            _composite(one.after),
            signed(one.change, 2),
            _both(one, "rank_in_group"),
            _both(one, "grade_final"),
            _reasons(one),
        )
    return [Text(""), made]


def _composite(row: Row | None) -> str:
    if row is None:
        return "未参加 absent"
    return "暂缓 held" if row["composite_score"] is None else number(row["composite_score"])


def _both(one: UnitDifference, field: str) -> str:
    before, after = (row[field] if row else None for row in (one.before, one.after))
    return f"{after or '–'}" if before == after else f"{before or '–'} → {after or '–'}"


def _reasons(one: UnitDifference) -> str:
    largest = sorted(one.contributions, key=lambda item: -abs(item.change))[:MOST_REASONS]
    return "；".join(f"{item.name_zh} {signed(item.change, 2)}" for item in largest if item.change)


def _unit_blocks(one: UnitDifference) -> list[RenderableType]:
    row = one.row
    title = f"{row['unit_name_zh']} {row['unit_name_en']} ({row['unit_code']})  {row['group_name_zh']} {row['group_name_en']}"
    ranks = f"位次 rank {_both(one, 'rank_in_group')}，等次 grade {_both(one, 'grade_final')}"
    blocks: list[RenderableType] = [Text(title, style="bold"), Text(ranks)]
    if not one.contributions:
        return [*blocks, Text(f"综合得分 composite {_composite(one.before)} → {_composite(one.after)}")]
    return [*blocks, Text(""), _sum_table(one)]


def _sum_table(one: UnitDifference) -> Table:
    is_shared = any(item.by_aggregation is not None for item in one.contributions)
    made = table(
        "综合得分的变化 how the change adds up", "项目\nitem", "数值\nvalue", "得分\nscore", "之前\nbefore", "之后\nafter",
        "变化\nchange", "其中得分\nby score", "其中权重\nby weight", *(["其中合成\nby aggregation"] if is_shared else []),
    )  # fmt: skip
    for item in one.contributions:
        made.add_row(
            f"{item.name_zh} {item.name_en}",
            _moved(item, "indicator_value"),
            _moved(item, "score"),
            number(item.before, DIGITS),
            number(item.after, DIGITS),
            signed(item.change),
            signed(item.by_score),
            signed(item.by_weight),
            *([signed(item.by_aggregation)] if is_shared else []),
        )
    made.add_row(
        "[bold]综合得分 composite[/]",
        "",
        "",
        _composite(one.before),
        _composite(one.after),
        f"[bold]{signed(one.change)}[/]",
    )
    return made


def _moved(item: Contribution, field: str) -> str:
    before, after = (number(row.get(field), DIGITS) if row else "–" for row in item.was)
    return after if before == after else f"{before} → {after}"


def _decided(decisions: Sequence[Decision]) -> list[RenderableType]:
    """Return what each decision on an objection moved for the unit that objected."""
    if not decisions:
        return []
    made = table(
        "异议的处理决定及其影响 objections decided, and what each moved", "异议\nobjection", "单位\nunit", "决定\ndecision",
        "所涉指标得分\nits indicator", "综合得分\ncomposite", "位次\nrank",
    )  # fmt: skip
    for one in decisions:
        row = one.row
        about = f"{one.node.name_zh} {signed(one.node.change)}" if one.node else row["indicator_code"] or "–"
        made.add_row(
            f"{row['objection_no']} {row['objection_text']}",
            f"{one.unit.row['unit_name_zh']} {row['unit_code']}",
            f"{STATES[row['objection_state']]}：{row['decision_reason']}{corrected_text(row)}",
            about,
            f"{_composite(one.unit.before)} → {_composite(one.unit.after)}（{signed(one.unit.change)}）",
            _both(one.unit, "rank_in_group"),
        )
    return [Text(""), made]


def _inputs(found: Difference) -> list[RenderableType]:
    if not found.inputs:
        return []
    made = table("换了的输入 inputs that are others", "文件 before", "文件 after")
    for before, after in found.inputs:
        made.add_row(*(_file(row) for row in (before, after)))
    return [Text(""), made]


def _file(row: Row | None) -> str:
    if row is None:
        return "–"
    return f"{row['bureau_code']}/{row['period_code']}/{row['file_name']} {row['file_sha256'][:HASH_DIGITS]}…"
