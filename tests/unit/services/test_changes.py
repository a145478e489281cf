"""What stands out, found once and told; and alerts that are off until somebody turns them on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import BLUE, copy_house, make_actor, make_posts_csv

from services.changes import Changes
from services.domain.actors import Role
from services.domain.alerting import OFF, AlertRule
from services.domain.changes import ChangePoint, ChangesFound
from services.domain.errors import Forbidden, InvalidInput, NotFound
from services.domain.overview import Urgency
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Area, Filters, Selection

SOMEBODY, AGENT = make_actor(Role.BRAND_MANAGER), make_actor(Role.AGENCY)


def words(sentence):
    return "".join(phrase.text for phrase in sentence)


def turning_csv(posts=400):
    """Posts of two kinds, a day apart: one in ten is talked about, and of the newest eighty nine in ten."""
    lines = make_posts_csv(posts=3 * posts).splitlines()
    head, rows = lines[0], [line.split(",") for line in lines[1:]]
    quiet, loud = ([row for row in rows if row[2] == kind] for kind in ("photo", "video"))
    newest = datetime(2025, 11, 28, 12, tzinfo=UTC)
    chosen = []
    for number in range(posts):
        talked = (number % 10 != 0) if number < 80 else number % 10 == 0
        row = [f"p{number}", *(loud if talked else quiet)[number][1:]]
        row[4] = f"{newest - timedelta(days=number):%Y-%m-%d %H:%M:%S}"
        chosen.append(",".join(row))
    return "\n".join([head, *chosen]) + "\n"


@pytest.fixture(scope="module")
def turned(story, tmp_path_factory):
    """An installation with a file whose mix turns in its newest weeks, analysed; and the view of it."""
    folder = tmp_path_factory.mktemp("turned")
    house = copy_house(story.house.settings.home, folder / "home")
    file = folder / "turning.csv"
    file.write_text(turning_csv())
    dataset = house.services.datasets.import_file(make_actor(), file)
    request = SegmentationRequest(dataset.id, k=2)
    house.services.analyses.make(make_actor(), request)
    yield house, Selection(request)
    house.close()


def test_nothing_is_shown_before_it_was_looked_for(turned):
    house, selection = turned

    assert not house.services.changes.is_found(SOMEBODY, replace(selection, filters=Filters(formats=("photo",))))
    with pytest.raises(NotFound):
        house.services.changes.view(SOMEBODY, replace(selection, filters=Filters(formats=("photo",))))


def test_a_turn_is_told_with_both_shares_and_the_posts_behind_them(turned):
    house, selection = turned
    house.services.changes.find(SOMEBODY, selection)
    view = house.services.changes.view(SOMEBODY, selection)

    assert house.services.changes.is_found(make_actor(user_id="another"), selection)
    assert view.posts == 400
    assert len(view.turns) == 1
    told = words(view.turns[0])
    assert told.startswith("About ")
    assert "the mix of segments turned: before, 10% of posts were in the strongest segments, since then " in told
    before, after = (phrase.claim for phrase in view.turns[0] if phrase.claim)
    assert before.rows.filters.until + timedelta(days=1) == after.rows.filters.since
    assert abs((after.rows.filters.since - date(2025, 9, 9)).days) <= 14
    assert after.number.value > 0.8


def test_what_posts_earned_does_not_choose_them(turned):
    house, selection = turned
    house.services.changes.find(SOMEBODY, selection)
    chosen = Filters(segments=("s1",), area=Area(((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))))

    assert house.services.changes.is_found(SOMEBODY, replace(selection, filters=chosen))


def test_filters_that_leave_nothing_say_so(turned):
    house, selection = turned

    with pytest.raises(NotFound, match="No post fits these filters"):
        house.services.changes.find(SOMEBODY, replace(selection, filters=Filters(pages=("No shop",))))


def test_alerts_are_off_until_somebody_who_may_turns_them_on(turned):
    house, selection = turned
    alerts = house.services.alerts
    house.services.changes.find(SOMEBODY, selection)

    assert alerts.rule(SOMEBODY) == OFF
    assert alerts.raised(SOMEBODY, selection.segmentation) == ()
    with pytest.raises(Forbidden):
        alerts.set(SOMEBODY, 0.1)
    for wrong in (0.0, 0.7, float("nan")):
        with pytest.raises(InvalidInput, match="1 to 50 points"):
            alerts.set(AGENT, wrong)


def test_an_alert_needs_a_turn_as_large_as_was_asked_for(turned):
    house, selection = turned
    alerts, request = house.services.alerts, selection.segmentation
    house.services.changes.find(SOMEBODY, selection)

    assert alerts.set(AGENT, 0.3).threshold == 0.3
    raised = alerts.raised(SOMEBODY, request)
    assert [notice.urgency for notice in raised] == [Urgency.ALERT]
    assert words(raised[0].words).startswith("The mix turned about ")
    assert house.services.overview.attention(SOMEBODY, selection)[0] == raised[0]
    alerts.set(AGENT, None)
    assert alerts.rule(SOMEBODY) == OFF
    assert alerts.raised(SOMEBODY, request) == ()


def test_a_version_is_told_of_once_in_its_history(turned):
    house, selection = turned
    house.services.alerts.set(AGENT, 0.3)
    for _ in range(2):
        house.services.alerts.watch(SOMEBODY, selection.segmentation)

    with house.database.reading(AGENT.workspace_id) as data:
        line = house.services.datasets.get(AGENT, selection.segmentation.dataset).line
        told = [row.subject for row in data.activity.of_line(line) if row.what == "was told of a turn"]
    house.services.alerts.set(AGENT, None)
    assert len(told) == 1
    assert told[0].startswith("The mix turned about")


def test_alerts_of_one_workspace_are_not_those_of_another(turned):
    house, _ = turned
    house.services.alerts.set(AGENT, 0.2)
    assert house.services.alerts.rule(make_actor(workspace=BLUE)) == OFF
    house.services.alerts.set(AGENT, None)


def test_a_turn_long_ago_alerts_nobody(turned):
    house, selection = turned
    old = ChangePoint(*[date(2025, 1, 6)] * 3, 0.001, date(2024, 11, 4), date(2025, 11, 30))
    new = replace(old, day=date(2025, 10, 6), since=date(2025, 10, 6), until=date(2025, 10, 6))
    told = {
        point: Changes(house.services.analyses, _Kept(ChangesFound((), (point,), 400, 57)), None).alerts(
            SOMEBODY, selection.segmentation, AlertRule(0.01)
        )
        for point in (old, new)
    }

    assert told[old] == ()
    assert [turn.point for turn in told[new]] == [new]


class _Kept:
    """A store that holds one answer."""

    def __init__(self, found):
        self._found = found

    def load(self, *_):
        return self._found
