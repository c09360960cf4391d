"""Nodes of a unit's tree of indicators: what applies, what leaves and where its weight goes, scores and shares (section 3).

How an indicator is judged does not belong here, nor what becomes of components.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import carried, clip, half_up, quotient, weighted_mean
from tests.oracle.real_numbers import geometric_mean, harmonic_mean
from tests.oracle.scheme import Node, Scheme

SCORED, MISSING, NOT_APPLICABLE, DROPPED = "scored", "missing", "not_applicable", "dropped"
AVAILABLE, NOT_AVAILABLE = "available", "not_available"
ZERO, HUNDRED = Fraction(0), Fraction(100)


@dataclass
class Branch:
    """A node of a unit; its share is that in the weighted score, None once it has left; `told` says whether it is available."""

    node: Node
    weight: Fraction
    status: str = SCORED
    unrounded: Fraction | None = None
    score: Fraction | None = None
    linear: Fraction | None = None
    base: Fraction = ZERO
    applied: Fraction | None = None
    told: str = NOT_AVAILABLE
    availability: Fraction | None = None
    available: int | None = None
    is_below: bool = False
    share: Fraction | None = None
    children: list["Branch"] = field(default_factory=list)
    counts: bool = True

    @property
    def points(self) -> Fraction | None:
        """The score times the share in the weighted score; nothing adds up to a composite in a unit held back."""
        if not self.counts or self.score is None or self.share is None:
            return None
        return carried(carried(self.share) * self.score)

    @property
    def difference(self) -> Fraction | None:
        """What a geometric or harmonic mean or a bound makes, in points."""
        if not self.counts or self.score is None or self.linear is None or self.share is None:
            return None
        return carried(carried(self.share) * (self.score - self.linear))

    @property
    def bound(self) -> str | None:
        """Which bound held the score; None where there is none to show."""
        if self.node.level == 1 and not self.counts:
            return None
        if self.unrounded is not None and self.node.cap is not None and self.unrounded > self.node.cap:
            return "cap"
        held = self.unrounded is not None and self.node.floor is not None and self.unrounded < self.node.floor
        return "floor" if held else "none"

    @property
    def all_below(self) -> list["Branch"]:
        """Everything below, at any depth."""
        return [one for child in self.children for one in (child, *child.all_below)]

    def hold(self) -> None:
        """Take part in a unit that is held back: a component then has no score, and nothing has points."""
        self.counts = False
        if self.node.level == 1:
            self.unrounded = self.score = self.linear = None
        for child in self.children:
            child.hold()


def measure(scheme: Scheme, branch: Branch) -> Fraction:
    """Return what a node counts for when availability is taken."""
    return Fraction(1) if scheme.setting("availability_of", "weight") == "count" else branch.weight


def _status(branch: Branch) -> str:
    node, scored = branch.node, [child for child in branch.children if child.status == SCORED]
    if (
        node.least is None
        and node.fewest is None
        and any(child.status == MISSING for child in branch.children)
    ):
        return MISSING
    if branch.is_below and node.shortage == "drop":
        return DROPPED
    if branch.is_below and node.shortage in (None, "hold"):
        return MISSING
    if all(child.status == NOT_APPLICABLE for child in branch.children):
        return NOT_APPLICABLE
    return SCORED if sum(child.base for child in scored) else MISSING


def _told(branch: Branch) -> str:
    if all(child.told == NOT_APPLICABLE for child in branch.children):
        return NOT_APPLICABLE
    has_any = branch.status == SCORED and any(child.told == AVAILABLE for child in branch.children)
    return AVAILABLE if has_any else NOT_AVAILABLE


def _hand_on(branch: Branch) -> None:
    """Say what each child weighs once others have left; a sibling that is named for it takes what it leaves."""
    may_lack = branch.status == MISSING
    for child in branch.children:
        if child.status == SCORED or (child.status == MISSING and may_lack):
            child.applied = child.base
    for child in branch.children:
        taker = next((one for one in branch.children if one.node.code == child.node.receiver), None)
        if child.applied is None and taker is not None and taker.applied is not None:
            taker.applied += child.base


def _aggregate(scheme: Scheme, branch: Branch) -> Fraction | None:
    """Set the linear score and return the score before bounds and rounding."""
    pairs = [(c.applied or ZERO, c.score or ZERO) for c in branch.children if c.status == SCORED]
    linear = weighted_mean(pairs)
    if branch.node.rule == "points":
        whole = sum((child.weight for child in branch.children), ZERO)
        linear = quotient(whole * sum(w * s for w, s in pairs), 100 * sum((w for w, _ in pairs), ZERO))
    if linear is None:
        return None
    branch.linear = half_up(linear, decimals_of(scheme, branch.node))
    if branch.node.rule not in ("geometric", "harmonic"):
        return linear
    if scheme.setting("geometric_zero", "zero") == "floor":
        least = Fraction(scheme.setting("geometric_floor", "1"))
        pairs = [(weight, max(score, least)) for weight, score in pairs]
    mean = geometric_mean if branch.node.rule == "geometric" else harmonic_mean
    return ZERO if any(w and s <= 0 for w, s in pairs) else mean(pairs)


def decimals_of(scheme: Scheme, node: Node) -> int:
    """Return to how many decimals the score of a component or dimension is rounded."""
    return scheme.decimals("component" if node.level == 1 else "dimension")


def bounded(scheme: Scheme, node: Node, unrounded: Fraction) -> Fraction:
    """Return a node's score: inside its bounds, then rounded."""
    return half_up(clip(unrounded, node.floor, node.cap), decimals_of(scheme, node))


def gather(scheme: Scheme, branch: Branch, share: Fraction) -> Branch:
    """Judge a node by what stands below it; `share` is what it is of its component while everything applies."""
    applicable = [child for child in branch.children if child.told != NOT_APPLICABLE]
    have = sum((measure(scheme, c) for c in applicable if c.told == AVAILABLE), ZERO)
    branch.availability = quotient(100 * have, sum((measure(scheme, c) for c in applicable), ZERO))
    least = branch.node.least
    branch.available = sum(child.told == AVAILABLE for child in applicable)
    too_little = least is not None and (branch.availability or ZERO) < least
    too_few = branch.node.fewest is not None and branch.available < branch.node.fewest
    branch.is_below = bool(applicable) and (too_little or too_few)
    branch.status = _status(branch)
    branch.told = _told(branch)
    _hand_on(branch)
    if branch.status == SCORED:
        branch.unrounded = _aggregate(scheme, branch)
    if branch.unrounded is not None:
        branch.score = bounded(scheme, branch.node, branch.unrounded)
    branch.base = branch.weight
    if scheme.settings["not_applicable_rule"] == "to_component":
        standing = [child.applied for child in branch.children if child.applied is not None]
        branch.base = sum(standing, ZERO) if standing else share
    return branch


def has_left(scheme: Scheme, branch: Branch) -> bool:
    """Whether a component is an appraisal without a score that the scheme lets go."""
    is_missing = branch.node.kind == "appraisal" and branch.score is None
    return is_missing and scheme.settings["appraisal_fallback"] == "reweight"


def spread(scheme: Scheme, components: list[Branch]) -> None:
    """Hand the weighted score down the tree, in proportion to the weights of what stands."""
    standing = [branch for branch in components if not has_left(scheme, branch)]
    total = sum((branch.weight for branch in standing), ZERO)
    if scheme.setting("composite_rule", "weighted_mean") == "points":
        total = HUNDRED
    for component in standing:
        component.share = component.weight / total
        if scheme.settings["not_applicable_rule"] == "to_component":
            _spread_over(component)
        else:
            _spread_below(component, not scheme.has_points)


def _standing(branch: Branch) -> Fraction:
    return sum((child.applied for child in branch.children if child.applied is not None), ZERO)


def _spread_over(component: Branch) -> None:
    """Share a component over everything in it at once."""

    def below(branch: Branch) -> None:
        for child in branch.children:
            if child.applied is not None and component.share is not None:
                child.share = component.share * child.applied / _standing(component)
                below(child)

    below(component)


def _spread_below(branch: Branch, means_only: bool) -> None:
    for child in branch.children:
        if child.applied is None or branch.share is None:
            continue
        part = child.applied / _standing(branch)
        if branch.node.rule == "points":
            part *= sum((one.weight for one in branch.children), ZERO) / 100
        if means_only and child.node.level <= 3:
            child.share = branch.share * part
        else:
            child.share = carried(carried(branch.share) * part)
        _spread_below(child, means_only)
