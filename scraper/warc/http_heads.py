"""Where the header of an HTTP answer ends in the block of a record."""

from __future__ import annotations


def split_head(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the header of an answer without its last line end, the blank line behind it, and the body.

    Lines end as the server ended them: some with bare line feeds (RFC 9112, section 2.2), some with both.
    Where there is no blank line, all is header.

    Args:
        content: the block of a record that holds an answer.
    """
    ends = [(place, len(blank)) for blank in (b"\n\n", b"\n\r\n") if (place := content.find(blank)) >= 0]
    if not ends:
        return content, b"", b""
    place, length = min(ends)
    return content[:place].removesuffix(b"\r"), content[place : place + length], content[place + length :]
