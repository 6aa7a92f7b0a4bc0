"""Citations say what was read, and other people's readers of each format read the same."""

from __future__ import annotations

import json
import re
import warnings

import bibtexparser
import pytest
import rispy
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from archive.citation import FORMATS, Citation, bibtex, citation_of, csl_json, plain, ris

DIGEST = "5f" * 32
URL = "https://congtin.example/tin/hop%20moi.html?id=1&trang=2#{a}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def citation(**fields: object) -> Citation:
    known: dict[str, object] = {
        "key": "congtin-17",
        "author": "Hoàng Sương",
        "title": "Đảng bộ Thị uỷ họp phiên thứ nhất",
        "portal": "Cổng thị xã Gió",
        "published": "2021-03-05T08:14:00+07:00",
        "url": "https://congtin.example/hop.html",
        "revision": 2,
        "revision_id": 17,
        "captured_at": "2026-04-01T20:00:00+00:00",
        "digest": DIGEST,
    }
    return Citation(**known | fields)  # type: ignore[arg-type]


def of_record(**fields: str | None) -> Citation:
    record = {"title": None, "lead": None, "text": "", "author": None, "published": None} | fields
    article = {"portal_name": "Cổng", "url": "https://congtin.example/a"}
    return citation_of(article, {"id": 17, "number": 2}, record, None)  # type: ignore[arg-type]


def read_bibtex(text: str) -> dict[str, str]:
    """The one entry of a BibTeX file, its fields without the outer braces, as they stand there."""
    (entry,) = bibtexparser.loads(text, bibtexparser.bparser.BibTexParser(common_strings=False)).entries
    return {name: re.sub(r"^\{(.*)\}$", r"\1", value, flags=re.S) for name, value in entry.items()}


def without_tex(text: str) -> str:
    """What LaTeX prints of a text that we have escaped."""
    words = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
             "textasciicircum": "^"}  # fmt: skip
    return re.sub(r"\\(?:([a-z]+)\{\}|([%&$#_]))", lambda match: words[match[1]] if match[1] else match[2], text)


def test_plain_names_text_moment_and_digest() -> None:
    assert plain(citation()) == (
        "Hoàng Sương. “Đảng bộ Thị uỷ họp phiên thứ nhất”. Cổng thị xã Gió. 05/03/2021 08:14"[:-6]
        + f". https://congtin.example/hop.html (bản 2, mã 17, lưu 02/04/2026 03:00 UTC+7, SHA-256 {DIGEST})."
    )


def test_plain_without_what_is_not_known() -> None:
    told = plain(citation(author=None, published=None, captured_at=None, digest=None))
    assert told == (
        "“Đảng bộ Thị uỷ họp phiên thứ nhất”. Cổng thị xã Gió. không rõ ngày đăng (n.d.). "
        "https://congtin.example/hop.html (bản 2, mã 17)."
    )


def test_plain_in_english() -> None:
    assert plain(citation(), "en") == (
        "Hoàng Sương. “Đảng bộ Thị uỷ họp phiên thứ nhất”. Cổng thị xã Gió. 5 Mar 2021. "
        f"https://congtin.example/hop.html (revision 2, id 17, captured 2 Apr 2026, 03:00 UTC+7, SHA-256 {DIGEST})."
    )
    told = plain(citation(author=None, published=None, captured_at=None, digest=None), "en")
    assert told == (
        "“Đảng bộ Thị uỷ họp phiên thứ nhất”. Cổng thị xã Gió. n.d. "
        "https://congtin.example/hop.html (revision 2, id 17)."
    )


def test_it_cites_the_record_of_the_revision() -> None:
    cited = of_record(title="Tên\n cũ", author=" Bản\tcũ ")
    assert (cited.title, cited.author) == ("Tên cũ", "Bản cũ")


def test_a_page_without_a_headline_is_cited_by_its_first_words() -> None:
    assert of_record(text="Những chữ đầu của bài.").title == "[Những chữ đầu của bài.]"
    assert of_record(title="\n", lead="Sa-pô").title == "[Sa-pô]"


def test_bibtex_is_read_back() -> None:
    entry = read_bibtex(bibtex(citation(url=URL)))
    assert entry["ENTRYTYPE"] == "misc"
    assert entry["ID"] == "congtin-17"
    assert (entry["author"], entry["title"]) == ("Hoàng Sương", "Đảng bộ Thị uỷ họp phiên thứ nhất")
    assert (entry["date"], entry["year"], entry["month"]) == ("2021-03-05", "2021", "3")
    assert entry["urldate"] == "2026-04-02"  # the day in Vietnam
    assert entry["url"] == "https://congtin.example/tin/hop%20moi.html?id=1&trang=2#%7Ba%7D"
    assert DIGEST in entry["note"]
    assert "2026-04-01T20:00:00Z" in entry["note"]


@pytest.mark.parametrize(
    "title", ["100% của A&B", "{mở", "đóng}", "a\\b", 'nói "vậy"', "x_1 # $5 ~ ^", "@misc{x,", "dấu , phẩy"]
)
def test_bibtex_escapes_what_tex_takes_for_commands(title: str) -> None:
    entry = read_bibtex(bibtex(citation(title=title)))
    assert without_tex(entry["title"]) == title


@given(TEXTS, TEXTS)
def test_bibtex_of_any_text_is_one_entry_with_balanced_braces(title: str, author: str) -> None:
    cited = of_record(title=title, author=author)
    text = bibtex(cited)
    depths = [0]
    for character in text:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(character, 0))
    assert depths[-1] == 0
    assert min(depths[1:-3]) >= 0
    entry = read_bibtex(text)
    assert without_tex(entry["title"]) == cited.title
    assert without_tex(entry.get("author", "")) == (cited.author or "")


def test_ris_is_read_back() -> None:
    (entry,) = rispy.loads(ris(citation()))
    assert entry["type_of_reference"] == "ELEC"
    assert entry["title"] == "Đảng bộ Thị uỷ họp phiên thứ nhất"
    assert entry["authors"] == ["Hoàng Sương,"]  # one name that has no parts
    assert (entry["year"], entry["date"]) == ("2021", "2021/03/05")
    assert entry["access_date"] == "2026/04/02"
    assert entry["urls"] == ["https://congtin.example/hop.html"]
    assert DIGEST in entry["notes"][0]


def test_a_comma_parts_no_name_in_ris() -> None:
    (entry,) = rispy.loads(ris(citation(author="Phòng Văn hóa, Khoa học và Thông tin")))
    assert entry["authors"] == ["Phòng Văn hóa; Khoa học và Thông tin,"]


@given(TEXTS, TEXTS)
def test_ris_of_any_text_is_one_reference(title: str, author: str) -> None:
    cited = of_record(title=title, author=author)
    lines = ris(cited).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    (entry,) = rispy.loads(ris(cited))
    assert entry["title"] == cited.title.strip()


def test_csl_json_is_set_by_a_processor() -> None:
    item = json.loads(csl_json(citation()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py names what its own style leaves open
        source = CiteProcJSON(item)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Cited([CitationItem("congtin-17")]))
        (set_out,) = map(str, bibliography.bibliography())
    assert "Hoàng Sương" in set_out
    assert "2021" in set_out
    assert "Đảng bộ Thị uỷ họp phiên thứ nhất" in set_out


def test_csl_json_has_dates_as_numbers_and_the_provenance() -> None:
    (item,) = json.loads(csl_json(citation()))
    assert item["issued"] == {"date-parts": [[2021, 3, 5]]}
    assert item["accessed"] == {"date-parts": [[2026, 4, 2]]}
    assert (item["type"], item["version"], item["language"]) == ("webpage", "2", "vi")
    assert DIGEST in item["note"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_revision_capture_and_digest(name: str) -> None:
    text = FORMATS[name].write(citation())
    assert DIGEST in text
    assert "17" in text
    assert "https://congtin.example/hop.html" in text
