"""What an app is made of before anybody asks it anything."""

from builders import House

from app.factory import create_app
from callbacks import TASKS


def test_an_app_is_whole_before_the_first_two_people_come_at_once(house: House):
    app = create_app(house.settings)

    buttons = {f"{task.cancel.component_id}.id" for task in TASKS.values()}
    assert app.callback_map.keys() >= buttons
    assert any(name.startswith(".._pages_content.") for name in app.callback_map)
