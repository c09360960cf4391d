"""Puts the commands together and turns errors into words and exit codes."""

import sys

import typer
from rich.console import Console
from rich.markup import escape

from orchestration.cli import compare, inspect, overdue, papers, releases, run, serve
from orchestration.foundation.errors import UserError

app = typer.Typer(
    name="jixiao",
    help="绩效 Jixiao: from the bureaus' files to the year's published, explainable performance results.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
run.register(app)
inspect.register(app)
overdue.register(app)
papers.register(app)
compare.register(app)
releases.register(app)
serve.register(app)


def main() -> None:
    """Run the command line; a user's error is printed in Chinese and English and ends with its exit code."""
    try:
        app()
    except UserError as error:
        console = Console(stderr=True)
        console.print(escape(error.message_zh), style="red", highlight=False, soft_wrap=True)
        console.print(escape(error.message_en), highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
