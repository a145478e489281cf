"""What the app can do, on one screen."""

from dataclasses import dataclass

from services.accounts import Accounts
from services.all_uploads import AllUploads
from services.analyses import Analyses
from services.branding import Branding
from services.datasets import Datasets
from services.doctor import Doctor
from services.explanations import Explanations
from services.jobs import Jobs
from services.levers import Levers
from services.lifecycle import Lifecycle
from services.mapping import Mappings
from services.moves import Moves
from services.posts_csv import PostsCsv
from services.quota import Quota
from services.reporting import Reports
from services.segments import Segments
from services.unmatched import Unmatched
from services.uploads import Uploads
from services.versions import Versions


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case; each method takes the actor first and checks the right itself."""

    accounts: Accounts
    uploads: Uploads
    datasets: Datasets
    versions: Versions
    doctor: Doctor
    unmatched: Unmatched
    mappings: Mappings
    lifecycle: Lifecycle
    posts_csv: PostsCsv
    all_uploads: AllUploads
    quota: Quota
    analyses: Analyses
    segments: Segments
    explanations: Explanations
    levers: Levers
    moves: Moves
    branding: Branding
    reports: Reports
    jobs: Jobs
