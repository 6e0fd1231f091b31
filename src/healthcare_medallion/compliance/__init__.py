"""Evidence from the data: does a column hold what its class says, does a Safe Harbor view hold no identifier.

Everything here counts; nothing here gives a cell away.
"""
