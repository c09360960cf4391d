"""Writes the sample input under raw/: real public figures where there are any, labelled synthetic ones where there are none.

Nothing else imports this package; the pipeline knows the sample only as files that bureaus have dropped.
"""
