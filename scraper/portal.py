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
"""

from __future__ import annotations

import re
import tomllib
from datetime import date  # noqa: TC003  pydantic reads annotations at run time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scraper.address_traits import site_path
from scraper.errors import PortalError
from scraper.vietnamese import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,80}")
SELECTORS = frozenset({"title", "lead", "body", "date", "author", "source", "section", "caption"})


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
        valid_from, valid_to: days between which the portal was the unit's portal.
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
    valid_from: date | None = None
    valid_to: date | None = None
    successors: list[str] = Field(default_factory=list)
    basis: str | None = None

    @field_validator("id")
    @classmethod
    def _check_id(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError("use lower-case letters, digits, '.' and '-' only, at most 81 of them")
        return value

    @field_validator("name", "unit", "province")
    @classmethod
    def _check_text(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise ValueError("must not be empty: leave the key out instead")
        return None if value is None else nfc(value.strip())

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        return checked_url(value)

    @field_validator("family")
    @classmethod
    def _check_family(cls, value: str | None) -> str | None:
        from scraper.families import FAMILIES  # families import extraction: only when a file names one

        if value is not None and value not in FAMILIES:
            raise ValueError(f"no such family; there are: {', '.join(sorted(FAMILIES))}")
        return value

    @field_validator("selectors")
    @classmethod
    def _check_selectors(cls, value: dict[str, str]) -> dict[str, str]:
        from cssselect import GenericTranslator, SelectorError

        for name, selector in value.items():
            if name not in SELECTORS:
                raise ValueError(f"no selector called {name!r}; there are: {', '.join(sorted(SELECTORS))}")
            try:
                GenericTranslator().css_to_xpath(selector)
            except SelectorError as error:
                raise ValueError(f"{name} = {selector!r} is no CSS selector: {error}") from None
        return value

    @property
    def host(self) -> str:
        """The host of the home page, lower case, without port and without ``www.``."""
        return bare_host(self.url)


def checked_url(value: str) -> str:
    """Return an absolute http(s) address with a path; an address without a scheme is taken as https.

    Raises:
        ValueError: the text is no such address, in one sentence that says why.
    """
    text = value.strip()
    if "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|$)", text):
        text = f"https://{text}"
    parts = urlsplit(text)
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError(f"{value!r} is no web address: it has to begin with http:// or https://")
    try:
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        port_ok = False
    if not parts.hostname or not port_ok or re.search(r"[\s\"<>\\^`{|}]", text) or parts.username is not None:
        raise ValueError(f"{value!r} is no web address: its host or port cannot be read")
    if "." not in parts.hostname and parts.hostname != "localhost" and ":" not in parts.hostname:
        raise ValueError(f"{value!r} is no web address: {parts.hostname!r} is no host name")
    return text if parts.path else f"{text.split('?')[0].split('#')[0]}/"


def bare_host(url: str) -> str:
    """Return the host of ``url`` in lower case without ``www.`` ("" where there is none)."""
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.")


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
    shipped = [Path(str(entry)) for entry in resources.files("scraper").joinpath("portals").iterdir()]
    files = sorted(path for path in shipped if path.suffix == ".toml")
    for path in paths:
        files += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    for path in files:
        for portal in read_portal_file(path):
            if portal.id in portals:
                raise PortalError(f"{path}: portal {portal.id!r} is declared already: choose another name")
            portals[portal.id] = portal
    return portals


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
            "\n".join(_sentence(path, name, detail["loc"], detail) for detail in error.errors())
        ) from None


def _sentence(path: Path, name: str, location: tuple[int | str, ...], detail: Mapping[str, object]) -> str:
    key = ".".join(str(part) for part in location)
    where = f"{path}: portal {name!r}: key {key!r}"
    match detail["type"]:
        case "extra_forbidden":
            known = ", ".join(field for field in Portal.model_fields if field != "id")
            return f"{where} is not known; the keys are: {known}"
        case "missing":
            return f"{where} is missing"
        case _:
            return f"{where}: {str(detail['msg']).removeprefix('Value error, ')}"


def find_by_url(portals: Mapping[str, Portal], url: str) -> Portal | None:
    """Return the declared portal that serves the host of ``url``, ``None`` where there is none."""
    host = bare_host(url)
    return next((portal for portal in portals.values() if portal.host == host), None) if host else None
