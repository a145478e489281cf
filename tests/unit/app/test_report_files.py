"""Finished reports over HTTP: a download for those who may, and nothing for anybody else."""

import pytest
from builders import RED, Web, make_actor

from services.domain.actors import Role
from services.domain.reporting import FinishedReport, ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection


@pytest.fixture(scope="module")
def made(web: Web) -> FinishedReport:
    selection = Selection(SegmentationRequest(web.dataset.id))
    order = ReportOrder(selection, "executive", "html", title='Spring "special"\r\nSet-Cookie: x=1 ฤดูร้อน')
    return web.house.services.reports.build(make_actor(workspace=RED), order)


def test_agency_staff_download_what_was_made(web: Web, made: FinishedReport) -> None:
    with web.person(Role.AGENCY).get(f"/reports/{made.id}/file") as answer:
        assert answer.status_code == 200
        assert len(answer.data) == made.size
        assert answer.mimetype == "text/html"


def test_a_report_is_never_shown_as_a_page_of_ours(web: Web, made: FinishedReport) -> None:
    with web.person(Role.AGENCY).get(f"/reports/{made.id}/file") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_title_makes_no_header_of_its_own(web: Web, made: FinishedReport) -> None:
    with web.person(Role.AGENCY).get(f"/reports/{made.id}/file") as answer:
        told, cookies = answer.headers.getlist("Content-Disposition"), answer.headers.getlist("Set-Cookie")

    assert len(told) == 1
    assert "\r" not in told[0]
    assert "Spring%20special%20Set-Cookie" in told[0]
    assert not any("x=1" in cookie for cookie in cookies)


def test_brand_managers_download_no_report(web: Web, made: FinishedReport) -> None:
    assert web.person(Role.BRAND_MANAGER).get(f"/reports/{made.id}/file").status_code == 403


def test_a_report_of_another_workspace_is_not_there_over_http(web: Web, made: FinishedReport) -> None:
    neighbour = web.person(Role.AGENCY, workspaces=("blue",))
    theirs, nobodys = (neighbour.get(f"/reports/{one}/file") for one in (made.id, "0" * 16))

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.text.replace(made.id, "0" * 16) == nobodys.text


@pytest.mark.parametrize("path", ["/reports/{}/file.css", "/reports/{}/file/x.css", "/reports/../{}/file"])
def test_no_other_address_leads_to_a_report(web: Web, made: FinishedReport, path: str) -> None:
    answer = web.person(Role.AGENCY).get(path.format(made.id))

    assert "attachment" not in answer.headers.get("Content-Disposition", "")


@pytest.fixture(scope="module")
def preview(web: Web) -> str:
    order = ReportOrder(Selection(SegmentationRequest(web.dataset.id)), "executive", "pdf")
    return web.house.services.previews.draw(make_actor(workspace=RED), order).name


def test_agency_staff_see_the_pages_of_a_preview(web: Web, preview: str) -> None:
    with web.person(Role.AGENCY).get(f"/reports/preview/{preview}/1.png") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "image/png"
        assert answer.data.startswith(b"\x89PNG")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("role", "page", "status"), [(Role.BRAND_MANAGER, "1", 403), (Role.AGENCY, "999", 404)])
def test_pages_that_are_not_for_somebody_are_refused(
    web: Web, preview: str, role: Role, page: str, status: int
) -> None:
    with web.person(role).get(f"/reports/preview/{preview}/{page}.png") as answer:
        assert answer.status_code == status
