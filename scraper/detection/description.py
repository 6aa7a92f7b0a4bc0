"""A portal's description out of what was detected: at most ten lines of TOML, and their way into a file."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import ValidationError

from scraper.detection.sections import MOST_SECTIONS
from scraper.errors import PortalError
from scraper.patterns import regex
from scraper.portal import Portal, load_portals, portal_from_url, read_portal_file
from scraper.portal_lookup import declared_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scraper.detection import Detection

_BARE_KEY = regex(r"[A-Za-z0-9_-]+")
_LONGEST_LINE = 400  # characters of the line of sections, so that a person can read the file


def short_id(url: str) -> str:
    """Return a short id for the portal at an address: ``songlam-hatinh`` for ``songlam.hatinh.gov.vn``."""
    name = re.sub(r"\.(?:gov|org|com|edu)?\.?vn(?=[-:/]|$)", "", portal_from_url(url).id)
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")[:81] or "portal"


def described(
    found: Detection,
    day: date,
    *,
    identifier: str | None = None,
    name: str | None = None,
    unit: str | None = None,
    province: str | None = None,
) -> Portal:
    """Return the portal that a detection describes; what the user says outranks what was detected.

    Args:
        found: what was detected.
        day: when.
        identifier: its id, by default one made of its host.
        name: its name, by default the one its pages print, else its host.
        unit: who publishes.
        province: the province-level unit above.

    Raises:
        PortalError: what the user says is no valid value; says which key and how.
    """
    unit = unit or found.unit
    province = province or found.province
    values = {
        "id": identifier or short_id(found.url),
        "name": name or found.name or urlsplit(found.url).netloc,
        "url": found.url,
        "family": found.family if found.family != "generic" else None,
        "unit": unit,
        "province": None if province == unit else province,
        "sections": _section_addresses(found),
        "languages": ["vi"],
        "browser": found.browser or None,
        "basis": f"detected {day.isoformat()}",
    }
    try:
        return Portal.model_validate(values)
    except ValidationError as error:
        raise PortalError(_first_sentence(error)) from None


def _section_addresses(found: Detection) -> list[str]:
    """Return the addresses of the sections, relative to the host, as many as a line holds."""
    home = urlsplit(found.url)
    addresses: list[str] = []
    for section in found.sections[:MOST_SECTIONS]:
        parts = urlsplit(section.url)
        same_host = parts.netloc == home.netloc and not parts.path.startswith("//")
        address = f"{parts.path}{'?' if parts.query else ''}{parts.query}" if same_host else section.url
        if address and address != home.path and len(", ".join([*addresses, address])) <= _LONGEST_LINE:
            addresses.append(address)
    return addresses


def _first_sentence(error: ValidationError) -> str:
    detail = error.errors()[0]
    key = ".".join(str(part) for part in detail["loc"])
    return f"{key}: {str(detail['msg']).removeprefix('Value error, ')}"


def as_toml(portal: Portal) -> str:
    """Return a portal's description as TOML, at most ten lines; what is not known is left out."""
    key = portal.id if _BARE_KEY.fullmatch(portal.id) else _quoted(portal.id)
    values: dict[str, str | list[str] | bool | None] = {
        "name": portal.name,
        "url": portal.url,
        "family": portal.family,
        "unit": portal.unit,
        "province": portal.province,
        "sections": portal.sections,
        "languages": portal.languages,
        "browser": portal.browser,
        "basis": portal.basis,
    }
    lines = [f"{name} = {_value(value)}" for name, value in values.items() if value not in (None, [])]
    return "\n".join([f"[{key}]", *lines]) + "\n"


def _value(value: str | list[str] | bool | None) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(_quoted(one) for one in value)}]"
        case _:
            return _quoted(value or "")


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are all among TOML's, and DEL is the one character JSON forgets."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def refuse_known(portal: Portal, path: Path, files: Sequence[Path]) -> None:
    """Make sure that a description is new: its id in all portal files, its address, its place.

    Args:
        portal: the new description.
        path: the file it is to be written to, which need not exist.
        files: the user's portal files beside it.

    Raises:
        PortalError: the id or the address is declared already, or a file is wrong; says where and what to do.
    """
    others = [one for one in files if one.resolve() != path.resolve()]
    known = load_portals([*others, path] if path.exists() else others)
    if portal.id in known:
        raise PortalError(f"a portal {portal.id!r} is declared already: choose another id with --id")
    same = declared_at(known, portal.url)
    if same is not None:
        raise PortalError(f"{portal.url} is declared already, as {same.id!r}: change that description instead")


def append(text: str, path: Path) -> None:
    """Append a portal's description to a file of them, which is made where there is none, whole or not at all.

    Raises:
        PortalError: the file cannot be written, or would not be valid afterwards; it is left as it was.
    """
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".toml", dir=path.parent)
    except (OSError, UnicodeDecodeError) as error:
        raise PortalError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{before}{gap}{text}")
        read_portal_file(new)
        new.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        new.replace(path)
    except OSError as error:
        raise PortalError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
