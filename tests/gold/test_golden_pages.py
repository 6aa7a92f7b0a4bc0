"""The golden pages themselves: a record may only hold what its page prints, and each set keeps to its own hosts.

A slip in an annotation is worse than a slip in the code that is measured by it, for nobody looks at the pages of
``held`` again. What fails here says which field of which page, never what stands there.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from scraper.vietnamese import nfc

PAGES = Path(__file__).parent / "pages"
SETS = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10", "families", "held")
FILES = [file for name in SETS for file in sorted((PAGES / name).glob("*.json"))]
PRINTED = ("title", "lead", "author", "source", "section", "published_text")
UNSEEN_TAGS = ("head", "script", "style", "noscript")
MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
MONTH_IN_WORDS = re.compile(r"tháng (mười (?:một|hai)|[^\W\d]{2,4})")
THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3})")

# The record of some pages stands in the data of their scripts, spelt and parted otherwise than it would be printed.
PRINTED_IN_FULL = [file for file in FILES if not json.loads(file.read_text(encoding="utf-8")).get("in_data")]

every_printed_page = pytest.mark.parametrize(
    "file", PRINTED_IN_FULL, ids=[f"{file.parent.name}/{file.stem}" for file in PRINTED_IN_FULL]
)
every_page = pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])


def squeezed(text: str) -> str:
    """NFC without any white space, so that neither markup nor line ends matter."""
    return "".join(nfc(text).replace("\u200b", "").split())


@cache
def gold(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


@cache
def printed(file: Path) -> tuple[str, list[str]]:
    """The visible text of a page, squeezed, and the values of its attributes."""
    packed = file.with_suffix(".html.gz")
    body = gzip.decompress(packed.read_bytes()) if packed.exists() else file.with_suffix(".html").read_bytes()
    tree = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    attributes = [value for element in tree.iter() if isinstance(element.tag, str) for value in element.attrib.values()]
    for element in list(tree.iter(*UNSEEN_TAGS)):
        if element.getparent() is not None:
            element.drop_tree()
    return squeezed(tree.text_content()), attributes


def said_by_scripts(file: Path) -> str:
    """The text of a page's scripts, squeezed: other articles may stand in their data, and nowhere else."""
    packed = file.with_suffix(".html.gz")
    body = gzip.decompress(packed.read_bytes()) if packed.exists() else file.with_suffix(".html").read_bytes()
    tree = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    return squeezed(" ".join(script.text or "" for script in tree.iter("script")))


def paragraphs(text: str) -> list[str]:
    """The paragraphs, items and cells of a record's text as the page prints them."""
    cells = [cell for paragraph in text.split("\n\n") for cell in paragraph.split(" | ")]
    return [cell.removeprefix("- ") for cell in cells]


@every_printed_page
def test_record_is_printed_on_its_page(file: Path) -> None:
    record, (text, attributes) = gold(file)["record"], printed(file)
    said = squeezed(" ".join(attributes))
    missing = [name for name in PRINTED if squeezed(record[name] or "") not in text]
    missing += [f"text, part {i}" for i, part in enumerate(paragraphs(record["text"])) if squeezed(part) not in text]
    missing += [
        f"captions[{i}]" for i, one in enumerate(record["captions"]) if squeezed(one["text"]) not in text + said
    ]
    assert not missing


@every_printed_page
def test_paragraphs_stand_in_the_order_of_the_page(file: Path) -> None:
    record, (text, _) = gold(file)["record"], printed(file)
    at, lost = 0, []
    for i, part in enumerate(paragraphs(record["text"])):
        found = text.find(squeezed(part), at)
        if found < 0:
            lost.append(i)
        else:
            at = found + len(squeezed(part))
    assert not lost


def asked_of_resizer(address: str) -> list[str]:
    """The picture that a script framework's resizing service is asked for: its address is the record's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return []
    return parse_qs(parts.query).get("url", []) if parts.path.endswith("/_next/image") else []


@every_printed_page
def test_addresses_stand_on_the_page(file: Path) -> None:
    page, (_, attributes) = gold(file), printed(file)
    # A fragment is no part of an address; Joomla writes a picture's size into it.
    links = {urldefrag(urljoin(page["url"], value.strip())).url for value in attributes if len(value) < 1000}
    links |= {urljoin(page["url"], asked) for link in links for asked in asked_of_resizer(link)}
    images = [image["src"] for image in page["record"]["images"]]
    assert not [i for i, address in enumerate(images) if address not in links]
    assert not [i for i, one in enumerate(page["record"]["attachments"]) if one["url"] not in links]
    assert not [i for i, one in enumerate(page["record"]["captions"]) if one["image"] not in images]


@every_page
def test_furniture_stands_on_the_page_and_not_in_the_record(file: Path) -> None:
    page, (text, attributes) = gold(file), printed(file)
    record, around = page["record"], text + squeezed(" ".join(attributes)) + said_by_scripts(file)
    own = [record[name] or "" for name in (*PRINTED, "text")] + [one["text"] for one in record["captions"]]
    forbidden = [squeezed(string) for string in page["must_not_contain"]]
    assert not [i for i, string in enumerate(forbidden) if string not in around]
    assert not [i for i, string in enumerate(forbidden) if any(string in squeezed(one) for one in own)]


@every_printed_page
def test_figures_are_printed(file: Path) -> None:
    stats, (text, _) = gold(file)["record"]["stats"], printed(file)
    digits = THOUSANDS.sub("", text)
    assert not [name for name, value in stats.items() if value is not None and str(value) not in digits]


@every_page
def test_day_of_publication_stands_in_the_stamp(file: Path) -> None:
    record = gold(file)["record"]
    if not record["published"] or not record["published_text"]:
        return
    year, month, day = (int(part) for part in record["published"][:10].split("-"))
    numbers = {int(number) for number in re.findall(r"\d+", record["published_text"])}
    named = MONTH_IN_WORDS.search(nfc(record["published_text"]).lower())
    if named and named[1] in MONTHS:
        numbers.add(MONTHS.index(named[1]) + 1)
    assert {year, month, day} <= numbers


def test_sets_share_no_host() -> None:
    hosts = {name: {urlsplit(gold(file)["url"]).netloc for file in FILES if file.parent.name == name} for name in SETS}
    seen = set().union(*(hosts[name] for name in SETS if name != "held"))
    assert not hosts["held"] & seen


def test_sets_share_no_paragraph() -> None:
    texts = {
        name: {
            part for file in FILES if file.parent.name == name for part in gold(file)["record"]["text"].split("\n\n")
        }
        - {""}
        for name in SETS
    }
    seen = set().union(*(texts[name] for name in SETS if name != "held"))
    assert not texts["held"] & seen
