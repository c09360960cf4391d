"""What every other package stands on: periods, hashes, atomic writes, folders, user errors.

Nothing here knows about datasets, scoring or releases; a helper that does belongs in the package that uses it.
"""
