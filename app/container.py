"""Which part does what: every choice of adapter, on one screen."""

from argon2 import PasswordHasher

from app.settings import Settings
from services.accounts import Accounts, SessionRules
from services.analyses import Analyses
from services.bundle import Services
from services.datasets import Datasets
from services.domain.clock import Clock, system_clock
from services.engines import ENGINES
from services.explanations import Explanations
from services.jobs import Jobs
from services.queues.local import LocalQueue
from services.segments import Segments
from services.storage.database import Database
from services.storage.files import Files
from services.storage.posts import PostStore
from services.storage.results import ResultStore
from services.uploads import Uploads


def build_services(
    settings: Settings, clock: Clock = system_clock, hasher: PasswordHasher | None = None
) -> Services:
    """Everything the app can do, under these settings; passwords are hashed at argon2's defaults unless told."""
    database = Database(settings.database)
    files = Files(settings.home.absolute() / "files")
    posts = PostStore(files)
    results = ResultStore(database, files, clock)
    uploads = Uploads(database, files, clock, settings.max_upload_mb)
    datasets = Datasets(database, files, posts, uploads, clock)
    analyses = Analyses(datasets, posts, results, ENGINES[settings.engine]())
    return Services(
        accounts=Accounts(
            database, clock, SessionRules(settings.idle, settings.absolute), hasher or PasswordHasher()
        ),
        uploads=uploads,
        datasets=datasets,
        analyses=analyses,
        segments=Segments(analyses),
        explanations=Explanations(analyses),
        jobs=Jobs(database, clock, LocalQueue(database, clock).announce),
    )
