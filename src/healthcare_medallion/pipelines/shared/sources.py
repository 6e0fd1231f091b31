"""Foreign files: how a file that nobody here made lands as it is, mapped onto a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    import ibis.expr.types as ir

Feed = Literal["patients", "claims", "medical_events"]


class GeneratedKey(BaseModel):
    """An id for records that have none: ``prefix`` and a digest of the file's name and the record's position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,16}$")]


class SourceMapping(BaseModel):
    """One kind of foreign file. Applied before typing, so that everything behind it is as for any other file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feed: Feed
    """Which table the records belong to."""
    files: str
    """Glob for the file's name, such as ``insurance*.csv``."""
    rename: dict[str, str] = {}
    """Foreign header name to contract column."""
    values: dict[str, Annotated[dict[str, str], Field(min_length=1)]] = {}
    """Contract column to foreign value to contract value; other values pass as they are."""
    constants: dict[str, str] = {}
    """Contract column to a value for every record."""
    generated_key: dict[str, GeneratedKey] = {}
    """Contract column to the id that is made up for it."""


def conformed(landing: ir.Table, mapping: SourceMapping) -> ir.Table:
    """Landed records of a foreign file with values mapped, constants filled in and ids made.

    The same file gives the same ids whenever it is taken, on every engine.
    """
    import ibis  # settings name the models above, and they are read where Ibis is not needed

    columns: dict[str, ir.Value] = {}
    for name, known in mapping.values.items():
        cell = landing[name].strip()
        columns[name] = ibis.cases(*((cell == foreign, ours) for foreign, ours in known.items()), else_=landing[name])
    for name, value in mapping.constants.items():
        columns[name] = ibis.literal(value)
    for name, key in mapping.generated_key.items():
        digest = (landing["_source_file"] + "#" + landing["_position"]).hexdigest("sha256")
        columns[name] = ibis.literal(key.prefix) + digest.substr(0, 16)
    return landing.mutate(**columns) if columns else landing
