"""The pages of the app, as one list."""

from app.pages import PAGES


def test_no_two_pages_have_an_address_or_a_shortcut_in_common() -> None:
    for told in ([page.path for page in PAGES], [page.keys for page in PAGES if page.keys]):
        assert len(set(told)) == len(told), sorted(told)
