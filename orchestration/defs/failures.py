"""Turns an error that a user may see into a Dagster failure that carries its words and its exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from orchestration.foundation.errors import UserError


@contextmanager
def told_to_the_user() -> Iterator[None]:
    """Raise UserErrors of the block as `dg.Failure`, without retries and without a stack of ours."""
    try:
        yield
    except UserError as error:
        raise dg.Failure(
            description=f"{error.message_zh}\n{error.message_en}",
            metadata={"exit_code": error.exit_code},
            allow_retries=False,
        ) from error
