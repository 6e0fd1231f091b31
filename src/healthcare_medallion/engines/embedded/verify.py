"""`medallion verify`: the promises, checked against what lies on disk, published or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from healthcare_medallion.engines.embedded.generations import generations
from healthcare_medallion.engines.embedded.reading import published, reading, stored_contracts
from healthcare_medallion.engines.embedded.warehouse import ARROW_TYPES, Warehouse
from healthcare_medallion.pipelines.graph import graph
from healthcare_medallion.pipelines.shared.contract import DATA_ENG, Classification, Contract
from healthcare_medallion.quality.checks import checks, identifier_checks
from healthcare_medallion.settings import Settings


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check; ``violations`` counts keys or rows, it never names them."""

    name: str
    promise: str
    violations: int

    @property
    def holds(self) -> bool:
        return self.violations == 0


def verify(settings: Settings) -> list[Verdict]:
    """Every check over the newest version of every table.

    :raises WarehouseError: there is nothing to verify.
    """
    warehouse = Warehouse(settings.warehouse)
    published(warehouse)
    tables = graph(settings.pipeline)
    stored = stored_contracts(tables)
    verdicts = list(_shape(warehouse, stored))
    if not all(v.holds for v in verdicts):
        return verdicts  # the other checks need the tables to be as their contracts say
    verdicts += _one_generation(settings, stored)
    with reading(settings) as con:
        for check in (*checks(tables), *identifier_checks(tables)):
            found = con.execute(check.sql()).fetchall()[0][0]
            verdicts.append(Verdict(check.name, check.promise, int(found or 0)))
    return verdicts


def _one_generation(settings: Settings, stored: list[Contract]) -> list[Verdict]:
    """Per purpose: pseudonyms of two generations of a key never join, so no second one may stand in any table."""
    ids: dict[str, dict[str, int]] = {}
    for found in generations(settings, [c for c in stored if c.keyed_columns()]):
        rows = ids.setdefault(found.purpose, {})
        rows[found.key_id] = rows.get(found.key_id, 0) + found.rows
    return [
        Verdict(
            f"one_key_generation:{purpose}",
            f"all rows keyed by `{purpose}` were made with one generation of the key",
            sum(rows.values()) - max(rows.values()),
        )
        for purpose, rows in ids.items()
    ]


def _shape(warehouse: Warehouse, stored: list[Contract]) -> list[Verdict]:
    expected = {c.name for c in stored if c.schema == DATA_ENG}
    folder = warehouse.root / DATA_ENG
    found = {path.name for path in folder.iterdir() if _is_visible(path)} if folder.is_dir() else set()
    verdicts = [
        Verdict("nine_tables", f"{DATA_ENG} holds exactly its {len(expected)} tables", len(expected ^ found)),
        Verdict(
            "identifiers_listed",
            "direct identifiers are columns of listed tables only",
            sum(
                c.classification is Classification.DIRECT_IDENTIFIER
                for t in stored
                if not t.holds_identifiers
                for c in t.columns
            ),
        ),
    ]
    return verdicts + [_columns(warehouse, contract) for contract in stored]


def _columns(warehouse: Warehouse, contract: Contract) -> Verdict:
    table = warehouse.open(contract)
    promise = f"{contract.full_name} has exactly the columns of its contract"
    if table is None:
        return Verdict(f"columns:{contract.name}", promise, len(contract.columns))
    import pyarrow as pa

    schema = pa.schema(table.schema())
    found = [(f.name, f.type) for f in schema]
    wanted = [(c.name, ARROW_TYPES[c.type]) for c in contract.columns]
    wrong = sum(a != b for a, b in zip(_plain(found), _plain(wanted), strict=False)) + abs(len(found) - len(wanted))
    return Verdict(f"columns:{contract.name}", promise, wrong)


def _plain(columns: list[tuple[str, object]]) -> list[tuple[str, str]]:
    # Names of list and map entries, string widths and view types differ between writers; the value types count.
    swaps = (("string_view", "string"), ("large_", ""), ("item: ", ""), ("element: ", ""), (" not null", ""))
    out = []
    for name, kind in columns:
        text = str(kind)
        for old, new in swaps:
            text = text.replace(old, new)
        out.append((name, text.split(" ('")[0]))
    return out


def _is_visible(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")
