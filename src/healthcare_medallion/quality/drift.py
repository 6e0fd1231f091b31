"""Drift: how far arrived rows are from a pinned reference, and a volume from earlier ones. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from healthcare_medallion.quality.distributions import NULL, Distribution
from healthcare_medallion.quality.profiles import Profile
from healthcare_medallion.settings_monitoring import Drift

Verdict = Literal["stable", "moderate", "major", "too_few"]
Measure = Literal["psi", "null_share", "volume", "schema"]
SHARE_FLOOR = 1e-4
RUNS_LOOKED_BACK = 30


@dataclass(frozen=True)
class Finding:
    """One judged difference. ``value`` is None where there was too little to judge by."""

    measure: Measure
    subject: str
    rows: int
    value: float | None
    verdict: Verdict
    reference_version: int | None = None


@dataclass(frozen=True)
class ReferenceColumn:
    """One column of a pinned reference: shares by bin. Without a distribution only the share of nulls is known."""

    rows: int
    shares: tuple[float, ...]
    distribution: Distribution | None

    @property
    def null_share(self) -> float:
        return self.shares[-1]


@dataclass(frozen=True)
class Reference:
    """A version of the reference, its columns by `table.column`."""

    version: int
    columns: Mapping[str, ReferenceColumn]

    def distributions(self, table: str) -> dict[str, Distribution]:
        """The bins of a table's columns, by column."""
        found = ((subject.partition("."), column) for subject, column in self.columns.items())
        return {name: c.distribution for (of, _, name), c in found if of == table and c.distribution is not None}


def psi(expected: Sequence[float], actual: Sequence[float]) -> float:
    """Population stability index of two lists of shares over the same bins.

        PSI = sum((p - q) * ln(p / q))

    with shares floored at 1e-4, so that an empty bin counts much and not infinitely. It is the symmetric
    Kullback-Leibler (Jeffreys) divergence: 0 for equal shares, else positive. By custom below 0.1 is stable and
    above 0.25 a major shift. Source: E. M. Lewis, An Introduction to Credit Scoring, 1992; the relation to
    divergence in B. Yurdakul, Statistical Properties of Population Stability Index, 2018.

    :raises ValueError: the lists differ in length.
    """
    pairs = ((max(p, SHARE_FLOOR), max(q, SHARE_FLOOR)) for p, q in zip(actual, expected, strict=True))
    return math.fsum((p - q) * math.log(p / q) for p, q in pairs)


def volume_z(rows: int, earlier: Sequence[int]) -> float:
    """Standard score of a number of rows among those of earlier runs: (x - mean) / s, s with n - 1.

    s is at least the square root of the mean, the deviation of a Poisson count: feeds that always sent the same
    number would otherwise make any other infinitely unusual. Source: NIST/SEMATECH e-Handbook of Statistical
    Methods, 1.3.5.17 (z-scores) and 6.3.3.1 (counts control charts).

    :raises ValueError: fewer than two earlier runs.
    """
    mean = fmean(earlier)
    return (rows - mean) / max(stdev(earlier), math.sqrt(max(mean, 1.0)))


def compared(profiles: Iterable[Profile], reference: Reference, settings: Drift) -> list[Finding]:
    """PSI and change of the null share of every column that the reference knows."""
    found = []
    for profile in profiles:
        known = reference.columns.get(f"{profile.table}.{profile.column}")
        if known is not None:
            enough = min(profile.rows, known.rows) >= settings.minimum_rows
            found += _compared(profile, known, settings if enough else None, reference.version)
    return found


def _compared(profile: Profile, known: ReferenceColumn, settings: Drift | None, version: int) -> list[Finding]:
    subject = f"{profile.table}.{profile.column}"
    found = []
    if known.distribution is not None and profile.bins is not None:
        value = psi(known.shares, [n / profile.rows for n in profile.bins]) if settings else None
        found.append(Finding("psi", subject, profile.rows, value, _psi_verdict(value, settings), version))
    change = profile.null_share - known.null_share if settings else None
    major = settings is not None and change is not None and abs(change) > settings.null_share
    verdict: Verdict = "too_few" if change is None else "major" if major else "stable"
    return [*found, Finding("null_share", subject, profile.rows, change, verdict, version)]


def _psi_verdict(value: float | None, settings: Drift | None) -> Verdict:
    if value is None or settings is None:
        return "too_few"
    if value > settings.major_psi:
        return "major"
    return "moderate" if value >= settings.moderate_psi else "stable"


def volume(feed: str, rows: int, earlier: Sequence[int], settings: Drift) -> Finding:
    """The rows of a feed in this run among those of earlier runs that had files of it, the latest 30."""
    looked_back = earlier[-RUNS_LOOKED_BACK:]
    if len(looked_back) < settings.minimum_runs:
        return Finding("volume", feed, rows, None, "too_few")
    z = volume_z(rows, looked_back)
    return Finding("volume", feed, rows, z, "major" if abs(z) > settings.volume_z else "stable")


def schema(feed: str, rows: int, columns_adrift: int) -> Finding:
    """Columns that files had too many or too few; any is a change that somebody has to know of."""
    return Finding("schema", feed, rows, float(columns_adrift), "major" if columns_adrift else "stable")


def reference_columns(
    profiles: Iterable[Profile], distributions: Mapping[str, Distribution]
) -> dict[str, ReferenceColumn]:
    """What a reference keeps of profiles, by `table.column`."""
    found = {}
    for profile in profiles:
        distribution = distributions.get(profile.column) if profile.bins is not None else None
        bins = profile.bins if distribution is not None and profile.bins is not None else (profile.nulls,)
        shares = tuple(n / profile.rows if profile.rows else 0.0 for n in bins)
        found[f"{profile.table}.{profile.column}"] = ReferenceColumn(profile.rows, shares, distribution)
    return found


def reference_rows(columns: Mapping[str, ReferenceColumn]) -> Iterable[dict[str, object]]:
    """The columns as rows of `quality_references`, without the version's own columns."""
    for subject, column in columns.items():
        table, _, name = subject.partition(".")
        labels = column.distribution.labels if column.distribution else (NULL,)
        uppers = (column.distribution.uppers if column.distribution else None) or ()
        for number, (label, share) in enumerate(zip(labels, column.shares, strict=True)):
            yield {
                "table_name": table,
                "column_name": name,
                "bin": number,
                "label": label,
                "upper": uppers[number] if number < len(uppers) else None,
                "rows": column.rows,
                "share": share,
            }


def read_reference(rows: Sequence[Mapping[str, object]]) -> Reference | None:
    """The newest version in rows of `quality_references`; None where nothing was pinned."""
    version = max((int(str(row["version"])) for row in rows), default=None)
    if version is None:
        return None
    by_column: dict[str, list[Mapping[str, object]]] = {}
    for row in sorted((r for r in rows if r["version"] == version), key=lambda r: int(str(r["bin"]))):
        by_column.setdefault(f"{row['table_name']}.{row['column_name']}", []).append(row)
    return Reference(version, {subject: _read_column(subject, bins) for subject, bins in by_column.items()})


def _read_column(subject: str, bins: Sequence[Mapping[str, object]]) -> ReferenceColumn:
    labels = tuple(str(row["label"]) for row in bins)
    uppers = tuple(float(str(row["upper"])) for row in bins if row["upper"] is not None)
    shares = tuple(float(str(row["share"])) for row in bins)
    distribution = Distribution(subject.partition(".")[2], labels, uppers or None) if len(labels) > 1 else None
    return ReferenceColumn(int(str(bins[0]["rows"])), shares, distribution)
