"""The body of a story as CKEditor leaves it, in the four hands that editors of such portals write."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING

from scraper.sample_portal.content import LINK, cells, file_path

if TYPE_CHECKING:
    from scraper.sample_portal.content import Block, Story

_INDENT = "&nbsp;&nbsp; &nbsp; &nbsp; &nbsp; &nbsp; "
# How a paragraph is wrapped: indented with NBSP, with fonts, plain, pasted from Word.
_HANDS = (
    ('<p style="text-align: justify;">' + _INDENT, "</p>"),
    (
        '<p style="text-align: justify;"><span style="font-size:14px">'
        '<span style="font-family:times new roman,times,serif">',
        "</span></span></p>",
    ),
    ('<p style="text-align: justify;">', "</p>"),
    ('<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt"><span lang="VI">', "<o:p></o:p></span></p>"),
)


def hand_of(story: Story) -> int:
    """Return which of the hands wrote the story; the same each time."""
    return hashlib.sha256(story.slug.encode()).digest()[0] % len(_HANDS)


def render_body(story: Story) -> str:
    """Return the inner HTML of the story: blocks, then the source and author lines."""
    opening, closing = _HANDS[hand_of(story)]
    parts: list[str] = []
    lead_done = False
    for block in story.blocks:
        if block.kind == "paragraph":
            text = render_links(block.lines[0])
            if not lead_done and hand_of(story) == 1:
                text = f"<strong>{text}</strong>"
            lead_done = True
            parts.append(f"{opening}{text}{closing}")
        else:
            parts.append(_render_block(block))
    if story.source:
        parts.append(
            f'<p style="text-align: right"><em>{escape(story.source_line or f"Nguồn: {story.source}")}</em></p>'
        )
    if story.author:
        parts.append(f'<p style="text-align: right"><strong>{escape(story.byline or story.author)}</strong></p>')
    gap = "\n<p>&nbsp;</p>\n" if hand_of(story) == 2 else "\n"
    return gap.join(parts)


def render_links(text: str) -> str:
    """Return text as HTML, ``[label](file.pdf)`` as a link to the file."""
    out, at = "", 0
    for link in LINK.finditer(text):
        out += escape(text[at : link.start()], quote=False)
        out += f'<a href="{file_path(link[2])}" target="_blank">{escape(link[1])}</a>'
        at = link.end()
    return out + escape(text[at:], quote=False)


def _render_block(block: Block) -> str:
    match block.kind:
        case "heading":
            return f'<p style="text-align: justify;"><strong>{escape(block.lines[0])}</strong></p>'
        case "list":
            return "<ul>" + "".join(f"<li>{render_links(line)}</li>" for line in block.lines) + "</ul>"
        case "table":
            rows = ("".join(f"<td><p>{escape(cell)}</p></td>" for cell in cells(line)) for line in block.lines)
            body = "".join(f"<tr>{row}</tr>" for row in rows)
            return f'<table border="1" cellpadding="1" cellspacing="0" style="width:100%"><tbody>{body}</tbody></table>'
        case _:
            return _render_picture(block)


def _render_picture(block: Block) -> str:
    """A picture, or two, with the words under it as the block's style has it."""
    words = escape(block.lines[0], quote=False)
    alt = escape(block.lines[0]) if block.style == "a" else ""
    images = [f'<img alt="{alt}" src="{picture}" style="width:600px" />' for picture in block.pictures]
    centred = "".join(f'<p style="text-align:center">{image}</p>' for image in images)
    match block.style:
        case "p":
            return f'{centred}\n<p style="text-align: justify;">{words}</p>'
        case "i":
            return f'{centred}\n<p style="text-align:center"><em>{words}</em></p>'
        case "c":
            return f'{centred}\n<p style="text-align:center">{words}</p>'
        case "b":
            return f'<p style="text-align:center">{"<br />".join(images)}<br /><em>{words}</em></p>'
        case "t":
            rows = "".join(f'<tr><td style="text-align:center">{image}</td></tr>' for image in images)
            return (
                '<table align="center" border="0" cellpadding="1" cellspacing="1"><tbody>'
                f'{rows}<tr><td style="text-align:center">{words}</td></tr></tbody></table>'
            )
        case "f":
            return f'<figure class="image">{"".join(images)}<figcaption>{words}</figcaption></figure>'
        case _:
            return centred
