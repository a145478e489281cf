"""Long work that a call had to order first."""

from app.api import told
from app.api.operation import Call, Operation, Reply
from app.api.waiting import facts_of
from services.policy import Permission


def job(call: Call) -> Reply:
    """How it stands."""
    return Reply(facts_of(call.services.jobs.get(call.actor, call.path["job"])))


OPERATIONS = (Operation("getJob", "GET", "/jobs/{job}", "How long work stands", Permission.WORK, job, told.JobFacts),)
