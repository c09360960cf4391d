"""Tests of intake: reading, checking, landing and refusing what bureaus drop."""
