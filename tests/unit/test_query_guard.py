"""The guard over a parsed statement and the access matrix: what is refused before any table is opened."""

from __future__ import annotations

import pytest

from healthcare_medallion.engines.embedded.query import relations, tables_of
from healthcare_medallion.errors import QueryError
from healthcare_medallion.pipelines.graph import Graph
from healthcare_medallion.privacy.access import AccessRefused, Purpose, Role, Sight, Zone, terms_for

KNOWN = ("data_eng.dim_patients", "data_eng.fact_claims", "data_eng_ops.pipeline_runs")


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("SELECT 1", ()),
        ("VALUES (1), (2);", ()),
        ("FROM data_eng.dim_patients", KNOWN[:1]),
        ("from DIM_PATIENTS", KNOWN[:1]),
        ("SELECT * FROM dim_patients JOIN fact_claims USING (patient_id)", KNOWN[:2]),
        ("SELECT (SELECT max(claim_amount) FROM fact_claims) FROM dim_patients", KNOWN[:2]),
        ("SELECT * FROM dim_patients WHERE patient_id IN (FROM fact_claims SELECT patient_id)", KNOWN[:2]),
        ("WITH a AS (FROM dim_patients), b AS (FROM a) SELECT * FROM b UNION ALL FROM a", KNOWN[:1]),
        ("WITH dim_patients AS (SELECT 1) FROM dim_patients", ()),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) FROM n", ()),
        ("DESCRIBE dim_patients", KNOWN[:1]),
        ("SUMMARIZE SELECT charges FROM dim_patients", KNOWN[:1]),
        ("PIVOT fact_claims ON claim_status IN ('paid', 'denied') USING count(*)", KNOWN[1:2]),
        ("SELECT * FROM range(3), generate_series(1, 2), unnest([1])", ()),
        ("SELECT list_transform([1], lambda x: x + 1), sum(1) OVER ()", ()),
    ],
)
def test_a_select_over_known_tables_is_let_through(sql: str, read: tuple[str, ...]) -> None:
    assert tables_of(sql, known=KNOWN) == read


@pytest.mark.parametrize(
    "sql",
    [
        # another statement than a SELECT, or more than one
        "COPY (SELECT 1) TO 'out.csv'",
        "COPY dim_patients FROM 'in.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '100GB'",
        "RESET lock_configuration",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CREATE TABLE t AS SELECT 1",
        "DROP VIEW dim_patients",
        "INSERT INTO dim_patients VALUES (1)",
        "EXPORT DATABASE 'folder'",
        "EXPLAIN ANALYZE SELECT 1",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "CHECKPOINT",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY (SELECT 1) TO 'out.csv'",
        "PIVOT dim_patients ON region USING count(*)",
        "WITH x AS (INSERT INTO dim_patients VALUES (1) RETURNING *) SELECT * FROM x",
        # files and everything that reads or lists them
        "SELECT * FROM '/etc/passwd'",
        'SELECT * FROM "warehouse/data_eng/bronze_patients/part-0.parquet"',
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet(['a.parquet'])",
        "SELECT * FROM parquet_scan('a.parquet')",
        "SELECT * FROM parquet_metadata('a.parquet')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM dim_patients, LATERAL (SELECT * FROM read_text('/etc/passwd'))",
        "DESCRIBE 'file.parquet'",
        "SUMMARIZE SELECT * FROM read_csv('/etc/passwd')",
        # SQL in text, memory addresses, the engine's own catalogue
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('dim_patients')",
        "SELECT * FROM json_execute_serialized_sql('{}')",
        "SELECT json_serialize_plan('SELECT 1')",
        "SELECT * FROM arrow_scan(1, 2, 3)",
        "SELECT * FROM pandas_scan(1)",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_views",
        "SELECT * FROM pg_catalog.pg_class",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM memory.data_eng.dim_patients",
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "SELECT * FROM (SHOW TABLES)",
        # functions that look beyond the tables
        "SELECT getenv('HOME')",
        "SELECT GetEnv('HOME')",
        "SELECT main.getenv('HOME')",
        "SELECT 'HOME'.getenv()",
        "SELECT list_transform(['HOME'], lambda n: getenv(n))",
        "SELECT current_setting('temp_directory')",
        "SELECT pg_get_viewdef(1)",
        "SELECT 1 FROM dim_patients ORDER BY getenv('HOME')",
        "SELECT error(patient_id) FROM dim_patients",
        "SELECT write_log('x')",
        # a CTE's name does not open the catalogue where the CTE is out of scope
        "WITH duckdb_views AS (FROM duckdb_views) FROM duckdb_views",
        "WITH a AS (WITH pg_class AS (SELECT 1) FROM pg_class) SELECT * FROM pg_class",
        "SELECT * FROM (WITH pg_class AS (SELECT 1) FROM pg_class) UNION ALL SELECT 1 FROM pg_class",
        "WITH b AS (FROM pg_class), pg_class AS (SELECT 1) FROM b",
    ],
)
def test_an_attack_is_refused(sql: str) -> None:
    with pytest.raises(AccessRefused) as refused:
        tables_of(sql, known=KNOWN)
    assert refused.value.exit_code == 17


def test_nesting_does_not_exhaust_the_guard() -> None:
    with pytest.raises(QueryError):
        tables_of("SELECT " + "(" * 5000 + "1" + ")" * 5000, known=KNOWN)


def test_a_slip_is_told_with_the_nearest_name() -> None:
    with pytest.raises(AccessRefused, match=r"There is no table `dim_patient` \(did you mean") as refused:
        tables_of("FROM dim_patient", known=KNOWN, listed=KNOWN[:2])
    assert refused.value.hint == "Tables: data_eng.dim_patients, data_eng.fact_claims."


@pytest.mark.parametrize("sql", ["", "  -- nothing", "SELEC 1", "SELECT FROM WHERE"])
def test_what_does_not_parse_is_no_attack(sql: str) -> None:
    with pytest.raises(QueryError) as wrong:
        tables_of(sql, known=KNOWN)
    assert not isinstance(wrong.value, AccessRefused)


def test_every_table_has_the_zone_of_what_it_holds(graph: Graph) -> None:
    by_zone: dict[Zone, set[str]] = {zone: set() for zone in Zone}
    for name, zone in relations(graph).items():
        by_zone[zone].add(name.rpartition(".")[2])
    assert by_zone[Zone.PATIENTS] == {"dim_patients", "fact_claims", "fact_medical_events"}
    assert {"landing_files", "pipeline_runs", "reconciliation"} <= by_zone[Zone.LEDGERS]
    assert by_zone[Zone.AUDIT] == {"audit_log"}
    assert by_zone[Zone.LINKAGE] == {"person_surrogates"}
    feeds = ("patients", "claims", "medical_events")
    closed = {f"{layer}_{f}" for layer in ("bronze", "silver", "quarantine", "superseded") for f in feeds}
    assert closed | {"rejected_lines", "decisions"} <= by_zone[Zone.SOURCE_ROWS]


def test_terms_of_a_request_are_those_of_its_strictest_table() -> None:
    rows, gold, mart = {"t": Zone.SOURCE_ROWS}, {"t": Zone.PATIENTS}, {"t": Zone.MARTS}
    analyst, steward = (Sight(role, Purpose.OPERATIONS) for role in (Role.ANALYST, Role.STEWARD))
    assert not terms_for(analyst, mart, None).recorded
    assert terms_for(analyst, {**mart, "u": Zone.PATIENTS}, None).recorded
    assert not terms_for(steward, gold, None).needs_reason
    assert terms_for(steward, rows, "ticket 1").recorded
    with pytest.raises(AccessRefused, match="Role `analyst` may not read t"):
        terms_for(analyst, rows, "ticket 1")
    with pytest.raises(AccessRefused, match="needs a reason"):
        terms_for(steward, rows, " ")
    with pytest.raises(AccessRefused, match="not open to role `analyst` for research"):
        terms_for(Sight(Role.ANALYST, Purpose.RESEARCH), gold, None)
    with pytest.raises(AccessRefused, match="Break-glass needs a reason"):
        terms_for(Sight(Role.ANALYST, Purpose.OPERATIONS, break_glass=True), mart, "")
