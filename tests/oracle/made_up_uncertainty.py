"""Draws what a scheme says of how sure a rank is: number of draws, weights that vary level by level, other choices of method."""

from hypothesis import strategies as st

Fields = dict[str, str | None]
ENDS = {"score_low": "55.5", "score_high": "100"}
# Each with what it needs; those of one choice stay below 100 per cent together.
ALTERNATIVES: dict[str, Fields] = {
    "加权算术平均": {},
    "加权几何平均": {},
    "剔除一项指标": {},
    "极值": ENDS,
    "标准分": {"base_score": "80", "step_score": "7.5"},
    "位次": ENDS,
}


def uncertainty_settings(draw: st.DrawFn) -> dict[str, str]:
    """Draw settings that a scheme may leave out; the number of draws is small, since each is worked out."""
    options = {
        "uncertainty_seed": ["0", "20"],
        "uncertainty_weight_pct": ["10", "99.9"],
        **{f"uncertainty_weight_pct_{level}": ["12.5", "50"] for level in (2, 3, 4, 5)},
    }
    chosen = {code: draw(st.sampled_from(values)) for code, values in options.items() if draw(st.booleans())}
    return {"uncertainty_draws": draw(st.sampled_from(["100", "150"])), **chosen}


def alternative_rows(draw: st.DrawFn) -> list[Fields]:
    """Draw the alternatives of a scheme: none, some or all."""
    names = draw(st.lists(st.sampled_from(sorted(ALTERNATIVES)), unique=True))
    return [
        {"alternative": name, "probability_pct": draw(st.sampled_from(["5", "33.3"])), **ALTERNATIVES[name]}
        for name in names
    ]
