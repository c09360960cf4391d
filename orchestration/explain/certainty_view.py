"""How sure a unit's rank and grade are, in words, from what the release says of it; nothing is worked out here.

Releases made before this was drawn, and those in which nothing is known to vary, say nothing.
"""

from collections.abc import Sequence
from decimal import Decimal

from orchestration.results import UNCERTAINTY_SOURCES, Row

GRADE_NAMES = {"a": ("优秀", "A"), "b": ("良好", "B"), "c": ("一般", "C"), "d": ("差", "D")}


def certainty_text(row: Row, sources: Sequence[Row]) -> str:
    """Return the interval of the rank, the probabilities of rank and grades, and what they come from; first in Chinese, then in English.

    Args:
        row: The unit's row of `fct_rank_uncertainty`.
        sources: Its rows of `fct_rank_uncertainty_source`; none in releases made before there was such a table.
    """
    if row["uncertainty_status"] != "drawn":
        return (
            "位次可靠性：公众评议的抽样误差无法估计，位次区间和等次概率不详。\n"
            "How sure: the error of the public appraisal is not known, so neither interval nor probabilities."
        )
    shares = [(names, row[f"grade_{code}_probability"]) for code, names in GRADE_NAMES.items()]
    shares.append((("无等次", "no grade"), row["no_grade_probability"]))
    held = [(names, share) for names, share in shares if share > 0]
    grades_zh = "，".join(f"{names[0]} {_percent(share)}" for names, share in held)
    grades_en = ", ".join(f"{names[1]} {_percent(share)}" for names, share in held)
    best, worst, rank = row["best_rank"], row["worst_rank"], _percent(row["rank_probability"])
    zh = f"位次可靠性：95% 区间第 {best}–{worst} 位，恰为本位次的概率 {rank}；等次概率：{grades_zh}{_basis_zh(row, sources)}"
    en = f"How sure: 95 % interval of the rank {best}–{worst}, this very rank {rank}; grades: {grades_en}{_basis_en(row, sources)}"
    return "\n".join([zh, en, *_sources_text(sources)])


def _percent(share: Decimal) -> str:
    return f"{100 * share:.1f}%"


def _varied(row: Row, sources: Sequence[Row], language: int, weights: str) -> list[str]:
    """Return the names of what was drawn."""
    codes = [one["source_code"] for one in sources if one["source_code"] != "interplay"]
    if not sources:
        codes = ["survey", *(["weights"] if row["weight_variation_pct"] else [])]
    pct = f"{row['weight_variation_pct'].normalize():f}%" if row["weight_variation_pct"] else ""
    return [
        f"{weights} ±{pct}" if code == "weights" and pct else UNCERTAINTY_SOURCES[code][language]
        for code in UNCERTAINTY_SOURCES
        if code in codes
    ]


def _basis_zh(row: Row, sources: Sequence[Row]) -> str:
    varied = "，".join(_varied(row, sources, 0, "权重"))
    unknown = f"；组内 {row['unknown_unit_count']} 个单位误差不详" if row["unknown_unit_count"] else ""
    return f"（{varied}，模拟 {row['draw_count']} 次{unknown}）。"


def _basis_en(row: Row, sources: Sequence[Row]) -> str:
    varied = ", ".join(_varied(row, sources, 1, "weights"))
    unknown = (
        f"; errors of {row['unknown_unit_count']} units of the group are not known"
        if row["unknown_unit_count"]
        else ""
    )
    return f" ({varied}, {row['draw_count']} draws{unknown})."


def _sources_text(sources: Sequence[Row]) -> list[str]:
    """Return what each source is of the whole, where there are several and anything moves the rank."""
    told = [one for one in sources if one["rank_variance_share"] is not None]
    if not told[1:]:
        return []

    def shift(one: Row, words: str) -> str:
        return "" if one["mean_rank_shift"] is None else words.format(f"{one['mean_rank_shift']:.1f}")

    zh = "，".join(
        f"{UNCERTAINTY_SOURCES[one['source_code']][0]} {_percent(one['rank_variance_share'])}{shift(one, '（单独时位次平均变动 {} 位）')}"
        for one in told
    )
    en = ", ".join(
        f"{UNCERTAINTY_SOURCES[one['source_code']][1]} {_percent(one['rank_variance_share'])}{shift(one, ' (alone {} places on average)')}"
        for one in told
    )
    return [
        f"不确定性来源（占位次方差）：{zh}。",
        f"What it comes from (share of the rank's variance): {en}.",
    ]
