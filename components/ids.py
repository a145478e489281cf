"""Every id of the app, written once.

An id reads page-part-kind: `Slot("segments", "map", "graph")` is `segments-map-graph`.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "area", "button", "store", "graph", "grid", "input", "select", "url", "text", "link", "dialog", "timer", "bar"
]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a page that callbacks read or fill."""

    page: str
    part: str
    kind: Kind

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is not a kind of slot; choose one of {get_args(Kind)}")

    def __str__(self) -> str:
        return f"{self.page}-{self.part}-{self.kind}"

    def at(self, key: Hashable) -> dict[str, Any]:
        """The same place for each of many things: a pattern-matching id."""
        return {"page": self.page, "part": self.part, "kind": self.kind, "key": key}


# The frame around every page. `url` carries the whole selection: see callbacks.parse.selection.
URL = Slot("shell", "address", "url")
NOTICES = Slot("shell", "notices", "area")
JOB_TRAY = Slot("shell", "jobs", "area")
JOB_TIMER = Slot("shell", "jobs", "timer")
JOB_CANCEL = Slot("shell", "job", "button")
THEME = Slot("shell", "theme", "button")
MENU = Slot("shell", "menu", "button")
COPY_LINK = Slot("shell", "copy", "button")
KEYS = Slot("shell", "keys", "dialog")
KEYS_TITLE = Slot("shell", "keys", "text")
WORKSPACE = Slot("shell", "workspace", "select")
FILTERS = Slot("shell", "filters", "area")
FILTER_PAGE = Slot("shell", "page", "select")
FILTER_FORMAT = Slot("shell", "format", "select")
FILTER_SINCE = Slot("shell", "since", "input")
FILTER_UNTIL = Slot("shell", "until", "input")
FILTER_RECIPE = Slot("shell", "recipe", "select")
FILTER_TAG = Slot("shell", "tag", "select")
FILTER_COMPARE = Slot("shell", "compare", "select")
FILTER_CLEAR = Slot("shell", "clear", "button")

# Two periods side by side, on every page with filters but Overview, whose tiles say the same.
COMPARED = Slot("shell", "compared", "area")

# One analysis is found or made by the page that needs it: what to make, that it was made, the view that can
# now be drawn, and the bar meanwhile.
SWEEP_WANTED = Slot("analysis", "wanted", "store")
SWEEP_MADE = Slot("analysis", "made", "store")
SWEEP_READY = Slot("analysis", "ready", "store")
SWEEP_PROGRESS = Slot("analysis", "progress", "area")
SWEEP_CANCEL = Slot("analysis", "cancel", "button")
SWEEP_STALE = Slot("analysis", "stale", "area")
MODEL_WANTED = Slot("model", "wanted", "store")
MODEL_MADE = Slot("model", "made", "store")
MODEL_READY = Slot("model", "ready", "store")
MODEL_PROGRESS = Slot("model", "progress", "area")
MODEL_CANCEL = Slot("model", "cancel", "button")

OVERVIEW_HEADLINE = Slot("overview", "headline", "area")
OVERVIEW_TILES = Slot("overview", "tiles", "area")
OVERVIEW_MIX = Slot("overview", "mix", "graph")
OVERVIEW_SPLIT = Slot("overview", "split", "area")
OVERVIEW_ATTENTION = Slot("overview", "attention", "area")
OVERVIEW_DATASETS = Slot("overview", "datasets", "area")
OVERVIEW_ALERTS = Slot("overview", "alerts", "area")
OVERVIEW_THRESHOLD = Slot("overview", "threshold", "select")
# The value calculator: whatever is typed stays in the browser.
VALUE_COMMENT = Slot("value", "comment", "input")
VALUE_SHARE = Slot("value", "share", "input")
VALUE_HOURS = Slot("value", "hours", "input")
VALUE_HOUR = Slot("value", "hour", "input")
VALUE_RESULT = Slot("value", "result", "area")
# What stands out: looked for by a worker once for each view.
CHANGES_WANTED = Slot("changes", "wanted", "store")
CHANGES_MADE = Slot("changes", "made", "store")
CHANGES_READY = Slot("changes", "ready", "store")
CHANGES_PROGRESS = Slot("changes", "progress", "area")
CHANGES_CANCEL = Slot("changes", "cancel", "button")
CHANGES_OUTLIERS = Slot("changes", "outliers", "area")
CHANGES_TURNS = Slot("changes", "turns", "area")

# The view whose first screen is drawn: what lies below it is drawn then.
SEGMENTS_BELOW = Slot("segments", "below", "store")
SEGMENTS_HEADLINE = Slot("segments", "headline", "area")
SEGMENTS_CARDS = Slot("segments", "cards", "area")
SEGMENTS_CARD = Slot("segments", "card", "button")
SEGMENTS_NAME = Slot("segments", "name", "input")
SEGMENTS_RENAME = Slot("segments", "name", "button")
SEGMENTS_DEFAULT = Slot("segments", "default", "button")
SEGMENTS_MANIFEST = Slot("segments", "manifest", "link")
SEGMENTS_MAP = Slot("segments", "map", "graph")
SEGMENTS_MAP_CLEAR = Slot("segments", "map", "button")
SEGMENTS_MAP_TEXT = Slot("segments", "map", "text")
SEGMENTS_PROFILE = Slot("segments", "profile", "graph")
SEGMENTS_STATISTIC = Slot("segments", "statistic", "select")
SEGMENTS_SIZES = Slot("segments", "sizes", "graph")
SEGMENTS_WHY_K = Slot("segments", "why", "graph")
SEGMENTS_WHY_TEXT = Slot("segments", "why", "text")
SEGMENTS_MIX = Slot("segments", "mix", "graph")
SEGMENTS_POSTS = Slot("segments", "posts", "grid")
SEGMENTS_POSTS_TEXT = Slot("segments", "posts", "text")

EXPLAIN_HEADER = Slot("explain", "header", "area")
EXPLAIN_SENTENCE = Slot("explain", "sentence", "area")
EXPLAIN_POSITION = Slot("explain", "position", "text")
EXPLAIN_PREVIOUS = Slot("explain", "previous", "button")
EXPLAIN_NEXT = Slot("explain", "next", "button")
EXPLAIN_NEIGHBOURS = Slot("explain", "neighbours", "store")
EXPLAIN_SEARCH = Slot("explain", "search", "input")
EXPLAIN_SHAP = Slot("explain", "shap", "area")
EXPLAIN_EXACT = Slot("explain", "exact", "area")
EXPLAIN_LIME = Slot("explain", "lime", "area")

# Tags of the post: fields and buttons come with it, for those who may tag.
TAGS_POST = Slot("tags", "post", "area")
TAGS_TOGGLE = Slot("tags", "toggle", "button")
TAGS_REMOVE = Slot("tags", "remove", "button")
TAGS_NAME = Slot("tags", "name", "input")
TAGS_CONTAINS = Slot("tags", "contains", "input")
TAGS_PAGE = Slot("tags", "page", "select")
TAGS_FORMAT = Slot("tags", "format", "select")
TAGS_ADD = Slot("tags", "add", "button")

# The same page: what if the counts were others. Fields, sliders and buttons come with the post.
MOVES_VERDICT = Slot("moves", "verdict", "area")
MOVES_COUNTS = Slot("moves", "counts", "area")
MOVES_FIELD = Slot("moves", "field", "input")
MOVES_SLIDER = Slot("moves", "slider", "input")
MOVES_OWN = Slot("moves", "own", "store")
MOVES_WANTED = Slot("moves", "wanted", "store")
MOVES_RESET = Slot("moves", "reset", "button")
MOVES_TRY = Slot("moves", "try", "button")
MOVES_NEAREST = Slot("moves", "nearest", "area")
MOVES_ANSWERS = Slot("moves", "answers", "area")
MOVES_TWINS = Slot("moves", "twins", "area")

DRIVERS_HEADLINE = Slot("drivers", "headline", "area")
DRIVERS_SEGMENT = Slot("drivers", "segment", "select")
DRIVERS_FEATURE = Slot("drivers", "feature", "select")
DRIVERS_IMPORTANCE = Slot("drivers", "importance", "graph")
DRIVERS_BEESWARM = Slot("drivers", "beeswarm", "graph")
DRIVERS_DEPENDENCE = Slot("drivers", "dependence", "graph")
DRIVERS_CONFUSION = Slot("drivers", "confusion", "graph")
DRIVERS_FIDELITY = Slot("drivers", "fidelity", "area")
DRIVERS_AGREEMENT = Slot("drivers", "agreement", "graph")
DRIVERS_PORTRAITS = Slot("drivers", "portraits", "area")

LEVERS_WANTED = Slot("levers", "wanted", "store")
LEVERS_MADE = Slot("levers", "made", "store")
LEVERS_READY = Slot("levers", "ready", "store")
LEVERS_PROGRESS = Slot("levers", "progress", "area")
LEVERS_CANCEL = Slot("levers", "cancel", "button")
LEVERS_HEADLINE = Slot("levers", "headline", "area")
LEVERS_SCORES = Slot("levers", "scores", "graph")
LEVERS_TIME = Slot("levers", "time", "graph")
LEVERS_TIME_TEXT = Slot("levers", "time", "text")

COMPARE_WANTED = Slot("compare", "wanted", "store")
COMPARE_MADE = Slot("compare", "made", "store")
COMPARE_READY = Slot("compare", "ready", "store")
COMPARE_PROGRESS = Slot("compare", "progress", "area")
COMPARE_CANCEL = Slot("compare", "cancel", "button")
COMPARE_HEADLINE = Slot("compare", "headline", "area")
COMPARE_AGAINST = Slot("compare", "against", "select")
COMPARE_FLOW = Slot("compare", "flow", "graph")
COMPARE_FLOW_TABLE = Slot("compare", "flow", "area")
COMPARE_CUT = Slot("compare", "cut", "select")
COMPARE_CUT_TEXT = Slot("compare", "cut", "text")
COMPARE_SEGMENT = Slot("compare", "segment", "select")
COMPARE_STATISTIC = Slot("compare", "statistic", "select")
COMPARE_PROFILE = Slot("compare", "profile", "graph")
COMPARE_SHARES = Slot("compare", "shares", "graph")
COMPARE_OPINION = Slot("compare", "opinion", "area")
RECOMMENDATIONS_WANTED = Slot("recommendations", "wanted", "store")
RECOMMENDATIONS_MADE = Slot("recommendations", "made", "store")
RECOMMENDATIONS_READY = Slot("recommendations", "ready", "store")
RECOMMENDATIONS_DECIDED = Slot("recommendations", "decided", "store")
RECOMMENDATIONS_PROGRESS = Slot("recommendations", "progress", "area")
RECOMMENDATIONS_CANCEL = Slot("recommendations", "cancel", "button")
RECOMMENDATIONS_HEADLINE = Slot("recommendations", "headline", "area")
RECOMMENDATIONS_CARDS = Slot("recommendations", "cards", "area")
RECOMMENDATIONS_ACCEPT = Slot("recommendations", "accept", "button")
RECOMMENDATIONS_DISMISS = Slot("recommendations", "dismiss", "button")
RECOMMENDATIONS_UNDO = Slot("recommendations", "undo", "button")
RECOMMENDATIONS_NOTE = Slot("recommendations", "note", "input")

DATASETS_DROP = Slot("datasets", "drop", "area")
DATASETS_FILE = Slot("datasets", "file", "input")
DATASETS_UPLOADED = Slot("datasets", "uploaded", "store")
DATASETS_PROGRESS = Slot("datasets", "progress", "area")
DATASETS_CANCEL = Slot("datasets", "cancel", "button")
DATASETS_LIST = Slot("datasets", "list", "area")
DATASETS_IMPORTED = Slot("datasets", "imported", "store")
DATASETS_REPORT = Slot("datasets", "report", "area")

# The life of the chosen dataset, on the page Datasets.
HISTORY_QUOTA = Slot("history", "quota", "area")
HISTORY_DATASET = Slot("history", "dataset", "area")
HISTORY_UPLOADED = Slot("history", "uploaded", "store")
HISTORY_PROGRESS = Slot("history", "progress", "area")
HISTORY_CANCEL = Slot("history", "cancel", "button")
HISTORY_BRING_BACK = Slot("history", "version", "button")
HISTORY_HIDE = Slot("history", "hide", "button")
HISTORY_HIDDEN = Slot("history", "hidden", "area")
HISTORY_RESTORE = Slot("history", "restore", "button")

# The uploads of all workspaces, for admins. Buttons of a line carry workspace and dataset: see components.all_uploads.
UPLOADS_QUOTA = Slot("uploads", "quota", "area")
UPLOADS_WORKSPACE = Slot("uploads", "workspace", "select")
UPLOADS_STATE = Slot("uploads", "state", "select")
UPLOADS_ORDER = Slot("uploads", "order", "select")
UPLOADS_WORDS = Slot("uploads", "words", "input")
UPLOADS_TABLE = Slot("uploads", "table", "area")
UPLOADS_CHANGED = Slot("uploads", "changed", "store")
UPLOADS_HIDE = Slot("uploads", "hide", "button")
UPLOADS_RESTORE = Slot("uploads", "restore", "button")
UPLOADS_DOOM = Slot("uploads", "doom", "button")
UPLOADS_DELETE = Slot("uploads", "delete", "button")
UPLOADS_RECEIPT = Slot("uploads", "receipt", "button")
UPLOADS_CLOSE = Slot("uploads", "close", "button")
UPLOADS_DIALOG = Slot("uploads", "deletion", "dialog")
UPLOADS_DIALOG_TITLE = Slot("uploads", "deletion", "text")
# The import doctor: an answer that somebody gives, its bar, and the buttons of each question.
DOCTOR_ORDER = Slot("doctor", "order", "store")
DOCTOR_PROGRESS = Slot("doctor", "progress", "area")
DOCTOR_CANCEL = Slot("doctor", "cancel", "button")
DOCTOR_ANSWER = Slot("doctor", "answer", "button")
DOCTOR_CHOICE = Slot("doctor", "choice", "select")
DOCTOR_APPLY = Slot("doctor", "apply", "button")
DOCTOR_FORGET = Slot("doctor", "forget", "button")

# Files that no importer knows: what to look at, what is shown, what is to be read, and that something changed.
MAPPING_WANTED = Slot("mapping", "wanted", "store")
MAPPING_SHOWN = Slot("mapping", "shown", "store")
MAPPING_ORDER = Slot("mapping", "order", "store")
MAPPING_CHANGED = Slot("mapping", "changed", "store")
MAPPING_WAITING = Slot("mapping", "waiting", "area")
MAPPING_LOOKING = Slot("mapping", "looking", "area")
MAPPING_LOOKING_CANCEL = Slot("mapping", "looking", "button")
MAPPING_WIZARD = Slot("mapping", "wizard", "area")
MAPPING_PROGRESS = Slot("mapping", "progress", "area")
MAPPING_CANCEL = Slot("mapping", "cancel", "button")
MAPPING_OPEN = Slot("mapping", "open", "button")
MAPPING_DISCARD = Slot("mapping", "discard", "button")
MAPPING_SHEET = Slot("mapping", "sheet", "select")
MAPPING_FIELD = Slot("mapping", "field", "select")
MAPPING_NOTATION = Slot("mapping", "notation", "select")
MAPPING_IMPORT = Slot("mapping", "import", "button")
MAPPING_CLOSE = Slot("mapping", "close", "button")

# Reports: what is ordered, that it was built, the finished ones, and the brand that they are made in.
REPORTS_DATASET = Slot("reports", "dataset", "select")
REPORTS_TEMPLATE = Slot("reports", "template", "select")
REPORTS_FORMAT = Slot("reports", "format", "select")
REPORTS_LANGUAGE = Slot("reports", "language", "select")
REPORTS_TITLE = Slot("reports", "title", "input")
REPORTS_SPAN = Slot("reports", "span", "select")
REPORTS_COMPARE = Slot("reports", "compare", "select")
REPORTS_DAYS = Slot("reports", "days", "area")
REPORTS_SINCE = Slot("reports", "since", "input")
REPORTS_UNTIL = Slot("reports", "until", "input")
REPORTS_SECTIONS = Slot("reports", "sections", "input")
REPORTS_ARRANGED = Slot("reports", "arranged", "store")
REPORTS_REMARK = Slot("reports", "remark", "input")
REPORTS_BUILD = Slot("reports", "build", "button")
REPORTS_ORDER = Slot("reports", "order", "store")
REPORTS_BUILT = Slot("reports", "built", "store")
REPORTS_PROGRESS = Slot("reports", "progress", "area")
REPORTS_CANCEL = Slot("reports", "cancel", "button")
REPORTS_LIST = Slot("reports", "list", "area")
REPORTS_REMOVE = Slot("reports", "remove", "button")
REPORTS_REMOVED = Slot("reports", "removed", "store")
# Pins: the button beside a thing, and the things that somebody keeps.
PINS_WANTED = Slot("pins", "wanted", "store")
PINS_LIST = Slot("pins", "list", "area")
PINS_REMOVE = Slot("pins", "remove", "button")
PINS_CHANGED = Slot("pins", "changed", "store")
BRAND_COLOUR = Slot("reports", "colour", "input")
BRAND_FOOTER = Slot("reports", "footer", "input")
BRAND_BY = Slot("reports", "by", "input")
BRAND_LOGO = Slot("reports", "logo", "input")
BRAND_SAVE = Slot("reports", "save", "button")
BRAND_TOLD = Slot("reports", "told", "area")
