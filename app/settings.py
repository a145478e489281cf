"""What an installation can set, from the environment; nothing set = embedded mode on this machine."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.domain.actors import Role
from services.mail import Mail, Outbox, Security, Smtp, SmtpServer
from services.quota import Allowance
from services.retention import Periods
from services.sandbox import Limits
from services.session_book import SessionRules


class Settings(BaseSettings):
    """Each field is the environment variable POSTLENS_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="POSTLENS_", frozen=True, extra="ignore")

    home: Path = Field(Path(".postlens"), description="Folder of everything Postlens keeps.")
    database_url: str = Field("", description="SQLAlchemy address; empty = SQLite in the home folder.")
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8050, ge=1, le=65535, description="Port the web server listens on.")
    https: bool = Field(default=False, description="Served over HTTPS: cookies are marked Secure.")
    public_url: str = Field("", description="Address that stands in links; empty = host and port of the web server.")
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
    language: Literal["", "en", "th"] = Field(
        "", description="Language of people who chose none: en or th; empty = what their browser asks for."
    )
    smtp_host: str = Field(
        "", description="Mail server; empty = mails are put into the folder outbox in the home folder."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Security = Field(Security.STARTTLS, description="starttls, tls or none.")
    smtp_user: str = Field("", description="Name at the mail server; empty = no sign-in.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    mail_from: str = Field("postlens@localhost", description="Address that mails come from.")
    second_factor_roles: str = Field(
        "", description="Roles that need a second factor, separated by commas, such as admin,agency."
    )
    oidc_issuer: str = Field("", description="OpenID Connect provider to sign in through; empty = none.")
    oidc_client_id: str = Field("", description="What the provider calls this installation.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="Secret that the provider gave it.")
    oidc_name: str = Field("your organisation", description="What the button for the provider says after the verb.")
    api_calls_a_minute: int = Field(120, ge=1, le=100_000, description="Calls of the API a minute, for each token.")
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
    def mail(self) -> Mail:
        """How mails leave the app."""
        if not self.smtp_host:
            return Outbox(self.home.absolute() / "outbox", self.mail_from)
        password = self.smtp_password.get_secret_value()
        return Smtp(
            SmtpServer(self.smtp_host, self.smtp_port, self.mail_from, self.smtp_user, password, self.smtp_security)
        )

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
    def session_rules(self) -> SessionRules:
        """How long sign-ins last, and who needs a second factor."""
        return SessionRules(
            idle=timedelta(minutes=self.session_idle_minutes),
            absolute=timedelta(hours=self.session_hours),
            second_factor_for=_roles(self.second_factor_roles),
        )

    @property
    def periods(self) -> Periods:
        """How long things are kept."""
        reports = timedelta(days=self.keep_reports_days) if self.keep_reports_days else None
        return Periods(timedelta(days=self.keep_sessions_days), timedelta(days=self.keep_jobs_days), reports)

    @property
    def address(self) -> str:
        """Where links lead: said here, never taken from what a browser asks for."""
        return self.public_url.rstrip("/") or f"http{'s' if self.https else ''}://{self.host}:{self.port}"

    @field_validator("second_factor_roles")
    @classmethod
    def _are_roles(cls, told: str) -> str:
        _roles(told)
        return told

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _is_an_address(cls, told: str) -> str:
        if told and not told.startswith(("https://", "http://")):
            raise ValueError("Give an address that begins with https://")
        return told


def _roles(told: str) -> frozenset[Role]:
    return frozenset(Role(name.strip()) for name in told.split(",") if name.strip())
