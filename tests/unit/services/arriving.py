"""Uploads that tests of several modules make; a person of the agency who makes them."""

from builders import House, make_actor, make_posts_csv

from services.domain.actors import Role
from services.uploads import NEW

SOMEBODY = make_actor(Role.AGENCY)
ADMIN = make_actor()


def make_upload(house: House, content=None, name="posts.csv", purpose=NEW, who=SOMEBODY):
    """The id of a whole upload."""
    content = make_posts_csv(posts=12) if content is None else content
    sent = content.encode() if isinstance(content, str) else content
    upload = house.services.uploads.begin(who, name, len(sent), purpose)
    if not upload.dataset:
        house.services.uploads.receive(who, upload.id, upload.received, sent[upload.received :])
    return upload.id


def make_dataset(house: House, content=None, name="posts.csv", who=SOMEBODY):
    return house.services.datasets.import_upload(who, make_upload(house, content, name, who=who))


def with_more_comments(content: str, posts: int) -> str:
    """The same file, its first posts with one comment more each, and one post that was not there."""
    lines = content.splitlines()
    for place in range(1, posts + 1):
        cells = lines[place].split(",")
        cells[6] = str(int(cells[6]) + 1)
        lines[place] = ",".join(cells)
    new = lines[1].split(",")
    return "\n".join([lines[0], ",".join(["new-post", *new[1:]]), *lines[1:]])
