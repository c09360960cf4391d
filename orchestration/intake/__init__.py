"""The door: whatever a bureau drops is either landed exactly as meant or answered with findings; nothing is lost.

Evaluating what has landed is not done here; other packages read the landing zone's files.
"""

from orchestration.intake.answered import unreceived
from orchestration.intake.arrival import Seen, look
from orchestration.intake.findings import Finding
from orchestration.intake.identify import Drop, scan
from orchestration.intake.ledger import Receipt, receipts
from orchestration.intake.queries import Query, open_queries, queries
from orchestration.intake.reception import check, receive, receive_dataset, receive_strays
from orchestration.intake.status import DeliveryStatus, status
from orchestration.intake.unanswered import Arrival, Ledger

__all__ = [
    "Arrival",
    "DeliveryStatus",
    "Drop",
    "Finding",
    "Ledger",
    "Query",
    "Receipt",
    "Seen",
    "check",
    "look",
    "open_queries",
    "queries",
    "receipts",
    "receive",
    "receive_dataset",
    "receive_strays",
    "scan",
    "status",
    "unreceived",
]
