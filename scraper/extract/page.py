"""A page on its way to a record: one tree, and what is read off it once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scraper.canonical import absolute_url
from scraper.extract.links import Link, page_links
from scraper.extract.metadata import Metadata, read_metadata
from scraper.extract.own_link import unlink_headline
from scraper.extract.script_data import holds_script_data, read_script_data
from scraper.extract.script_data.entries import entry_links
from scraper.extract.selectors import ElementNames
from scraper.extract.template import NO_TEMPLATE, Template, part_of
from scraper.extract.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.walked import Walk
    from scraper.portal import Portal


@dataclass
class Page:
    """A parsed page, its address, and what is known of it beforehand; what is costly is read once, when asked for."""

    tree: etree._Element
    url: str
    portal: Portal | None = None
    captured_at: datetime | None = None
    template: Template = NO_TEMPLATE

    @cached_property
    def metadata(self) -> Metadata:
        """What the head says."""
        return read_metadata(self.tree, self.url)

    @cached_property
    def names(self) -> ElementNames:
        """Its elements by their ids and class names: what no element is called need not be looked for."""
        return ElementNames(self.tree, self.walk.parts)

    @property
    def ids(self) -> Collection[str]:
        """The ids of its elements: by what their fronts and ends are called, many a CMS is known."""
        return self.names.ids

    @property
    def classes(self) -> Collection[str]:
        """The class names of its elements."""
        return self.names.classes

    @cached_property
    def generators(self) -> list[str]:
        """What its generator tags say, in lower case; a page builder may write a second one."""
        said = [self.metadata.get("generator") or ""]
        said += [meta.get("content") or "" for meta in self.tree.iter("meta") if meta.get("name") == "generator"]
        return [text.lower() for text in said]

    @cached_property
    def file_addresses(self) -> list[str]:
        """The addresses of its styles, scripts and interfaces; an interface's kind is one, too."""
        elements = self.tree.iter("link", "script")
        return [value for one in elements for name in ("href", "src", "rel") if (value := one.get(name))]

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are relative to: the page's address, or its ``<base>``."""
        base = self.metadata.base
        return (absolute_url(self.url, base) if base else None) or self.url

    @cached_property
    def walk(self) -> Walk:
        """The lines of text, pictures and anchors, in reading order."""
        found = walk(self.tree, self.base_url)
        unlink_headline(found.lines, self.url)
        if self.template.shared:
            for line in found.lines:
                line.shared = part_of(line) in self.template
        return found

    def forget_walk(self) -> None:
        """Have the page walked over anew: a family has changed the tree as the page's scripts would."""
        for name in ("walk", "names"):
            self.__dict__.pop(name, None)

    @property
    def lines(self) -> list[Line]:
        """The lines of text and the pictures, in reading order."""
        return self.walk.lines

    @cached_property
    def links(self) -> list[Link]:
        """Every link once an address and place; at the end those of lists that only the data in its scripts hold."""
        found = page_links(self.tree, self.base_url, self.walk.zones, self.walk.parts)
        if self.script_data:
            known = dict.fromkeys(link.url for link in found)
            listed = entry_links(self.script_data, self.base_url, known)
            found += [Link(address, title, "list") for address, title in listed if address not in known]
        return found

    @cached_property
    def script_data(self) -> list[Any]:
        """The data that a front end left in its scripts; none where none did."""
        return read_script_data(self.tree) if self.has_script_data else []

    @cached_property
    def has_script_data(self) -> bool:
        """Whether a front end such as Next.js or Nuxt left its data in the page's scripts."""
        return holds_script_data(self.tree)
