"""Standardised rows that every rule accepts, pseudonymised."""
