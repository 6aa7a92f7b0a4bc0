"""The organisation of who signs a document, completed as in the text of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import extract
from scraper.extract.document import Context
from scraper.extract.officials.people.signers import body_in_full, complete_signers
from scraper.items import Official, Title
from scraper.sample_portal import sample_portal_description
from scraper.sample_portal.content import Document, documents
from scraper.sample_portal.pages import Site

TOWN = Context(unit="thị xã Sông Lam", province="tỉnh Vĩnh Lâm")
UNIT = "thị xã Sông Lam"


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("UBND thị xã", "UBND thị xã Sông Lam", UNIT),
        ("Ủy ban nhân dân thị xã", "UBND thị xã Sông Lam", UNIT),
        ("UBND Thị xã Sông Lam", "UBND thị xã Sông Lam", UNIT),
        ("HĐND", "HĐND thị xã Sông Lam", UNIT),
        ("Thị ủy", "Thị ủy Sông Lam", UNIT),
        ("ỦY BAN NHÂN DÂN TỈNH", "UBND tỉnh Vĩnh Lâm", "tỉnh Vĩnh Lâm"),
        ("Sở Y tế", "Sở Y tế tỉnh Vĩnh Lâm", "tỉnh Vĩnh Lâm"),
        ("UBND phường Gió", "UBND phường Gió", "phường Gió"),
        ("Bộ Nội vụ", "Bộ Nội vụ", None),
        ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ", None),
    ],
)
def test_a_body_that_stands_alone(printed: str, name: str, unit: str | None) -> None:
    assert body_in_full(printed, TOWN) == (name, unit)


def test_a_unit_is_never_invented() -> None:
    assert body_in_full("UBND thị xã", Context()) == ("UBND thị xã", None)


def test_the_page_around_may_name_the_unit() -> None:
    context = Context(furniture="Cổng thông tin điện tử thị xã Sông Lam")
    assert body_in_full("UBND thị xã", context) == ("UBND thị xã Sông Lam", UNIT)


def test_a_post_may_name_its_body() -> None:
    official = Official("Trần Văn Thử", titles=[Title("Phó Chủ tịch UBND thị xã", "position")])
    complete_signers([official], TOWN)
    assert official.titles == [Title("Phó Chủ tịch UBND thị xã", "position", "UBND thị xã Sông Lam", UNIT)]


def test_a_post_that_tells_no_body_stays_without() -> None:
    official = Official("Trần Văn Thử", titles=[Title("Người có thẩm quyền", "position")])
    complete_signers([official], TOWN)
    assert official.titles == [Title("Người có thẩm quyền", "position")]


@given(st.text(max_size=60))
def test_anything_printed_gives_a_name(printed: str) -> None:
    name, unit = body_in_full(printed, TOWN)
    assert isinstance(name, str)
    assert name or not printed.strip() or not any(map(str.isalnum, printed))
    assert unit is None or unit


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.number)
def test_documents_of_the_sample_portal(document: Document) -> None:
    origin = "http://127.0.0.1:8765"
    portal = sample_portal_description(f"{origin}/")
    record = extract(Site(1, origin).page(document.path()).body, origin + document.path(), portal=portal)
    [signer] = [official for official in record.officials if official.name == document.signer]
    assert [(title.text, title.organization) for title in signer.titles] == [(document.post, document.organization)]
