"""Tests of the code generator, and of rules that every SQL file keeps."""
