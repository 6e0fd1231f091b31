"""What may lie in a landing folder, and what a run makes of it: each record lands, is rejected, or is reported."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from healthcare_medallion.engines.embedded.run import RunReport, run
from healthcare_medallion.engines.embedded.verify import verify
from healthcare_medallion.pipelines.shared.sources import GeneratedKey, SourceMapping
from healthcare_medallion.settings import Settings
from tests.lib.tables import Row
from tests.lib.warehouses import contents, land, land_bytes, rows, run_at, settings_in, versions

HEADER = "claim_id,patient_id,claim_amount,claim_date,diagnosis_code,procedure_code,claim_status"
GOOD = "C1,P0001,100.50,2024-02-01,E11.9,99213,paid"
BRONZE = {
    "claim_id": "C1",
    "patient_id": "P0001",
    "claim_amount": 100.5,
    "claim_date": "2024-02-01",
    "diagnosis_code": "E11.9",
    "procedure_code": "99213",
    "claim_status": "paid",
}


def take(settings: Settings, content: bytes | str, name: str = "batch-1/claims.csv") -> RunReport:
    """Lands one claims file and runs; whatever is in it, the promises hold."""
    land_bytes(settings.landing, name, content.encode() if isinstance(content, str) else content)
    report = run(settings)
    assert [v for v in verify(settings) if not v.holds] == []
    return report


def bronze(settings: Settings, table: str = "bronze_claims") -> list[Row]:
    return [{k: v for k, v in row.items() if not k.startswith("_")} for row in rows(settings, table)]


def account(settings: Settings) -> Row:
    """The one file's row of reconciliation, which must add up."""
    (found,) = rows(settings, "reconciliation")
    assert found["header_lines"] + found["blank_lines"] + found["record_lines"] == found["lines"]
    assert found["bronze_rows"] + found["rejected_rows"] == found["records"]
    return found


# HOW A FILE IS WRITTEN

TEXT = f"{HEADER}\n{GOOD}\n"
SPELLINGS = {
    "plain": TEXT.encode(),
    "no last line end": TEXT.rstrip().encode(),
    "byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "UTF-16 with mark": TEXT.encode("utf-16"),
    "UTF-16 big-endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "upper-case header": TEXT.replace(HEADER, HEADER.upper()).encode(),
    "padded header": TEXT.replace(HEADER, HEADER.replace(",", " , ")).encode(),
    "quoted": "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in TEXT.splitlines()).encode(),
    "columns reversed": "\n".join(",".join(reversed(line.split(","))) for line in TEXT.splitlines()).encode(),
    "blank lines": TEXT.replace("\n", "\n\n").encode(),
    "gzip without the ending": gzip.compress(TEXT.encode(), mtime=0),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_reads_the_same_however_it_is_written(spelling: str, fresh: Settings) -> None:
    take(fresh, SPELLINGS[spelling])
    assert bronze(fresh) == [BRONZE]
    found = account(fresh)
    assert (found["records"], found["header_lines"]) == (1, 1)
    assert (found["extra_columns"], found["missing_columns"]) == ([], [])


@pytest.mark.parametrize("name", ["batch-1/claims.csv.gz", "claims.csv", "2024/03/01/claims.csv"])
def test_a_file_may_be_packed_and_lie_anywhere_below(name: str, fresh: Settings) -> None:
    take(fresh, gzip.compress(TEXT.encode(), mtime=0) if name.endswith(".gz") else TEXT, name)
    assert bronze(fresh) == [BRONZE]
    assert account(fresh)["source_file"] == name


def test_a_quoted_field_may_hold_line_ends_quotes_and_commas(fresh: Settings) -> None:
    provider = 'City "Old, and\nNew" Clinic\r\n2nd floor'
    cell = '"' + provider.replace('"', '""') + '"'
    header = "event_id,patient_id,event_date,event_type,medical_provider"
    text = f"{header}\nE1,P0001,2024-02-01,office_visit,{cell}\nE2,P0001,2024-02-02,office_visit,Plain\n"
    take(fresh, text, "batch-1/medical_events.csv")
    found = {row["event_id"]: row["medical_provider"] for row in bronze(fresh, "bronze_medical_events")}
    assert found == {"E1": provider, "E2": "Plain"}
    assert (account(fresh)["lines"], account(fresh)["record_lines"], account(fresh)["records"]) == (5, 4, 2)


# WHAT A HEADER SAYS


def test_an_added_column_is_left_out_and_reported(fresh: Settings) -> None:
    report = take(fresh, f"{HEADER},Colour,claim_amount_usd\n{GOOD},blue,1\n")
    assert bronze(fresh) == [BRONZE]
    assert account(fresh)["extra_columns"] == ["colour", "claim_amount_usd"]
    assert report.accounts[0].extra_columns == ("colour", "claim_amount_usd")


def test_a_missing_column_is_null_and_reported(fresh: Settings) -> None:
    take(fresh, "claim_id,patient_id,claim_amount,claim_status\nC1,P0001,100.50,paid\n")
    assert bronze(fresh) == [{**BRONZE, "claim_date": None, "diagnosis_code": None, "procedure_code": None}]
    assert account(fresh)["missing_columns"] == ["claim_date", "diagnosis_code", "procedure_code"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("claim_id,claim_amount\nC1,1\nC2,2\nC3,3\n", "required column missing: patient_id"),
        ("claim_amount,claim_date\n1,2024-01-01\n2,\n3,x\n", "required column missing: claim_id, patient_id"),
        ("claim_id,patient_id,Claim_ID\nC1,P0001,C1\nC2,P0001,C2\nC3,P0001,C3\n", "duplicate column in header"),
        ("C0,P0001,1\nC1,P0001,1\nC2,P0001,2\nC3,P0001,3\n", "no known column in header"),
    ],
)
def test_a_file_without_its_key_columns_is_rejected_record_by_record(text: str, reason: str, fresh: Settings) -> None:
    take(fresh, text)
    assert bronze(fresh) == []
    rejected = rows(fresh, "rejected_lines")
    assert [row["reason"] for row in rejected] == [reason] * 3
    assert sorted(row["position"] for row in rejected) == ["1", "2", "3"]
    assert {(row["source_file"], row["feed"], row["column"]) for row in rejected} == {
        ("batch-1/claims.csv", "claims", None)
    }
    assert account(fresh)["rejected_rows"] == 3


@pytest.mark.parametrize(
    ("content", "lines", "header_lines"),
    [(b"", 0, 0), (b"\n\n\r\n", 3, 0), (HEADER.encode(), 1, 1), (HEADER.encode() + b"\r\n", 1, 1)],
    ids=["empty", "blank lines only", "header without line end", "header only"],
)
def test_a_file_without_records_is_taken_once(content: bytes, lines: int, header_lines: int, fresh: Settings) -> None:
    take(fresh, content)
    found = account(fresh)
    assert (found["lines"], found["header_lines"], found["records"]) == (lines, header_lines, 0)
    assert run(fresh).runs == []


# WHICH FILES ARE TAKEN


def test_batches_add_up(fresh: Settings) -> None:
    for batch in (1, 2, 3):
        land(fresh.landing, "patients", [{"patient_id": f"P000{batch}"}], batch=f"b{batch}")
        land(fresh.landing, "claims", [{"claim_id": f"C{batch}", "patient_id": f"P000{batch}"}], batch=f"b{batch}")
        if batch != 2:
            assert run(fresh).runs == [1 if batch == 1 else 2]
    assert len(rows(fresh, "silver_patients")) == len(rows(fresh, "fact_claims")) == 3
    assert len({row["ingested_at"] for row in rows(fresh, "landing_files")}) == 6
    assert len({row["_ingested_at"] for row in rows(fresh, "bronze_claims")}) == 3
    assert [v for v in verify(fresh) if not v.holds] == []


def test_a_file_is_not_taken_twice(fresh: Settings) -> None:
    """Neither as it is nor touched; the same rows under another name are another delivery, and duplicates."""
    take(fresh, TEXT)
    before = versions(fresh)
    (fresh.landing / "batch-1/claims.csv").touch()
    assert run(fresh).runs == []
    assert versions(fresh) == before
    land(fresh.landing, "patients")
    take(fresh, TEXT, "batch-2/claims.csv")
    assert len(rows(fresh, "bronze_claims")) == 2
    assert len(rows(fresh, "silver_claims")) == 1
    assert [row["_reason"] for row in rows(fresh, "superseded_claims")] == ["duplicate"]


def test_a_file_that_changed_after_it_was_taken_is_reported_each_time(fresh: Settings) -> None:
    take(fresh, TEXT)
    before = contents(fresh)
    land_bytes(fresh.landing, "batch-1/claims.csv", (TEXT + GOOD.replace("C1", "C2") + "\n").encode())
    for _ in range(2):
        report = run(fresh)
        assert (report.runs, report.changed_files) == ([], ["batch-1/claims.csv"])
    assert contents(fresh) == before


def test_a_file_that_is_gone_after_it_was_taken_is_no_matter(fresh: Settings) -> None:
    take(fresh, TEXT)
    (fresh.landing / "batch-1/claims.csv").unlink()
    report = run(fresh)
    assert (report.runs, report.changed_files) == ([], [])


def test_only_files_of_a_feed_are_taken(fresh: Settings, tmp_path: Path) -> None:
    """Unknown and hidden names are nobody's; a link that leads out of the landing folder is not followed."""
    outside = land_bytes(tmp_path, "outside/claims.csv", TEXT.encode())
    for name in ("claims.txt", "Claims.csv", "claims.csv.bak", "my_claims.csv", ".claims.csv", ".part/claims.csv"):
        land_bytes(fresh.landing, f"batch-1/{name}", TEXT.encode())
    (fresh.landing / "linked").mkdir()
    (fresh.landing / "linked/claims.csv").symlink_to(outside)
    (fresh.landing / "linked-folder").symlink_to(outside.parent)
    (fresh.landing / "a-folder" / "claims.csv").mkdir(parents=True)
    take(fresh, TEXT)
    assert [row["source_file"] for row in rows(fresh, "landing_files")] == ["batch-1/claims.csv"]


def test_a_link_within_the_landing_folder_is_a_delivery(fresh: Settings) -> None:
    land_bytes(fresh.landing, "store/2024-claims", TEXT.encode())
    (fresh.landing / "batch-1").mkdir()
    (fresh.landing / "batch-1/claims.csv").symlink_to(fresh.landing / "store/2024-claims")
    run(fresh)
    assert [row["source_file"] for row in rows(fresh, "landing_files")] == ["batch-1/claims.csv"]


# FOREIGN FILES

MEDICAL_COST = """age,sex,bmi,children,smoker,region,charges
19,female,27.9,0,yes,southwest,16884.924
18,male,33.77,1,no,southeast,1725.5523
28,male,33,3,no,southeast,4449.462
17,male,22.705,0,no,northwest,21984.47061
"""
MAPPING = SourceMapping(
    feed="patients",
    files="insurance*.csv",
    values={"sex": {"female": "FEMALE", "male": "MALE"}},
    constants={"timestamp": "2024-01-01T00:00:00Z", "insurance_plan": "PPO"},
    generated_key={"patient_id": GeneratedKey(prefix="MC")},
)


@pytest.fixture
def foreign(fresh: Settings) -> Settings:
    return fresh.model_copy(update={"sources": {"medical_cost": MAPPING}})


def test_a_foreign_file_reaches_gold(foreign: Settings) -> None:
    """The public Medical Cost layout as it is: lower case, yes and no, no id, no time."""
    take(foreign, MEDICAL_COST, "insurance.csv")
    found = account(foreign)
    assert (found["feed"], found["bronze_rows"]) == ("patients", 4)
    assert found["missing_columns"] == ["first_name", "last_name", "coverage_start_date"]
    assert [row["source"] for row in rows(foreign, "landing_files")] == ["medical_cost"]
    gold = sorted(rows(foreign, "dim_patients"), key=lambda row: -row["charges"])
    assert [(r["age"], r["sex"], r["bmi"], r["smoker"], r["region"], r["insurance_plan"]) for r in gold] == [
        (19, "FEMALE", 27.9, True, "SOUTHWEST", "PPO"),
        (28, "MALE", 33.0, False, "SOUTHEAST", "PPO"),
        (18, "MALE", 33.77, False, "SOUTHEAST", "PPO"),
    ]
    (minor,) = rows(foreign, "quarantine_patients")
    assert minor["_failed_rules"] == ["valid_age"]
    expected = {"MC" + hashlib.sha256(f"insurance.csv#{n}".encode()).hexdigest()[:16] for n in range(1, 5)}
    assert {row["patient_id"] for row in rows(foreign, "bronze_patients")} == expected


def test_the_same_foreign_file_gives_the_same_ids(foreign: Settings, tmp_path: Path) -> None:
    take(foreign, MEDICAL_COST, "insurance.csv")
    other = settings_in(tmp_path / "other", sources=foreign.sources)
    take(other, MEDICAL_COST, "insurance.csv")
    ids = [sorted(row["patient_id"] for row in rows(s, "bronze_patients")) for s in (foreign, other)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


def test_foreign_headers_are_renamed(fresh: Settings) -> None:
    mapping = SourceMapping(feed="claims", files="*.claims", rename={"Claim No": "claim_id", "member": "patient_id"})
    settings = fresh.model_copy(update={"sources": {"partner": mapping}})
    take(settings, "CLAIM NO,Member,claim_status,else\nC1,P0001,PAID,x\n", "from/partner.claims")
    (row,) = bronze(settings)
    assert (row["claim_id"], row["patient_id"], row["claim_status"]) == ("C1", "P0001", "PAID")
    assert account(settings)["extra_columns"] == ["else"]


def test_a_value_that_the_map_does_not_know_passes_as_it_is(foreign: Settings) -> None:
    take(foreign, MEDICAL_COST.replace(",male,33.77", ",unknown,33.77"), "insurance.csv")
    waiting = {row["sex"]: row["_failed_rules"] for row in rows(foreign, "quarantine_patients")}
    assert waiting["unknown"] == ["valid_sex"]


def test_the_run_and_its_time_are_those_of_the_plan(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    land(fresh.landing, "claims")
    land(fresh.landing, "patients")
    run_at(monkeypatch, fresh, "2026-01-01T00:00:00")
    times = {row["source_file"]: row["ingested_at"].isoformat() for row in rows(fresh, "landing_files")}
    assert times == {
        "batch-1/claims.csv": "2026-01-01T00:00:00+00:00",
        "batch-1/patients.csv": "2026-01-01T00:00:00.000001+00:00",
    }
