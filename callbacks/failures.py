"""What a callback that failed tells the person."""

import secrets

import structlog
from dash import set_props
from dash.exceptions import BackgroundCallbackError

from components import ids
from components.notices import notice
from services.domain.errors import ServiceError

log = structlog.get_logger()

# How Dash begins the message of a background callback that failed.
_WRAPPING = "An error occurred inside a background callback: "


def said(error: Exception) -> str:
    """The words of a failed job, out of Dash's wrapping; of an order that was refused, those of the refusal."""
    if isinstance(error, BackgroundCallbackError):
        return str(error).removeprefix(_WRAPPING).strip()
    return words_for(error)


def show(error: Exception) -> None:
    """A notice: the refusal in its own words, a defect as a reference to its traceback in the log."""
    set_props(str(ids.NOTICES), {"children": notice(words_for(error))})


def words_for(error: Exception) -> str:
    """The words a person reads; a defect is logged here."""
    if isinstance(error, ServiceError):
        return str(error)
    reference = secrets.token_hex(3).upper()
    log.error("callback failed", reference=reference, exc_info=error)
    return f"Something went wrong. Reference {reference}."
