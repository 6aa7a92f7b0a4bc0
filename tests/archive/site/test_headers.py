from __future__ import annotations

import pytest

from archive.site.headers import HEADERS
from tests.archive.site.samples import Site

INTERNAL = [
    "metadata",
    "versions",
    "plugins",
    "settings",
    "threads",
    "databases",
    "permissions",
    "allow-debug",
    "patterns",
]


@pytest.mark.parametrize("path", ["/", "/archive/articles", "/archive.json", "/nothing", "/archive/articles.csv",
                                  "/-/static-plugins/congtin/site.css", "/archive/article_search"])  # fmt: skip
@pytest.mark.parametrize("public", [False, True])
def test_every_answer_has_them(site: Site, path: str, public: bool) -> None:
    answer = site.get(path, public=public)
    for name, value in HEADERS.items():
        assert answer.headers.get_list(name) == [value]


def test_nothing_of_others_may_be_loaded_or_run() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in HEADERS["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe" not in HEADERS["content-security-policy"]
    assert all("http" not in sources and "*" not in sources for sources in rules.values())


@pytest.mark.parametrize("name", INTERNAL)
def test_the_inside_of_the_server_is_shut_to_the_public(site: Site, name: str) -> None:
    for path in (f"/-/{name}", f"/-/{name}.json"):
        assert site.get(path, public=True).status == 404


def test_the_style_sheet_is_not(site: Site) -> None:
    assert site.get("/-/static-plugins/congtin/site.css", public=True).status == 200


def test_the_public_may_not_write_sql_or_download(site: Site) -> None:
    assert site.get("/archive?sql=select+1", public=True).status == 403
    assert site.get("/archive.json?sql=select+1", public=True).status == 403
    assert site.get("/archive.db", public=True).status == 403
    assert site.get("/archive/articles?_where=1=1", public=True).status == 403
    assert site.get("/archive/search_articles?words=dang+bo", public=True).status == 200
    assert site.get("/archive?sql=select+1").status == 200


@pytest.mark.parametrize("public", [False, True])
def test_search_tables_are_shut(site: Site, public: bool) -> None:
    for name in ("articles_fts", "articles_fts_data", "articles_fts_idx", "article_search"):
        assert site.get(f"/archive/{name}", public=public).status == 403
    assert site.get("/_internal", public=public).status in {403, 404}


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8001", 200), ("localhost", 200), ("LOCALHOST:1", 200), ("[::1]:80", 200), ("evil.example", 421),
     ("127.0.0.1.evil.example:8001", 421), ("localhost.evil.example", 421), ("", 421), ("localhost:80:80", 421),
     ("evil.example:8001@localhost", 421), ("127.1", 421), ("0.0.0.0", 421), ("[::1", 421)],
)  # fmt: skip
@pytest.mark.parametrize("public", [False, True])
def test_the_site_answers_to_its_own_names_only(site: Site, host: str, status: int, public: bool) -> None:
    assert site.get("/archive.json", headers={"Host": host}, public=public).status == status
