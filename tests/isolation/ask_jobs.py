"""Work put straight into the queue, past every check of the web: a worker asks who ordered it, and of what."""

from collections.abc import Iterator
from typing import Any

from isolation.ask_callbacks import fills
from isolation.asking import Asked, alike
from isolation.matrix import LOWEST, ROLE_OF, WHO, rows
from isolation.world import World, no_objects

from app.job_process import carry_out
from callbacks import TASKS
from services.domain.actors import Actor
from services.domain.errors import Conflict
from services.jobs import WorkOrder
from services.queues.local import LocalQueue
from services.storage.tables import JobRow


def ask_all(world: World, only: set[str] | None = None) -> Asked:
    """All cells, or those of some tasks."""
    asked, known = Asked(), rows("jobs")
    for name in TASKS:
        if name not in known or (only is not None and name not in only):
            continue
        who = known[name]
        for role in [one for one, kind in ROLE_OF.items() if kind not in WHO[who]]:
            told = _outcome(world, name, world.actor("blue", role), {"dataset": world.blue.ids["dataset"]})
            asked.expect("may not" in told, f"{name} is done for a {role}, who may not: {told}")
        stranger = world.actor("red", LOWEST[who])
        told = _outcome(world, name, stranger, {"dataset": world.blue.ids["dataset"]})
        asked.expect("may not" in told or LOWEST[who] == "admin", f"{name} is done for somebody of elsewhere: {told}")
        asker = world.actor("blue", LOWEST[who])
        for (kind, value, _), (_, never, _) in zip(fills(world.red.ids), fills(no_objects(world.red.ids)), strict=True):
            theirs, nobodys = _outcome(world, name, asker, value), _outcome(world, name, asker, never)
            asked.expect(world.red.word not in theirs, f"{name} tells a word of another tenant: {theirs}")
            alike_ = alike(theirs, world.red.ids) == alike(nobodys, no_objects(world.red.ids))
            asked.expect(alike_, f"{name} tells another tenant's {kind} from none: {theirs} / {nobodys}")
    return asked


def _outcome(world: World, task: str, actor: Actor, argument: Any) -> str:
    """How the work ended, and its last words; planted in the workspace of blue, whoever is said to have ordered it."""
    queue = LocalQueue(world.house.database, world.house.clock)
    for claim in _waiting(queue):
        queue.finish(claim, "failed", "left over")
    order = WorkOrder(task, "Work", {"args": [argument]})
    row = JobRow(
        id=f"planted{world.house.clock.now.timestamp():.0f}",
        user_id=actor.user_id,
        task=task,
        title="Work",
        key=order.key(world.blue.room.id),
        arguments=order.arguments,
        state="queued",
        fraction=0.0,
        step="",
        attempt=0,
        fence=0,
        cancel=False,
        created_at=world.house.clock(),
    )
    with world.house.database.transaction(world.blue.room.id) as data:
        data.jobs.add(row)
    claim = next(_waiting(queue))
    try:
        state = carry_out(world.house.settings, claim, queue)
    except Conflict as refused:
        state = str(refused)
    with world.house.database.transaction(world.blue.room.id) as data:
        told = f"{state}: {data.jobs.get(row.id).step}"
        data.jobs.remove([row.id])
    return told


def _waiting(queue: LocalQueue) -> Iterator[Any]:
    while claim := queue.claim():
        yield claim
