"""Judges a candidate: dbt tests, expectations, intake's open findings and the candidate's own integrity, in one verdict.

The verdict is bound to the candidate's content hash and written beside it; publication reads it there. Nothing here publishes,
and nothing here repairs.
"""

from expectations import suite_tables
from orchestration.gate.failing_rows import failing_rows
from orchestration.gate.judging import judge
from orchestration.gate.verdicts import Verdict

__all__ = ["Verdict", "failing_rows", "judge", "suite_tables"]
