"""What the site says, in each of its languages: the messages in ``locale/LANGUAGE/*.ftl`` (Project Fluent).

A file a page or a matter, the same files and messages in every language (``tests/archive/site/test_catalogue.py``).
Templates say ``{{ t("search-results", n=5) }}``. Numbers choose between singular and plural and are written as the
language writes them; texts that are given are escaped, messages are ours and may have HTML in them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Placeable, Resource, TextElement, VariableReference
from markupsafe import Markup, escape

from archive.site.language import LANGUAGES, spoken

_LOCALE = Path(__file__).parent / "locale"


def resources(language: str) -> list[Path]:
    """Return the files of a language's catalogue, by name."""
    return sorted((_LOCALE / language).glob("*.ftl"))


@cache
def _catalogue(language: str) -> tuple[Resource, ...]:
    """Return the files of a catalogue as Fluent reads them, which takes some 60 ms: so once a process."""
    parser = FluentParser(with_spans=False)
    return tuple(parser.parse(path.read_text(encoding="utf-8")) for path in resources(language))


@cache
def _bundle(language: str) -> FluentBundle:
    # Marks that isolate what is written from right to left: neither language nor any name is.
    bundle = FluentBundle([language], use_isolating=False)
    for resource in _catalogue(language):
        bundle.add_resource(resource)
    return bundle


def read_catalogues() -> None:
    """Read the catalogues of all languages, so that no page has to."""
    for language in LANGUAGES:
        _bundle(language)


def has_message(name: str) -> bool:
    """Tell whether the catalogue has a message of that name."""
    return _bundle(LANGUAGES[0]).has_message(name)


def messages(language: str, beginning: str) -> dict[str, str]:
    """Return the messages whose names have that beginning, in the order of the files, with variables as ``{name}``.

    For sentences that are looked for, not said: see :mod:`archive.site.sentences`. What chooses between forms is left
    out of it.
    """
    found = {}
    for resource in _catalogue(language):
        for entry in resource.body:
            if isinstance(entry, Message) and entry.id.name.startswith(beginning) and entry.value is not None:
                found[entry.id.name] = "".join(map(_form, entry.value.elements))
    return found


def _form(element: TextElement | Placeable) -> str:
    if isinstance(element, TextElement):
        return str(element.value)
    named = element.expression
    return f"{{{named.id.name}}}" if isinstance(named, VariableReference) else ""


def say(name: str, language: str | None = None, /, **parts: Any) -> Markup:
    """Return the message ``name`` in the language of the request, as HTML.

    Args:
        name: of the message.
        language: another language than that of the request.
        parts: what stands at the places of its variables: numbers, Markup, or texts, which are escaped. ``None`` says
            nothing.

    A message that a language lacks is said in the first one; one that no catalogue has is its name, so that a page
    stands whatever is missing on it.
    """
    language = language or spoken()
    if not parts:
        return _plain(language, name)
    if all(type(part) is int for part in parts.values()):
        return _counted(language, name, tuple(parts.items()))
    given = {key: part if isinstance(part, int | float) else str(escape(_text(part))) for key, part in parts.items()}
    return Markup(_said(language, name, given))  # nosec B704 # noqa: S704  the message is ours, its parts are escaped


def say_text(name: str, language: str | None = None, /, **parts: Any) -> str:
    """Return the message ``name`` as plain text: as :func:`say`, without HTML, and nothing is escaped."""
    return _said(language or spoken(), name, parts) if parts else str(_plain(language or spoken(), name))


def _text(part: Any) -> Any:
    return "" if part is None else part


@cache
def _plain(language: str, name: str) -> Markup:
    text = _said(language, name, {})
    return Markup(text) if has_message(name) else escape(text)  # nosec B704 # noqa: S704  the message is ours


@lru_cache(4_000)  # Fluent reads the pattern of the language's numbers anew for each that it writes
def _counted(language: str, name: str, parts: tuple[tuple[str, int], ...]) -> Markup:
    return Markup(_said(language, name, dict(parts)))  # nosec B704 # noqa: S704  the message is ours, numbers are safe


def _said(language: str, name: str, parts: dict[str, Any]) -> str:
    for bundle in (_bundle(language), _bundle(LANGUAGES[0])):
        if bundle.has_message(name) and (pattern := bundle.get_message(name).value) is not None:
            return str(bundle.format_pattern(pattern, parts)[0])
    return name
