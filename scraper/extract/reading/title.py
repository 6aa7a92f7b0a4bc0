"""The headline of an article: as printed over it, not the site's name and not the section's."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.reading.headline import (
    LONGEST,
    Candidate,
    candidates,
    is_fact,
    without_stamp_in_brackets,
)
from scraper.extract.reading.line_stamps import SPAN_OF_DAYS
from scraper.extract.reading.site_names import is_generic
from scraper.extract.wording import ends_sentence, is_name_line, key, shows_something
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.page_names import PageNames

_LONGEST_SECTION = 30  # characters up to which a line may be a section's name
_MARKED = 24  # score by its own marks that makes a headline of a line under a section's name
_SHORTEST_LEAD, _SHORT_HEADLINE = 80, 25  # characters of a lead that looks like a headline, of the headline over it
_HIGHEST = 4  # elements around a line in a header
_RIGHT_OVER = 4  # lines between the two
_MOST_PARTS = 3  # lines of a headline that only line breaks part
_ENOUGH = 12  # score from which a line is taken without the head's word for it
_LONGEST_STAMP = 80  # characters of a stamp behind a headline
_TRAILING_STAMP = regex(
    r"(?P<open>[(\[]\s?)?(?P<time>\d{1,2}:\d{2}(?::\d{2})?\s?(?:[-,|]\s?)?)?(?:ngày\s)?"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?P<tail>[^()]{0,24}[)\]]?)$"
)
_SHOWS_TIME = regex(r"\d{1,2}[:h]\d{2}")
_PARTED = regex(r"[|–—-]$")
_LEADS_TO_DAY = regex(r"(?:^|\s)(?:từ|đến|tới|ngày|lúc|vào|hết|trước|sau|kể từ|hạn|và|qua|hôm|dịp|sáng|chiều|tối)$")
_BADGE = regex(r"[(\[]?(?:mới|new|hot|nóng|tin mới|tin nóng|nổi bật)!?[)\]]?")
_TRIM = " .:-–|"


def find_title(lines: Sequence[Line], before: int, names: PageNames) -> tuple[Line | None, str | None]:
    """Return the line that prints the headline, and the headline.

    Args:
        lines: all lines of the page.
        before: index of the first line of running text; the headline stands over it.
        names: what the page calls itself and its sections.

    Returns:
        ``(None, title)`` where only the head has one, ``(None, None)`` where there is none at all.
    """
    heads = names.heads
    found = candidates(lines, before, names)
    best = _best(found, lines)
    if best is None or best.score < _ENOUGH:
        best = _least(found, lines, before, heads)
    if best is not None:
        whole = _whole(best.line, lines)
        text = " ".join(line.text for line in whole)
        text = _without_section(printed_title(text, heads, whole[-1].pieces), [*names.crumbs, *_first_piece(whole[0])])
        return whole[-1], text
    return None, heads[0] if heads else None


def _best(found: Sequence[Candidate], lines: Sequence[Line]) -> Candidate | None:
    """Return the line that prints the headline, of candidates from the text upwards.

    Two things look more like a headline than the headline: the section, where the head has nothing but its name
    (DotNetNuke's tabs) or none, and a lead in a heading's tag, which the stamp parts from the headline over it.
    """
    best = max(found, key=lambda one: one.score, default=None)
    if best is None:
        return None
    if best.said and _is_in_header(best.line):
        # A head that has nothing but the portal's slogan agrees with the page's header, where that is printed.
        stamped = [one for one in found if one.over_fact and one.score >= _ENOUGH and not one.line.place]
        return max(stamped, key=lambda one: one.score, default=best)
    if len(best.line.text) <= _LONGEST_SECTION:
        below = [one for one in found if one.line.index > best.line.index and _heads_text(one)]
        longer = [one for one in below if len(one.line.text) >= _LONGEST_SECTION]
        return max(longer, key=lambda one: one.score, default=best)
    if best.line.level != 1 and not best.said and len(best.line.text) >= _SHORTEST_LEAD:
        over = [one for one in found if one.score >= _ENOUGH and _fact_between(lines, one.line, best.line)]
        shorter = [one for one in over if _SHORT_HEADLINE <= len(one.line.text) < len(best.line.text)]
        return max(shorter, key=lambda one: one.score, default=best)
    return best


def _is_in_header(line: Line) -> bool:
    """Tell whether a line without a headline's mark-up stands in a header, the page's as like as an article's."""
    if line.level or line.hints.title:
        return False
    return line.place == "header" or any(node.tag == "header" for node in islice(line.node.iterancestors(), _HIGHEST))


def _least(found: Sequence[Candidate], lines: Sequence[Line], before: int, heads: Sequence[str]) -> Candidate | None:
    """Return the headline where no line looks like one: what stands right over the stamp, else over the text.

    Some templates print the headline as the caption of the picture over the text; it counts where the head knows none.
    """
    over = [one for one in found if one.over_fact and one.score > 0 and not one.line.linked]
    if over:
        return max(over, key=lambda one: one.score)
    if any(len(head) >= _SHORT_HEADLINE for head in heads):
        return None
    over_text = lines[max(before - _RIGHT_OVER, 0) : before]
    if any(line.linked and line.level for line in over_text):
        return None  # an entry of another article
    for line in reversed(over_text):
        if line.kind == "caption" and not line.place and _is_caption_for_headline(line):
            return Candidate(line, _ENOUGH, 0, over_fact=False)
    return None


def _is_caption_for_headline(line: Line) -> bool:
    short = _SHORT_HEADLINE <= len(line.text) < _SHORTEST_LEAD
    return short and not line.linked and not ends_sentence(line.text) and not shows_something(line.text)


def _heads_text(one: Candidate) -> bool:
    """Tell whether a line is a headline by its own marks, or by the stamp right under it."""
    marks = one.score - one.said
    return marks >= _MARKED or (one.over_fact and marks >= _ENOUGH and not ends_sentence(one.line.text))


def _fact_between(lines: Sequence[Line], upper: Line, lower: Line) -> bool:
    """Tell whether a stamp or a CMS's fact, and little else, stands between two lines.

    Right under a line that is set apart and is no kicker ("Chuyện ở trạm số 4:"), nothing has to.
    """
    if upper.index >= lower.index or lower.index - upper.index > _RIGHT_OVER:
        return False
    if (upper.bold or upper.hints.title) and not upper.text.endswith(":"):
        return True
    return any(is_fact(line) for line in lines[upper.index + 1 : lower.index])


def _whole(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return all lines of a headline that line breaks part; a stamp or a CMS's fact in the heading is none of them."""
    found = [line]
    for step in (-1, 1):
        index = line.index + step
        while 0 <= index < len(lines) and lines[index].node is line.node and lines[index].kind == line.kind:
            other = lines[index]
            if _is_no_part(line, other):
                break
            found.append(lines[index])
            index += step
    # Without a heading's tag the block may hold more than the headline: the lead, or the text.
    alone = len(found) <= _MOST_PARTS and not any(ends_sentence(one.text) and one.prose for one in found)
    if not (line.level or alone) or sum(len(one.text) for one in found) > LONGEST:
        return [line]
    return sorted(found, key=lambda one: one.index)


def _is_no_part(line: Line, other: Line) -> bool:
    """Tell whether a line in the headline's block is none of it; a name is ("CHI BỘ THÔN BÃI CHÀI") in its heading."""
    if is_generic(other.text):
        return True
    if _looks_the_same(line, other):
        return is_fact(other) and not (line.level and is_name_line(other.text))
    return not line.level or is_fact(other)


def _looks_the_same(line: Line, other: Line) -> bool:
    return (line.bold, line.italic, line.small, line.linked) == (
        other.bold,
        other.italic,
        other.small,
        other.linked,
    ) and (line.text.isupper() == other.text.isupper())


def _first_piece(line: Line) -> list[str]:
    """Return the text of the element that begins a line, the section's name on some, without what parts it off."""
    first = next((text for text in map(collapse, line.pieces) if text), "").rstrip(" |»›")
    return [first] if 0 < len(first) <= _LONGEST_SECTION else []


def _without_section(text: str, sections: Sequence[str]) -> str:
    """Return a headline without the section's name that a template prints before it ("Xã điểm | ...", "Y tế : ...").

    A colon right behind a word is an editor's ("Tin vắn: ..."); with a blank before it, it is the template's.
    """
    for section in sections:
        rest = text[len(section) :]
        if text.startswith(section) and (rest.lstrip()[:1] in {"|", "»", "›"} or rest.startswith(" : ")):
            return rest.lstrip(" |»›:")
    return text


def printed_title(text: str, heads: Sequence[str] = (), pieces: Sequence[str] = ()) -> str:
    """Return a headline as printed, without a stamp that stands on its line.

    Args:
        text: the line.
        heads: what the head gives as titles; one with the day in it is the headline.
        pieces: the texts of the elements that the line is put together from.
    """
    text = without_stamp_in_brackets(_without_badge(text, pieces))
    found = _TRAILING_STAMP.search(text[-_LONGEST_STAMP:])
    cut = text[: max(0, len(text) - _LONGEST_STAMP) + found.start()].strip() if found else ""
    is_own = (heads and key(heads[0]) == key(text)) or SPAN_OF_DAYS.search(text[-_LONGEST_STAMP:])
    if found is None or not cut or is_own:
        return text
    # A day at the end is the headline's own ("... đến ngày 11/9/2026") unless its form sets it apart.
    last = next((piece for piece in map(collapse, reversed(pieces)) if piece), "")
    set_apart = (
        _TRAILING_STAMP.fullmatch(last)
        or found["open"]
        or found["time"]
        or _SHOWS_TIME.search(found["tail"])
        or _PARTED.search(cut)
    )
    if not set_apart or _LEADS_TO_DAY.search(fold_tone(cut[-20:])):
        return text
    return cut.rstrip(_TRIM)


def _without_badge(text: str, pieces: Sequence[str]) -> str:
    """Return a headline without the badge in an element of its own ("Mới", "HOT") that a CMS sets beside it."""
    texts = [piece for piece in map(collapse, pieces) if piece]
    if len(texts) > 1 and _BADGE.fullmatch(texts[0].lower()):
        text = text[len(texts[0]) :].strip()
        texts = texts[1:]
    if len(texts) > 1 and _BADGE.fullmatch(texts[-1].lower()):
        text = text[: -len(texts[-1])].strip()
    return text
