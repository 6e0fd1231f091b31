"""Events of a run: valid against the published schemas, delivered over real HTTP, and free of any cell.

Schemas: github.com/OpenLineage/OpenLineage, folder spec, Apache-2.0 (tests/fixtures/openlineage/LICENSE.txt).
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from referencing import Registry, Resource

from healthcare_medallion.engines.embedded.run import Runner, run
from healthcare_medallion.engines.embedded.telling import KEPT
from healthcare_medallion.errors import CheckFailed
from healthcare_medallion.settings import OpenLineage, Settings
from tests.lib.warehouses import land

SCHEMAS = Path(__file__).parents[1] / "fixtures" / "openlineage"
CANARY = "Xylophina"
Event = dict[str, Any]


def documents() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))]


REGISTRY: Registry[Any] = Registry().with_resources((d["$id"], Resource.from_contents(d)) for d in documents())
FACETS = {d["$id"].rpartition("/")[2]: d["$id"] for d in documents()}


def problems(event: Event) -> list[str]:
    """What the schemas say against an event and each of its facets."""
    parts: list[tuple[Any, str]] = [(event, f"{FACETS['OpenLineage.json']}#/$defs/RunEvent")]
    parts += [(event["run"], f"{FACETS['OpenLineage.json']}#/$defs/Run")]
    for holder in (event["run"], *event["inputs"], *event["outputs"]):
        for kind in ("facets", "inputFacets", "outputFacets"):
            for facet in holder.get(kind, {}).values():
                file, _, fragment = facet["_schemaURL"].rpartition("/spec/")[2].partition("#")
                parts.append((facet, f"{FACETS[file.rpartition('/')[2]]}#{fragment}"))
    return [
        f"{reference.rpartition('/')[2]}: {error.message[:200]}"
        for part, reference in parts
        for error in Draft202012Validator({"$ref": reference}, registry=REGISTRY).iter_errors(part)
    ]


def wanted(settings: Settings, **changes: Any) -> Settings:
    return settings.model_copy(update={"openlineage": OpenLineage(**changes)})


def landed(settings: Settings) -> None:
    land(settings.landing, "patients", [{"patient_id": "P0001", "first_name": CANARY}, {"age": "7"}])
    land(settings.landing, "claims")
    land(settings.landing, "medical_events", [{"medical_provider": f"Dr {CANARY}"}])


def events_in(file: Path) -> list[Event]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    from tests.lib.warehouses import settings_in

    folder = tmp_path_factory.mktemp("events")
    settings = wanted(settings_in(folder), file=folder / "events.jsonl", namespace="here")
    landed(settings)
    assert run(settings).notices == []
    return events_in(folder / "events.jsonl")


def completed(events: list[Event], name: str) -> Event:
    (found,) = (e for e in events if e["job"]["name"] == name and e["eventType"] == "COMPLETE")
    return found


def test_every_event_and_facet_is_valid(events: list[Event]) -> None:
    assert len(events) > 30
    assert {e["eventType"] for e in events} == {"START", "COMPLETE"}
    assert [problem for event in events for problem in problems(event)] == []


def test_the_schemas_refuse_what_is_wrong(events: list[Event]) -> None:
    broken = json.loads(json.dumps(completed(events, "data_eng.fact_claims")))
    del broken["outputs"][0]["facets"]["columnLineage"]["fields"]
    del broken["run"]["runId"]
    assert len(problems(broken)) >= 2


def test_each_table_starts_and_completes_under_the_run(events: list[Event]) -> None:
    first, last = events[0], events[-1]
    assert (first["job"]["name"], first["eventType"]) == ("run", "START")
    assert (last["job"]["name"], last["eventType"]) == ("run", "COMPLETE")
    assert first["run"]["runId"] == last["run"]["runId"]
    tables = events[1:-1]
    for start, complete in zip(tables[::2], tables[1::2], strict=True):
        assert (start["eventType"], complete["eventType"]) == ("START", "COMPLETE")
        assert start["run"]["runId"] == complete["run"]["runId"] and start["job"] == complete["job"]
        assert complete["run"]["facets"]["parent"]["run"]["runId"] == first["run"]["runId"]


def test_a_table_tells_schema_rows_and_lineage(events: list[Event]) -> None:
    event = completed(events, "data_eng.fact_claims")
    (output,) = event["outputs"]
    assert {i["name"] for i in event["inputs"]} == {"data_eng.silver_claims", "data_eng.dim_patients"}
    assert output["namespace"] == "here" and output["outputFacets"]["outputStatistics"]["rowCount"] == 1
    assert output["facets"]["schema"]["fields"][3]["name"] == "claim_amount"
    lineage = output["facets"]["columnLineage"]
    (source,) = lineage["fields"]["claim_amount"]["inputFields"]
    assert (source["name"], source["field"]) == ("data_eng.silver_claims", "claim_amount")
    assert source["transformations"] == [{"type": "DIRECT", "subtype": "IDENTITY", "masking": False}]
    assert {way["subtype"] for field in lineage["dataset"] for way in field["transformations"]} == {"JOIN"}


def test_pseudonyms_are_marked_as_masked_and_nothing_else_of_patients_is(events: list[Event]) -> None:
    fields = completed(events, "data_eng.silver_patients")["outputs"][0]["facets"]["columnLineage"]["fields"]
    masked = {
        column
        for column, lineage in fields.items()
        if any(way["masking"] for field in lineage["inputFields"] for way in field["transformations"])
    }
    assert masked == {"first_name_pseudonym", "last_name_pseudonym", "_warnings"}  # a warning tells if a name is there


def test_the_run_tells_what_the_rules_said(events: list[Event]) -> None:
    judged = {i["name"]: i["inputFacets"]["dataQualityAssertions"]["assertions"] for i in events[-1]["inputs"]}
    assert set(judged) == {"data_eng.bronze_patients", "data_eng.bronze_claims", "data_eng.bronze_medical_events"}
    said = {a["name"]: (a["success"], a["actual"]) for a in judged["data_eng.bronze_patients"]}
    assert said["valid_age"] == (False, "1") and said["valid_bmi"] == (True, "0")


def test_events_hold_no_cell_and_no_path(events: list[Event], tmp_path: Path) -> None:
    text = json.dumps(events)
    assert CANARY not in text and "P0001" not in text and str(tmp_path.parent) not in text


def test_a_run_that_fails_tells_the_family_and_no_more(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Runner, contract: Any, *_: object) -> int:
        raise CheckFailed(f"{CANARY} stands here")

    settings = wanted(fresh, file=fresh.warehouse.parent / "events.jsonl")
    landed(settings)
    monkeypatch.setattr(Runner, "_write", fails)
    with pytest.raises(CheckFailed):
        run(settings)
    events = events_in(fresh.warehouse.parent / "events.jsonl")
    assert [(e["job"]["name"], e["eventType"]) for e in events] == [
        ("run", "START"),
        ("data_eng.bronze_patients", "START"),
        ("data_eng.bronze_patients", "FAIL"),
        ("run", "FAIL"),
    ]
    assert events[-1]["run"]["facets"]["errorMessage"]["message"] == "CheckFailed, exit code 1"
    assert CANARY not in json.dumps(events) and [p for e in events for p in problems(e)] == []


# DELIVERY


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        self.received: list[tuple[str, str | None, Event]] = []
        self.status = 201

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:
                body = handler.rfile.read(int(handler.headers["Content-Length"]))
                self.received.append((handler.path, handler.headers["Authorization"], json.loads(body)))
                handler.send_response(self.status)
                handler.end_headers()

            def log_message(handler, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_events_arrive_over_http_with_the_key(fresh: Settings, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINEAGE_API_KEY", "not-a-real-key")
    landed(fresh)
    assert run(wanted(fresh, url=server.url)).notices == []
    paths, keys, events = zip(*server.received, strict=True)
    assert set(paths) == {"/api/v1/lineage"} and set(keys) == {"Bearer not-a-real-key"}
    assert len(events) > 30 and [p for e in events for p in problems(e)] == []


def test_what_cannot_be_delivered_is_kept_said_and_sent_later(fresh: Settings, server: Server) -> None:
    with socket.socket() as taken:  # nobody listens here
        taken.bind(("127.0.0.1", 0))
        settings = wanted(fresh, url=f"http://127.0.0.1:{taken.getsockname()[1]}", timeout_seconds=1)
        landed(settings)
        report = run(settings)
    assert report.runs == [1]
    (notice,) = report.notices
    kept = events_in(fresh.warehouse / KEPT)
    assert "could not be delivered" in notice and f"{len(kept)} are kept" in notice and len(kept) > 30
    server.status = 500
    land(settings.landing, "claims", [{"claim_id": "C0009"}], batch="batch-2")
    assert len(run(wanted(fresh, url=server.url)).notices) == 1
    assert len(events_in(fresh.warehouse / KEPT)) > len(kept)
    server.status, server.received = 201, []
    land(settings.landing, "claims", [{"claim_id": "C0010"}], batch="batch-3")
    assert run(wanted(fresh, url=server.url)).notices == []
    assert not (fresh.warehouse / KEPT).exists()
    assert [event for _, _, event in server.received][: len(kept)] == kept


def test_it_is_off_until_it_is_wanted_and_goes_one_way() -> None:
    assert not OpenLineage().wanted
    with pytest.raises(ValidationError, match="exclude each other"):
        OpenLineage(url="http://localhost:5000", file=Path("events.jsonl"))
    with pytest.raises(ValidationError):
        OpenLineage(url="http://name:secret@localhost:5000")
