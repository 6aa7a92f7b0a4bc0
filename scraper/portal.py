"""The portal: what people declare about a site, read strictly from TOML.

A portal is at most ten lines of a file ``portals/<province>.toml``::

    [kyanh]
    name = "Cổng thông tin điện tử thị xã Kỳ Anh"
    url = "https://kyanh.hatinh.gov.vn/"
    family = "hatinh"
    unit = "thị xã Kỳ Anh"
    province = "tỉnh Hà Tĩnh"
    basis = "addresses in a saved page"

Every key is checked; an error names the file, the portal and the key. A portal that nobody has described is made from
its address alone (:func:`portal_from_url`) and is read by the generic family.

A portal that has been rebuilt says what held before, an era a layout, the oldest first::

    [[kyanh.eras]]
    until = 2018-06-30
    family = "generic"

Pages are read as the portal was when they were captured (:meth:`Portal.at`), so that old captures stay readable.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date  # noqa: TC003  pydantic reads annotations at run time
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from scraper.address_traits import site_path
from scraper.clock import vietnamese_day
from scraper.era import Era
from scraper.errors import PortalError
from scraper.expectations import Expectations  # noqa: TC001  pydantic reads annotations at run time
from scraper.portal_mistakes import mistake
from scraper.portal_values import (
    SELECTORS,
    bare_host,
    checked_family,
    checked_id,
    checked_ids,
    checked_languages,
    checked_selectors,
    checked_tls,
    checked_tls_version,
    checked_url,
)
from scraper.vietnamese import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Self

__all__ = [
    "SELECTORS",
    "Era",
    "Portal",
    "bare_host",
    "checked_url",
    "load_portals",
    "portal_from_url",
    "read_portal_file",
]

_SHIPPED = Path(str(resources.files("scraper").joinpath("portals")))


class Portal(BaseModel):
    """One portal: a site that publishes articles, and what is known of it.

    Attributes:
        id: short name, unique in an archive: lower-case letters, digits, ``.`` and ``-``.
        name: the portal's own name, as its pages print it.
        url: its home page (http or https).
        family: name of the CMS family that reads it; ``None``: found from its pages.
        unit: administrative unit that publishes, as written ("thị xã Kỳ Anh").
        province: the province-level unit above it ("tỉnh Hà Tĩnh").
        sections: addresses, absolute or relative to ``url``, of section lists to start from beside the home page.
        selectors: CSS selectors that override the family's, by datum.
        eras: what held until a day, the oldest first; none for a portal that has always been as it is.
        languages: the languages whose articles are wanted (ISO 639-1).
        browser: whether its pages are built by a script in the browser; ``None``: nobody has said.
        tls: what is put up with where its certificate does not hold: "unverified", or "sha256:" and the digest of one.
        tls_min_version: the oldest TLS spoken with it, "TLSv1.0" or "TLSv1.1"; ``None``: TLS 1.2.
        expect: what is expected of it, where its history suggests something else.
        valid_from, valid_to: days between which the portal was the unit's portal.
        predecessors: ids of the portals that it took over from.
        successors: ids of the portals that took over.
        basis: on what the description rests (no portal is claimed as tested live).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    name: str
    url: str
    family: str | None = None
    unit: str | None = None
    province: str | None = None
    sections: list[str] = Field(default_factory=list)
    selectors: dict[str, str] = Field(default_factory=dict)
    eras: list[Era] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=lambda: ["vi"])
    browser: bool | None = None
    tls: Annotated[str | None, AfterValidator(checked_tls)] = None
    tls_min_version: Annotated[str | None, AfterValidator(checked_tls_version)] = None
    expect: Expectations | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: list[str] = Field(default_factory=list)
    successors: list[str] = Field(default_factory=list)
    basis: str | None = None

    @field_validator("id")
    @classmethod
    def _check_id(cls, value: str) -> str:
        return checked_id(value)

    @field_validator("name", "unit", "province")
    @classmethod
    def _check_text(cls, value: str | None) -> str | None:
        text = None if value is None else nfc(value).strip()
        if text == "":
            raise ValueError("must not be empty: leave the key out instead")
        return text

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        return checked_url(value)

    @field_validator("family")
    @classmethod
    def _check_family(cls, value: str | None) -> str | None:
        return checked_family(value)

    @field_validator("selectors")
    @classmethod
    def _check_selectors(cls, value: dict[str, str]) -> dict[str, str]:
        return checked_selectors(value)

    @field_validator("languages")
    @classmethod
    def _check_languages(cls, value: list[str]) -> list[str]:
        return checked_languages(value)

    @field_validator("predecessors", "successors")
    @classmethod
    def _check_relatives(cls, value: list[str]) -> list[str]:
        return checked_ids(value)

    @field_validator("eras")
    @classmethod
    def _check_order(cls, value: list[Era]) -> list[Era]:
        for number, (earlier, later) in enumerate(pairwise(value), start=2):
            if later.until <= earlier.until:
                raise ValueError(
                    f"era {number} ends on {later.until}, not after the one before it ({earlier.until}): "
                    "write the eras from the oldest to the newest, each day in one of them"
                )
        return value

    @model_validator(mode="after")
    def _check_days(self) -> Self:
        first, last = self.valid_from, self.valid_to
        if first and last and last < first:
            raise ValueError(f"valid_to ({last}) is before valid_from ({first})")
        for number, era in enumerate(self.eras, start=1):
            if first and era.until < first:
                raise ValueError(f"era {number} ends on {era.until}, before the portal begins (valid_from {first})")
            if last and era.until >= last:
                raise ValueError(
                    f"era {number} ends on {era.until}, no earlier than the portal itself (valid_to {last}): what held "
                    "to the end stands in the portal, without an era"
                )
        return self

    @model_validator(mode="after")
    def _check_line(self) -> Self:
        for key, named in (("predecessors", self.predecessors), ("successors", self.successors)):
            if self.id in named:
                raise ValueError(f"key {key!r} names the portal itself: what was rebuilt at its own address is an era")
        both = sorted({*self.predecessors}.intersection(self.successors))
        if both:
            raise ValueError(f"keys 'predecessors' and 'successors' both name {both[0]!r}: only one can be true")
        return self

    def homes(self) -> list[str]:
        """Return the addresses of its home page: that of now, then those of its eras."""
        return list(dict.fromkeys([self.url, *(era.url for era in self.eras if era.url is not None)]))

    def at(self, moment: datetime | None) -> Portal:
        """Return the portal as it was when a page was captured: the portal itself, or with what its era says.

        Args:
            moment: when the page was captured (without a time zone: in Vietnam's time), ``None`` where nobody knows.
        """
        if moment is None or not self.eras:
            return self
        day = vietnamese_day(moment)
        era = next((era for era in self.eras if day <= era.until), None)
        if era is None:
            return self
        then = {"family": era.family or self.family, "selectors": era.selectors, "url": era.url or self.url}
        return self.model_copy(update={**then, "eras": []})

    @property
    def host(self) -> str:
        """The host of the home page, lower case, without port and without ``www.``."""
        return bare_host(self.url)


def portal_from_url(url: str) -> Portal:
    """Return a portal that nobody has described, named after its host (and port or path, where it has its own).

    The path is that of one site among several on a host (:func:`scraper.address_traits.site_path`): two communes on
    the host of their district are two portals.

    Raises:
        PortalError: the text is no web address.
    """
    try:
        address = checked_url(url)
    except ValueError as error:
        raise PortalError(str(error)) from None
    parts = urlsplit(address)
    name = bare_host(address) + (f":{parts.port}" if parts.port else "")
    name += site_path(address).rstrip("/")
    identifier = re.sub(r"[^a-z0-9.-]+", "-", fold(name)).strip("-.")[:81]
    return Portal(id=identifier or "portal", name=name, url=address)


def load_portals(paths: Iterable[Path] = ()) -> dict[str, Portal]:
    """Return the portals that ship with the project and those of the user's own files, by id.

    Args:
        paths: further TOML files or folders of them; they may not redefine a portal.

    Raises:
        PortalError: a file cannot be read or a key in it is wrong; says which file, portal and key.
    """
    portals: dict[str, Portal] = {}
    for path in portal_files(paths):
        for portal in _shipped(path) if path.parent == _SHIPPED else read_portal_file(path):
            if portal.id in portals:
                raise PortalError(f"{path}: portal {portal.id!r} is declared already: choose another name")
            portals[portal.id] = portal
    return portals


@cache  # a command reads them twice; they are many, and stay as they are
def _shipped(path: Path) -> list[Portal]:
    return read_portal_file(path)


def portal_files(paths: Iterable[Path] = ()) -> list[Path]:
    """Return the files that ship with the project, then the user's own: TOML files, or all in a folder."""
    files = sorted(path for path in _SHIPPED.iterdir() if path.suffix == ".toml")
    for path in paths:
        files += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return files


def read_portal_file(path: Path) -> list[Portal]:
    """Return the portals that one TOML file declares, in its order.

    Raises:
        PortalError: says which file, portal and key is wrong, and how.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PortalError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PortalError(f"{path}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise PortalError(f"{path}: is no valid TOML: {error}") from None
    return [_portal_from_table(path, name, table) for name, table in tables.items()]


def _portal_from_table(path: Path, name: str, table: object) -> Portal:
    if not isinstance(table, dict):
        raise PortalError(f"{path}: {name!r} stands outside a portal: begin each portal with a line [its-id]")
    values: Mapping[str, object] = {"id": name, **table}
    try:
        return Portal.model_validate(values)
    except ValidationError as error:
        raise PortalError(
            "\n".join(mistake(path, name, detail, Portal.model_fields) for detail in error.errors())
        ) from None
