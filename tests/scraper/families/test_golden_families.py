"""Golden pages of the families' systems, each through the family that recognises it: every field must be exact."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scraper.extract.decode import decode
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.families import FAMILIES, Generic
from tests.evaluation.pages import GOLD, SETS, GoldPage, gold_pages

# The first word of a page's name, and the family that must know it; tables without any names are the generic one's.
FAMILY_OF = {
    "liferay": "liferay", "nextjs": "nextjs", "nuxt": "nextjs", "sharepoint": "sharepoint", "dnn": "dnn",
    "webforms": "webforms", "oldtable": "generic", "nukeviet": "nukeviet", "wordpress": "wordpress",
    "joomla": "joomla", "laravel": "laravel",
}  # fmt: skip
FIELDS = (
    "kind", "title", "lead", "author", "source", "section", "published", "updated", "published_text", "canonical_url",
)  # fmt: skip
OURS = [page for page in gold_pages("families") if page.name.partition("-")[0] in FAMILY_OF]
# The system of a page, as the other sets name it, and the family that may claim it.
SYSTEMS = {
    "liferay62": "liferay", "liferay7": "liferay", "vnpt-liferay": "liferay", "nextjs": "nextjs", "nuxt": "nextjs",
    "react-ssr": "nextjs", "angular": "nextjs",
    "sharepoint": "sharepoint", "dnn": "dnn", "aspnet": "webforms", "newspaper": "webforms",
    "nukeviet": "nukeviet", "wordpress": "wordpress", "joomla": "joomla", "laravel-hatinh": "laravel",
}  # fmt: skip


def claimed_by(page: GoldPage) -> set[str]:
    tree = parse(decode(page.body).text)
    assert tree is not None
    read = Page(tree, page.url, captured_at=page.captured_at)
    return {name for name, family in FAMILIES.items() if family is not Generic and family.recognises(read)}


def comparable(name: str, value: Any) -> Any:
    """What of a field is annotated."""
    if name == "images":
        return [{"src": image["src"], "alt": image["alt"]} for image in value]
    return value.split("\n\n") if name == "text" else value


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.name)
def test_a_page_is_known_by_its_own_family_alone(page: GoldPage) -> None:
    own = {FAMILY_OF[page.name.partition("-")[0]]} - {"generic"}
    claimed = claimed_by(page)
    # A list, or a message, need not carry the marks of hand-made sites.
    assert claimed == own if page.is_article else claimed <= own


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.name)
def test_the_family_reads_every_field_exactly(page: GoldPage) -> None:
    record = page.read()
    fields = FIELDS if page.is_article else ("kind",)
    assert not {name: record[name] for name in fields if page.judges(name) and not page.is_right(name, record[name])}
    for name in ("text", "captions", "images", "attachments") if page.is_article else ():
        if page.judges(name):
            assert comparable(name, record[name]) == comparable(name, page.record[name]), name
    gold = page.record["stats"]
    assert not [
        name for name, value in record["stats"].items() if value not in [gold[name], *page.accept.get(name, [])]
    ]


@pytest.mark.parametrize("name", [*(name for name in SETS if name != "held"), "families"])
def test_no_page_of_another_system_is_claimed(name: str) -> None:
    ours = set(FAMILY_OF.values())
    for page in gold_pages(name):
        cms = json.loads((GOLD / name / f"{page.name}.json").read_text(encoding="utf-8"))["cms"]
        assert claimed_by(page) & ours <= {SYSTEMS.get(cms)}, page.name
