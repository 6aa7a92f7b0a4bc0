"""Texts that can hardly be read, and pages that are none: encodings, characters, mark-up, walls, shells.

Each kind is given the exchange and the page that stands at the address (UTF-8); it answers every request for it.
"""

from __future__ import annotations

import re
import unicodedata

from scraper.extract import legacy
from tests.faults.wire import Exchange

_CHARSET = re.compile(r'<meta charset="utf-8">')


def _bare(page: bytes) -> str:
    """Return a page that does not say its own encoding."""
    return _CHARSET.sub("", page.decode())


def _unlabelled(to: Exchange, body: bytes) -> None:
    to.send(body, kind="text/html")


# ------------------------------------------------------------------ encodings


def utf8_under_latin1(to: Exchange, page: bytes) -> None:
    """UTF-8 under a header that says iso-8859-1."""
    to.send(page, kind="text/html; charset=iso-8859-1")


def utf8_under_utf16(to: Exchange, page: bytes) -> None:
    """UTF-8 whose mark-up says UTF-16, under a header that says nothing."""
    _unlabelled(to, page.replace(b'<meta charset="utf-8">', b'<meta charset="utf-16">'))


def utf8_under_nonsense(to: Exchange, page: bytes) -> None:
    """UTF-8 under a charset that does not exist."""
    to.send(_bare(page).encode(), kind="text/html; charset=tieng-viet")


def utf8_with_bom(to: Exchange, page: bytes) -> None:
    """UTF-8 with a byte order mark, without any label."""
    _unlabelled(to, b"\xef\xbb\xbf" + _bare(page).encode())


def utf16_with_bom(to: Exchange, page: bytes) -> None:
    """UTF-16, little end first, with its byte order mark and no label."""
    _unlabelled(to, b"\xff\xfe" + _bare(page).encode("utf-16-le"))


def utf16_without_bom(to: Exchange, page: bytes) -> None:
    """UTF-16, little end first, without byte order mark and label."""
    _unlabelled(to, _bare(page).encode("utf-16-le"))


def utf16_big_end(to: Exchange, page: bytes) -> None:
    """UTF-16, big end first, without byte order mark and label."""
    _unlabelled(to, _bare(page).encode("utf-16-be"))


def windows_1258(to: Exchange, page: bytes) -> None:
    """windows-1258 without a label; the tone is a character of its own in it."""
    _unlabelled(to, as_windows_1258(_bare(page)))


def windows_1258_under_1252(to: Exchange, page: bytes) -> None:
    """windows-1258 under a header that says windows-1252."""
    to.send(as_windows_1258(_bare(page)), kind="text/html; charset=windows-1252")


def tcvn3(to: Exchange, page: bytes) -> None:
    """TCVN3 (ABC), as its fonts had it: no label can be right."""
    back = {letter: byte for byte, letter in legacy._TCVN3.items()}
    text = "".join(letter if letter in back or letter.isascii() else letter.lower() for letter in _bare(page))
    _unlabelled(to, b"".join(bytes([back[c]]) if c in back else c.encode("latin-1") for c in text))


def nfd(to: Exchange, page: bytes) -> None:
    """UTF-8 in which every mark is a character of its own."""
    to.send(unicodedata.normalize("NFD", page.decode()).encode())


def as_windows_1258(text: str) -> bytes:
    """Return a text in windows-1258, which has vowels with their hats but tones by themselves."""
    encoded = []
    for letter in text:
        try:
            encoded.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            *vowel, tone = unicodedata.normalize("NFD", letter)
            # ậ and ặ come apart with the dot before the hat
            hats = [mark for mark in (*vowel[1:], tone) if mark in "\u0302\u0306\u031b"]
            tones = [mark for mark in (*vowel[1:], tone) if mark not in "\u0302\u0306\u031b"]
            encoded.append(unicodedata.normalize("NFC", vowel[0] + "".join(hats)).encode("cp1258"))
            encoded.append("".join(tones).encode("cp1258"))
    return b"".join(encoded)


# ------------------------------------------------------------------ characters and mark-up around a good text


def control_characters(to: Exchange, page: bytes) -> None:
    """NUL and other controls within the headline and before every paragraph."""
    to.send(page.replace(b"</h1>", b"\0\x0b\x1b</h1>").replace(b"<p>", b"<p>\x02"))


def references_to_no_characters(to: Exchange, page: bytes) -> None:
    """References to NUL and to half a surrogate pair; a browser shows a mark of replacement for each."""
    to.send(page.replace(b"</h1>", b"&#0;&#xD800;</h1>").replace(b"<p>", b"<p>&#xDFFF;"))


def nested_tags(to: Exchange, page: bytes) -> None:
    """Two thousand one hundred inline elements within one another around the text."""
    to.send(page.replace(b'<div class="content">', b'<div class="content">' + b"<b>" * 2_100))


def nested_blocks(to: Exchange, page: bytes) -> None:
    """Three hundred blocks within one another around the text."""
    opened, closed = b"<div>" * 300, b"</div>" * 300
    page = page.replace(b'<div class="content">', opened + b'<div class="content">')
    to.send(page.replace(b"</article>", closed + b"</article>"))


def unclosed_tags(to: Exchange, page: bytes) -> None:
    """No end tag of a paragraph, a block or the article."""
    to.send(re.sub(rb"</(?:p|div|article|main|body|html)>", b"", page))


def doctype_with_entities(to: Exchange, page: bytes) -> None:
    """Entities in the document type: a file of the machine that reads, and a billion laughs."""
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = b'<!DOCTYPE html [<!ENTITY tep SYSTEM "file:///etc/passwd"><!ENTITY a0 "ha">' + laughs + b"]>"
    to.send(page.replace(b"<!DOCTYPE html>", doctype))


def megabyte_in_a_comment(to: Exchange, page: bytes) -> None:
    """A megabyte without a blank before the text, within a comment."""
    to.send(page.replace(b"<main>", b"<!--" + b"x" * 1_000_000 + b"--><main>"))


# ------------------------------------------------------------------ what is no page


def empty(to: Exchange, page: bytes) -> None:
    """Status 200 and no body."""
    to.send(b"")


def noise(to: Exchange, page: bytes) -> None:
    """A hundred kilobytes of every byte there is, called HTML."""
    to.send(bytes(range(256)) * 400)


def pdf_called_html(to: Exchange, page: bytes) -> None:
    """A PDF under the name of HTML."""
    to.send(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + b"\x80\xff" * 9_000 + b"\n%%EOF")


def pdf(to: Exchange, page: bytes) -> None:
    """A PDF that says so."""
    to.send(b"%PDF-1.4\n%%EOF", kind="application/pdf")


def picture(to: Exchange, page: bytes) -> None:
    """A picture at the address of a page."""
    to.send(b"\x89PNG\r\n\x1a\n" + bytes(2_000), kind="image/png")


def zip_bomb(to: Exchange, page: bytes) -> None:
    """A ZIP at the address of a page; nobody has to open it."""
    to.send(b"PK\x03\x04" + bytes(20_000), kind="application/zip")


def missing_with_200(to: Exchange, page: bytes) -> None:
    """A page in the portal's own frame that says that nothing is there, with status 200."""
    to.send(_in_frame(page, "<h1>Thông báo</h1><p>Bài viết không tồn tại hoặc đã bị xóa.</p>"))


def maintenance(to: Exchange, page: bytes) -> None:
    """A notice of maintenance with status 200."""
    to.send("<html><body><h1>Hệ thống đang bảo trì</h1><p>Vui lòng quay lại sau.</p></body></html>".encode())


def database_error(to: Exchange, page: bytes) -> None:
    """The words of a database in the place of the article, with status 200."""
    to.send(_in_frame(page, "<p>Warning: mysqli_connect(): (HY000/2002): Connection refused in db.php on line 7</p>"))


def script_shell(to: Exchange, page: bytes) -> None:
    """A page that a script is to fill."""
    to.send(b'<!DOCTYPE html><html><head><title>Cong</title></head><body><div id="root"></div>'
            b'<script src="/app.js"></script></body></html>')  # fmt: skip


def robot_check(to: Exchange, page: bytes) -> None:
    """The check of a firewall for web applications, with status 200."""
    to.send(
        b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing.</p>"
        b'<script>window._cf_chl_opt={cvId:"3"};</script></body></html>'
    )


def _in_frame(page: bytes, text: str) -> bytes:
    before, _, rest = page.partition(b"<main>")
    title = re.sub(rb"<title>.*?</title>|<link[^<>]*>|<meta (?:property|name)[^<>]*>", b"", before)
    return title + b"<main>" + text.encode() + b"</main>" + rest.partition(b"</main>")[2]
