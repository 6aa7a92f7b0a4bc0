"""The lead (sapo): the element that is called so, else the first paragraph, as editors of portals write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.wording import ends_sentence, is_info_line, is_junk, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.flow import Flow
    from scraper.extract.reading.region import Region

_MOST_LINES = 3
_OVER = 4  # lines over the headline in which a lead may stand
_SHORTEST_SET_APART = 60  # characters from which a bold first line, or one in a heading's tag, is no sub-heading
_LONGEST = 1_500  # characters


def lead_over(lines: Sequence[Line], title: Line | None, region: Region) -> Line | None:
    """Return the lead that some templates print over the headline, ``None`` where none does.

    It is marked as the lead, or a paragraph beside the headline in an element that holds nothing but the article.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        region: where the text stands.
    """
    if title is None or any(line.hints.lead for line in lines[title.index + 1 : region.first + 1]):
        return None
    for line in reversed(lines[max(title.index - _OVER, 0) : title.index]):
        if line.kind == "image" or line_stamp(line, None) is not None or is_info_line(line.text):
            continue
        if line.place or line.linked or not _SHORTEST_SET_APART <= line.prose <= _LONGEST or is_junk(line.text):
            return None
        around = line.node.getparent()
        beside = around is title.node.getparent() and around is not None and around.tag not in {"body", "html", "form"}
        if not line.hints.lead and not (beside and ends_sentence(line.text) and not line.level):
            return None
        line.hints = line.hints._replace(lead=True)
        return line
    return None


def take_lead(flow: Flow) -> str | None:
    """Return the lead and take it out of the blocks; ``None`` where no paragraph opens the text.

    A lead that the CMS prints apart and the editor repeats as the first paragraph is taken out twice. Where all of the
    text is marked, the element that is called description or summary holds the whole of it, and says nothing.
    """
    texts = [block.text for block in flow.blocks if block.kind in {"paragraph", "heading"}]
    marked = [line.text for line in flow.lead_lines]
    if 1 < len(marked) == len(flow.paragraphs()):
        marked = []
    if marked and len(marked) <= _MOST_LINES and sum(map(len, marked)) <= _LONGEST and texts[: len(marked)] == marked:
        for text in marked:
            _remove(flow, text)
        lead = " ".join(marked)
        for block in flow.blocks:
            if block.kind in {"paragraph", "heading"}:
                if key(block.text) == key(lead):
                    flow.blocks.remove(block)
                break
        return lead
    for block in flow.blocks:
        if block.kind in {"image", "caption"}:
            continue
        if block.kind == "paragraph" or (block.kind == "heading" and len(block.text) >= _SHORTEST_SET_APART):
            flow.blocks.remove(block)
            return block.text
        if block.kind in {"list_item", "table"}:
            return None
    return None


def _remove(flow: Flow, text: str) -> None:
    for block in flow.blocks:
        if block.text == text:
            flow.blocks.remove(block)
            return
