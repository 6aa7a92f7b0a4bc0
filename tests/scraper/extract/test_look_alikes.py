"""Files and pictures at hosts that only look like the portal's: the record says so, and of no other host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import extract
from scraper.extract.look_alikes import look_alike_problems
from scraper.items import Attachment, Image

TEXT = "Sáng nay, Ủy ban nhân dân thị xã tổ chức hội nghị bàn về công tác phòng, chống thiên tai. " * 4


def said(file: str, picture: str) -> list[tuple[str, str]]:
    """Return the problems of files and pictures of an article that has one of each."""
    page = (
        f"<html lang=vi><body><article><h1>Hội nghị về phòng, chống thiên tai</h1><time>05/03/2024</time><p>{TEXT}</p>"
        f"<p><img src='{picture}'></p><p><a href='{file}'>Tệp đính kèm</a></p><p>{TEXT}</p></article></body></html>"
    )
    article = extract(page.encode(), "https://kyanh.hatinh.gov.vn/tin/hoi-nghi-1.html")
    assert article.attachments
    assert article.images
    return [(one.field, one.reason) for one in article.problems if one.field in {"attachments", "images"}]


@pytest.mark.parametrize("host", ["kyаnh.hatinh.gov.vn", "xn--kynh-63d.hatinh.gov.vn", "KYАNH.hatinh.gov.vn."])
def test_a_host_that_looks_like_the_portal_is_told(host: str) -> None:
    [(field, reason), (other, _)] = said(f"https://{host}/u/a.pdf", f"https://{host}/u/a.jpg")
    assert (field, other) == ("attachments", "images")
    assert "xn--kynh-63d.hatinh.gov.vn, a host that looks like kyanh.hatinh.gov.vn and is another one" in reason


@pytest.mark.parametrize("host", ["kyanh.hatinh.gov.vn", "kỳanh.vn", "xn--kanh-v25a.vn", "хатинь.рф", "127.0.0.1"])
def test_any_other_host_is_not(host: str) -> None:
    assert said(f"https://{host}/u/a.pdf", f"https://{host}/u/a.jpg") == []


def test_each_host_is_told_once() -> None:
    files = [Attachment(f"https://kyаnh.hatinh.gov.vn/u/{number}.pdf", "Tệp") for number in range(5)]
    [problem] = look_alike_problems(files, [])
    assert "/u/0.pdf" in problem.reason


@given(st.text(max_size=60), st.sampled_from(["https://", "//", "", "http://["]))
def test_any_address_is_taken(text: str, before: str) -> None:
    look_alike_problems([Attachment(before + text, "")], [Image(before + text)])
