"""Scoring, grading and marts over a small city; held apart from the models that feed them."""
