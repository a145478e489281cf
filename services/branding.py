"""The brand of a workspace: who may change it, and the brand as reports take it."""

from services.arrivals import FACTS
from services.domain.actors import Actor
from services.domain.branding import BrandWords, checked
from services.domain.clock import Clock
from services.domain.documents import Brand
from services.policy import Permission, requires
from services.rendering.logos import re_encoded
from services.storage.database import Database
from services.storage.report_tables import BrandRow


class Branding:
    """Keeps one brand a workspace."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    @requires(Permission.REPORT)
    def words(self, actor: Actor) -> BrandWords:
        """What was written of the brand."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.brands.find()
        return FACTS.structure(row.facts, BrandWords) if row else BrandWords()

    @requires(Permission.REPORT)
    def get(self, actor: Actor) -> Brand:
        """The workspace's brand; under its own name, in our colour, where nobody gave one."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.brands.find()
        words = FACTS.structure(row.facts, BrandWords) if row else BrandWords()
        return Brand(
            name=actor.workspace_name,
            colour=words.colour,
            logo=row.logo if row else b"",
            footer=words.footer,
            prepared_by=words.prepared_by or actor.name,
        )

    @requires(Permission.REPORT, change="changed the brand")
    def change(self, actor: Actor, words: BrandWords, logo: bytes | None = None) -> Brand:
        """The brand from now on. logo: a picture as it was sent, b"" = none any more, None = as it was."""
        words = checked(words)
        picture = re_encoded(logo) if logo else logo
        with self._database.transaction(actor.workspace_id) as data:
            known = data.brands.find()
            kept = known.logo if known and picture is None else picture or b""
            data.brands.put(
                BrandRow(facts=FACTS.unstructure(words), logo=kept, changed_by=actor.name, changed_at=self._clock())
            )
            data.activity.note(actor.user_id, "changed the brand", actor.workspace_name, self._clock())
        return self.get(actor)
