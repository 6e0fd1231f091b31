"""What of a table is shown: cells of a class, and codes of sensitive rows, hidden where the access matrix says so."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from healthcare_medallion.pipelines.shared.contract import Contract
from healthcare_medallion.pipelines.shared.sensitivity import HIDDEN, SYSTEMS, TELLING, is_sensitive, tells
from healthcare_medallion.privacy.access import Sight


def shown(table: ir.Table, contract: Contract, sight: Sight) -> ir.Table:
    """``table`` as somebody sees it: the same columns and types. Hidden text is ``<hidden>``, all else null."""
    sensitive = is_sensitive(table, sight.hidden)
    columns: dict[str, ir.Value] = {}
    for column in contract.columns:
        cell = table[column.name]
        if not sight.sees(column.classification):
            cell = (
                ibis.ifelse(cell.isnull(), cell, HIDDEN)
                if column.type == "string"
                else ibis.null(cell.type().copy(nullable=True))
            )
        elif sensitive is not None and column.name in TELLING:
            cell = ibis.ifelse(sensitive & cell.notnull(), HIDDEN, cell)
        columns[column.name] = cell
    return table.select(**columns)


def is_masked(contract: Contract, sight: Sight) -> bool:
    """Whether anything of a table may be hidden from somebody."""
    coded = bool(sight.hidden) and any(column.name in TELLING for column in contract.columns)
    return coded or any(not sight.sees(column.classification) for column in contract.columns)


def row_tells(values: dict[str, object], sight: Sight) -> bool:
    """Whether a row, as Python values, holds a code that may not be seen."""
    return any(tells(name, values[name], sight.hidden) for name in SYSTEMS if name in values)
