"""Governance on Unity Catalog, derived from the contracts: comments, tags, grants, column policies, keys.

Nothing here talks to a workspace. ``inventory`` gives the queries that read what is there, ``wanted`` says what
should be, ``statements`` gives the SQL between the two, and ``constraints`` the clauses a table is declared with.
"""
