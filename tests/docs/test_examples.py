"""Examples of the manual that are neither commands nor SQL: descriptions, congtin.toml, the walk-through's family."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest

from archive.health.configuration import Configuration
from scraper.extract.decode import decode
from scraper.extract.page import Page
from scraper.extract.parse import parse
from scraper.families.generic import Generic
from scraper.portal import Portal, read_portal_file
from scraper.portal_lines import faults_of_lines
from tests.docs import pages
from tests.evaluation.pages import GOLD, SETS, GoldPage, gold_pages

TOML = [block for file in pages.FILES for block in pages.blocks(file) if block.info == "toml"]
WALK = pages.DOCS / "add-a-cms-family.md"


def is_configuration(block: pages.Block) -> bool:
    return "notify" in tomllib.loads(block.body)


@pytest.mark.parametrize("block", [one for one in TOML if not is_configuration(one)], ids=str)
def test_a_description_is_read(block: pages.Block, tmp_path: Path) -> None:
    tables = tomllib.loads(block.body)
    whole = block.body
    for name, table in tables.items():
        # What shows a part of a description shows none of the keys that each must have.
        if not {"name", "url"} & set(table):
            whole = f'[{name}]\nname = "{name}"\nurl = "https://{name}.example.gov.vn/"\n{whole}'
    file = tmp_path / "mine.toml"
    file.write_text(whole, encoding="utf-8")
    assert [portal.id for portal in read_portal_file(file)] == list(tables)


def test_the_lines_of_descent_of_the_page_hold(tmp_path: Path) -> None:
    for block in TOML:
        if "predecessors" in block.body:
            file = tmp_path / f"{block.line}.toml"
            file.write_text(block.body, encoding="utf-8")
            assert faults_of_lines([file]) == []


@pytest.mark.parametrize("block", [one for one in TOML if is_configuration(one)], ids=str)
def test_a_configuration_is_read(block: pages.Block) -> None:
    assert Configuration.model_validate(tomllib.loads(block.body)).notify.model_fields_set


def test_there_are_both() -> None:
    assert {is_configuration(block) for block in TOML} == {True, False}
    told = {
        key
        for block in TOML
        if not is_configuration(block)
        for table in tomllib.loads(block.body).values()
        for key in table
    }
    assert set(Portal.model_fields) - {"id"} == told, "each key of a description stands in an example"


@pytest.fixture(scope="module")
def family() -> type[Generic]:
    """The class that the walk-through writes."""
    [source] = [block.body for block in pages.blocks(WALK) if block.info == "python"]
    module: dict[str, object] = {"__name__": "drupal"}
    exec(compile(source, str(WALK), "exec"), module)
    [name] = [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    made = module[name]
    assert isinstance(made, type) and issubclass(made, Generic)
    return made


def page_of(gold: GoldPage) -> Page:
    tree = parse(decode(gold.body).text)
    assert tree is not None
    return Page(tree, gold.url, captured_at=gold.captured_at)


def test_the_family_of_the_walk_through_knows_its_pages_and_no_others(family: type[Generic]) -> None:
    known = {True: 0, False: 0}
    for name in (*SETS, "families"):
        if name == "held":
            continue
        for gold in gold_pages(name):
            cms = json.loads((GOLD / name / f"{gold.name}.json").read_text(encoding="utf-8"))["cms"]
            assert family.recognises(page_of(gold)) is (cms == family.name), gold.name
            known[cms == family.name] += 1
    assert known[True] > 3 and known[False] > 100


def test_it_reads_them(family: type[Generic]) -> None:
    for name in ("dev2", "dev5", "dev8"):
        for gold in gold_pages(name):
            cms = json.loads((GOLD / name / f"{gold.name}.json").read_text(encoding="utf-8"))["cms"]
            if cms == family.name and gold.is_article:
                reading = family(page_of(gold)).read()
                assert reading.kind == "article"
                assert reading.title == gold.record["title"]


def test_a_walk_through_names_what_is_there() -> None:
    text = pages.text(WALK)
    for word in (
        "templates",
        "id_marks",
        "script_marks",
        "recognises",
        "selectors",
        "captions_in_alt",
        "furniture_selector",
    ):
        assert f"`{word}`" in text
    from scraper.families.templates import Templated

    named = {"moments", "section", "canonical_url", "stats", "kind"}
    assert all(hasattr(Templated, word) and f"`{word}`" in text for word in named)
