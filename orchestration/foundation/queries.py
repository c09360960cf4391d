"""Names queries: the short id by which a bureau answers one, wherever it was raised and wherever it is shown.

Only the id; who may answer, and what an answer does, is decided where queries are raised and judged.
"""

from orchestration.foundation.hashing import sha256_json

DIGITS = 10


def query_id(
    bureau: str,
    dataset: str,
    period: str,
    *,
    rule: str,
    key: str | None,
    header: str | None,
    value: str | None,
    compared: str | None = None,
) -> str:
    """Return the id of a query that intake raised: it outlives a moved row and dies with a changed value on either side.

    Args:
        bureau: Who delivered the figure.
        dataset: The dataset.
        period: Code of the period.
        rule: The rule that asks.
        key: Primary key of the row, as people read it; None when the query is about more than a row.
        header: Header of the column, or None.
        value: The value asked about, or None.
        compared: The earlier figure because of which it is asked, or None.

    Returns:
        `Q` and ten hex digits.
    """
    return _id("intake", bureau, dataset, period, rule, key, header, value, compared)


def gate_query_id(kind: str, period: str, check_id: str, observed: str | None) -> str:
    """Return the id of a query that the gate raised; it dies when what was observed changes.

    Args:
        kind: Kind of the candidate, annual or monitoring.
        period: Code of its period.
        check_id: The check that asks.
        observed: What it saw.
    """
    return _id("gate", kind, period, check_id, observed)


def _id(*parts: str | None) -> str:
    return "Q" + sha256_json(parts)[:DIGITS]
