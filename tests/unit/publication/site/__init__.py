"""Tests of the results page in a real browser."""
