"""The page of the method: docs/method.md as it stood, and the year's scheme as it was applied.

Weights, methods, grades, respondents, settings, what weights amount to, and what of the superior's indicators is carried.
"""

from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from orchestration.foundation.workspace import REPOSITORY
from orchestration.publication.site import method_queries
from orchestration.publication.site.charts import ranges
from orchestration.publication.site.grouping import by, grouped
from orchestration.results import Row, open_release

METHOD = REPOSITORY / "docs" / "method.md"
PART = ("node_name_zh", "node_name_en", "indicator_code", "part_code", "share", "method_code", "reference_kind", "basis")  # fmt: skip
BOUNDS = ("floor_score", "cap_score")
PICTURED = 25


def method_text() -> Markup:
    """Return docs/method.md as HTML; its own headings stand one level lower on the page, and HTML in it is not let through."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(METHOD.read_text(encoding="utf-8"))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    # The renderer has escaped everything that is text.
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704


def _tree(rows: list[Row], parent: str | None = None, depth: int = 0) -> list[dict[str, Any]]:
    """Return the nodes below a node, each before its children."""
    return [
        one
        for row in rows
        if row["parent_code"] == parent
        for one in [{**row, "depth": depth}, *_tree(rows, row["node_code"], depth + 1)]
    ]


def _influence(rows: list[Row]) -> list[dict[str, Any]]:
    """Return, group by group, what indicators weigh beside what they amount to, with a picture of those that weigh most."""
    return [
        {
            "group_code": group,
            "rows": own,
            "chart": ranges(
                [{**row, "chart_name": (row["node_name_zh"], row["node_name_en"])} for row in own[:PICTURED]],
                own="variance_pct",
                low="zero",
                high="weight_pct",
                labels=[
                    ("差异贡献率 %", "Share of the variance, %"),
                    ("平均有效权重 %", "Mean effective weight, %"),
                ],
            ),
        }
        for group, own in by(rows, "group_code").items()
    ]


def method_page(folder: Path) -> dict[str, Any]:
    """Return what the page of the method shows.

    Args:
        folder: The release, or the one being built, with its Parquet files.
    """
    with open_release(folder) as tables:
        groups = tables.rows(method_queries.GROUPS)
        tree = tables.rows(method_queries.TREE)
        weights = tables.rows(method_queries.WEIGHTS)
        methods = tables.rows(method_queries.METHODS)
        bounds = tables.rows(method_queries.BOUNDS)
        respondents = tables.rows(method_queries.RESPONDENTS)
        influence = tables.rows(method_queries.INFLUENCE)
        repeated = tables.rows(method_queries.REPEATED)
        alignment = tables.rows(method_queries.ALIGNMENT)
        coverage = tables.rows(method_queries.COVERAGE)
        settings = tables.rows(method_queries.SETTINGS)
    names = {group["group_code"]: (group["group_name_zh"], group["group_name_en"]) for group in groups}
    return {
        "groups": groups,
        "names": names,
        "tree": _tree(tree),
        "weights": {(row["node_code"], row["group_code"]): row["weight"] for row in weights},
        "methods": grouped(methods, *PART, *BOUNDS),
        "bounds": by(bounds, "group_code"),
        "respondents": grouped(respondents, "respondent_group", "respondent_group_name_zh", "respondent_group_name_en"),
        "influence": _influence(influence),
        "repeated": repeated,
        "alignment": by(alignment, "superior_level_code"),
        "coverage": by(coverage, "superior_level_code"),
        "settings": settings,
        "method": method_text(),
    }  # fmt: skip
