"""Builds candidates: which submissions go in, what dbt reads, what comes out and under which content hash.

Receiving files is `intake`'s work, judging a candidate `gate`'s; this package meets both in files only.
"""
