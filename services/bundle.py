"""What the app can do, on one screen."""

from dataclasses import dataclass

from services.accounts import Accounts
from services.analyses import Analyses
from services.datasets import Datasets
from services.explanations import Explanations
from services.jobs import Jobs
from services.segments import Segments
from services.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case; each method takes the actor first and checks the right itself."""

    accounts: Accounts
    uploads: Uploads
    datasets: Datasets
    analyses: Analyses
    segments: Segments
    explanations: Explanations
    jobs: Jobs
