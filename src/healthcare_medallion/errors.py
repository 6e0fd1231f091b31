"""Every error a user can cause or meet, each with the exit code that a job can act on.

A message answers four questions: where, what was found, what is allowed, what to do next.
It never quotes a cell. An engine's own exception does, so it is neither shown nor chained:
raise ours ``from None``.
"""


class MedallionError(Exception):
    """Shown without a traceback; ``hint`` is the next thing to do."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class CheckFailed(MedallionError):
    """A check ran and said no: verify, the quality gate, stale generated files."""

    exit_code = 1


class UsageError(MedallionError):
    """An option or argument that does not fit."""

    exit_code = 2


class SettingsError(MedallionError):
    """A setting is unknown, of the wrong type or out of its range."""

    exit_code = 10


class LandingError(MedallionError):
    """The landing folder or a file in it cannot be read, or changed while it was read."""

    exit_code = 11


class WarehouseError(MedallionError):
    """The warehouse folder or a table's Delta log cannot be read or written."""

    exit_code = 12


class StorageFullError(MedallionError):
    """No space is left where the warehouse or its spill folder lives."""

    exit_code = 13


class WarehouseBusyError(MedallionError):
    """Another run holds the warehouse and did not finish in the time given."""

    exit_code = 14


class KeyMaterialError(MedallionError):
    """A secret key is missing, malformed, readable by others, or not the one the warehouse was written with."""

    exit_code = 15


class DefinitionError(MedallionError):
    """Table definitions and contracts disagree. ``problems`` lists all of them."""

    exit_code = 16

    def __init__(self, problems: list[str], *, hint: str | None = None) -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"The table definitions have {count}:\n" + "\n".join(f"- {p}" for p in problems), hint=hint)
        self.problems = problems


class QueryError(MedallionError):
    """A query that is not allowed or cannot be run."""

    exit_code = 17


class MissingExtraError(MedallionError):
    """An optional part of the package is not installed."""

    exit_code = 18


class EngineError(MedallionError):
    """The engine failed in a way that is not the user's doing."""

    exit_code = 70
