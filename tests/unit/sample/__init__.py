"""Tests of the sample's generator and of the files that it has written."""
