"""Reports of the one installation that is read, never changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from builders import House, Story, copy_house, make_actor

from services.domain.documents import Document
from services.domain.reporting import Remark, ReportOrder
from services.domain.selection import Selection

Compose = Callable[..., Document]


@pytest.fixture(scope="session")
def shop(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, for what reports compute on their way."""
    own = copy_house(story.house.settings.home, tmp_path_factory.mktemp("shop") / "home")
    yield own
    own.close()


@pytest.fixture(scope="session")
def order(story: Story) -> ReportOrder:
    return ReportOrder(Selection(story.request), "monthly", "pdf")


@pytest.fixture(scope="session")
def compose(shop: House, order: ReportOrder) -> Compose:
    """Composes the report with these differences."""

    def composed(**difference: object) -> Document:
        return shop.services.reports.compose(make_actor(), replace(order, **difference))

    return composed


@pytest.fixture(scope="session")
def monthly(compose: Compose) -> Document:
    return compose(remarks=(Remark("summary", "A quiet month."),))


@pytest.fixture(scope="session")
def appendix(compose: Compose) -> Document:
    return compose(template="appendix")
