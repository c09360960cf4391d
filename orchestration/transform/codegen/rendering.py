"""Turns templates and values into the text of SQL and YAML files.

The templates' own marks are `[[ ]]` and `[% %]`, since what they write has dbt's braces in it.
"""

from functools import cache
from typing import Any

import jinja2
import yaml

HEAD = "Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file."


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("orchestration.transform.codegen"),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - SQL, not HTML
    )


def render(template: str, **values: Any) -> str:
    """Return a template filled in, under the line that names its generator."""
    return f"-- {HEAD}\n" + _environment().get_template(template).render(**values)


def dump(value: dict[str, Any]) -> str:
    """Return YAML under the line that names its generator."""
    return f"# {HEAD}\n" + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
