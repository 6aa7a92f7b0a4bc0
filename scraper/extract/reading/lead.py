"""The lead (sapo): the element that is called so, else the first paragraph, as editors of portals write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.wording import key

if TYPE_CHECKING:
    from scraper.extract.reading.flow import Flow

_MOST_LINES = 3
_SHORTEST_SET_APART = 60  # characters from which a bold first line, or one in a heading's tag, is no sub-heading
_LONGEST = 1_500  # characters


def take_lead(flow: Flow) -> str | None:
    """Return the lead and take it out of the blocks; ``None`` where no paragraph opens the text.

    A lead that the CMS prints apart and the editor repeats as the first paragraph is taken out twice.
    """
    marked = [line.text for line in flow.lead_lines]
    texts = [block.text for block in flow.blocks if block.kind in {"paragraph", "heading"}]
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
