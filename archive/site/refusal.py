"""What is answered to a request that is not let in, or makes no sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import BadRequest

from archive.site.catalogue import say_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datasette.app import Datasette

_FOR_PROGRAMS = "en"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered.

    Attributes:
        status: of the answer.
        message: a sentence for people: the name of a message in the catalogue (``errors.ftl``).
        parts: what stands at the places of its variables.
        headers: that belong to the status.
    """

    status: int
    message: str
    parts: Mapping[str, int | str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def words(self, language: str | None = None) -> str:
        """Return the sentence as plain text, in the language of the request unless another is named."""
        return say_text(self.message, language, **self.parts)

    @property
    def english(self) -> str:
        """The sentence as programs are told it, whatever the language of the address."""
        return self.words(_FOR_PROGRAMS)


NO_ARCHIVE = Refusal(404, "mistake-no-archive")


class MistakeError(BadRequest):  # type: ignore[misc]  # Datasette has no types
    """A request that makes no sense; Datasette's own pages of errors tell it in English."""

    def __init__(self, refusal: Refusal) -> None:
        """Make one of what is to be told."""
        super().__init__(refusal.english)
        self.refusal = refusal


def as_json(refusal: Refusal) -> Response:
    """Return the answer to a program: Datasette's form of an error, in English."""
    return Response.json(_context(refusal), status=refusal.status, headers=dict(refusal.headers))


async def as_page(refusal: Refusal, datasette: Datasette, request: Any = None) -> Response:
    """Return the answer to a reader: a page in the language of the request."""
    context = _context(refusal) | {"said": refusal.words()}
    page = await datasette.render_template("error.html", context, request=request)
    return Response.html(page, status=refusal.status, headers=dict(refusal.headers))


def _context(refusal: Refusal) -> dict[str, Any]:
    return {"ok": False, "error": refusal.english, "status": refusal.status, "title": None}
