import re

from builders import Web

from app import frontend
from app.frontend import ASSETS, stylesheets, vendor_stylesheets


def test_stylesheets_are_our_own_after_those_they_build_upon() -> None:
    own = [address for address in stylesheets() if "/vendor/" not in address]

    assert stylesheets()[: len(vendor_stylesheets())] == vendor_stylesheets()
    assert [address.partition("?")[0] for address in own] == sorted(
        f"/assets/{path.name}" for path in ASSETS.glob("*.css")
    )


def test_every_address_carries_a_version() -> None:
    assert all(re.fullmatch(r"/assets/[\w./-]+\?m=\d+", address) for address in stylesheets())


def test_without_the_strict_bundle_of_plotly_there_is_no_address(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(frontend, "VENDOR", tmp_path)

    assert frontend.strict_plotly() is None
    assert frontend.vendor_stylesheets() == []


def test_what_the_form_links_to_is_served(web: Web) -> None:
    client = web.stranger()
    linked = re.findall(r'href="(/assets/[^"]+)"', client.get("/login").text)

    assert linked
    for address in linked:
        with client.get(address) as file:
            assert file.status_code == 200, address


def test_no_page_asks_another_server_for_anything(web: Web) -> None:
    for page in (web.stranger().get("/login").text, web.person().get("/segments").text):
        assert not re.search(r'(src|href)="(https?:)?//', page)
