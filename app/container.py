"""Which part does what: every choice of adapter, on one screen."""

import os
from dataclasses import dataclass

import structlog
from argon2 import PasswordHasher
from sqlalchemy.exc import SQLAlchemyError

from app.settings import Settings
from services.accounts import Accounts, SessionRules
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
from services.explanations import Explanations
from services.jobs import Jobs
from services.levers import Levers
from services.lifecycle import Lifecycle
from services.lineage import Lineages
from services.manifests import Manifests
from services.mapping import Mappings
from services.moves import Moves
from services.overview import Overview
from services.posts_csv import PostsCsv
from services.queues.local import LocalQueue
from services.quota import Quota, Room
from services.reader import Reader
from services.reaper import Reaper
from services.recommendations import Recommendations, Sources
from services.reporting import Reports, Shelf
from services.reports.gathering import Known
from services.retention import Retention
from services.segments import Segments
from services.storage import failpoints
from services.storage.database import Database
from services.storage.files import Files
from services.storage.posts import PostStore
from services.storage.results import ResultStore
from services.tag_book import TagBook
from services.tagging import Tagging
from services.unmatched import Unmatched
from services.uploads import Uploads
from services.versions import Versions

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What keeps an installation sound; for the shell and the worker, not for people in a browser."""

    reaper: Reaper
    checker: Checker


def build_services(settings: Settings, clock: Clock = system_clock, hasher: PasswordHasher | None = None) -> Services:
    """Everything the app can do, under these settings; passwords are hashed at argon2's defaults unless told."""
    _arm_failpoint(settings)
    database, files = Database(settings.database), Files(settings.home.absolute() / "files")
    results = ResultStore(database, files, clock)
    uploads = Uploads(database, files, clock, Room(files, settings.allowance))
    reader = Reader(settings.limits)
    datasets = Datasets(database, files, uploads, clock, reader)
    versions = Versions(database, files, datasets, clock)
    engine, lineages = ENGINES[settings.engine](), Lineages(database, clock)
    analyses = Analyses(datasets, PostStore(files), results, engine, Names(lineages, TagBook(database)))
    changes = Changes(analyses, results, engine)
    alerts = Alerts(database, datasets, changes, clock)
    segments, explanations = Segments(analyses, lineages), Explanations(analyses)
    levers, branding = Levers(analyses, results, engine), Branding(database, clock)
    known = Known(analyses, segments, explanations, levers)
    return Services(
        accounts=Accounts(database, clock, SessionRules(settings.idle, settings.absolute), hasher or PasswordHasher()),
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
        comparisons=Comparisons(analyses, results),
        moves=Moves(analyses),
        manifests=Manifests(database, files, datasets, analyses, engine),
        overview=Overview(analyses, datasets, alerts, clock),
        recommendations=Recommendations(Sources(analyses, results, engine), database, clock),
        tagging=Tagging(database, analyses, clock),
        branding=branding,
        reports=Reports(known, branding, Shelf(database, files), clock),
        erasure=Erasure(database, files, settings.cache, clock),
        jobs=Jobs(database, clock, LocalQueue(database, clock).announce),
    )


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
