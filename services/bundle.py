"""What the app can do, on one screen."""

from dataclasses import dataclass

from services.accounts import Accounts
from services.activity import Activity
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
from services.forgotten_passwords import ForgottenPasswords
from services.health import HealthReport
from services.invitations import Invitations
from services.jobs import Jobs
from services.levers import Levers
from services.lifecycle import Lifecycle
from services.manifests import Manifests
from services.mapping import Mappings
from services.masters import Masters
from services.moves import Moves
from services.overview import Overview
from services.own_account import OwnAccounts
from services.password_resets import PasswordResets
from services.people import People
from services.pins import Pins
from services.posts_csv import PostsCsv
from services.previews import Previews
from services.providers import Providers
from services.quota import Quota
from services.recommendations import Recommendations
from services.releases import Releases
from services.report_schedules import ReportSchedules
from services.reporting import Reports
from services.scoring import Scoring
from services.segments import Segments
from services.sharing import Sharing
from services.tagging import Tagging
from services.tokens import Tokens
from services.unmatched import Unmatched
from services.uploads import Uploads
from services.versions import Versions
from services.workspaces import Workspaces


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case; each method takes the actor first and checks the right itself."""

    accounts: Accounts
    own_accounts: OwnAccounts
    people: People
    invitations: Invitations
    password_resets: PasswordResets
    forgotten_passwords: ForgottenPasswords
    providers: Providers
    workspaces: Workspaces
    activity: Activity
    health: HealthReport
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
    scoring: Scoring
    manifests: Manifests
    overview: Overview
    recommendations: Recommendations
    tagging: Tagging
    tokens: Tokens
    branding: Branding
    masters: Masters
    pins: Pins
    reports: Reports
    releases: Releases
    sharing: Sharing
    schedules: ReportSchedules
    previews: Previews
    jobs: Jobs
    erasure: Erasure
