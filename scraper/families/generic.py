"""The generic family: reads a page of a portal that nobody has described."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from scraper.extract.attachments import find_attachments, viewers
from scraper.extract.document import Reading
from scraper.extract.reading.belonging import file_lines
from scraper.extract.reading.choice import Choice, choose
from scraper.extract.reading.counters import find_counters
from scraper.extract.reading.credits import labelled_credit
from scraper.extract.reading.documents import Facts, abstract_of, read_facts, signers
from scraper.extract.reading.flow import Flow, read_flow
from scraper.extract.reading.kind import apologises, is_home
from scraper.extract.reading.lead import take_lead
from scraper.extract.reading.moments import Moments, find_moments
from scraper.extract.reading.named import NamedElements
from scraper.extract.reading.page_names import MenuNames, PageNames, head_titles
from scraper.extract.reading.region import Region, find_region
from scraper.extract.reading.section import breadcrumb, find_section
from scraper.extract.reading.title import find_title, printed_title
from scraper.extract.stamps import parse_machine_date, parse_stamp
from scraper.families.kinds import kind_of, title_of_list
from scraper.items import Problem, Stats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.lines import Line
    from scraper.extract.page import Page
    from scraper.families.script_page import ScriptPage
    from scraper.items import Attachment, Kind

_FILES_AFTER = 16  # lines after an article in which the list of its files may begin
_FURNITURE = frozenset({"header", "breadcrumb", "footer"})


class Generic:
    """Reads any page by its text, links and position; other families override what they know better."""

    name: ClassVar[str] = "generic"
    #: CSS selectors of the CMS by datum; the names are those of :data:`scraper.portal.SELECTORS`.
    selectors: ClassVar[dict[str, str]] = {}
    #: Whether the CMS's editors write captions into the alternative text.
    captions_in_alt: ClassVar[bool] = True

    def __init__(self, page: Page) -> None:
        self.page = page
        own, overrides = self.selectors_on(page), page.portal.selectors if page.portal else {}
        self.named = NamedElements(page.tree, own, overrides, page.names)
        for line in self.named.lines("caption", page.lines):
            if line.kind != "image":
                line.kind = "caption"
        for line in self.named.lines("lead", page.lines):
            line.hints = line.hints._replace(lead=True)

    @classmethod
    def recognises(cls, page: Page) -> bool:  # noqa: ARG003  what other families override
        """Tell whether the page carries this CMS's marks."""
        return False

    @classmethod
    def selectors_on(cls, page: Page) -> Mapping[str, str]:  # noqa: ARG003  what families with templates override
        """Return the selectors that hold on a page; a CMS with several templates tells them apart here."""
        return cls.selectors

    def read(self) -> Reading:
        """Return what the page says."""
        if self.script_page is not None and (unprinted := self.script_page.read()) is not None:
            return unprinted
        kind = self.kind()
        if kind == "other" and self.script_page is not None and self.script_page.lists_articles:
            kind = "listing"
        if kind == "article":
            reading = self.article()
        elif kind == "document":
            reading = self.document()
        else:
            reading = Reading(kind, title=title_of_list(self) if kind == "listing" else None, section=self.section())
        reading.stats = self.stats(kind)
        if kind not in {"article", "document"}:
            # They are those of the entries, or of a poll.
            reading.stats.views = reading.stats.comments = reading.stats.rating_count = None
            reading.stats.rating_average = None
        reading.canonical_url = self.canonical_url()
        reading.furniture = self.furniture()
        return reading

    # ------------------------------------------------------------------ what the parts rest on

    @property
    def lines(self) -> list[Line]:
        """The lines of the page."""
        return self.page.lines

    @cached_property
    def script_page(self) -> ScriptPage | None:
        """What the data in the page's scripts say, ``None`` where it has none or they do not count.

        A page that says that there is nothing means it; a home page shows many articles, whatever its data hold.
        """
        from scraper.families.script_page import ScriptPage  # it reads with this class

        if is_home(self.page.url) or not self.page.has_script_data or apologises(self.lines, self.title):
            return None
        return ScriptPage(self)

    @cached_property
    def choice(self) -> Choice:
        """Where the text stands, which lines are other people's, and whether that alone makes an article of it."""
        body = self.named.first("body")
        if body is not None:
            return Choice(find_region(self.lines, body))
        says_article = self.page.metadata.says_article
        return choose(self.lines, self.names, self.page.url, says_article=says_article)

    @cached_property
    def region(self) -> Region | None:
        """Where the text stands."""
        return self.choice.region

    @cached_property
    def crumbs(self) -> list[str]:
        """The breadcrumb."""
        return breadcrumb(self.lines, self.page.walk.anchors)

    @cached_property
    def heads(self) -> list[str]:
        """The titles that the head gives."""
        return head_titles(self.page.metadata)

    @cached_property
    def names(self) -> PageNames:
        """What the page calls itself and its sections."""
        menu = MenuNames(self.lines, self.page.walk.anchors, self.page.url)
        return PageNames(self.heads, self.page.url, self.crumbs, menu)

    @cached_property
    def headline(self) -> tuple[Line | None, str | None]:
        """The line that prints the headline, and the headline."""
        named = [line for line in self.named.lines("title", self.lines) if line.kind != "image"]
        if named:
            return named[-1], printed_title(" ".join(line.text for line in named), self.heads)
        before = self.region.first if self.region else len(self.lines)
        return find_title(self.lines, before, self.names)

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.headline[1]

    @cached_property
    def moments(self) -> Moments:
        """When it was published and updated."""
        printed = self.named.text("date")
        stamp = parse_stamp(printed, not_after=self.page.captured_at) if printed else None
        if stamp is not None:
            return Moments(stamp.value, None, stamp.text, is_shown=True)
        line, _ = self.headline
        first, stop = self.bounds
        return find_moments(self.lines, self.page.metadata, line, first, stop, self.page.captured_at)

    @property
    def bounds(self) -> tuple[int, int]:
        """Index of the first line of running text, and of the first line after the article."""
        if self.region:
            return self.region.first, self.region.tail
        line, _ = self.headline
        start = line.index + 1 if line else 0
        return start, min(start + 12, len(self.lines))

    @cached_property
    def facts(self) -> Facts:
        """The facts of a legal document, where the page is about one."""
        return read_facts(self.lines)

    # ------------------------------------------------------------------ what the page is, and says

    def kind(self) -> Kind:
        """Return what the page is."""
        return kind_of(self)

    def article(self) -> Reading:
        """Return what an article says."""
        flow = self.flow()
        lead = take_lead(flow)
        flow.place_images()
        moments = self.moments
        reading = Reading(
            "article",
            title=self.title,
            lead=lead,
            paragraphs=flow.paragraphs(),
            author=self._named_credit("author") or flow.credit.author,
            source=self._named_credit("source") or flow.credit.source,
            section=self.section(),
            published=moments.published or parse_machine_date(self.page.metadata.page_published or ""),
            updated=moments.updated,
            published_text=moments.published_text,
            images=flow.images,
            captions=flow.captions,
            attachments=self.attachments,
        )
        for name in self.named.unmatched():
            reason = f"the portal's selector for {name} matches nothing on this page; it was read without"
            reading.problems.append(Problem(name, reason))
        if lead is None and not reading.paragraphs:
            what = "only files" if reading.attachments else "only pictures" if reading.images else "no text"
            reading.problems.append(Problem("text", f"the article holds {what}: there is nothing to read in it"))
        return reading

    def document(self) -> Reading:
        """Return what the page of a legal document says."""
        return Reading(
            "document",
            title=abstract_of(self.facts.values, [self.title]),
            section=self.section(),
            published=self.moments.published,
            updated=self.moments.updated,
            published_text=self.moments.published_text,
            attachments=self.attachments,
            officials=signers(self.facts.values),
        )

    # ------------------------------------------------------------------ the parts

    def flow(self) -> Flow:
        """Return the article's blocks."""
        line, title = self.headline
        if self.region is None:
            return Flow()
        return read_flow(
            self.lines,
            line,
            title,
            self.region,
            files=self.file_lines,
            others=self.choice.others,
            alternatives=self.captions_in_alt,
        )

    def _named_credit(self, name: Literal["author", "source"]) -> str | None:
        text = self.named.text(name)
        if text is None:
            return None
        credit = labelled_credit(text)
        return credit.author or credit.source or text

    def section(self) -> str | None:
        """Return the section the page stands in."""
        named = self.named.text("section")
        if named:
            return named
        page = self.page
        return find_section(self.lines, page.walk.anchors, page.metadata, self.headline, self.crumbs, self.heads)

    @property
    def _start(self) -> int:
        """Index of the line from which things may be the article's: the headline's."""
        line, _ = self.headline
        return line.index if line else self.bounds[0]

    @cached_property
    def file_lines(self) -> set[int]:
        """Indexes of the lines that list the article's files."""
        linking = {anchor.index for anchor in self.page.walk.anchors}
        return file_lines(self.lines[self._start : self.bounds[1] + _FILES_AFTER], linking)

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files that stand with the article."""
        start, stop = self._start, self.bounds[1]
        # A list of files is believed wherever it stands close by; other links only inside the article.
        listed = self.file_lines
        near = [
            one
            for one in self.page.walk.anchors
            if one.index in listed or (start <= one.index <= stop and one.place in {"", "tools"})
        ]
        declared = {one.element for one in near if one.index in listed and one.element.tag == "a"}
        shown = viewers(self.region.surroundings) if self.region else ()
        return find_attachments([*(one.element for one in near), *shown], self.page.base_url, declared)

    def stats(self, kind: Kind) -> Stats:
        """Return the counters that a page of a kind prints; numbers in an article's text are none."""
        first, stop = self.bounds
        last = self.region.last if self.region and kind == "article" else first - 1
        return find_counters(self.lines, self.headline[0], first, last, stop)

    def canonical_url(self) -> str | None:
        """Return the address the page gives as its own, where it can be believed."""
        return self.page.metadata.canonical

    def furniture(self) -> str:
        """Return the text around the article that may name the unit: site name, head, breadcrumb, foot."""
        texts = [self.page.metadata.site_name or "", self.page.metadata.title or ""]
        texts += [line.text for line in self.lines if line.place in _FURNITURE and line.kind != "image"]
        return "\n".join(text for text in texts if text)
