"""Which part does what: every choice of adapter, on one screen."""

import os
from dataclasses import dataclass, fields
from typing import Any

import structlog
from argon2 import PasswordHasher
from sqlalchemy.exc import SQLAlchemyError

from app import secret
from app.settings import Settings
from components.languages import said_in
from services.accounts import Accounts
from services.activity import Activity
from services.alerts import Alerts
from services.all_uploads import AllUploads
from services.analyses import Analyses, Names
from services.branding import Branding
from services.bundle import Services
from services.changes import Changes
from services.checker import Checker
from services.comparisons import Comparisons
from services.datasets import Datasets
from services.deletion import Deletion
from services.doctor import Doctor
from services.domain.clock import Clock, system_clock
from services.domain.errors import InvalidInput, ServiceError
from services.engines import ENGINES
from services.erasure import Erasure
from services.errands import Errands
from services.explanations import Explanations
from services.forgotten_passwords import ForgottenPasswords, Post
from services.handing_over import Office
from services.health import HealthReport
from services.invitations import Invitations
from services.jobs import Jobs
from services.levers import Levers
from services.lifecycle import Lifecycle
from services.lineage import Lineages
from services.manifests import Manifests
from services.mapping import Mappings
from services.masters import Masters
from services.moves import Moves
from services.overview import Overview
from services.own_account import OwnAccounts
from services.password_resets import PasswordResets
from services.passwords import Passwords
from services.people import People
from services.pins import Pins
from services.posts_csv import PostsCsv
from services.previews import Previews
from services.providers import Providers
from services.queues.local import LocalQueue
from services.quota import Quota, Room
from services.rates import Rates
from services.reader import Reader
from services.reaper import Reaper
from services.recommendations import Recommendations, Sources
from services.recording import keep_trail
from services.releases import Releases
from services.report_schedules import ReportSchedules
from services.reporting import Reports, Shelf
from services.reports.gathering import Known
from services.retention import Retention
from services.scoring import Scoring
from services.second_factor import SecondFactors
from services.segments import Segments
from services.session_book import SessionBook
from services.sharing import Place, Sharing
from services.storage import failpoints
from services.storage.database import Database
from services.storage.files import Files
from services.storage.posts import PostStore
from services.storage.results import ResultStore
from services.tag_book import TagBook
from services.tagging import Tagging
from services.timetable import Timetable
from services.tokens import Tokens
from services.trail import Trail
from services.unmatched import Unmatched
from services.uploads import Uploads
from services.versions import Versions
from services.workspaces import Workspaces

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What keeps an installation sound; for the shell and the worker, not for people in a browser."""

    reaper: Reaper
    checker: Checker


def build_services(settings: Settings, clock: Clock = system_clock, hasher: PasswordHasher | None = None) -> Services:
    """Everything the app can do, under these settings; passwords are hashed at argon2's defaults unless told."""
    _arm_failpoint(settings)
    passwords = Passwords(hasher or PasswordHasher())
    database, files = Database(settings.database), Files(settings.home.absolute() / "files")
    results, room = ResultStore(database, files, clock), Room(files, settings.allowance)
    uploads, reader = Uploads(database, files, clock, room), Reader(settings.limits)
    datasets = Datasets(database, files, uploads, clock, reader)
    versions = Versions(database, files, datasets, clock)
    engine, lineages = ENGINES[settings.engine](), Lineages(database, clock)
    analyses = Analyses(datasets, PostStore(files), results, engine, Names(lineages, TagBook(database)))
    changes, pins = Changes(analyses, results, engine), Pins(database, analyses, clock)
    alerts = Alerts(database, datasets, changes, clock)
    segments, explanations = Segments(analyses, lineages), Explanations(analyses)
    levers, comparisons = Levers(analyses, results, engine), Comparisons(analyses, results)
    recommendations = Recommendations(Sources(analyses, results, engine), database, clock)
    known = Known(analyses, segments, explanations, levers, recommendations, comparisons, pins, said_in)
    desk = _Desk(known, Shelf(database, files, room), results, clock, passwords)
    services = Services(
        **_people(settings, database, files, clock, passwords),
        uploads=uploads,
        datasets=datasets,
        versions=versions,
        doctor=Doctor(database, datasets),
        unmatched=Unmatched(database, uploads, datasets, reader),
        mappings=Mappings(database, datasets, versions, clock),
        lifecycle=Lifecycle(database, Deletion(database, files, settings.cache, clock), clock),
        posts_csv=PostsCsv(files, datasets),
        alerts=alerts,
        changes=changes,
        all_uploads=AllUploads(database),
        quota=Quota(database, settings.allowance),
        analyses=analyses,
        segments=segments,
        explanations=explanations,
        levers=levers,
        comparisons=comparisons,
        moves=Moves(analyses),
        scoring=Scoring(analyses),
        manifests=Manifests(database, files, datasets, analyses, engine),
        overview=Overview(analyses, datasets, alerts, clock),
        recommendations=recommendations,
        tagging=Tagging(database, analyses, clock),
        erasure=Erasure(database, files, settings.cache, clock),
        jobs=Jobs(database, clock, LocalQueue(database, clock).announce),
        **_reporting(settings, desk),
    )
    for one in fields(services):
        keep_trail(getattr(services, one.name), Trail(database, clock))
    return services


def _people(settings: Settings, database: Database, files: Files, clock: Clock, passwords: Passwords) -> dict[str, Any]:
    """The services of people, and of what they did, by their names in the bundle."""
    trail = Trail(database, clock)
    factors = SecondFactors(secret.key(settings.home.absolute()), clock)
    book = SessionBook(database, clock, settings.session_rules, factors)
    # A folder of letters nobody fetches is no way to a person: without a mail server an admin hands links over.
    post = Post(settings.mail if settings.smtp_host else None, settings.address, Errands())
    return {
        "accounts": Accounts(database, clock, book, passwords, trail),
        "own_accounts": OwnAccounts(database, book, passwords),
        "people": People(database, clock, passwords),
        "invitations": Invitations(database, clock, book, passwords, trail),
        "password_resets": PasswordResets(database, clock, passwords, trail),
        "forgotten_passwords": ForgottenPasswords(database, book, trail, post),
        "providers": Providers(database, clock, book, trail),
        "workspaces": Workspaces(database, clock),
        "activity": Activity(database, clock, trail),
        "health": HealthReport(database, files, clock),
        "tokens": Tokens(database, clock, Rates(settings.cache, settings.api_calls_a_minute)),
    }


@dataclass(frozen=True, slots=True)
class _Desk:
    """What reports are made from, and where they are put."""

    known: Known
    shelf: Shelf
    results: ResultStore
    clock: Clock
    passwords: Passwords


def _reporting(settings: Settings, desk: _Desk) -> dict[str, Any]:
    """The services of reports, by their names in the bundle."""
    database, files, clock = desk.shelf.database, desk.shelf.files, desk.clock
    branding = Branding(database, clock)
    reports = Reports(desk.known, branding, desk.shelf, clock)
    releases = Releases(database, files, clock)
    sharing = Sharing(Place(database, files, settings.address), clock, desk.passwords)
    office = Office(reports, releases, sharing, settings.mail, settings.address)
    return {
        "branding": branding,
        "reports": reports,
        "releases": releases,
        "sharing": sharing,
        "schedules": ReportSchedules(database, office, clock),
        "masters": Masters(database, clock),
        "pins": desk.known.pins,
        "previews": Previews(reports, desk.results),
    }


def build_upkeep(settings: Settings, clock: Clock = system_clock) -> Upkeep:
    """The reaper and the checker of an installation."""
    _arm_failpoint(settings)
    database, files = Database(settings.database), Files(settings.home.absolute() / "files")
    deletion = Deletion(database, files, settings.cache, clock)
    retention = Retention(database, files, settings.cache, settings.periods)
    reaper = Reaper(database, files, deletion, retention, clock)
    return Upkeep(reaper, Checker(database, files, reaper, clock))


def tidy(settings: Settings) -> None:
    """Lets the reaper work, and says what it put right; what troubles it is left for the next time."""
    try:
        done = build_upkeep(settings).reaper.reap().done
    except (ServiceError, SQLAlchemyError, OSError) as trouble:
        log.warning("reaper stopped", trouble=str(trouble))
        return
    if done:
        log.info("reaper put right", **dict(done))


def build_timetable(settings: Settings, clock: Clock = system_clock) -> Timetable:
    """The clock of schedules, for the worker."""
    services, database = build_services(settings, clock), Database(settings.database)
    office = Office(services.reports, services.releases, services.sharing, settings.mail, settings.address)
    return Timetable(database, office, clock)


def keep_time(settings: Settings) -> None:
    """Lets the clock of schedules strike; what troubles it is left for the next time."""
    try:
        done = build_timetable(settings).step()
    except (ServiceError, SQLAlchemyError) as trouble:
        log.warning("timetable stopped", trouble=str(trouble))
        return
    if done:
        log.info("timetable looked", **dict(done))


def _arm_failpoint(settings: Settings) -> None:
    """A variable left over from a test must not end processes of an installation: it refuses to start instead."""
    order = os.environ.get(failpoints.VARIABLE, "")
    if order and not settings.testing:
        raise InvalidInput(
            f"{failpoints.VARIABLE} is set, which ends processes for tests. Unset it, or set POSTLENS_TESTING=1 "
            "if this is a test.",
            failpoints.VARIABLE,
        )
    failpoints.arm(order)
