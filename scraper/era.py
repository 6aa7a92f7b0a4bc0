"""An era of a portal: what held of it until a day, so that pages captured before it was rebuilt stay readable."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads annotations at run time
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scraper.portal_values import checked_family, checked_selectors, checked_url

if TYPE_CHECKING:
    from typing import Self


class Era(BaseModel):
    """What held of a portal until a day: its CMS, the selectors of its layout, its address.

    Attributes:
        until: the last day (Vietnam's time) of which it held.
        family: the CMS family of then; ``None``: the one the portal names now, for only the layout was another.
        selectors: the selectors of that layout. Those that the portal names now are of its present layout and do not
            hold in any era.
        url: the home page of then, where it was another.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    until: date
    family: str | None = None
    selectors: dict[str, str] = Field(default_factory=dict)
    url: str | None = None

    @field_validator("family")
    @classmethod
    def _check_family(cls, value: str | None) -> str | None:
        return checked_family(value)

    @field_validator("selectors")
    @classmethod
    def _check_selectors(cls, value: dict[str, str]) -> dict[str, str]:
        return checked_selectors(value)

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return None if value is None else checked_url(value)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.family is None and self.url is None and not self.selectors:
            raise ValueError("says nothing of that time: give it a family, selectors or a url")
        return self
