"""Which of the superior's indicators ours carry, and how far (section 11): pairs and counts, weights in fractions."""

from collections.abc import Iterable
from fractions import Fraction

from tests.oracle.exact import quotient
from tests.oracle.results import AlignmentRow, CoverageRow, MartRow
from tests.oracle.scheme import Scheme

EVERYWHERE = "ALL"


def _carried(scheme: Scheme) -> dict[str, dict[str, bool]]:
    """Return per superior's indicator the indicators of ours that carry it, and whether the scheme names the pair."""
    found: dict[str, dict[str, bool]] = {code: {} for code in scheme.superiors}
    for own, superior in scheme.alignments:
        source = scheme.superiors[superior]["source_code"]
        if source is not None:
            found[source].setdefault(own, False)
    for own, superior in scheme.alignments:
        found[superior][own] = True
    return found


def _weights(scheme: Scheme, group: str) -> dict[str, Fraction | None]:
    """Return what each indicator is of the group's weighted score, in per cent."""
    shares = scheme.shares(group)
    components = {node.code: scheme.weights[group, node.code] for node in scheme.components(group)}
    whole = sum(components.values(), Fraction(0))
    if scheme.setting("composite_rule", "weighted_mean") == "points":
        whole = Fraction(100)

    def weight(code: str) -> Fraction | None:
        component = scheme.nodes[code]
        while component.parent is not None:
            component = scheme.nodes[component.parent]
        return quotient(shares[code] * components[component.code], whole) if code in shares else None

    return {node.code: weight(node.code) for node in scheme.indicators(group)}


def _sum(weights: Iterable[Fraction | None]) -> Fraction:
    return sum((weight for weight in weights if weight is not None), Fraction(0))


def _names(scheme: Scheme, codes: list[str]) -> tuple[str | None, str | None]:
    return "、".join(codes) or None, "、".join(scheme.nodes[code].name_zh for code in codes) or None


def _kind(carriers: dict[str, bool]) -> str:
    return "none" if not carriers else "direct" if any(carriers.values()) else "descended"


def _group_rows(scheme: Scheme, group: str, own: dict[str, Fraction | None]) -> list[MartRow]:
    everywhere = group == EVERYWHERE
    carried = {
        superior: {code: direct for code, direct in pairs.items() if code in own}
        for superior, pairs in _carried(scheme).items()
    }
    rows: list[MartRow] = []
    for code, superior in scheme.superiors.items():
        codes = sorted(carried[code])
        text, names = _names(scheme, codes)
        rows.append(
            AlignmentRow(
                group_code=group,
                superior_code=code,
                superior_level_code=superior["superior_level"],
                weight=Fraction(superior["weight"]),
                is_covered=bool(codes),
                coverage_kind=_kind(carried[code]),
                indicator_count=len(codes),
                indicator_codes_text=text,
                indicator_names_zh=names,
                own_weight_pct=None if everywhere else _sum(own[code] for code in codes),
            )
        )
    for level in {superior["superior_level"] for superior in scheme.superiors.values()}:
        asked = {
            code: Fraction(row["weight"])
            for code, row in scheme.superiors.items()
            if row["superior_level"] == level
        }
        met = [code for code in asked if carried[code]]
        idle = sorted(set(own).difference(*(carried[code] for code in asked)))
        text, names = _names(scheme, idle)
        rows.append(
            CoverageRow(
                superior_level_code=level,
                group_code=group,
                superior_count=len(asked),
                covered_count=len(met),
                covered_count_pct=quotient(Fraction(100 * len(met)), Fraction(len(asked))),
                covered_weight_pct=quotient(100 * _sum(asked[code] for code in met), _sum(asked.values())),
                indicator_count=len(own),
                unmatched_count=len(idle),
                unmatched_weight_pct=None if everywhere else _sum(own[code] for code in idle),
                unmatched_codes_text=text,
                unmatched_names_zh=names,
            )
        )
    return rows


def alignment_rows(scheme: Scheme) -> list[MartRow]:
    """Return who carries what in every group that weighs an indicator and in the scheme as a whole, and the coverage."""
    groups = sorted({group for group, _ in scheme.weights})
    weights = {group: own for group in groups if (own := _weights(scheme, group))}
    if not weights:
        return []
    every: dict[str, Fraction | None] = {code: None for own in weights.values() for code in own}
    return [
        row
        for group, own in {**weights, EVERYWHERE: every}.items()
        for row in _group_rows(scheme, group, own)
    ]
