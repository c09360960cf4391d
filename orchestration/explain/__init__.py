"""Takes a published score apart, down to the cell of a dropped file. Shows what the run stored and computes nothing again."""

from orchestration.explain.difference_view import render_difference
from orchestration.explain.finding import find
from orchestration.explain.mending_view import ground_text
from orchestration.explain.progress_record import Progress, explain_progress
from orchestration.explain.record import Explanation, explain
from orchestration.explain.rendering import render, render_progress

__all__ = [
    "Explanation",
    "Progress",
    "explain",
    "explain_progress",
    "find",
    "ground_text",
    "render",
    "render_difference",
    "render_progress",
]
