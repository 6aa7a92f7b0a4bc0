from __future__ import annotations

import pytest

from tests.archive.site.samples import Site

PARAMETERS = {
    "articles": ["_sort=nope", "_timelimit=abc", "_through=x", "_through={}", "_through=[]", "_size=abc", "_col=nope",
                 "_sort=id&_sort_desc=id", "_facet=text", "_facet=kind&_facet=text"],
    "revisions": ["_facet=record"],
    "tenures": ["_next=zzz", "_next=1,2", "_next=-1", "_sort=nope"],
}  # fmt: skip


@pytest.mark.parametrize("public", [False, True])
def test_a_mistake_in_the_parameters_is_the_askers(site: Site, public: bool) -> None:
    for table, mistakes in PARAMETERS.items():
        for parameters in mistakes:
            answer = site.get(f"/archive/{table}?{parameters}", public=public)
            assert answer.status == 400, parameters
            assert 'role="alert"' in answer.text
            assert site.get(f"/archive/{table}.json?{parameters}", public=public).status == 400, parameters


# No integers of SQLite, and what Python takes for digits but not for a number, or for too many of them.
NO_NUMBERS = [str(2**63), str(2**64), "9" * 40, "9" * 4400, "²", "٣²"]
WHERE_NUMBERS_STAND = ["id__gt", "id__gte", "id__lt", "id__lte", "_facet_size", "_ttl", "_size", "_timelimit"]


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda number: number[:24])
def test_a_number_that_is_none_is_the_askers(site: Site, number: str, public: bool) -> None:
    for name in WHERE_NUMBERS_STAND:
        for page in (f"/archive/articles.json?{name}={number}", f"/archive/article_list?{name}={number}"):
            answer = site.get(page, public=public)
            assert answer.status in {200, 400, 414}, (name, answer.status)
            if "__" in name and len(number) < 100:
                assert answer.status == 400
                assert "digits 0 to 9" in answer.text or "chữ số từ 0 đến 9" in answer.text, answer.text
    for page in (f"/archive/captures_of_an_address?url=x&_timelimit={number}", f"/archive/articles/{number}"):
        assert site.get(page, public=public).status < 500, page


@pytest.mark.parametrize("path", ["/archive/captions/1", "/archive/captions/1,2,3", "/archive/captions/x,y"])
def test_a_row_that_cannot_be(site: Site, path: str) -> None:
    assert site.get(path).status == 404
    assert site.get(f"{path}.json").status == 404


def test_what_is_right_goes_on(site: Site) -> None:
    key = site.articles["hop.html"]
    through = f'{{"table":"captions","column":"article","value":"{key}"}}'
    assert site.get(f"/archive/articles?_through={through}").status == 200
    assert site.get("/archive/tenures?_next=1&_timelimit=900").status == 200
    first = site.get("/archive/articles.json?_size=1")
    assert '"next": "' in first.text
