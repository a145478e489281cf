"""From a request to a call; what cannot be understood is refused with every fault named."""

from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from app.api.operation import Operation
from app.api.problems import Fault
from services.domain.errors import TooLarge
from services.domain.scoring import MOST_BYTES

Model = TypeVar("Model", bound=BaseModel)
_MOST_FAULTS = 20
_LONGEST_ADDRESS = 8_000


class Unreadable(Exception):
    """What was sent cannot be understood: the status, why, and each fault."""

    def __init__(self, status: int, detail: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults


def query(operation: Operation) -> BaseModel:
    """The parameters of the address."""
    if len(request.query_string) > _LONGEST_ADDRESS:
        raise Unreadable(414, f"The address is longer than {_LONGEST_ADDRESS:,} letters. Ask for less at once.")
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        faults = tuple(Fault(where=f"query.{name}", what="stands more than once") for name in twice[:_MOST_FAULTS])
        raise Unreadable(422, "A parameter stands once; several values have ~ between them.", faults)
    try:
        return operation.query.model_validate(request.args.to_dict())
    except ValidationError as wrong:
        raise _unreadable("query", wrong) from wrong


def body(operation: Operation) -> Any:
    """The body as its model, or its bytes; None for an operation without."""
    if not operation.bodies:
        return None
    kind = request.mimetype
    if kind not in operation.bodies:
        offered = " or ".join(operation.bodies)
        raise Unreadable(415, f"The body is {kind[:60] or 'of no stated type'!r}; send {offered} as Content-Type.")
    request.max_content_length = MOST_BYTES
    if (request.content_length or 0) > MOST_BYTES:
        raise TooLarge(f"The body has {request.content_length:,} bytes; the limit is {MOST_BYTES:,}. Send it in parts.")
    sent, model = request.get_data(cache=False), operation.bodies[kind]
    if model is None:
        return sent
    try:
        return model.model_validate_json(sent)
    except ValidationError as wrong:
        raise _unreadable("body", wrong) from wrong


def _unreadable(part: str, wrong: ValidationError) -> Unreadable:
    told = wrong.errors(include_url=False, include_context=False, include_input=False)
    faults = tuple(
        Fault(where=".".join([part, *map(_place, fault["loc"])]), what=fault["msg"][:300])
        for fault in told[:_MOST_FAULTS]
    )
    return Unreadable(422, f"The {part} cannot be used: {faults[0].where}: {faults[0].what}.", faults)


def _place(one: object) -> str:
    return str(one)[:80].encode("ascii", "backslashreplace").decode()
