"""Tests of unit/foundation."""
