"""The headline of an article: as printed over it, not the site's name and not the section's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.extract.reading.captions import frame
from scraper.extract.reading.line_stamps import line_stamp, printed_stamp
from scraper.extract.reading.site_names import is_generic, is_site
from scraper.extract.wording import is_controls, is_info_line, is_junk, is_owner_line, is_related_heading, key
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.metadata import Metadata

_SHORTEST, _LONGEST = 8, 350  # characters
_LONG_SECTION = 36  # characters from which an item of a breadcrumb is the headline sooner than a section
_FARTHEST = 80  # lines of the main part between headline and text
_LONGEST_SECTION = 30  # characters up to which a line may be a section's name
_MARKED = 24  # score by its own marks that makes a headline of a line under a section's name
_SHORTEST_LEAD, _SHORT_HEADLINE = 80, 25  # characters of a lead that looks like a headline, of the headline over it
_RIGHT_OVER = 4  # lines between the two
_ENOUGH = 12  # score from which a line is taken without the head's word for it
_LEVEL_SCORE = {1: 24, 2: 22, 3: 20, 4: 16, 5: 10, 6: 8}
_TRAILING_STAMP = re.compile(
    r"\s*(?P<open>[(\[])?\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?\s*[-,|]?\s*)?(?:ngày\s)?"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?P<tail>[^()]{0,24}[)\]]?)$"
)
_SHOWS_TIME = re.compile(r"\d{1,2}[:h]\d{2}")
_PARTED = re.compile(r"[|–—-]$")
_LEADS_TO_DAY = re.compile(
    r"(?:^|\s)(?:từ|đến|tới|ngày|lúc|vào|hết|trước|sau|kể từ|hạn|và|qua|hôm|dịp|sáng|chiều|tối)$"
)
_BADGE = re.compile(r"[(\[]?(?:mới|new|hot|nóng|tin mới|tin nóng|nổi bật)!?[)\]]?")
_TRIM = " .:-–|"
_SEPARATOR = re.compile(r"\s+[-–—|»:·•]\s+|\s*[|»]\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may print the headline: its score, and how much of it is the word of the head or the address."""

    line: Line
    score: float
    said: float


class PageNames:
    """What the head and the address call a page.

    Args:
        heads: what :func:`head_titles` gives.
        url: the page's address.
    """

    def __init__(self, heads: Sequence[str], url: str) -> None:
        self._keys = {key(head) for head in heads if len(head) >= _SHORT_HEADLINE}
        self._address = key(unquote(urlsplit(url).path))

    def fit(self, line: Line) -> bool:
        """Tell whether a line of the main part prints the page's own name, and links nowhere else."""
        if line.place or line.linked or line.kind not in {"text", "heading"} or len(line.text) > _LONGEST:
            return False
        return key(line.text) in self._keys or _in_address(line.text, self._address) > 0


def head_titles(metadata: Metadata) -> list[str]:
    """Return what the head gives as title, most specific first, without the names of the site around it."""
    found: list[str] = []
    site = key(metadata.site_name or "")
    for title in metadata.titles():
        before, colon, after = title.partition(": ")
        title = after if colon and after and is_site(before) else title
        parts = _SEPARATOR.split(title)
        separators = _SEPARATOR.findall(title)
        while len(parts) > 1 and (is_site(parts[-1]) or (site and key(parts[-1]) == site)):
            parts.pop()
            separators.pop()
        while len(parts) > 1 and (is_site(parts[0]) or (site and key(parts[0]) == site)):
            parts.pop(0)
            separators.pop(0)
        pairs = zip(parts, [*separators, ""], strict=True)
        cleaned = collapse("".join(part + separator for part, separator in pairs))
        if cleaned and not is_generic(cleaned) and key(cleaned) != site and cleaned not in found:
            found.append(cleaned)
    return found


def find_title(
    lines: Sequence[Line], before: int, heads: Sequence[str], sections: Sequence[str] = (), url: str = ""
) -> tuple[Line | None, str | None]:
    """Return the line that prints the headline, and the headline.

    Args:
        lines: all lines of the page.
        before: index of the first line of running text; the headline stands over it.
        heads: what :func:`head_titles` gives.
        sections: names of sections (breadcrumb), which stand in headings too.
        url: the page's address: many CMSs make it of the headline.

    Returns:
        ``(None, title)`` where only the head has one, ``(None, None)`` where there is none at all.
    """
    keys = [key(head) for head in heads]
    section_keys = {key(section) for section in sections if len(section) < _LONG_SECTION}
    keys += [key(section) for section in sections if len(section) >= _LONG_SECTION]  # a breadcrumb may end in it
    address = key(unquote(urlsplit(url).path))
    found: list[Candidate] = []
    distance = 0
    below: Line | None = None  # the next line of the main part
    for line in reversed(lines[:before]):
        if distance > _FARTHEST:
            break
        agrees = _agreement(key(line.text), keys) if _may_print_it(line) else 0.0
        score = _score(line, agrees, section_keys) - min(distance, 20)
        if not line.level and _stands_under_picture(lines, line):
            score -= 60
        if score > -50:
            named = _in_address(line.text, address)
            score += named + _beside_stamp(line, below, lines)
            found.append(Candidate(line, score, agrees + named))
        if line.place == "" and line.kind != "image":
            below = below if line.linked else line  # "In <headline>", a share button
            distance += 0 if _is_info(line) else 1
    best = _best(found, lines)
    if best is not None and best.score >= _ENOUGH:
        whole = _whole(best.line, lines)
        text = " ".join(line.text for line in whole)
        return whole[-1], printed_title(text, heads, whole[-1].pieces)
    return None, heads[0] if heads else None


def _best(found: Sequence[Candidate], lines: Sequence[Line]) -> Candidate | None:
    """Return the line that prints the headline, of candidates from the text upwards.

    Two things look more like a headline than the headline: the section, where the head has nothing but its name
    (DotNetNuke's tabs), and a lead in a heading's tag, which the stamp parts from the headline over it.
    """
    best = max(found, key=lambda one: one.score, default=None)
    if best is None:
        return None
    if len(best.line.text) <= _LONGEST_SECTION:
        below = [one for one in found if one.line.index > best.line.index and one.score - one.said >= _MARKED]
        longer = [one for one in below if len(one.line.text) >= _LONGEST_SECTION]
        return max(longer, key=lambda one: one.score, default=best)
    if best.line.level > 1 and not best.said and len(best.line.text) >= _SHORTEST_LEAD:
        over = [one for one in found if one.score >= _ENOUGH and _fact_between(lines, one.line, best.line)]
        shorter = [one for one in over if _SHORT_HEADLINE <= len(one.line.text) < len(best.line.text)]
        return max(shorter, key=lambda one: one.score, default=best)
    return best


def _fact_between(lines: Sequence[Line], upper: Line, lower: Line) -> bool:
    """Tell whether a stamp or a CMS's fact, and little else, stands between two lines.

    Right under a line that is set apart and is no kicker ("Chuyện ở trạm số 4:"), nothing has to.
    """
    if upper.index >= lower.index or lower.index - upper.index > _RIGHT_OVER:
        return False
    if (upper.bold or upper.hints.title) and not upper.text.endswith(":"):
        return True
    return any(_is_info(line) for line in lines[upper.index + 1 : lower.index])


def _whole(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return all lines of a headline that line breaks part; a stamp or a CMS's fact in the heading is none of them."""
    found = [line]
    for step in (-1, 1) if line.level else ():
        index = line.index + step
        while 0 <= index < len(lines) and lines[index].node is line.node and lines[index].kind == line.kind:
            if _is_info(lines[index]) or is_generic(lines[index].text):
                break
            found.append(lines[index])
            index += step
    return sorted(found, key=lambda one: one.index) if sum(len(one.text) for one in found) <= _LONGEST else [line]


def printed_title(text: str, heads: Sequence[str] = (), pieces: Sequence[str] = ()) -> str:
    """Return a headline as printed, without a stamp that stands on its line.

    Args:
        text: the line.
        heads: what the head gives as titles; one with the day in it is the headline.
        pieces: the texts of the elements that the line is put together from.
    """
    text = _without_badge(text, pieces)
    found = _TRAILING_STAMP.search(text)
    cut = text[: found.start()].strip() if found else ""
    if found is None or not cut or (heads and key(heads[0]) == key(text)):
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
    if not set_apart or _LEADS_TO_DAY.search(fold_tone(cut)):
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


def _may_print_it(line: Line) -> bool:
    """Tell whether a line may be a headline at all."""
    if line.kind in {"image", "table", "caption"} or not _SHORTEST <= len(line.text) <= _LONGEST:
        return False
    return not line.shared and line.place not in {"nav", "breadcrumb", "footer", "hidden", "pager"}


def _score(line: Line, agrees: float, sections: set[str]) -> float:
    if not _may_print_it(line):
        return -100
    text_key = key(line.text)
    if agrees < 60 and (is_generic(line.text) or text_key in sections or is_related_heading(line.text)):
        return -100
    if agrees < 60 and (
        is_junk(line.text) or is_info_line(line.text) or is_owner_line(line.text) or printed_stamp(line.text, None)
    ):
        return -100
    score = agrees + _LEVEL_SCORE.get(line.level, 0)
    score += 14 if line.hints.title else 0
    score += 5 if line.bold else 0
    if line.linked:
        score -= 45
    if line.place:
        score -= 20
    score += 5 if len(line.text) >= 30 else -8 if len(line.text) < 20 else 0
    if line.hints.lead or line.hints.date:
        score -= 12
    if len(line.text) > 60 and line.text.rstrip().endswith("."):
        score -= 25
    return score


def _stands_under_picture(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line shares a small table or figure with the picture right over it: its caption."""
    over = lines[line.index - 1] if line.index else line
    shared = frame(over) if over.kind == "image" else None
    return shared is not None and shared is frame(line)


def _is_info(line: Line) -> bool:
    return is_info_line(line.text) or line_stamp(line, None) is not None or is_controls(line.text)


def _beside_stamp(line: Line, below: Line | None, lines: Sequence[Line]) -> float:
    """Return what it speaks for a line that the stamp, or the text itself, stands right under or over it."""
    if below is None or _is_info(below) or _TRAILING_STAMP.search(line.text):
        return 14
    over = next((one for one in reversed(lines[: line.index]) if one.kind != "image"), None)
    return 8 if over is not None and not over.place and _is_info(over) else 0


def _in_address(text: str, address: str) -> float:
    """Return what it speaks for a line that the page's address is made of its words (some CMSs drop each đ)."""
    own = key(text)[:40]
    if len(own) < 15:
        return 0
    without = key(text.replace("đ", "").replace("Đ", ""))[:40]
    return 40 if own in address or (len(without) >= 15 and without in address) else 0


def _agreement(text_key: str, heads: Sequence[str]) -> float:
    """Return how far a line's words are those of a title in the head."""
    best = 0.0
    for rank, head in enumerate(heads):
        if text_key == head:
            found = 100.0
        elif len(text_key) >= 15 and head.startswith(text_key):
            found = 70.0
        elif len(text_key) >= 15 and text_key in head:
            found = 60.0
        elif len(head) >= 15 and text_key.startswith(head):  # cut short in the head, or a stamp on the line
            found = 75.0 if len(text_key) < len(head) + 24 else 40.0
        else:
            continue
        best = max(best, found - 5 * min(rank, 2))
    return best
