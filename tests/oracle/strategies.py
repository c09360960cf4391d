"""Hypothesis strategies for small, valid, made-up years: a scheme with many groups, and everything that bureaus deliver.

The scheme is drawn choice by choice. The bulk of figures and answers comes from a drawn seed, since Hypothesis can't
usefully shrink what a dbt run takes seconds to judge; it favours round numbers, so that ties and band edges come up.
"""

from hypothesis import strategies as st

from tests.oracle.landing_site import LandingSite
from tests.oracle.made_up_alignment import land_alignment
from tests.oracle.made_up_comments import land_comments
from tests.oracle.made_up_facts import land_facts
from tests.oracle.made_up_scheme import Plan, plans

SCHEME = "efficiency_office__scheme__"


def land_scheme(site: LandingSite, plan: Plan) -> None:
    """Land every sheet of a plan's scheme workbook."""
    for sheet, rows in plan.sheets.items():
        site.land(SCHEME + sheet, str(site.year), rows)


@st.composite
def years(draw: st.DrawFn, groups: int) -> LandingSite:
    """Draw a made-up year with so many groups of units, ready to be written as a build's inputs.

    Args:
        draw: Hypothesis's own.
        groups: How many groups; each is an example of its own inside the one build.
    """
    plan = draw(plans(groups))
    site = LandingSite(year=2020)
    land_scheme(site, plan)
    seed = draw(st.integers(0, 2**32 - 1))
    land_facts(site, plan, seed)
    land_comments(site, plan, seed)
    land_alignment(site, plan, seed)
    return site
