"""Registers every dataset with `pyspark.pipelines`, on Apache Spark and on Databricks, from compiled files alone.

Only arguments that both platforms share are passed; what one of them lacks is asked for by capability. Nothing is
read, collected, cached or set at definition time: definitions run many times, and serverless refuses the rest.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyspark.sql.types import StringType, StructType

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Entry = Mapping[str, Any]
Query = Callable[[], "DataFrame"]

LANDING_COLUMNS = ("_source_file", "_position", "_fault", "_raw_line", "_ingested_at", "_pipeline_env")
# What the reader of planned files gives beside a feed's own columns, all as text.
DELIVERY_COLUMNS = ("file", "source", "ingested_at", "position", "fault", "raw")
RESCUED, CORRUPT = "_rescued_data", "_corrupt_record"

# Incremental refresh of a materialized view wants it of its sources. Apache Spark's views are computed whole.
ROW_TRACKING = {"delta.enableRowTracking": "true"}
# Old rows of the landing tables are deleted by the maintenance job; a stream stops at a deletion unless it is told.
_LANDED_STREAM = re.compile(r"(STREAM\([^)]*`landing_\w+`\)) AS ")

# RFC 2104's pads as SQL over the key's 64 digits: the key is in no text and in no plan.
_PAD = (
    "array_join(transform(sequence(0, 63), i -> lpad(hex("
    "CAST(conv(substr(rpad(key_hex, 128, '0'), CAST(2 * i + 1 AS INT), 2), 16, 10) AS INT) ^ {byte}), 2, '0')), '')"
)
_KEY_PADS = ("key_hex", _PAD.format(byte=0x36) + " AS ipad", _PAD.format(byte=0x5C) + " AS opad")
_KEY_ID = (
    "substr(sha2(unhex(concat(opad, sha2(unhex(concat(ipad, hex('medallion key id'))), 256))), 256), 1, 12) AS key_id"
)
_KEY_COLUMNS = {"name": ("ipad", "opad", _KEY_ID), "reject": ("key_hex", _KEY_ID)}


@dataclass(frozen=True)
class Place:
    """Where a pipeline runs. Keys come from a secret scope (Databricks) or from files of 0600 (Apache Spark).

    On Databricks ``landing`` is the folder that Auto Loader watches; on Apache Spark ``plans`` is the folder in which
    each run says which files it takes.
    """

    landing: str
    env: str
    catalog: str | None = None
    secret_scope: str | None = None
    keys: str | None = None
    expectations: bool = True
    plans: str | None = None

    @property
    def on_databricks(self) -> bool:
        return self.secret_scope is not None

    def named(self, table: str) -> str:
        return f"{self.catalog}.{table}" if self.catalog else table


def place_of(spark: SparkSession) -> Place:
    """The place from the pipeline's configuration."""
    return Place(
        landing=str(spark.conf.get("medallion.landing")).rstrip("/"),
        env=str(spark.conf.get("medallion.env")),
        catalog=spark.conf.get("medallion.catalog", None) or None,
        secret_scope=spark.conf.get("medallion.secret_scope", None) or None,
        keys=spark.conf.get("medallion.keys", None) or None,
        expectations=spark.conf.get("medallion.expectations", "true") != "false",
        plans=spark.conf.get("medallion.plans", None) or None,
    )


def register(dp: Any, spark: SparkSession, folder: str | Path, place: Place | None = None) -> None:
    """Registers what the manifest in ``folder`` lists. Tables that are only given must be there already.

    ``dp`` is `pyspark.pipelines`, ``spark`` the session that the platform gives to a pipeline file.
    """
    files = Path(folder)
    at = place or place_of(spark)
    manifest = json.loads((files / "manifest.json").read_text(encoding="utf-8"))
    schemas = _schemas(manifest)
    # On Apache Spark the program that starts it draws the ids, and readers compute the views over them.
    random_ids = _downstream_of("person_surrogates", manifest)
    for entry in manifest["datasets"]:
        kind = entry["kind"]
        if kind == "given table" or (entry["name"] in random_ids and not at.on_databricks):
            continue
        if kind == "key":
            _register_view(dp, entry, at, _key_query(spark, at, entry["purpose"]))
        elif kind == "landing":
            _register_table(dp.table, entry, at, _landing_query(spark, at, entry))
        else:
            text = _in_catalog((files / f"{entry['name']}.sql").read_text(encoding="utf-8"), at.catalog, schemas)
            if at.on_databricks:
                text = _LANDED_STREAM.sub(r"\1 WITH (SKIPCHANGECOMMITS) AS ", text)
            entry = dict(entry, constraints=[_in_catalog(c, at.catalog, schemas) for c in entry.get("constraints", ())])
            query = _sql_query(spark, text, entry.get("unique_by"))
            if kind == "temporary view":
                _register_view(dp, entry, at, query)
            else:
                # No platform registers a stored view from Python: a mart is small enough to be materialised.
                _register_table(dp.table if kind == "streaming table" else dp.materialized_view, entry, at, query)


def register_histories(dp: Any, spark: SparkSession, folder: str | Path, place: Place | None = None) -> list[str]:
    """Registers a history table for each view without a readable change feed, and returns their names.

    None where the platform cannot compare snapshots, as Apache Spark. A pipeline of its own: each update reads the
    views whole, which is wanted once a day and not every hour.
    """
    compare = getattr(dp, "create_auto_cdc_from_snapshot_flow", None)
    if compare is None:
        return []
    at = place or place_of(spark)
    manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["histories"]:
        snapshot, target = f"snapshot_of_{entry['source']}", at.named(entry["table"])
        text = _in_catalog(entry["query"], at.catalog, _schemas(manifest))
        dp.temporary_view(name=snapshot, comment=f"{entry['source']} as it is now.")(_sql_query(spark, text))
        dp.create_streaming_table(
            name=target,
            comment=entry["comment"],
            table_properties={**entry["table_properties"], **ROW_TRACKING},
        )
        compare(target=target, source=snapshot, keys=entry["keys"], stored_as_scd_type=2)
    return [at.named(entry["table"]) for entry in manifest["histories"]]


def compiled_folder(pipeline_file: str | None) -> Path:
    """The folder of the compiled files: beside that of the pipeline file, else on the path that Python looks along.

    Not every platform tells a pipeline file where it stands; all put the pipeline's root on that path.
    """
    roots = [Path(pipeline_file).resolve().parent.parent] if pipeline_file else []
    for root in (*roots, *map(Path, sys.path)):
        if (root / "sql" / "manifest.json").is_file():
            return root / "sql"
    raise FileNotFoundError("No sql/manifest.json beside the pipeline's folder. Make it with: medallion compile")


def _downstream_of(name: str, manifest: Mapping[str, Any]) -> set[str]:
    found = {name}
    for entry in manifest["datasets"]:
        if found & set(entry["upstreams"]):
            found.add(entry["name"])
    return found


def _register_table(decorator: Callable[..., Any], entry: Entry, at: Place, query: Query) -> None:
    if at.on_databricks:
        schema, properties = ", ".join([entry["schema"], *entry.get("constraints", ())]), ROW_TRACKING
    else:
        # Apache Spark wants the nullability that it infers itself, and infers from text nothing that is never null.
        schema, properties = entry["schema"].replace(" NOT NULL COMMENT ", " COMMENT "), {}
    # Open source Delta refuses the clustering that Apache Spark's pipelines hand to it.
    layout = {"cluster_by": entry["cluster_by"]} if entry["cluster_by"] and at.on_databricks else {}
    decorator(
        name=at.named(entry["table"]),
        comment=entry["comment"],
        schema=schema,
        table_properties={**entry["table_properties"], **properties},
        **layout,
    )(query)


def _register_view(dp: Any, entry: Entry, at: Place, query: Query) -> None:
    """A view, with the rules that judge its rows as expectations where the platform has them.

    They only count (severity warn for all): which row goes where is decided by the definitions, once.
    """
    expect_all = getattr(dp, "expect_all", None) if at.expectations else None
    if expect_all and entry.get("rules"):
        query = expect_all(entry["rules"])(query)
    dp.temporary_view(name=entry["name"], comment=entry.get("comment"))(query)


def _sql_query(spark: SparkSession, text: str, unique_by: list[str] | None = None) -> Query:
    """``unique_by`` keeps the first row of a stream for each value of these columns, over all updates."""

    def query() -> DataFrame:
        rows = spark.sql(text)
        return rows.dropDuplicates(unique_by) if unique_by else rows

    return query


def _schemas(manifest: Mapping[str, Any]) -> list[str]:
    return sorted({entry["table"].split(".")[0] for entry in manifest["datasets"] if "table" in entry})


def _in_catalog(sql: str, catalog: str | None, schemas: Iterable[str]) -> str:
    for schema in schemas if catalog else ():
        sql = sql.replace(f"`{schema}`.`", f"`{catalog}`.`{schema}`.`")
    return sql


# Keys


def _key_query(spark: SparkSession, at: Place, purpose: str) -> Query:
    """One row with what the definitions need of a key. No plan of Apache Spark holds it, only the file's name."""

    def query() -> DataFrame:
        if at.on_databricks:
            scope = str(at.secret_scope).replace("\\", "\\\\").replace("'", "\\'")
            key = spark.sql(f"SELECT trim(secret('{scope}', '{purpose}')) AS key_hex")
        else:
            key = spark.read.text(f"{at.keys}/{purpose}.key").selectExpr("trim(value) AS key_hex")
        return key.selectExpr(*_KEY_PADS).selectExpr(*_KEY_COLUMNS[purpose])

    return query


# Files


def _landing_query(spark: SparkSession, at: Place, entry: Entry) -> Query:
    landing = entry["landing"]
    # Apache Spark asks for the columns of what is mapped, which it forbids inside a query; it reads no file for that.
    mapped = None if at.on_databricks else _planned_files(spark, at, landing)
    # Of the plan, or of the micro-batch that takes the file: a batch that is repeated has the same.
    taken_at = "current_timestamp()" if at.on_databricks else "timestamp_micros(CAST(ingested_at AS BIGINT))"

    def query() -> DataFrame:
        records = _auto_loader(spark, at, landing) if mapped is None else mapped
        sources = landing.get("sources", {})
        landed = records.selectExpr(
            *(f"nullif(`{name}`, '') AS `{name}`" for name in landing["columns"]),
            "file AS _source_file",
            "position AS _position",
            "fault AS _fault",
            "raw AS _raw_line",
            f"{taken_at} AS _ingested_at",
            f"'{at.env}' AS _pipeline_env",
            *(["source AS _source"] if sources else []),
        )
        return _conformed(landed, [*landing["columns"], *LANDING_COLUMNS], sources) if sources else landed

    return query


def _conformed(landed: DataFrame, names: Iterable[str], sources: Mapping[str, Mapping[str, str]]) -> DataFrame:
    """Records with the columns that the mapping of their source touches as it makes them."""

    def column(name: str) -> str:
        cases = [f"WHEN '{source}' THEN {made[name]}" for source, made in sources.items() if name in made]
        return f"CASE `_source` {' '.join(cases)} ELSE `{name}` END AS `{name}`" if cases else f"`{name}`"

    return landed.selectExpr(*(column(name) for name in names))


def _file_names(landing: Mapping[str, Any]) -> str:
    return f"{landing['feed']}.{{csv,csv.gz}}"


def _planned_files(spark: SparkSession, at: Place, landing: Mapping[str, Any]) -> DataFrame:
    """The files that runs have planned for a feed, through the one reader, so that every line has its laptop fate.

    What is streamed is the plan, one line per file: a file that lands while a run is under way waits for the next.
    """
    # A type and not its text: the text would be sent to be parsed, and a definition must not ask for analysis.
    texts = StructType()
    for name in (*DELIVERY_COLUMNS, *landing["columns"]):
        texts.add(name, StringType())
    return spark.readStream.text(f"{at.plans}/{landing['feed']}").mapInArrow(_reader(dict(landing)), texts)


def _reader(landing: dict[str, Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function that Python workers run: lines of a plan in, records as strings out."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        # Imported here: the function travels to another process.
        from healthcare_medallion.engines.spark.delivery import delivered

        for batch in batches:
            for line in batch.column(0).to_pylist():
                yield from delivered(line, landing)

    return read


def _auto_loader(spark: SparkSession, at: Place, landing: Mapping[str, Any]) -> DataFrame:
    """Files of a feed through Auto Loader: CSV by name, all text; what does not fit a record is kept and refused.

    Evolution mode `none` goes with a given schema: a new column of the source lands in the rescued data and changes
    no table. A field cannot span lines here, so that an open quote costs its line and not the rest of the file.
    """
    columns = landing["columns"]
    options = {
        "cloudFiles.format": "csv",
        "cloudFiles.inferColumnTypes": "false",
        "cloudFiles.schemaEvolutionMode": "none",
        "cloudFiles.includeExistingFiles": "true",
        "cloudFiles.allowOverwrites": "false",
        "pathGlobFilter": _file_names(landing),
        "rescuedDataColumn": RESCUED,
        "columnNameOfCorruptRecord": CORRUPT,
        "header": "true",
        "mode": "PERMISSIVE",
        "multiLine": "false",
        "encoding": "UTF-8",
        "quote": '"',
        "escape": '"',
    }
    texts = ", ".join(f"`{name}` STRING" for name in (*columns, CORRUPT))
    rows = spark.readStream.format("cloudFiles").options(**options).schema(texts).load(at.landing)
    listed = ", ".join(f"`{name}`" for name in columns)
    # A field that no header names is rescued by its number; a named one is a column that no contract knows.
    broken = f"({CORRUPT} IS NOT NULL OR coalesce(regexp_like({RESCUED}, '\"_c[0-9]+\"'), false))"
    path = "url_decode(replace(_metadata.file_path, '+', '%2B'))"
    root = at.landing.replace("\\", "\\\\").replace("'", "\\'") + "/"
    return rows.selectExpr(
        *(f"IF({broken}, CAST(NULL AS STRING), `{name}`) AS `{name}`" for name in columns),
        f"substr({path}, instr({path}, '{root}') + length('{root}')) AS file",
        f"substr(sha2(to_json(struct({listed}, {CORRUPT}, {RESCUED})), 256), 1, 16) AS position",
        f"IF({broken}, '{landing['wrong_fields']}', CAST(NULL AS STRING)) AS fault",
        f"IF({broken}, coalesce({CORRUPT}, to_json(struct({listed}, {RESCUED}))), CAST(NULL AS STRING)) AS raw",
    )
