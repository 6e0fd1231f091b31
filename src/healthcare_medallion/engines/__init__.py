"""How the definitions are run."""
