"""Where the header of an HTTP answer ends in the block of a record."""

from __future__ import annotations


def split_head(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the header of an answer without its last line end, the blank line behind it, and the body.

    Lines end as the server ended them: some with bare line feeds (RFC 9112, section 2.2), some with both.
    Where there is no blank line, all is header.

    Args:
        content: the block of a record that holds an answer.
    """
    place, length = content.find(b"\n\r\n"), 3
    # Whether lines end otherwise is asked of what stands before it, and not of a whole page behind it.
    earlier = content.find(b"\n\n", 0, place + 1 if place >= 0 else len(content))
    if earlier >= 0:
        place, length = earlier, 2
    if place < 0:
        return content, b"", b""
    return content[:place].removesuffix(b"\r"), content[place : place + length], content[place + length :]
