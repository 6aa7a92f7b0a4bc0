"""Where on a page an article's stamps stand: between headline and text, over the headline, in and under the text.

Dates around an article are those of other articles or of today. What stands in boxes with links to others is theirs;
what stands over the headline on the day the page was fetched may be the page's clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scraper.clock import VIETNAM
from scraper.extract.markup import names_of
from scraper.extract.reading.line_stamps import BADGE_LINES, LONGEST_BADGE, line_stamps, stamp_over_lines, with_time
from scraper.extract.reading.region import heads_related, is_headline_of_another
from scraper.extract.stamps import SHOWN_ANEW
from scraper.extract.wording import ends_sentence, is_comment_heading, is_info_line, is_junk, is_name_line
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.stamps import Stamp

_ELSEWHERE = frozenset({"nav", "related", "aside", "footer", "header", "pager", "breadcrumb", "hidden"})
_NEVER = frozenset({"related", "pager", "hidden"})  # what is no fact about the article even under its headline
_DAY_ALONE = len("2026-03-05")
_EDITED = regex(r"(?:ngày |lần |thời gian )?(?:chỉnh sửa|sửa đổi|sửa|cập nhật|hiệu chỉnh)(?: lần cuối| cuối| ngày)?")
_LAST_EDIT = regex(
    r"(?:(?:lần|thời gian) )?(?:cập nhật|sửa đổi|sửa|chỉnh sửa)(?: lần)? (?:cuối|gần nhất)|last (?:updated|modified)"
)
_SAYS_COMMENTS = regex(r"comment|binh-?_?luan|phan-?_?hoi|reply|respond")
_SURE = 90  # the trust in a stamp whose label tells what it is
_LABELLED = 80  # and in one that has a label at all
_LONGEST_LABEL = 40  # characters
_LONGEST_SECTION = 60
_MADE_ANEW = timedelta(minutes=3)  # how far the clocks of a server and of the one that reads it may differ
_FAR_BELOW = 20  # lines under the article, related news among them, in which the last edit may be told
_UNDER = 4  # lines under the article in which its own foot may stand
_OVER_TITLE, _FAR_OVER = 5, 14  # lines over the headline in which its stamp may stand, pictures not counted and counted
_MOST_LABELS = 2  # lines over the headline that may be a section's name or a kicker


def stamps_under_headline(lines: Sequence[Line], begin: int, first: int, captured_at: datetime | None) -> list[Stamp]:
    """Return the stamps between headline and text.

    A page builder's boxes count, and rows of links, unless they list other articles.

    Args:
        lines: all lines of the page.
        begin: index of the headline's line.
        first: index of the first line of running text.
        captured_at: when the page was fetched.
    """
    between = lines[begin:first]
    others = {line.place for line in between if is_headline_of_another(line)}
    own = [line for line in between if not line.place or line.place == "tools" or line.place not in others | _NEVER]
    return stamps_on(own, captured_at, linked=True)


def stamps_over_headline(lines: Sequence[Line], begin: int, captured_at: datetime | None) -> list[Stamp]:
    """Return the stamps of the line next over the headline that has some.

    Between the two only the article's picture, its lead, facts about it, buttons, and a section's name may stand.
    """
    counted = labels = leads = 0
    for line in reversed(lines[max(begin - _FAR_OVER, 0) : begin]):
        if line.kind in {"image", "caption"} or lines[line.index - 1].kind == "image":
            continue
        stamps = _over(lines, line, begin, captured_at)
        if stamps:
            return [stamp for stamp in stamps if stamp.kind != "clock" and not may_be_clock(stamp, captured_at)]
        counted += 1
        label = _may_be_section(line)
        labels += label and line.place != "breadcrumb"
        leads += bool(line.prose and not line.place)
        fact = is_junk(line.text) or is_info_line(line.text) or is_name_line(line.text) or line.place == "tools"
        is_lead = leads == 1 and bool(line.prose) and not line.place
        if not (label or fact or is_lead) or labels > _MOST_LABELS or counted >= _OVER_TITLE:
            break
    return []


def _over(lines: Sequence[Line], line: Line, begin: int, captured_at: datetime | None) -> list[Stamp]:
    if line.place in _ELSEWHERE - {"breadcrumb"} or _stands_in_list(lines, line, begin):
        return []
    before = lines[max(line.index - 1, 0) : line.index]
    stamps = stamps_on([*(one for one in before if len(one.text) <= LONGEST_BADGE), line], captured_at)
    if stamps and not line_stamps(line, captured_at) and not stamp_over_lines([*before, line], captured_at):
        stamps = []  # it is the line before's alone, whose turn comes
    if not stamps and len(line.text) <= LONGEST_BADGE and line.text[-4:].isdigit():
        above = [one for one in lines[max(line.index - BADGE_LINES + 1, 0) : line.index + 1] if not one.place]
        stamps = stamps_on(above, captured_at)
    return stamps


def _stands_in_list(lines: Sequence[Line], line: Line, begin: int) -> bool:
    """Tell whether a line over the headline stands beside the headline of another article; a row of links is none."""
    near = lines[max(line.index - 1, 0) : min(line.index + 2, begin)]
    return any(
        is_headline_of_another(one) and one.place != "breadcrumb" and sum(map(bool, map(str.strip, one.pieces))) <= 2
        for one in near
    )


def _may_be_section(line: Line) -> bool:
    """Tell whether a line over the headline may be a section's name or a kicker."""
    if line.place == "breadcrumb":
        return True
    short = not line.place and len(line.text) <= _LONGEST_SECTION and line.kind != "table"
    return short and not is_headline_of_another(line) and not ends_sentence(line.text)


def may_be_clock(stamp: Stamp, captured_at: datetime | None) -> bool:
    """Tell whether a stamp outside headline and text may be today's: of the day, or the moment, of the capture.

    Where that is not known, a bare day may be.
    """
    if stamp.score >= _LABELLED:
        return False
    if captured_at is None:
        return len(stamp.value) <= _DAY_ALONE
    return is_now(stamp.value, captured_at)


def is_now(value: str, captured_at: datetime | None) -> bool:
    """Tell whether an ISO value is the day, or about the moment, of a capture; never where that is not known."""
    if captured_at is None:
        return False
    now = captured_at.astimezone(VIETNAM) if captured_at.tzinfo else captured_at.replace(tzinfo=VIETNAM)
    if len(value) <= _DAY_ALONE:
        return value == now.strftime("%Y-%m-%d")
    return abs(datetime.fromisoformat(value) - now) <= SHOWN_ANEW


def is_made_for_the_capture(value: str, captured_at: datetime | None) -> bool:
    """Tell whether a moment is that of a capture to a few minutes: what a page prints anew for each of its readers.

    Seldom has an editor saved an article in just these minutes; a day alone may be that of an edit.
    """
    if captured_at is None or len(value) <= _DAY_ALONE:
        return False
    now = captured_at.astimezone(VIETNAM) if captured_at.tzinfo else captured_at.replace(tzinfo=VIETNAM)
    return abs(datetime.fromisoformat(value) - now) <= _MADE_ANEW


def stamps_in_text(
    lines: Sequence[Line], title: Line | None, first: int, stop: int, captured_at: datetime | None
) -> list[Stamp]:
    """Return the stamps in a text, at its end and in its own foot below; not those of its readers' comments.

    A day without a label amid the text is part of what it tells, but for one right under the lead.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        first: index of the first line of running text.
        stop: index at which the article with its credits ends.
        captured_at: when the page was fetched.
    """
    comments = next((line.index for line in lines[first:stop] if is_comment_heading(line.text)), stop)
    heads = {line.index for line in lines[first : stop + 1] if is_headline_of_another(line) and not is_junk(line.text)}
    own = [
        line
        for line in lines[first:comments]
        if line.place not in _ELSEWHERE and not {line.index - 1, line.index + 1} & heads
    ]
    prose = [line.index for line in own if line.prose]
    found = stamps_on(own, captured_at)
    amid = [stamp for stamp in found if stamp.score < _LABELLED and prose and stamp.start < prose[-1]]
    if len(amid) > 1 or any(sum(index < stamp.start for index in prose) > 1 for stamp in amid):
        found = [stamp for stamp in found if stamp not in amid]
    return found if comments < stop else [*found, *stamps_on(own_foot(lines, title, stop), captured_at)]


def own_foot(lines: Sequence[Line], title: Line | None, stop: int) -> list[Line]:
    """Return the lines under a text that stand in the article's own foot, up to what is others' or readers'."""
    around = set(title.node.iterancestors("article", "main", "section", "div", "td")) if title is not None else set()
    found: list[Line] = []
    for line in lines[stop : stop + _UNDER]:
        if is_headline_of_another(line) or heads_related(line) or is_comment_heading(line.text):
            break
        if line.place in _NEVER or _is_of_comments(line):
            break
        zone = line.zone.element if line.zone is not None else line.node
        in_article = zone.getparent() in around or zone in around
        if not in_article or line.place in _ELSEWHERE - {"footer"}:
            continue
        found.append(line)
    return found


def stamps_beside(lines: Sequence[Line], captured_at: datetime | None) -> list[Stamp]:
    """Return the stamp in a box beside the article, where it is the only day on the page and in no list of others."""
    found: list[Stamp] = []
    for line in lines:
        if is_comment_heading(line.text) or _is_of_comments(line) or len(found) > 1:
            break
        if line.place in {"", "aside", "tools"} and not line.linked and not _stands_in_list(lines, line, len(lines)):
            found += line_stamps(line, captured_at) if line.kind not in {"image", "table"} else []
    lone = len(found) == 1 and found[0].kind == "published" and not may_be_clock(found[0], captured_at)
    return found if lone else []


def _is_of_comments(line: Line) -> bool:
    """Tell whether a line stands in the part of a page with its readers' comments."""
    return line.zone is not None and _SAYS_COMMENTS.search(names_of(line.zone.element).lower()) is not None


def edits_below(lines: Sequence[Line], captured_at: datetime | None) -> list[Stamp]:
    """Return the stamps below an article that say in as many words when it was edited last: Joomla's "modifydate"."""
    near = [line for line in lines[:_FAR_BELOW] if line.place not in _ELSEWHERE and line.text[-1:].isdigit()]
    said = [line for line in near if tells_last_edit(line.text)]
    return [stamp for stamp in stamps_on(said, captured_at) if stamp.kind == "updated"]


def tells_last_edit(text: str) -> bool:
    """Tell whether a stamp's label says that it is that of the last edit ("Cập nhật lần cuối: ...")."""
    return _LAST_EDIT.search(fold_tone(text[:_LONGEST_LABEL])) is not None


def stamps_on(lines: Sequence[Line], captured_at: datetime | None, *, linked: bool = False) -> list[Stamp]:
    """Return the stamps on lines; ``start`` of each is the index of its line.

    Args:
        lines: the lines.
        captured_at: when the page was fetched.
        linked: also on lines that are links, as WordPress links a post's day.
    """
    found: list[Stamp] = []
    label = ""
    lines = [line for line in lines if line.kind not in {"image", "table"} and (linked or not line.linked)]
    for number, line in enumerate(lines):
        stamps = line_stamps(line, captured_at)
        over = stamp_over_lines(lines[number : number + BADGE_LINES], captured_at) if not stamps else None
        stamps = [over] if over is not None else stamps
        if len(stamps) == 1 and len(stamps[0].value) == _DAY_ALONE:
            for beside in (*lines[number + 1 : number + 2], *lines[max(number - 1, 0) : number]):
                stamps = (
                    [with_time(stamps[0], beside.text, captured_at)] if len(stamps[0].value) == _DAY_ALONE else stamps
                )
        if stamps and _EDITED.fullmatch(label):
            stamps[0] = replace(stamps[0], kind="updated", score=_SURE)
        found += [replace(stamp, start=line.index) for stamp in stamps]
        label = fold_tone(line.text).strip(" :") if len(line.text) < _LONGEST_LABEL else ""
    return found
