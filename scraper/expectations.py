"""What people expect of a portal, where its history suggests something else: the table ``expect`` of its description.

::

    [kyanh.expect]
    articles_per_week = 3
    fields = ["title", "text", "published"]
    quiet_until = 2026-09-01
    compare_from = 2026-07-01
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads annotations at run time
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

if TYPE_CHECKING:
    from typing import Self

# What of an article can be expected; names of the record (:mod:`scraper.items`).
EXPECTED_FIELDS = (
    "title", "lead", "text", "author", "section", "published", "images", "captions", "attachments", "events", "places",
    "officials",
)  # fmt: skip


class Expectations(BaseModel):
    """What is expected of a portal, whatever its history suggests.

    Attributes:
        articles_per_week: how many new articles there are to be, over some weeks; the portal's own history of that is
            not looked at then. ``None``: what is usual.
        fields: what its articles have; only these are looked at then. ``None``: what is usual.
        quiet_until: the last day until which nothing new need appear (a pause of the summer, a portal at its end).
        compare_from: visits before this day tell nothing of what is usual (the portal was rebuilt, or publishes less).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    articles_per_week: Annotated[float, Field(gt=0, le=10_000)] | None = None
    fields: list[str] | None = None
    quiet_until: date | None = None
    compare_from: date | None = None

    @field_validator("fields")
    @classmethod
    def _check_fields(cls, value: list[str] | None) -> list[str] | None:
        unknown = next((name for name in value or () if name not in EXPECTED_FIELDS), None)
        if unknown is not None:
            raise ValueError(f"{unknown!r} is no field of an article; they are: {', '.join(EXPECTED_FIELDS)}")
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("says nothing: leave the table out instead")
        return self
