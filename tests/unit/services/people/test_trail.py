from datetime import timedelta

import pytest
from builders import BLUE, PASSWORD, RED, START, House, make_actor, save_posts_csv
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, NotFound
from services.domain.people import ActivityQuery, Browser

HERE, ADMIN = Browser("192.0.2.1"), make_actor()
ALL = ActivityQuery()


def _told(house: House, query: ActivityQuery = ALL) -> list[tuple[str, str, str]]:
    return [(one.what, one.subject, one.result) for one in house.services.activity.find(ADMIN, query).actions]


def test_a_change_leaves_one_line_with_who_what_where_and_when(house: House) -> None:
    bea = house.add_person("bea@example.org")
    actor = make_actor(Role.AGENCY, RED, bea)
    house.clock.advance(minutes=3)

    house.services.alerts.set(actor, 0.1)

    newest = house.services.activity.find(ADMIN, ALL).actions[0]
    assert (newest.who, newest.workspace, newest.what, newest.result) == ("bea", "Red", "set alerts", "done")
    assert newest.at == START + timedelta(minutes=3)


def test_a_change_made_of_others_leaves_one_line(house: House, tmp_path) -> None:
    before = len(_told(house))
    dataset = house.services.datasets.import_file(ADMIN, save_posts_csv(tmp_path))
    house.services.versions.replace_file(ADMIN, dataset.id, save_posts_csv(tmp_path, posts=120))

    assert _told(house)[: len(_told(house)) - before] == [
        ("replaced a dataset", dataset.name, "done"),
        ("imported a dataset", dataset.name, "done"),
    ]


def test_a_refusal_leaves_a_line_too(house: House) -> None:
    bea = house.add_person("bea@example.org")
    with pytest.raises(Forbidden):
        house.services.people.disable(make_actor(Role.AGENCY), bea)
    with pytest.raises(Conflict):
        house.services.people.change_role(ADMIN, house.add_person("ada@example.org", Role.ADMIN), Role.AGENCY)
    with pytest.raises(NotFound):
        house.services.people.enable(ADMIN, "never")

    assert [line for line in _told(house) if line[2] == "refused"] == [
        ("let a person in again", "never", "refused"),
        ("changed a role", "ada", "refused"),
        ("showed a person out", "bea", "refused"),
    ]


def test_a_defect_leaves_a_line_that_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_email: str) -> str:
        raise RuntimeError

    monkeypatch.setattr("services.invitations.address", break_down)
    with pytest.raises(RuntimeError):
        house.services.invitations.withdraw(ADMIN, "bea@example.org")

    assert _told(house)[0] == ("withdrew an invitation", "", "failed")


def test_ways_in_leave_lines_and_no_line_holds_a_secret_or_an_address(house: House) -> None:
    bea = house.add_person("bea@example.org")
    token = house.services.accounts.sign_in("bea@example.org", PASSWORD, HERE)
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in("bea@example.org", "wrong", HERE)
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in("nobody@example.org", "wrong", HERE)
    secrets = [
        house.services.invitations.invite(ADMIN, "new@example.org", Role.AGENCY, ("red",)),
        house.services.password_resets.for_person(ADMIN, bea),
    ]
    house.services.password_resets.take(secrets[1], "tangerine over the fjord")
    house.services.accounts.sign_out(token)

    with house.database.engine.connect() as connection:
        rows = [str(tuple(row)) for row in connection.execute(text("SELECT * FROM audit"))]
    assert [what for what, _, _ in _told(house)][:3] == [
        "took a new password by link",
        *_told(house)[1][:1],
        "invited a person",
    ]
    assert sum("'signed in'" in row for row in rows) == 3
    for secret in (*secrets, token, "example.org", PASSWORD, "tangerine"):
        assert not any(secret in row for row in rows)


@pytest.mark.parametrize("change", ["UPDATE audit SET what = 'nothing'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_what_was_written(house: House, change: str) -> None:
    house.add_person("bea@example.org")
    with pytest.raises(IntegrityError, match="never changed"), house.database.jobs() as session:
        session.execute(text(change))
    assert _told(house)


def test_lines_are_filtered_by_person_workspace_action_and_time(house: House) -> None:
    house.add_person("bea@example.org")
    house.clock.advance(days=2)
    house.services.alerts.set(make_actor(workspace=BLUE, user_id="other"), 0.1)

    assert _told(house, ActivityQuery(user_id="other")) == [("set alerts", "", "done")]
    assert _told(house, ActivityQuery(workspace_id=BLUE.id)) == [("set alerts", "", "done")]
    assert [what for what, _, _ in _told(house, ActivityQuery(what="added a person"))] == ["added a person"]
    assert _told(house, house.services.activity.last(ADMIN, 1, ALL)) == [("set alerts", "", "done")]
    assert len(_told(house, house.services.activity.last(ADMIN, 0, ALL))) == 2


def test_the_table_of_lines_computes_nothing(house: House) -> None:
    house.services.people.add(ADMIN, _named("=1+1", "formula@example.org"))
    formula = next(one for one in house.services.people.all(ADMIN) if one.name == "=1+1")
    house.services.alerts.set(make_actor(user_id=formula.id), 0.1)

    header, first, *_ = house.services.activity.csv(ADMIN, ALL)

    assert header[0] == "when (UTC)"
    assert first == ("2026-01-05 12:00:00", "'=1+1", "Red", "set alerts", "", "done")


def _named(name: str, email: str):
    from services.people import NewPerson

    return NewPerson(email, name, Role.AGENCY, PASSWORD, ("red",))


def test_health_tells_of_work_that_nobody_takes(house: House) -> None:
    from services.domain.jobs import WorkOrder

    calm = house.services.health.get(ADMIN)
    assert (calm.waiting, calm.running, calm.stuck, calm.oldest_waiting) == (0, 0, False, None)
    assert calm.database.startswith("SQLite")
    assert calm.renew_by - calm.locked == timedelta(days=90), "as docs/trust.md promises"
    house.services.jobs.submit(ADMIN, WorkOrder("analysis", "Find segments", {}))
    house.clock.advance(minutes=2)

    busy = house.services.health.get(ADMIN)

    assert (busy.waiting, busy.running, busy.stuck) == (1, 0, True)
    assert [(job.title, job.workspace, job.state) for job in busy.jobs] == [("Find segments", "Red", "queued")]


def test_health_tells_when_the_libraries_are_too_old(house: House) -> None:
    due = house.services.health.get(ADMIN).renew_by

    house.clock.advance(days=(due - house.clock().date()).days)
    assert not house.services.health.get(ADMIN).overdue
    house.clock.advance(days=1)
    assert house.services.health.get(ADMIN).overdue
