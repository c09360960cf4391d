"""Tests of the contracts: how ODCS files are read, and what is refused."""
