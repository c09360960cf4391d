"""How sure a unit's rank and grade are, in words, from what the release says of it; nothing is worked out here.

Releases made before this was drawn, and those in which nothing is known to vary, say nothing.
"""

from decimal import Decimal

from orchestration.results import Row

GRADE_NAMES = {"a": ("优秀", "A"), "b": ("良好", "B"), "c": ("一般", "C"), "d": ("差", "D")}


def certainty_text(row: Row) -> str:
    """Return the interval of the rank, the probabilities of rank and grades, and what was drawn; first in Chinese, then in English."""
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
    zh = f"位次可靠性：95% 区间第 {best}–{worst} 位，恰为本位次的概率 {rank}；等次概率：{grades_zh}{_basis_zh(row)}"
    return f"{zh}\nHow sure: 95 % interval of the rank {best}–{worst}, this very rank {rank}; grades: {grades_en}{_basis_en(row)}"


def _percent(share: Decimal) -> str:
    return f"{100 * share:.1f}%"


def _basis_zh(row: Row) -> str:
    varied = f"，权重 ±{row['weight_variation_pct'].normalize():f}%" if row["weight_variation_pct"] else ""
    unknown = f"；组内 {row['unknown_unit_count']} 个单位误差不详" if row["unknown_unit_count"] else ""
    return f"（公众评议抽样误差{varied}，模拟 {row['draw_count']} 次{unknown}）。"


def _basis_en(row: Row) -> str:
    varied = f", weights ±{row['weight_variation_pct'].normalize():f}%" if row["weight_variation_pct"] else ""
    unknown = (
        f"; errors of {row['unknown_unit_count']} units of the group are not known"
        if row["unknown_unit_count"]
        else ""
    )
    return f" (error of the public appraisal{varied}, {row['draw_count']} draws{unknown})."
