"""Runs the dbt project over one build folder and tells what came of each node.

The only package that imports dbt. It knows nothing of submissions, gates or releases.
"""
