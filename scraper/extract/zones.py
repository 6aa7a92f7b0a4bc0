"""The parts of a page that its mark-up declares to be furniture: menus, sidebars, related news, the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.class_names import ZoneKind
    from scraper.extract.lines import Line

# A zone that its class names as furniture but that holds this share of the page's prose is not furniture.
_MAIN_SHARE = 0.4
_MAIN_SHARE_SEMANTIC = 0.7
_PAGE = frozenset({"html", "body", "form"})  # what holds the page's header
_TEXT_WITHIN = 4  # lines behind an article's header, pictures among them, in which its text begins


@dataclass(slots=True, eq=False)
class Zone:
    """A part of the page that its mark-up declares to be something else than the article.

    ``semantic``: a tag or role says so, not only a class name. ``declared``: what it would be if it were shown.
    ``gallery``: it is a slider, which may show an article's pictures. ``links``: how many lines in it are links.
    ``active`` is false where the part turned out to hold most of the page's text, so that the declaration cannot be
    believed.
    """

    kind: ZoneKind
    element: etree._Element
    parent: Zone | None
    semantic: bool
    declared: ZoneKind
    gallery: bool = False
    prose: int = 0
    active: bool = True
    links: int = 0


def place_of(zone: Zone | None) -> ZoneKind:
    """Return the kind of the nearest zone in force, "" where there is none: it may be the article."""
    while zone is not None:
        if zone.active:
            return zone.kind
        zone = zone.parent
    return ""


def within(zone: Zone | None, kind: ZoneKind) -> bool:
    """Tell whether a zone, or one around it, is of a kind."""
    while zone is not None:
        if zone.kind == kind:
            return True
        zone = zone.parent
    return False


def count_line(zone: Zone | None, line: Line) -> None:
    """Count the prose and the links of a line of a zone, which are those of all zones around it as well."""
    prose, linked = line.prose, line.linked
    if not (prose or linked):
        return
    while zone is not None:
        zone.prose += prose
        zone.links += linked
        zone = zone.parent


def judge_zones(lines: Sequence[Line], zones: Sequence[Zone]) -> None:
    """Tell every line its place, when the declarations that would make furniture of most of the text are out of force.

    One part with most of it is the article; so are all parts of a kind together, where a page builder calls every
    paragraph a widget.
    """
    total = sum(line.prose for line in lines)
    kinds: dict[ZoneKind, int] = {}
    for zone in zones:
        share = _MAIN_SHARE_SEMANTIC if zone.semantic or zone.kind == "hidden" else _MAIN_SHARE
        if total and zone.prose > share * total:
            zone.active = False
        if zone.parent is None and zone.kind != "hidden":
            kinds[zone.kind] = kinds.get(zone.kind, 0) + zone.prose
    for zone in zones:
        if zone.prose and kinds.get(zone.kind, 0) > _MAIN_SHARE_SEMANTIC * total:
            zone.active = False
    _free_tabs(zones)
    _free_siblings(zones)
    _free_headers(lines, zones)
    for line in lines:
        if line.zone is not None:
            line.place = place_of(line.zone)


def _free_siblings(zones: Sequence[Zone]) -> None:
    """Take the declaration out of force for parts beside those that hold the text, where no link stands in them.

    A page builder makes a widget of each paragraph and of headline, pictures and sub-headings between them.
    """
    texts = {(zone.element.getparent(), zone.kind) for zone in zones if zone.prose and not zone.active}
    for zone in zones if texts else ():
        if not zone.links and not zone.semantic and (zone.element.getparent(), zone.kind) in texts:
            zone.active = False


def _free_headers(lines: Sequence[Line], zones: Sequence[Zone]) -> None:
    """Take the declaration out of force for an article's headers: text follows each in the same element."""
    last: dict[int, int] = {}
    headers = {id(zone) for zone in zones if zone.kind == "header" and zone.active}
    for line in lines if headers else ():
        if id(line.zone) in headers:
            last[id(line.zone)] = line.index
    for zone in zones if last else ():
        around = zone.element.getparent() if id(zone) in last else None
        if around is None or around.tag in _PAGE:
            continue
        behind = lines[last[id(zone)] + 1 : last[id(zone)] + 1 + _TEXT_WITHIN]
        following = next((line for line in behind if line.kind != "image"), None)
        if following is not None and following.prose and around in following.node.iterancestors():
            zone.active = False


def _free_tabs(zones: Sequence[Zone]) -> None:
    """Take the other panes of tabs for shown where none of them is marked as shown: a script marks the first."""
    shown: dict[etree._Element, bool] = {}  # by the element around the panes
    for zone in zones:
        if zone.kind != "tools" or "tab-pane" not in (zone.element.get("class") or ""):
            continue
        around = zone.element.getparent()
        if around is None:
            continue
        if around not in shown:
            panes = [child.get("class") or "" for child in around.iterchildren() if isinstance(child.tag, str)]
            shown[around] = any("tab-pane" in pane and ("active" in pane or "show" in pane) for pane in panes)
        zone.active = zone.active and shown[around]
