"""Governance on Unity Catalog, derived from the contracts: comments, tags, grants, column policies.

Nothing here talks to a workspace. ``inventory`` gives the queries that read what is there, ``wanted`` says what
should be, and ``statements`` gives the SQL between the two.
"""
