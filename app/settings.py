"""What an installation can set, from the environment; nothing set = embedded mode on this machine."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.quota import Allowance
from services.retention import Periods
from services.sandbox import Limits


class Settings(BaseSettings):
    """Each field is the environment variable POSTLENS_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="POSTLENS_", frozen=True, extra="ignore")

    home: Path = Field(Path(".postlens"), description="Folder of everything Postlens keeps.")
    database_url: str = Field("", description="SQLAlchemy address; empty = SQLite in the home folder.")
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8050, ge=1, le=65535, description="Port the web server listens on.")
    https: bool = Field(default=False, description="Served over HTTPS: cookies are marked Secure.")
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="Proxies in front whose X-Forwarded headers count; 0 = none is believed."
    )
    requests_per_minute: int = Field(3_000, ge=0, description="Requests a person may make a minute; 0 = no limit.")
    web_threads: int = Field(8, ge=1, le=64, description="Threads of each web process.")
    web_processes: int = Field(1, ge=1, le=32, description="Web processes.")
    worker_slots: int = Field(2, ge=1, le=64, description="Jobs a worker runs at the same time.")
    engine: str = Field("local", description="Where heavy work runs.")
    max_upload_mb: int = Field(2_000, ge=1, le=100_000, description="Largest file that may be uploaded, in MB.")
    workspace_quota_mb: int = Field(20_000, ge=1, description="Files a workspace may keep, in MB.")
    workspace_datasets: int = Field(500, ge=1, description="Datasets a workspace may have.")
    import_memory_mb: int = Field(4_000, ge=500, description="Memory for reading one file, in MB.")
    import_cpu_seconds: int = Field(900, ge=10, description="Processor time for reading one file, in seconds.")
    import_seconds: int = Field(900, ge=10, description="Longest time for reading one file, in seconds.")
    import_unpacked_mb: int = Field(200, ge=1, le=10_000, description="What a packed file may hold, in MB.")
    session_idle_minutes: int = Field(30, ge=1, description="Minutes without activity after which a sign-in ends.")
    session_hours: int = Field(12, ge=1, description="Hours after which a sign-in ends in any case.")
    keep_sessions_days: int = Field(30, ge=1, description="Days after which an unused sign-in is forgotten.")
    keep_jobs_days: int = Field(90, ge=1, description="Days after which a job that is over is forgotten.")
    keep_reports_days: int = Field(0, ge=0, description="Days after which a report is deleted; 0 = never.")
    testing: bool = Field(default=False, description="Allows FAILPOINT, which ends processes; for tests only.")
    copyright: str = Field("Copyright of this deployment's operator.", description="Shown on the page About.")
    licence: str = Field("All rights reserved.", description="Licence text shown on the page About.")

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.home.absolute() / 'postlens.db'}"

    @property
    def cache(self) -> Path:
        """The folder of results that pages wait for."""
        return self.home.absolute() / "cache"

    @property
    def allowance(self) -> Allowance:
        """What may be uploaded and kept."""
        return Allowance(self.max_upload_mb, self.workspace_quota_mb, self.workspace_datasets)

    @property
    def limits(self) -> Limits:
        """What the process that reads a file may use."""
        return Limits(
            self.import_memory_mb,
            self.import_cpu_seconds,
            self.import_seconds,
            unpacked_mb=self.import_unpacked_mb,
        )

    @property
    def periods(self) -> Periods:
        """How long things are kept."""
        reports = timedelta(days=self.keep_reports_days) if self.keep_reports_days else None
        return Periods(timedelta(days=self.keep_sessions_days), timedelta(days=self.keep_jobs_days), reports)

    @property
    def idle(self) -> timedelta:
        """How long a sign-in outlives the last activity."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def absolute(self) -> timedelta:
        """How long a sign-in lasts at most."""
        return timedelta(hours=self.session_hours)
