"""What a page is, by what the generic family reads off it: the questions of :mod:`.reading.kind`, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.documents import is_register
from scraper.extract.reading.galleries import is_in_gallery
from scraper.extract.reading.kind import (
    ARTICLE_PROSE,
    apologises,
    is_entry_of_another,
    is_fixed_page,
    is_home,
    is_later_page,
    is_poll,
    is_procedure,
    is_service_page,
    is_standing_page,
    judge,
    lists_articles,
    lists_picture_files,
    may_be_news,
    prose_under,
    shows_matter,
)
from scraper.extract.reading.questions import is_question
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.reading.teasers import lists_teasers
from scraper.extract.reading.whole_entries import lists_whole_texts

if TYPE_CHECKING:
    from scraper.families.generic import Generic
    from scraper.items import Kind

_SECTION = 30  # characters up to which a title may be a section's name


def kind_of(family: Generic) -> Kind:
    """Return what a page is.

    Args:
        family: the family that reads the page; its headline, region, facts, dates and files are asked.
    """
    title_line, title = family.headline
    if apologises(family.lines, title, title_line):
        return "other"
    if family.facts.is_document:
        return "document"
    if family.region is None and (found := _kind_without_text(family)) is not None:
        return found
    if (not family.choice.is_article and _lists_articles(family)) or _lists_teasers(family):
        return "listing"
    if is_register(family.lines, family.page.walk.anchors) or lists_picture_files(family.lines):
        return "listing"
    prose = prose_under(family.lines, title_line, family.region)
    stamped = family.moments.published is not None
    is_service = is_service_page(title, family.page.url) and not may_be_news(title, prose, stamped=stamped)
    is_form = (
        is_poll(family.lines, title_line) or is_procedure(family.lines) or is_question(family.lines, family.page.url)
    )
    if is_service or is_form:
        return "other"
    if not stamped and is_standing_page(title, family.page.url):
        return "other"
    found = judge(
        url=family.page.url,
        title=title,
        title_printed=title_line is not None,
        prose=prose,
        stamped=stamped,
        says_article=family.page.metadata.says_article,
        has_matter=bool(family.attachments),
    )
    if found == "article" and prose < ARTICLE_PROSE and is_in_gallery(family.page.url):
        return "other"
    if found == "other" and (is_home(family.page.url) or not prose) and lists_articles(family.lines, None):
        return "listing"
    return found


def title_of_list(family: Generic) -> str | None:
    """Return what a list of articles is called, ``None`` where the line that looks like it is an entry's or the foot's.

    Args:
        family: the family that reads the page.
    """
    line, title = family.headline
    if line is None:
        return title
    entries = [one.index for one in family.lines if not one.place and is_headline_of_another(one)]
    begins = family.region.start if family.region is not None else line.index
    is_entrys = any(begins <= index < line.index for index in entries)
    is_foots = bool(entries) and entries[-1] < line.index
    is_entrys = is_entrys or (len(line.text) > _SECTION and not family.names.fit(line) and _lists_teasers(family))
    return None if is_entrys or is_foots else title


def _kind_without_text(family: Generic) -> Kind | None:
    """Return what a page without running text is, ``None`` where that alone does not tell."""
    if is_fixed_page(family.title):
        return "other"
    if is_later_page(family.page.url):
        return "listing"  # of pictures or files: an article has no second page without a word
    if not _shows_something(family):
        return None
    return "other" if is_in_gallery(family.page.url) else "article"


def _lists_articles(family: Generic) -> bool:
    """Tell whether a page is a list of articles or documents, be it of one entry."""
    if family.choice.is_list or (family.facts.lists and lists_articles(family.lines, None)):
        return True
    if lists_articles(family.lines, family.region):
        return True
    line, _ = family.headline
    if family.region is None:
        return False
    return is_entry_of_another(family.lines, line, family.region, family.page.url) or _is_day_of_another(family)


def _lists_teasers(family: Generic) -> bool:
    """Tell whether a page is a list whose headlines are no links: the first of them reads as that of an article."""
    line, title = family.headline
    if lists_whole_texts(family.lines, line, family.region):
        return True
    tells = line is not None and len(title or "") > _SECTION and family.names.fit(line)
    return lists_teasers(family.lines, family.page.walk.anchors, family.region, family.page.url, tells=tells)


def _is_day_of_another(family: Generic) -> bool:
    """Tell whether the day over the running text is printed in the link to another article: the one entry of a list."""
    line, _ = family.headline
    day = family.moments.published_text
    if line is None or family.region is None or not day or family.region.first != family.region.last:
        return False  # an entry has a line of summary
    over = family.lines[line.index + 1 : family.region.first]
    return any(day in one.text and not one.place and is_headline_of_another(one) for one in over)


def _shows_something(family: Generic) -> bool:
    """Tell whether a stamp and pictures, a film or files stand right under the headline, and no text.

    Lists of other articles around an album or a scanned notice do not make a list of it.
    """
    line, _ = family.headline
    if line is None or family.moments.published_text is None or is_home(family.page.url):
        return False
    return shows_matter(family.lines, family.page.walk.anchors, family.file_lines, line)
