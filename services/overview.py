"""The page Overview, and the comparison of periods that stands on every page."""

from dataclasses import replace

from services.alerts import Alerts
from services.analyses import Analyses
from services.attention import attention
from services.comparison import comparison
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Dataset
from services.domain.overview import MixSplit, Notice, Tile, Tiles
from services.domain.periods import Comparison
from services.domain.selection import Selection
from services.domain.valuing import OwnFigures, Worth
from services.mix_changes import mix_split
from services.policy import Permission, requires
from services.scope import scope
from services.sides import of_all_segments
from services.sparks import sparks
from services.valuing import worth

NEWEST = 5


class Overview:
    """Views of stored analyses, in short."""

    def __init__(self, analyses: Analyses, datasets: Datasets, alerts: Alerts, clock: Clock) -> None:
        self._analyses, self._datasets = analyses, datasets
        self._alerts, self._clock = alerts, clock

    @requires(Permission.EXPLORE)
    def comparison(self, actor: Actor, selection: Selection) -> Comparison:
        """The period in view beside the one it is compared with; NotFound while the analysis was not made."""
        return comparison(self._analyses.get(actor, selection.segmentation), selection)

    @requires(Permission.EXPLORE)
    def tiles(self, actor: Actor, selection: Selection) -> Tiles:
        """Four measures of the period in view, what lies between it and the other, and how they went over time."""
        analysed = self._analyses.get(actor, selection.segmentation)
        compared = comparison(analysed, selection)
        whole = replace(of_all_segments(selection.filters), since=None, until=None)
        over_time = sparks(analysed, scope(analysed, whole).in_view)
        return Tiles(compared, tuple(Tile(one, over_time[one.what]) for one in compared.measures))

    @requires(Permission.EXPLORE)
    def split(self, actor: Actor, selection: Selection) -> MixSplit | None:
        """What goes with the change of the mix; None where there are no two periods with posts."""
        return mix_split(self._analyses.get(actor, selection.segmentation), selection)

    @requires(Permission.EXPLORE)
    def attention(self, actor: Actor, selection: Selection) -> tuple[Notice, ...]:
        """What is told of the dataset's newest weeks, and what is open, doubtful or left out in it."""
        analysed = self._analyses.get(actor, selection.segmentation)
        raised = self._alerts.raised(actor, selection.segmentation)
        return (*raised, *attention(analysed, selection, self._clock()))

    @requires(Permission.EXPLORE)
    def worth(self, actor: Actor, selection: Selection, figures: OwnFigures) -> Worth | None:
        """What the posts in view come to by these figures alone; None while there is none."""
        return worth(self._analyses.get(actor, selection.segmentation), selection, figures)

    @requires(Permission.EXPLORE)
    def newest(self, actor: Actor) -> tuple[Dataset, ...]:
        """The newest few datasets of the workspace."""
        return self._datasets.newest_first(actor)[:NEWEST]
