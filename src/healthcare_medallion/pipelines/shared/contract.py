"""What a table promises: its columns, key, grain and layout. Types, DDL, docs, checks and masks derive from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

DATA_ENG = "data_eng"
OPS = "data_eng_ops"
MARTS = "data_eng_marts"
DEID = "data_eng_deid"


class Classification(StrEnum):
    """How a column relates to a person. The first three are never shown in a log, an error or a metric."""

    DIRECT_IDENTIFIER = "direct identifier"
    QUASI_IDENTIFIER = "quasi-identifier"
    SENSITIVE = "sensitive"
    NONE = "none"
    UNDECIDED = "undecided"
    """Nobody has said: treated as the worst, and refused by a test."""


class Treatment(StrEnum):
    """What was done to a column so that it may stand in a table of Safe Harbor, 45 CFR 164.514(b)(2)."""

    RANDOM_ID = "random surrogate id from a map that is kept apart"
    AGE_CAP = "ages from the cap on are one class"
    YEAR = "year only, and none that tells a capped age"
    ZIP3 = "first three digits, 000 where few people live"
    WORD = "one of a closed list of words"
    CODE = "shaped as a code of its system, sensitive codes hidden"
    MEASURE = "a measurement, amount, rank or flag, no identifier"
    COUNT = "a count of people or of their records, small ones suppressed"
    FIGURE = "a figure over a group that is large enough"


# Contract types are Spark's names; TIMESTAMP is an instant, hence UTC in Ibis.
IBIS_TYPES = {
    "string": "string",
    "int": "int32",
    "bigint": "int64",
    "double": "float64",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp('UTC')",
    "array<string>": "array<string>",
    "map<string,bigint>": "map<string, int64>",
}


@dataclass(frozen=True)
class Column:
    """One column. ``approximate`` marks a float that engines agree on to 1e-6 only."""

    name: str
    type: str
    description: str
    nullable: bool = True
    classification: Classification = Classification.UNDECIDED
    unit: str | None = None
    approximate: bool = False
    treatment: Treatment | None = None
    """How it came to hold no identifier; of `data_eng_deid` only."""
    keyed_by: str | None = None
    """Purpose of the key that the column is a pseudonym under. `_<purpose>_key_id` beside it tells the generation."""

    @property
    def ibis_type(self) -> str:
        return IBIS_TYPES[self.type]

    @property
    def identifies(self) -> bool:
        return self.classification is not Classification.NONE


@dataclass(frozen=True)
class ForeignKey:
    """``columns`` of this table name one row of ``table`` by its ``references``."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """The promise of one table. ``key`` is unique and never null; empty where a table is an append-only log."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    grain: str = ""
    schema: str = DATA_ENG
    cluster_by: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    conformed: Mapping[str, str] = field(default_factory=dict)
    """Column to the dimension column that it conforms to, as ``patient_key: dim_patients.patient_key``."""
    holds_identifiers: bool = False
    """True for the few tables in which a direct identifier may stand."""
    otherwise: Classification = Classification.UNDECIDED
    """The class of every column that states none: decided for the table as a whole."""

    def __post_init__(self) -> None:
        decided = (
            replace(c, classification=self.otherwise) if c.classification is Classification.UNDECIDED else c
            for c in self.columns
        )
        object.__setattr__(self, "columns", tuple(decided))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    def __getitem__(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def keyed_columns(self) -> dict[str, tuple[str, ...]]:
        """Columns that are pseudonyms, by the purpose of their key."""
        purposes = dict.fromkeys(c.keyed_by for c in self.columns if c.keyed_by)
        return {purpose: tuple(c.name for c in self.columns if c.keyed_by == purpose) for purpose in purposes}

    def ibis_schema(self) -> ibis.Schema:
        import ibis  # a run with nothing to do needs contracts and no Ibis, which takes most of a second

        return ibis.schema({c.name: c.ibis_type for c in self.columns})

    def problems(self) -> list[str]:
        """What is wrong with the contract itself, in words; empty when it is sound."""
        lowered = [n.lower() for n in self.names]
        found = [
            f"{self.full_name}: column `{name}` stands twice (names must differ in more than case)"
            for name in sorted({n for n in lowered if lowered.count(n) > 1})
        ]
        found += [
            f"{self.full_name}.{c.name}: type `{c.type}` is not one of {', '.join(IBIS_TYPES)}"
            for c in self.columns
            if c.type not in IBIS_TYPES
        ]
        named = {"key": self.key, "cluster_by": self.cluster_by, "conformed": tuple(self.conformed)}
        found += [
            f"{self.full_name}: {what} names unknown column `{name}`{nearest(name, self.names)}"
            for what, names in named.items()
            for name in names
            if name not in self.names
        ]
        found += [
            f"{self.full_name}: key column `{name}` must not be nullable"
            for name in self.key
            if name in self.names and self[name].nullable
        ]
        found += [
            f"{self.full_name}: columns keyed by `{purpose}` need a column `{key_id_column(purpose)}` beside them"
            for purpose in self.keyed_columns()
            if key_id_column(purpose) not in self.names
        ]
        return found


def key_id_column(purpose: str) -> str:
    """The column that tells which generation of a purpose's key a row's pseudonyms were made with."""
    return f"_{purpose}_key_id"


def columns_of(contract: Contract, *, nullable: bool | None = None) -> tuple[Column, ...]:
    """The columns of a contract, made nullable or not where asked."""
    if nullable is None:
        return contract.columns
    return tuple(replace(c, nullable=nullable) for c in contract.columns)


def nearest(name: str, names: Iterable[str]) -> str:
    """``" (did you mean `x`?)"`` when a known name is close, else nothing."""
    import difflib

    close = difflib.get_close_matches(name, list(names), n=1)
    return f" (did you mean `{close[0]}`?)" if close else ""
