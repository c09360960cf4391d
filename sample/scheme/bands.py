"""The tables of bands: flat and linear, closed at either side, covering the whole line."""

from sample.scheme.tree import Row

UNBOUNDED = ""


def _table(
    name: str, closed: str, bounds: tuple[float, ...], scores: tuple[tuple[float, float], ...]
) -> list[Row]:
    """Return the bands between neighbouring bounds, the first and the last unbounded."""
    edges: tuple[float | str, ...] = (UNBOUNDED, *bounds, UNBOUNDED)
    return [
        (name, number, lower, upper, closed, *ends)
        for number, (lower, upper, ends) in enumerate(zip(edges[:-1], edges[1:], scores, strict=True), 1)
    ]


BANDS: tuple[Row, ...] = (
    *_table("与全市差距", "下闭", (-5, -2, 0, 3), ((50, 50), (50, 70), (70, 85), (85, 100), (100, 100))),
    *_table("投资增速", "上闭", (0, 4, 8, 12), ((55, 55), (70, 70), (80, 80), (90, 90), (100, 100))),
    *_table("预算执行", "下闭", (80, 90, 95, 100), ((60, 60), (60, 80), (80, 95), (95, 100), (100, 100))),
    *_table("环境评分", "下闭", (60, 70, 80, 90), ((45, 45), (65, 65), (80, 80), (90, 90), (100, 100))),
    *_table("服务基层", "下闭", (60, 100), ((40, 40), (60, 100), (100, 100))),
)
