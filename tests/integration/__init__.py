"""Tests that run dbt or the file system for real."""
