"""Settings: options of a command first, then ``MEDALLION_*`` variables, then ``medallion.toml``, then defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from healthcare_medallion.errors import SettingsError
from healthcare_medallion.pipelines.shared.contract import nearest
from healthcare_medallion.pipelines.shared.settings import PipelineSettings
from healthcare_medallion.pipelines.shared.sources import SourceMapping
from healthcare_medallion.privacy.access import Purpose, Role
from healthcare_medallion.settings_monitoring import Alerts, Drift, Metrics, Quality, ServiceLevels

Environment = Literal["dev", "staging", "prod"]
PREFIX = "MEDALLION_"
# Variables that are no settings: secrets, which stay out of anything that can be printed, and where settings stand.
NOT_SETTINGS = ("MEDALLION_KEY_", "MEDALLION_CONFIG", "MEDALLION_LONG_TESTS", "MEDALLION_PYTHON", "MEDALLION_PROGRAM")


class Engine(BaseModel):
    """Resources of the laptop engine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    memory_limit: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)? ?(MB|GB|MiB|GiB)$")] = "2GB"
    """What DuckDB may hold in memory before it spills; delta-rs' writer comes on top."""
    threads: Annotated[int, Field(ge=1)] | None = None
    """Threads of DuckDB; by default one per core."""
    spill_directory: Path | None = None
    """Where to spill, in a hidden folder that a run wipes first; by default the warehouse."""
    max_file_gigabytes: Annotated[float, Field(gt=0)] = 100
    """Largest landing file, after unpacking: a larger one stops a run before anything is planned."""
    lock_timeout_seconds: Annotated[float, Field(ge=0)] = 3600
    """How long a second run waits for the first."""


class Spark(BaseModel):
    """Apache Spark, for `medallion run --engine spark`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    driver_memory: Annotated[str, Field(pattern=r"^[0-9]+[mg]$")] = "3g"
    """Memory of a Spark that is started here."""
    remote: Annotated[str, Field(pattern=r"^sc://")] | None = None
    """Spark Connect server of a cluster, ``sc://host:15002``; by default Spark is started here."""
    warehouse_uri: str | None = None
    """The warehouse folder as the cluster names it, such as ``s3a://bucket/lake``; by default by the same path."""
    landing_uri: str | None = None
    """The landing folder as the cluster names it; by default by the same path."""
    keys: str | None = None
    """Folder on the cluster with ``name.key`` and ``reject.key``; by default a private one is made for the run."""


class Audit(BaseModel):
    """The audit log."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    anchor: str | None = None
    """Where the head of the log is written down after each run: a file, `syslog://host:514`, or a folder of objects
    such as `s3://bucket/audit`; by default a file in the user's state folder."""


class OpenLineage(BaseModel):
    """Events for a lineage catalogue. Off until `url` or `file` is set; needs the extra `lineage`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, Field(pattern=r"^https?://[^@]+$")] | None = None
    """Server that takes events; its key, if it wants one, stands in the variable `OPENLINEAGE_API_KEY`."""
    endpoint: str = "api/v1/lineage"
    """Path of that server."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 5
    """How long to wait for it."""
    file: Path | None = None
    """File that events are appended to, one JSON object a line."""
    namespace: str = "medallion"
    """Name that jobs and datasets stand under: one per warehouse keeps them apart."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.url and self.file:
            raise ValueError("url and file exclude each other")
        return self

    @property
    def wanted(self) -> bool:
        return self.url is not None or self.file is not None


class Watch(BaseModel):
    """How `medallion watch` waits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    settle_seconds: Annotated[float, Field(ge=0)] = 1.0
    """How long size and modification time of a file must stay the same before it is taken."""
    poll_seconds: Annotated[float, Field(gt=0)] = 1.0
    """How often the landing folder is listed where the file system gives no events (`--poll`)."""
    sweep_seconds: Annotated[float, Field(gt=0)] = 60.0
    """How often it is listed whatever the events say, and expired decisions are looked for."""
    backoff_seconds: Annotated[float, Field(gt=0)] = 1.0
    """Wait after a first failure; it doubles with each further one."""
    longest_backoff_seconds: Annotated[float, Field(gt=0)] = 300.0
    """Longest wait between two attempts."""
    compact_every_runs: Annotated[int, Field(ge=0)] = 20
    """Small files are made into larger ones after so many runs; 0 leaves that to `medallion maintain`."""


class Maintenance(BaseModel):
    """What `medallion maintain` keeps."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep_runs: Annotated[int, Field(ge=1)] = 5
    """Published snapshots whose files stay, counted from the last run back."""
    retention_hours: Annotated[int, Field(ge=0)] = 168
    """Age below which no data file is removed: longer than any run, any reader and any reader of a change feed."""
    log_retention_hours: Annotated[int, Field(ge=1)] = 168
    """Age from which entries of Delta logs may go once a checkpoint covers them."""
    small_file_mb: Annotated[int, Field(ge=1)] = 32
    """Files below this size are put together up to it."""
    archive_after_days: Annotated[int, Field(ge=0)] | None = None
    """Days after its run from which a landing file moves to the encrypted archive; by default it stays."""
    retention_days: dict[str, Annotated[int, Field(ge=1)]] = {}
    """Bronze table, or `rejected_lines`, to the days that its rows are kept after ingestion; by default for ever."""


class Access(BaseModel):
    """Who asks and what for, where a command does not say. On a laptop there is one user, and this is theirs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role = Role.ANALYST
    """Role of `query` without `--as`."""
    purpose: Purpose = Purpose.OPERATIONS
    """Purpose of whoever states none."""


class Settings(BaseSettings):
    """Everything that can be set. Unknown keys are refused."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    env: Environment = "dev"
    """Environment: it names the keys, and staging and prod make none by themselves."""
    landing: Path = Path("landing")
    """Folder that files land in, one subfolder per delivery."""
    warehouse: Path = Path("warehouse")
    """Folder of the Delta tables, `<schema>/<table>` below it."""
    archive: Path = Path("archive")
    """Folder of encrypted landing files, which `medallion archive add` fills."""
    keys_directory: Path | None = None
    """Folder of key files; by default ``medallion/keys`` in the user's configuration folder."""
    access: Access = Access()
    keys_store: Literal["files", "keyring"] = "files"
    """Where keys are kept: in files, or in the keyring of the operating system (extra `keyring`)."""
    unencrypted_volume_reason: str | None = None
    """Why prod may lie on a volume whose encryption cannot be seen: who accepted it, when, what protects it instead."""
    engine: Engine = Engine()
    spark: Spark = Spark()
    quality: Quality = Quality()
    sla: ServiceLevels = ServiceLevels()
    drift: Drift = Drift()
    alerts: Alerts = Alerts()
    metrics: Metrics = Metrics()
    audit: Audit = Audit()
    openlineage: OpenLineage = OpenLineage()
    watch: Watch = Watch()
    maintenance: Maintenance = Maintenance()
    pipeline: PipelineSettings = PipelineSettings()
    sources: dict[str, SourceMapping] = {}
    """Foreign files by name: which files, and how they map onto a contract."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_config_file())


def load_settings(**options: Any) -> Settings:
    """Settings with a command's options on top; an option that is None was not given.

    :raises SettingsError: naming every unknown or wrong key at once.
    """
    _refuse_unknown_variables(os.environ)
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})
    except ValidationError as error:
        raise SettingsError(_in_words(error), hint="See docs/reference/settings.md for every key.") from None
    except OSError as error:
        raise SettingsError(
            f"{_config_file()} cannot be read: {error.strerror}.", hint="Check owner and mode."
        ) from None
    except ValueError as error:  # a TOML file that does not parse; the parser names line and column, no value
        raise SettingsError(f"{_config_file()}: {error}") from None


def _config_file() -> Path:
    return Path(os.environ.get("MEDALLION_CONFIG", "medallion.toml"))


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = [
        name
        for name in sorted(environ)
        if name.startswith(PREFIX) and not name.startswith(NOT_SETTINGS) and name.split("__")[0] not in known
    ]
    if unknown:
        listed = "\n".join(f"- {name}{nearest(name, known)}" for name in unknown)
        raise SettingsError(f"Environment variables that are no settings:\n{listed}")


def _in_words(error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            lines.append(f"- `{path}` is no setting{nearest(str(problem['loc'][-1]), _siblings(problem['loc']))}")
        else:
            said = problem["msg"].removeprefix("Value error, ")
            lines.append(f"- `{path}`: {said}" if path else f"- {said}")
    return f"{len(lines)} setting{'s are' if len(lines) > 1 else ' is'} wrong:\n" + "\n".join(lines)


def _siblings(location: tuple[int | str, ...]) -> list[str]:
    model: Any = Settings
    for part in location[:-1]:
        field = getattr(model, "model_fields", {}).get(part)
        model = getattr(field, "annotation", None)
    return list(getattr(model, "model_fields", {}))
