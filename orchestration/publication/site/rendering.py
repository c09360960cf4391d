"""The templates and what they can do: everything is escaped, a missing value is an error, each text stands there in both languages."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orchestration.publication.site import words
from orchestration.publication.site.figures import moment, number, signed
from orchestration.results import UNCERTAINTY_SOURCES

TEMPLATES = Path(__file__).parent / "templates"
TEXT = Markup('<span lang="zh-CN">{}</span><span lang="en">{}</span>')


def both(zh: object, en: object = None) -> Markup:
    """Return a text in both languages, of which one is shown; without an English one, the Chinese one stands for both."""
    return TEXT.format(zh, en) if en and en != zh else Markup("{}").format("" if zh is None else zh)


def worded(code: str | None, meanings: words.Words) -> Markup:
    """Return the words for a code, or a dash for none; an unknown code is shown as it is."""
    return both(*meanings.get(code, (code, code))) if code else Markup("–")


def environment() -> Environment:
    """Return the templates of the pages."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters.update(number=number, signed=signed, moment=moment, worded=worded)
    # The keys' order is ours and fixed; Chinese stays readable. `tojson` writes <, >, & and ' as escapes.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    named: dict[str, Any] = {name: value for name, value in vars(words).items() if name.isupper()}
    made.globals.update(t=both, part_name=words.part_name, UNCERTAINTY_SOURCES=UNCERTAINTY_SOURCES, **named)
    return made
