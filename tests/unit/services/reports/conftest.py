"""Reports of the one installation that is read, never changed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders import Story, make_actor

from services.domain.documents import Document
from services.domain.reporting import Remark, ReportOrder
from services.domain.selection import Selection

Compose = Callable[..., Document]


@pytest.fixture(scope="session")
def order(story: Story) -> ReportOrder:
    return ReportOrder(Selection(story.request), "monthly", "pdf")


@pytest.fixture(scope="session")
def compose(story: Story, order: ReportOrder) -> Compose:
    """Composes the report with these differences."""

    def composed(**difference: object) -> Document:
        return story.house.services.reports.compose(make_actor(), replace(order, **difference))

    return composed


@pytest.fixture(scope="session")
def monthly(compose: Compose) -> Document:
    return compose(remarks=(Remark("summary", "A quiet month."),))


@pytest.fixture(scope="session")
def appendix(compose: Compose) -> Document:
    return compose(template="appendix")
