"""Every string of the site's stands in a catalogue, each catalogue says all of it, and nothing that nobody asks for."""

from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor
from markupsafe import Markup

from archive.site import catalogue
from archive.site.catalogue import has_message, resources, say, say_text
from archive.site.language import LANGUAGES, NAMES, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path(catalogue.__file__).parent
TEMPLATES = sorted((SITE / "templates").glob("*.html"))
MODULES = sorted(SITE.rglob("*.py"))
# What is called the same everywhere: formats, protocols, digests, ours and Datasette's names.
NAMES_OF_THINGS = {
    "Atom", "BibTeX", "CSL", "CSV", "Datasette", "HTTP", "JSON", "JSONL", "NDJSON", "Parquet", "Popolo", "RIS", "SHA",
    "SQL", "SVG", "TLS", "WARC", "XLSX", "ZIP", "congtin", "cổng", "tin",
}  # fmt: skip
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
_TAG = re.compile(r"<!--.*?-->|<(?:script|style|code|pre)\b.*?</(?:script|style|code|pre)>|<[^>]*>", re.S)
_SAID_ATTRIBUTE = re.compile(r'\s(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐ]", re.I)


class _Variables(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def entries(language: str) -> Iterator[tuple[Path, Message]]:
    for path in resources(language):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, Junk), f"{path}: {entry.content}"
            if isinstance(entry, Message):
                yield path, entry


MESSAGES = {language: [(path.name, entry) for path, entry in entries(language)] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_said_once_and_in_the_file_where_the_others_have_it(language: str) -> None:
    names = [entry.id.name for _, entry in MESSAGES[language]]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    placed = {(name, entry.id.name) for name, entry in MESSAGES[language]}
    first = {(name, entry.id.name) for name, entry in MESSAGES[LANGUAGES[0]]}
    assert sorted(placed ^ first) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_message_has_the_same_parts_in_every_language(language: str) -> None:
    def parts(which: str) -> dict[str, set[str]]:
        found = {}
        for _, entry in MESSAGES[which]:
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.found
        return found

    theirs = parts(language)
    differ = {name: (ours, theirs.get(name)) for name, ours in parts(LANGUAGES[0]).items() if ours != theirs.get(name)}
    assert differ == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_well_formed_html(language: str) -> None:
    for _, entry in MESSAGES[language]:
        text = FluentSerializer().serialize_entry(entry)
        for tag in ("a", "b", "code", "i", "q", "span", "small", "em", "strong"):
            opened, closed = len(re.findall(rf"<{tag}\b", text)), text.count(f"</{tag}>")
            assert opened == closed, entry.id.name


def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *MODULES))


def test_everything_that_is_asked_for_is_said() -> None:
    asked = set(re.findall(r"""\b(?:t|say|say_text)\(\s*["']([a-z][a-z0-9_-]*)["']\s*[,)]""", _sources()))
    assert asked
    assert sorted(name for name in asked if not has_message(name)) == []


def test_everything_that_is_said_is_asked_for() -> None:
    """Messages are asked for by their names, or by a beginning and a stored value: ``t("error-" ~ status)``."""
    sources = _sources()
    literals = set(re.findall(r"""["']([a-z][a-zA-Z0-9_-]*)["']""", sources))
    beginnings = set(re.findall(r"""["']([a-z][a-z0-9_-]*-)["']\s*(?:~|\+)""", sources))
    beginnings |= set(re.findall(r"""f["']([a-z][a-z0-9_-]*-)\{""", sources))
    kinds = {f"{name}-" for name in literals}  # label(value, "role")
    left = [
        entry.id.name
        for file, entry in MESSAGES[LANGUAGES[0]]
        if entry.id.name not in literals
        and not any(entry.id.name.startswith(beginning) for beginning in beginnings)
        and not (file == "values.ftl" and any(entry.id.name.startswith(kind) for kind in kinds))
    ]
    assert left == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_by_itself(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    bare = _JINJA.sub(" ", source)
    said = [html.unescape(words) for words in (_TAG.sub(" ", bare), *_SAID_ATTRIBUTE.findall(bare))]
    words = {word for text in said for word in _WORD.findall(text)}
    assert sorted(words - NAMES_OF_THINGS) == []
    code = " ".join(_JINJA.findall(re.sub(r"\{#.*?#\}", "", source, flags=re.S)))
    assert [text for text in re.findall(r"""["']([^"']*)["']""", code) if _VIETNAMESE.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_says_nothing_in_vietnamese_by_itself(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
    ]
    assert [text for text in said if _VIETNAMESE.search(text) and text not in NAMES.values()] == []


def test_parts_are_escaped_and_numbers_written_as_the_language_writes_them() -> None:
    assert say("foot-datasette", link="<script>") == "Chạy bằng &lt;script&gt;"
    assert say("foot-datasette", link=Markup("<a>")) == "Chạy bằng <a>"
    assert say_text("foot-datasette", link="a & b") == "Chạy bằng a & b"
    assert say("characters", n=1234) == "1.234 ký tự"
    with in_language("en"):
        assert say("characters", n=1234) == "1,234 characters"
        assert say("characters", n=1) == "1 character"


def test_what_no_catalogue_has_is_its_name() -> None:
    assert not has_message("no-such-message")
    assert say("no-such-<b>") == "no-such-&lt;b&gt;"
