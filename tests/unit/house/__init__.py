"""Tests of unit/house."""
