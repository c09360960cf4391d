"""The dbt project, part by part, over a tiny city made in memory."""
