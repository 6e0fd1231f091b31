"""Entry points of the jobs in resources/jobs.yml, and what they share.

An entry point is a short file that a task names: arguments in, one call, exit code out. What it calls stands beside
it (``archiving``, ``checking``, ``delivering``, ``expiring``, ``measuring``, ``migrating``, ``refreshing``,
``spreading``) and takes a query function, so that all of it runs in tests without a cluster.
"""
