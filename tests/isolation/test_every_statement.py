"""The look at every statement sees what it is there for, and the rows of workspaces are found by both keys."""

import pytest
from builders import BLUE, RED, House, make_actor
from scoped import WorkspaceMissing, missing, owned_tables
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session, aliased

from services.jobs import WorkOrder
from services.storage.report_tables import ReportRow
from services.storage.tables import DatasetRow, JobRow, ResultRow, ResultSourceRow, Table, UserRow

MINE = DatasetRow.workspace_id == RED.id


@pytest.mark.parametrize(
    "statement",
    [
        select(DatasetRow).where(MINE),
        select(DatasetRow.id).where(MINE, DatasetRow.id == "x").order_by(DatasetRow.created_at),
        select(func.count()).where(MINE),
        update(DatasetRow).where(MINE).values(state="ready"),
        delete(DatasetRow).where(MINE, DatasetRow.id == "x"),
        select(UserRow).where(UserRow.id == "x"),
        select(ResultRow, ResultSourceRow).where(
            ResultRow.workspace_id == RED.id, ResultSourceRow.workspace_id == ResultRow.workspace_id
        ),
    ],
)
def test_a_statement_with_the_workspace_is_let_through(statement) -> None:
    assert missing(statement) == set()


@pytest.mark.parametrize(
    "statement",
    [
        select(DatasetRow),
        select(DatasetRow).where(DatasetRow.id == "x"),
        select(DatasetRow.workspace_id),
        select(func.count()).select_from(DatasetRow),
        select(aliased(DatasetRow)),
        select(DatasetRow).where(DatasetRow.workspace_id.is_not(None)),
        select(DatasetRow).where(DatasetRow.workspace_id != RED.id),
        update(DatasetRow).values(state="ready"),
        update(DatasetRow).where(DatasetRow.id == "x").values(workspace_id=RED.id),
        delete(DatasetRow).where(DatasetRow.id == "x"),
        select(UserRow).where(UserRow.id.in_(select(DatasetRow.id))),
        select(DatasetRow).where(MINE, DatasetRow.id.in_(select(ReportRow.line_id))),
    ],
)
def test_a_statement_without_it_is_named(statement) -> None:
    assert missing(statement) & {"datasets", "reports"}


def test_a_statement_without_it_does_not_reach_the_database(house: House) -> None:
    with Session(house.database.engine) as session, pytest.raises(WorkspaceMissing, match="names datasets without"):
        session.scalars(select(DatasetRow)).all()


def test_who_asks_for_all_workspaces_may_ask_for_jobs_alone(house: House) -> None:
    with house.database.reading_jobs() as session:
        assert session.scalars(select(JobRow)).all() == []
        with pytest.raises(WorkspaceMissing, match="EVERYWHERE"):
            session.scalars(select(DatasetRow)).all()


def test_a_row_is_changed_and_deleted_under_its_workspace_too(house: House) -> None:
    """What the mapper writes by itself carries both keys: nobody's id alone moves a row."""
    job = house.services.jobs.submit(make_actor(), WorkOrder("a.task", "Work", {"args": [1]}))
    with house.database.engine.begin() as connection:
        connection.execute(text("UPDATE jobs SET workspace_id = :blue"), {"blue": BLUE.id})

    with Session(house.database.engine) as session:
        assert session.get(JobRow, (RED.id, job.id)) is None
        assert session.get(JobRow, (BLUE.id, job.id)) is not None


def test_the_tables_of_workspaces_are_many() -> None:
    assert {"datasets", "uploads", "jobs", "results", "reports", "tags"} <= owned_tables()
    assert owned_tables() < set(Table.metadata.tables)
