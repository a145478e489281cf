"""What the app can do, on one screen."""

from dataclasses import dataclass

from services.accounts import Accounts
from services.alerts import Alerts
from services.all_uploads import AllUploads
from services.analyses import Analyses
from services.branding import Branding
from services.changes import Changes
from services.comparisons import Comparisons
from services.datasets import Datasets
from services.doctor import Doctor
from services.erasure import Erasure
from services.explanations import Explanations
from services.jobs import Jobs
from services.levers import Levers
from services.lifecycle import Lifecycle
from services.manifests import Manifests
from services.mapping import Mappings
from services.moves import Moves
from services.overview import Overview
from services.posts_csv import PostsCsv
from services.quota import Quota
from services.recommendations import Recommendations
from services.reporting import Reports
from services.segments import Segments
from services.tagging import Tagging
from services.unmatched import Unmatched
from services.uploads import Uploads
from services.versions import Versions


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case; each method takes the actor first and checks the right itself."""

    accounts: Accounts
    uploads: Uploads
    changes: Changes
    datasets: Datasets
    versions: Versions
    doctor: Doctor
    unmatched: Unmatched
    mappings: Mappings
    lifecycle: Lifecycle
    posts_csv: PostsCsv
    alerts: Alerts
    all_uploads: AllUploads
    quota: Quota
    analyses: Analyses
    segments: Segments
    explanations: Explanations
    levers: Levers
    comparisons: Comparisons
    moves: Moves
    manifests: Manifests
    overview: Overview
    recommendations: Recommendations
    tagging: Tagging
    branding: Branding
    reports: Reports
    jobs: Jobs
    erasure: Erasure
