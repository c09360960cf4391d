"""Releases served: PostgreSQL, history over the years, extracts, and the clients that read a mart."""
