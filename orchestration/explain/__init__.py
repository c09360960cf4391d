"""Takes a published score apart, down to the cell of a dropped file. Shows what the run stored and computes nothing again."""

from orchestration.explain.difference_view import render_difference
from orchestration.explain.finding import find
from orchestration.explain.record import Explanation, explain
from orchestration.explain.rendering import render

__all__ = ["Explanation", "explain", "find", "render", "render_difference"]
