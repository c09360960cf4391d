"""Tests of unit/publication."""
