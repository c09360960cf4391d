"""An independent second opinion: docs/method.md worked out with exact fractions from a build's inputs.

Written from the method and the contracts alone; nothing here reads, imports or imitates a model of the dbt project.
`evaluate` gives the rows that the mart ought to hold, `review` those of the list of changes to review, `compare` tells where it does not.
"""

from tests.oracle.compare import Difference, compare
from tests.oracle.evaluate import evaluate
from tests.oracle.results import Results
from tests.oracle.reviewed import review

__all__ = ["Difference", "Results", "compare", "evaluate", "review"]
