"""Refusals for programs: problem details (RFC 9457), the same words as people read."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

ROOT = "/api/v1"
MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One part of a request that cannot be used."""

    model_config = ConfigDict(extra="forbid")

    where: str = Field(description="The field, as body.posts.0.counts.comments or query.k.")
    what: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Why a call was refused, and what to do."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field("about:blank", description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What happened, to what, and what to do.")
    faults: list[Fault] = Field(default_factory=list, description="Each part of the request that cannot be used.")


def is_api() -> bool:
    """Whether the request is one for the API."""
    return request.path == ROOT or request.path.startswith(f"{ROOT}/")


def problem(status: int, detail: str, faults: Sequence[Fault] = ()) -> Response:
    """The refusal as an answer."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, faults=list(faults))
    return Response(told.model_dump_json(), status, mimetype=MEDIA_TYPE)
