"""Reference managers find in the head of a page what is to be cited, escaped."""

from __future__ import annotations

from html.parser import HTMLParser

from archive.citation import Citation
from archive.site.citation_head import citation_head
from tests.archive.site.samples import ATTACK, HOME, Site


class _Head(HTMLParser):
    """The ``meta`` elements by their names, and the links to other forms of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        if tag == "meta" and found.get("name"):
            self.meta.setdefault(found["name"] or "", []).append(found.get("content") or "")
        if tag == "link" and found.get("rel") == "alternate" and found.get("type"):
            self.links[found["type"] or ""] = found.get("href") or ""


def head_of(site: Site, path: str) -> _Head:
    return _Head(site.get(path).text.partition("</head>")[0])


def test_an_article_is_found_as_a_page_of_its_portal(site: Site) -> None:
    key = site.articles["hop.html"]
    head = head_of(site, f"/archive/articles/{key}")
    assert head.meta["DC.type"] == ["webpage"]
    for core, highwire, value in (
        ("DC.title", "citation_title", "Đảng bộ Thị uỷ họp phiên thứ nhất"),
        ("DC.creator", "citation_author", "Hoàng Sương"),
        ("DC.publisher", "citation_publisher", "Cổng thị xã Gió"),
        ("DC.language", "citation_language", "vi"),
        ("DC.identifier", "citation_public_url", f"{HOME}hop.html"),
    ):
        assert head.meta[core] == head.meta[highwire] == [value]
    assert head.meta["DC.date"] == ["2021-03-05"] and head.meta["citation_publication_date"] == ["2021/03/05"]
    assert head.meta["DC.description"] == ["Sáng 04/3/2021, Đảng bộ Thị uỷ Gió họp."]
    assert "revision 2" in head.meta["DCTERMS.provenance"][0] and "5f" * 32 in head.meta["DCTERMS.provenance"][0]
    ris = head.links["application/x-research-info-systems"]
    assert ris == f"/cite/{key}.ris?revision=2" and site.get(ris).status == 200
    english = head_of(site, f"/en/archive/articles/{key}")
    assert english.meta == {**head.meta, "color-scheme": ["light dark"]}
    assert site.get(english.links["application/x-bibtex"]).text.startswith("@misc{")


def test_what_a_page_wrote_ends_no_element_of_the_head(site: Site) -> None:
    text = site.get(f"/archive/articles/{site.articles['pha.html']}").text.partition("</head>")[0]
    head = _Head(text)
    assert ATTACK not in text and "script" not in head.tags
    assert head.meta["citation_title"] == [f"Bài {ATTACK}"] and head.meta["citation_author"] == [ATTACK]
    assert "DC.date" not in head.meta  # its day is not known


def test_an_address_that_is_none_of_the_web_and_what_is_not_known_stand_nowhere() -> None:
    cited = Citation("congtin-1", None, "Tên", "Cổng", None, "javascript:alert(1)", 1, 1, None, None)
    head = _Head(str(citation_head(cited, None, "/cite/1")))
    assert set(head.meta) == {
        "DC.type", "DC.title", "citation_title", "DC.publisher", "citation_publisher", "DC.language",
        "citation_language", "DCTERMS.provenance",
    }  # fmt: skip
    assert citation_head(None, None, "/cite/1") == ""
