"""What may go wrong and be told to the person who asked.

The message says what happened, to what, and what to do. Anything that is not
a ServiceError is a defect: logged with its traceback, shown with a reference.
"""


class ServiceError(Exception):
    """A refusal with a message fit for the person who asked."""


class InvalidInput(ServiceError):
    """The request cannot be understood; `field` names the part that is wrong."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotFound(ServiceError):
    """Nothing there, or nothing there for this workspace: the same answer."""


class Forbidden(ServiceError):
    """The thing is known to the actor, the right to do this with it is not."""


class Conflict(ServiceError):
    """The state of things changed meanwhile, or does not allow this now."""


class TooLarge(ServiceError):
    """Over a limit; the message says limit and size."""


class TooMany(ServiceError):
    """Too often or too much at once; the message says when to come back, `seconds` too where it is known, else 0."""

    def __init__(self, message: str, seconds: int = 0) -> None:
        super().__init__(message)
        self.seconds = seconds


class Unavailable(ServiceError):
    """A part of the system does not answer right now."""
