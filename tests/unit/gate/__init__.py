"""Tests of unit/gate."""
