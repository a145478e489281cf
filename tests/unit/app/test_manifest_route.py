import re

from builders import Story, Web

from services import manifest_json
from services.domain.actors import Role

WAY = "/segments/manifest.json"


def test_the_manifest_is_a_file_to_keep(web: Web, story: Story) -> None:
    answer = web.person().get(f"{WAY}?dataset={web.dataset.id}&recipe=engagement&k=auto&segment=s1")

    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    told = answer.headers["Content-Disposition"]
    assert re.search(r"attachment; filename=.autumn-export - engagement, 3 segments - manifest\.json.", told)
    assert manifest_json.read(answer.data).fingerprint == story.analysed.fingerprint


def test_another_number_of_segments_has_a_manifest_of_its_own(web: Web) -> None:
    answer = web.person(Role.AGENCY).get(f"{WAY}?dataset={web.dataset.id}&k=2")

    assert manifest_json.read(answer.data).question.k == 2


def test_an_analysis_that_was_not_made_is_not_there(web: Web) -> None:
    assert web.person().get(f"{WAY}?dataset={web.dataset.id}&seed=77").status_code == 404


def test_an_address_that_makes_no_sense_is_refused(web: Web) -> None:
    assert web.person().get(f"{WAY}?k=99").status_code == 422
    assert web.person().get(f"{WAY}?recipe=astrology").status_code == 422


def test_data_that_changed_meanwhile_is_not_written_down_as_what_was_seen(web: Web) -> None:
    assert web.person().get(f"{WAY}?dataset={web.dataset.id}&content={'0' * 64}").status_code == 409
