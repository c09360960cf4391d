"""Division and rounding give the exact digits over their whole stated range, and refuse what lies outside it."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.dbt.conftest import Built

TWELVE = 12


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Divide in whole numbers: half away from zero at 12 decimals."""
    exact = Fraction(numerator) / Fraction(denominator) * 10**TWELVE
    whole = int(abs(exact) * 2 + 1) // 2
    return Decimal(whole if exact >= 0 else -whole).scaleb(-TWELVE)


def decimals(limit: int, places: int) -> st.SearchStrategy[Decimal]:
    """Return decimals below a limit with at most so many places, small and round ones among them."""
    units = limit * 10**places - 1
    near = st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 2)
    return st.one_of(st.integers(-units, units).map(lambda n: Decimal(n).scaleb(-places)), near)


def ask(
    db: duckdb.DuckDBPyConnection, rows: list[tuple[Decimal, Decimal]], types: tuple[str, str]
) -> list[Decimal | None]:
    """Divide many pairs in one query."""
    values = ", ".join(
        f"({i}, cast('{n:f}' as {types[0]}), cast('{d:f}' as {types[1]}))" for i, (n, d) in enumerate(rows)
    )
    return [
        q
        for (q,) in db.sql(
            f"select div_half_up(n, d) from (values {values}) v(i, n, d) order by i"
        ).fetchall()
    ]


@pytest.mark.parametrize(
    ("types", "limits"),
    [
        # a value's ratio, 100 times a value over a mean, a sum of weight and score over a sum of weights
        (("decimal(38, 6)", "decimal(24, 6)"), ((10**14, 6), (10**12, 6))),
        (("decimal(38, 6)", "decimal(24, 12)"), ((10**14, 6), (10**12, 12))),
        (("decimal(38, 12)", "decimal(38, 12)"), ((10**24, 12), (10**19, 12))),
        (("decimal(38, 16)", "decimal(38, 4)"), ((8 * 10**7, 16), (10**4, 4))),
        (("decimal(38, 18)", "decimal(38, 18)"), ((8 * 10**7, 18), (10**6, 18))),
        # beyond what may be multiplied out, so divided in steps; and a dividend finer than any quotient
        (("decimal(38, 12)", "decimal(38, 18)"), ((10**20, 12), (10**19, 12))),
        (("decimal(38, 13)", "decimal(9, 1)"), ((10**14, 13), (10**3, 1))),
        (("decimal(38, 24)", "decimal(38, 18)"), ((10**3, 24), (10**3, 18))),
    ],
)
def test_division_is_exact(
    city: Built, types: tuple[str, str], limits: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    (top, places), (bottom, lower_places) = limits
    with localcontext(prec=80), city.connect() as db:

        @settings(max_examples=25, deadline=None, database=None)
        @given(
            st.lists(
                st.tuples(decimals(top, places), decimals(bottom, lower_places)), min_size=20, max_size=60
            )
        )
        def holds(pairs: list[tuple[Decimal, Decimal]]) -> None:
            rows = [(n, d) for n, d in pairs if d != 0 and abs(n / d) < 10**11]
            assert ask(db, rows or [(Decimal(1), Decimal(3))], types) == [
                quotient(n, d) for n, d in rows or [(Decimal(1), Decimal(3))]
            ]

        holds()


@pytest.mark.parametrize("sign", [1, -1])
def test_a_half_goes_away_from_zero_and_just_below_it_does_not(city: Built, sign: int) -> None:
    with city.connect() as db:
        half, below = Decimal("0.0000000000005"), Decimal("0.000000000000499999")
        found = ask(
            db, [(sign * half, Decimal(1)), (sign * below, Decimal(1))], ("decimal(38, 18)", "decimal(1, 0)")
        )
        assert found == [sign * Decimal("1E-12"), Decimal(0)]


@pytest.mark.parametrize(
    "operands",
    ["1, 0", "null, 1", "1, null", "0, 0", "cast(null as decimal(24, 6)), cast(0 as decimal(24, 6))"],
)
def test_a_zero_or_missing_operand_gives_no_quotient(db: duckdb.DuckDBPyConnection, operands: str) -> None:
    assert db.sql(f"select div_half_up({operands})").fetchall() == [(None,)]


@pytest.mark.parametrize(
    "operands",
    [
        "1.0::double, 3",
        "1, 3.0::float",
        "cast('9000000000.0000000000000001' as decimal(38, 16)), cast('3.0000000000000001' as decimal(38, 16))",
        "cast('1e33' as decimal(38, 0)), cast('1e25' as decimal(38, 0))",
        "cast('1e25' as decimal(38, 0)), cast('1e22' as decimal(38, 0)) + cast('0.000000000001' as decimal(38, 12))",
        "1000000, cast('0.000000000001' as decimal(24, 12))",
    ],
)
def test_what_cannot_be_exact_stops_the_build(db: duckdb.DuckDBPyConnection, operands: str) -> None:
    with pytest.raises(duckdb.Error):
        db.sql(f"select div_half_up({operands})").fetchall()


def carried(exact: Fraction) -> Decimal:
    """Return a fraction at 12 decimals, half away from zero."""
    whole = int(abs(exact) * 10**TWELVE * 2 + 1) // 2
    return Decimal(whole if exact >= 0 else -whole).scaleb(-TWELVE)


# A parameter of the scheme, a measure, a base score, a divisor; and an effective weight times a score, which has many digits too.
FACTORS = st.tuples(decimals(10**5, 6), decimals(10**6, 12), decimals(10**3, 12), decimals(10**6, 12))


@settings(max_examples=25, deadline=None, database=None)
@given(rows=st.lists(FACTORS, min_size=10, max_size=40))
def test_products_are_carried_once_and_exactly(
    city: Built, rows: list[tuple[Decimal, Decimal, Decimal, Decimal]]
) -> None:
    # Halves of the twelfth decimal on either side of zero, whatever else is drawn.
    rows = [
        *rows,
        (Decimal("0.5"), Decimal("0.000000000001"), Decimal(0), Decimal(1)),
        (Decimal("0.5"), Decimal("-38.408437897801"), Decimal(80), Decimal(-2)),
        (Decimal("-0.5"), Decimal("38.408437897801"), Decimal(10), Decimal(2)),
    ]
    values = ", ".join(
        f"({i}, cast('{p:f}' as decimal(12, 6)), cast('{m:f}' as decimal(24, 12)), cast('{b:f}' as decimal(24, 12)), "
        f"cast('{d:f}' as decimal(24, 12)))"
        for i, (p, m, b, d) in enumerate(rows)
    )
    query = (
        "select product_half_up(p, m), product_half_up(m, b), sum_product_half_up(b, p, m), "
        f"case when abs(p * m) < abs(d) * 1000000000 then product_over_half_up(p, m, d) end from (values {values}) v(i, p, m, b, d) order by i"
    )
    with localcontext(prec=80), city.connect() as db:
        found = db.sql(query).fetchall()
        for (p, m, b, d), (product, fine, total, over) in zip(rows, found, strict=True):
            exact = Fraction(p) * Fraction(m)
            assert product == carried(exact)
            assert fine == carried(Fraction(m) * Fraction(b))
            assert total == carried(Fraction(b) + exact)
            assert over == (carried(exact / Fraction(d)) if d and abs(p * m) < abs(d) * 10**9 else None)


@pytest.mark.parametrize(
    "call", ["product_half_up({}, 1)", "sum_product_half_up(1, {}, 1)", "product_over_half_up(1, {}, 1)"]
)
def test_a_missing_factor_gives_nothing_and_floating_point_is_refused(
    db: duckdb.DuckDBPyConnection, call: str
) -> None:
    missing = call.format("cast(null as decimal(24, 12))")
    assert db.sql(f"select {missing}").fetchall() == [(None,)]
    with pytest.raises(duckdb.Error, match="floating point"):
        db.sql("select " + call.format("cast(1.5 as double)")).fetchall()


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.tuples(decimals(10**10, 12), st.integers(0, 12)), min_size=10, max_size=40))
def test_rounding_is_half_away_from_zero_at_any_number_of_digits(
    city: Built, values: list[tuple[Decimal, int]]
) -> None:
    rows = ", ".join(f"({i}, cast('{x:f}' as decimal(24, 12)), {d})" for i, (x, d) in enumerate(values))
    with city.connect() as db:
        found = db.sql(f"select round_half_up(x, d) from (values {rows}) v(i, x, d) order by i").fetchall()
    with localcontext(prec=60):
        assert [x for (x,) in found] == [x.quantize(Decimal(1).scaleb(-d), ROUND_HALF_UP) for x, d in values]


def test_rounding_looks_at_every_digit_once(db: duckdb.DuckDBPyConnection) -> None:
    assert db.sql("select round_half_up(cast('1.000049999999999999' as decimal(38, 18)), 4)").fetchall() == [
        (1,)
    ]


@pytest.mark.parametrize(("digits", "expected"), [("-1", None), ("13", None), ("null", None)])
def test_a_number_of_digits_that_is_not_supported_gives_nothing(
    db: duckdb.DuckDBPyConnection, digits: str, expected: None
) -> None:
    assert db.sql(f"select round_half_up(1.5, {digits})").fetchall() == [(expected,)]


def test_rounding_refuses_floating_point(db: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="floating point"):
        db.sql("select round_half_up(cast(1.5 as double), 0)").fetchall()
