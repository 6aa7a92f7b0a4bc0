"""Where a page ends: by its own end tag, and by the last words of the script that made it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.page_ends import died_within, stops_within

HEAD = "<!DOCTYPE html>\n<html lang='vi'><head><title>Tin</title></head><body><h1>Hội nghị</h1>"
TEXT = "".join(f"<p>Đoạn {number}: hội nghị triển khai nhiệm vụ.</p>" for number in range(30))
PAGE = f"{HEAD}{TEXT}</body></html>"
SCRIPT = "<script>var a = '<p>';" + "x" * 9_000 + "</script>"

WHOLE = {
    "as it should be": PAGE,
    "capitals and blanks": PAGE.replace("</html>", "</HTML >") + "\r\n" * 3_000,
    "scripts behind": PAGE + SCRIPT + "\n<!-- trang được lưu " + "x" * 9_000 + "-->" + SCRIPT,
    "no html tag": PAGE.replace("<html lang='vi'>", "").replace("</html>", ""),
    "a fragment": TEXT,
    "a list for machines": "<?xml version='1.0'?><urlset><url><loc>https://a.example.vn/</loc></url></urlset>",
    "data": '{"title": "a < b", "body": "<html"}',
    "text": "User-agent: *\nDisallow: /<",
}
CUT = {
    "in its text": PAGE[:900],
    "behind many blank lines": "\r\n" * 5_000 + PAGE[:900],
    "behind a long comment": "<!--" + "x" * 9_000 + "-->" + PAGE[:900],
    "without an html tag": PAGE.replace("<html lang='vi'>", "")[:900],
    "behind a page within it": HEAD + "<html><body>Word</body></html>" + TEXT * 9,
    "a fragment within a tag": TEXT + "<p clas",
    "in a script behind its end": PAGE + SCRIPT[:-9],
    "in a comment behind its end": PAGE + "<!-- " + "x" * 9_000 + "<b>",
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_whole(name: str, encoding: str) -> None:
    assert not stops_within(WHOLE[name].encode(encoding))


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_stops_within(name: str, encoding: str) -> None:
    assert stops_within(CUT[name].encode(encoding))


@given(st.integers(min_value=len(HEAD), max_value=len(PAGE) - len("</html>")))
def test_a_page_cut_anywhere_behind_its_head_stops_within(end: int) -> None:
    assert stops_within(PAGE[:end].encode())


@given(st.binary(max_size=400))
def test_no_bytes_break_it(body: bytes) -> None:
    assert not stops_within(PAGE.encode() + b"\n" + body.replace(b"<", b"")[:99])
    assert not died_within(body + PAGE.encode())


LAST_WORDS = {
    "php": "<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 65536 "
    "bytes) in <b>/home/portal/includes/db.php</b> on line <b>212</b><br />\n",
    "php in text": "\nParse error: syntax error, unexpected '}' in /home/portal/footer.php on line 3",
    "php uncaught": "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function fetch() on null in "
    "/home/a.php:7\nStack trace:\n#0 {main}\n  thrown in <b>/home/a.php</b> on line <b>7</b><br />\n",
    "asp": '<font face="Arial" size=2>\n<p>Microsoft VBScript runtime </font> <font face="Arial" size=2>error '
    "'800a000d'</font>\n<p>\n<font face=\"Arial\" size=2>Type mismatch: 'rs'</font>\n<p>\n"
    '<font face="Arial" size=2>/chitiet.asp</font><font face="Arial" size=2>, line 51</font>',
}


@pytest.mark.parametrize("name", LAST_WORDS)
def test_a_script_that_died_leaves_its_last_words(name: str) -> None:
    assert died_within((HEAD + TEXT[:500] + LAST_WORDS[name]).encode())


@pytest.mark.parametrize("name", LAST_WORDS)
def test_the_same_words_in_a_page_that_goes_on_are_none(name: str) -> None:
    assert not died_within((HEAD + LAST_WORDS[name] + TEXT + "</body></html>").encode())
    assert not died_within((HEAD + LAST_WORDS[name] + TEXT).encode()), "more text stands behind"
    assert not died_within(LAST_WORDS[name].encode()), "a page of nothing else is judged by its words"
