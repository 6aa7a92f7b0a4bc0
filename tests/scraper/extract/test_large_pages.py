"""Pages larger, deeper and stranger than any that an author wrote: read as far as is told, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extract import extract, read_page
from scraper.extract.annotate import MAX_ANNOTATED
from scraper.extract.bounds import MAX_ATTRIBUTES, MAX_CHARACTERS, MAX_DEPTH, MAX_TAGS, bounded
from scraper.extract.nesting import flattened
from scraper.extract.parse import parse
from scraper.extract.walked import MAX_LINES, MAX_LINKS

URL = "https://xa.example.gov.vn/tin/bai-1.html"
TITLE = "Đảng bộ thị xã tổ chức hội nghị học tập nghị quyết"
TEXT = "Sáng ngày 04/3, Ủy ban nhân dân huyện đã tổ chức hội nghị sơ kết công tác quý, triển khai nhiệm vụ trọng tâm."
P = f"<p>{TEXT}</p>"
MOST_MEMORY = 300  # MB of a process that reads one page


def page(inside: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{inside}</body></html>"


# What is read wholly, its text at the end.
READ: dict[str, Callable[[], str]] = {
    "inline tags": lambda: page("<b>" * 2_100 + TEXT + "</b>" * 2_100),
    "300 divs": lambda: page("<div>" * 300 + P + "</div>" * 300),
    "100,000 divs": lambda: page("<div>" * 100_000 + P + "</div>" * 100_000),
    "unclosed": lambda: page("<b><i>" * 50_000 + P),
    "tables in tables": lambda: page("<table><tr><td>" * 500 + P + "</td></tr></table>" * 500),
    "an attribute of a megabyte": lambda: page(f"<div class='{'a' * 1_000_000}'>{P}</div>"),
    "an address of a megabyte": lambda: page(f"<a href='/{'a/' * 500_000}'>x</a>{P}"),
    "a picture in its tag": lambda: page(f"<img src='data:image/png;base64,{'A' * 1_000_000}'>{P}"),
    "a million line breaks": lambda: page(P + "<br>" * 1_000_000 + P),
    "comments": lambda: page("<!-- comment -->" * 330_000 + P),
    "a script of ten megabytes": lambda: page(f"<script>{'a<b;' * 2_600_000}</script>{P}"),
    "no tags": lambda: f"{TITLE}\n{TEXT}\n",
    "CDATA": lambda: page(f"<![CDATA[{TEXT}]]>"),
    "a word of a megabyte": lambda: page(f"<p>{'đ' * 1_000_000}</p>{P}"),
}


@pytest.mark.parametrize("what", READ)
def test_the_text_is_read(what: str) -> None:
    _, found = read_page(READ[what]().encode(), URL)
    assert found is not None
    assert any(TEXT in line.text for line in found.lines)


# What is read in part, and says so.
IN_PART: dict[str, tuple[Callable[[], str], str]] = {
    "attributes": (lambda: page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>{P}"), "attributes"),
    "quoted attributes": (
        lambda: page("<div " + "".join(f"a{n}='<>' " for n in range(100_000)) + f">{P}"),
        "attributes",
    ),
    "tags": (lambda: page("<i>a</i>" * MAX_TAGS), "tags"),
    "characters": (lambda: page("a " * MAX_CHARACTERS), "characters"),
    "lines": (lambda: page(f"<p>{TEXT[:30]}</p>" * (MAX_LINES + 9)), "lines"),
    "links": (lambda: page("<a href=/1>a</a> " * (MAX_LINKS + 9)), "links"),
    "end tags": (lambda: page("<b>" * 2_000 + "</i>" * 1_000_000), "tags"),
}


@pytest.mark.parametrize("what", IN_PART)
def test_what_is_left_out_is_told(what: str) -> None:
    make, word = IN_PART[what]
    reading, found = read_page(make().encode(), URL)
    assert found is not None
    assert [problem for problem in reading.problems if problem.field == "size" and word in problem.reason]


def test_people_are_looked_for_in_so_much_of_a_text_and_that_is_told() -> None:
    named = "Đồng chí Nguyễn Văn {}, Chủ tịch UBND huyện, phát biểu tại hội nghị."
    before, behind = named.format("An"), named.format("Bình")
    filling = P * (MAX_ANNOTATED // len(f"{TEXT}\n\n") - 4)
    within = extract(page(f"<p>{before}</p>{filling}<p>{behind}</p>").encode(), URL)
    beyond = extract(page(f"<p>{before}</p>{filling}{P * 5}<p>{behind}</p>").encode(), URL)
    assert [official.name for official in within.officials] == ["Nguyễn Văn An", "Nguyễn Văn Bình"]
    assert [official.name for official in beyond.officials] == ["Nguyễn Văn An"]
    assert not [problem.reason for problem in within.problems if problem.field == "size"]
    [said] = [problem.reason for problem in beyond.problems if problem.field == "size"]
    assert f"{MAX_ANNOTATED:,}" in said
    assert beyond.text.endswith(behind), "the text itself is whole"


def test_an_ordinary_page_is_read_as_it_stands() -> None:
    ordinary = page(P * 400)
    assert bounded(ordinary) == (ordinary, None)


def test_no_more_attributes_are_parsed_than_a_parser_gets_through() -> None:
    text, said = bounded(page(f"<div {' '.join(f'a{n}=1' for n in range(20_000))}>{P}"))
    tree = parse(text)
    assert tree is not None
    assert said is not None
    assert max(len(element.attrib) for element in tree.iter()) == MAX_ATTRIBUTES


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<p>", "<a href='>'>", "<td>", "a", "<br>"])))
def test_no_tree_is_deeper_than_can_be_walked(pieces: list[str]) -> None:
    tree = parse(page("".join(pieces) * 40))
    assert tree is not None
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= MAX_DEPTH + 3


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["<div>", "</div>", "<b>", "</i>", "<p>", "tin ", " ", "<br>", "<!--x-->", "<"])))
def test_flattening_leaves_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    flat, is_whole = flattened(text, 3)
    assert is_whole
    assert flat.count("tin ") == text.count("tin ")
    assert flattened(text, 10_000)[0].replace("<br>", "") == text.replace("<br>", "")


REFERENCES = {
    "&#0;": "",
    "&#0000;": "",
    "&#x00;": "",
    "&#00150;": "–",
    "&#x1F;": "",
    "&#xD83D;": "",
    "&#65535;": "",
    "&#150;": "–",
    "&#x92;": "’",
    "&#7841;": "ạ",
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_references_to_what_no_store_keeps(reference: str) -> None:
    record = extract(page(f"<p>{TEXT} Hết{reference}.</p>{P}").encode(), URL)
    assert f"Hết{REFERENCES[reference]}." in f"{record.lead}\n{record.text}"


@pytest.mark.parametrize("mark", ["\u202e", "\u200e", "\u2066", "&#8238;", "&#x0202E;", "&lrm;", "&rlm;", "&#8297;"])
def test_marks_of_direction_are_no_part_of_a_text(mark: str) -> None:
    dated = f"<p class=date>Ngày đăng: {mark}04/{mark}03/2024</p><p>{TEXT} Hết{mark} rồi.</p>"
    record = extract(page(f"{dated}{P * 3}").replace(TITLE, f"{mark}{TITLE}").encode(), URL)
    assert record.title == TITLE
    assert record.published == "2024-03-04"
    assert "Hết rồi." in f"{record.lead}\n{record.text}"


ENTITIES = (
    '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">'
    '<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY % far SYSTEM "http://127.0.0.1:9/x.dtd">%far;]>'
)


def test_entities_and_inclusions_are_not_followed() -> None:
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    record = extract(f"{ENTITIES}{page(f'{included}<p>{TEXT} &c; &file;</p>{P}')}".encode(), URL)
    said = json.dumps(record.to_dict(), ensure_ascii=False)
    assert TEXT in said
    assert "lollol" not in said
    assert Path("/etc/hostname").read_text("utf-8").strip() not in said


MEASURE = """
import re, sys
from tests.scraper.extract import test_large_pages as pages
shapes = {**pages.READ, **{what: make for what, (make, _) in pages.IN_PART.items()}}
body = shapes[sys.argv[1]]().encode()
pages.extract(body, pages.URL)
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc")
@pytest.mark.parametrize("what", [*READ, *IN_PART])
def test_memory(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, what], capture_output=True, text=True, cwd=Path(__file__).parents[3],
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= MOST_MEMORY


def test_references_are_read_behind_more_ampersands_than_any_author_wrote() -> None:
    tree = parse("<p>" + "&amp;" * 6_000 + "Tin&#1; t&lrm;ức &#150; sự kiện</p>")
    assert tree is not None
    assert "".join(map(str, tree.itertext())) == "&" * 6_000 + "Tin tức – sự kiện"
