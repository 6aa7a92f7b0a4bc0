"""DNN (DotNetNuke): news modules of its market and of provinces' own, in table skins and in later ones.

A page is a tab, an article an item of one of its modules, and the same item answers under many addresses: parameters in
the query or in the path, with and without the module's id and the language. Facts: saved pages and the ids that DNN
gives (``dnn_ctrNNN_ModuleContent``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scraper.extract.reading.site_names import is_generic
from scraper.families.marks import is_generated_by
from scraper.families.templates import Templated
from scraper.tab_addresses import with_parameters_in_query
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.page import Page

# Parameters that choose how an item is shown, not which; the module's id only matters beside a control ("ctl").
_LOOKS = frozenset({"language", "skinsrc", "containersrc", "dnnprintmode", "popup", "portalid"})
_MODULE, _CONTROL, _TAB = "mid", "ctl", "tabid"
_LONGEST_SECTION = 60  # characters


class Dnn(Templated):
    """Portals on DNN."""

    name: ClassVar[str] = "dnn"
    has_controls: ClassVar[bool] = True
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {
            "title": ".edn_articleTitle",
            "lead": ".edn_articleSummary, .edn_summary",
            "body": ".edn_article",
            "section": ".edn_article .edn_category a",
        },
        {
            "body": ".ModDnnForgeNewsArticlesC .article",
            "section": ".ModDnnForgeNewsArticlesC .article a[href*='/CategoryID/']",
        },
    )
    id_marks: ClassVar[tuple[str, ...]] = ("dnn_ctr", "dnn_ContentPane")

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the ids of panes and modules, or the generator's name."""
        return super().recognises(page) or is_generated_by(page, "dotnetnuke")

    def section(self) -> str | None:
        """Return the section: as the page says, else the title of the module that shows the article."""
        return super().section() or self._module_title()

    def _module_title(self) -> str | None:
        line, _ = self.headline
        node = line.node if line is not None else None
        while node is not None and not (node.get("id") or "").endswith("_ContentPane"):
            node = node.getparent()
        if node is None:
            return None
        for element in node.iter("span", "h1", "h2", "h3"):
            if "dnnTITLE" in (element.get("id") or ""):
                title = collapse(nfc("".join(element.itertext())))
                return title if 2 <= len(title) <= _LONGEST_SECTION and not is_generic(title) else None
        return None

    def canonical_url(self) -> str | None:
        """Return the address that the page gives, else the item's shortest: its tab and its parameters in the query."""
        return super().canonical_url() or shortest_address(self.page.url)


def shortest_address(url: str) -> str | None:
    """Return the one of an item's addresses that all of them can be brought to, ``None`` where it is no tab's.

    ``/TinTuc/tabid/118/ItemID/7/mid/441/language/vi-VN/Default.aspx`` and ``/Default.aspx?tabid=118&ItemID=7&mid=441``
    are the same.
    """
    parts = urlsplit(url)
    path, pairs = with_parameters_in_query(parts.path, parse_qsl(parts.query))
    steps = [step for step in path.split("/") if step]
    names = [step.lower() for step in steps]
    if names[-1:] != ["default.aspx"] or _TAB in names:
        return None
    known = {name.lower() for name, _ in pairs}
    if _TAB not in known or len(known) == 1:
        return None
    left_out = _LOOKS if _CONTROL in known else _LOOKS | {_MODULE}
    kept = sorted(((name, value) for name, value in pairs if name.lower() not in left_out), key=_tab_first)
    shortest = "/".join(["", *steps[:-1], "Default.aspx"])
    return urlunsplit((parts.scheme, parts.netloc, shortest, urlencode(kept), ""))


def _tab_first(pair: tuple[str, str]) -> bool:
    return pair[0].lower() != _TAB
