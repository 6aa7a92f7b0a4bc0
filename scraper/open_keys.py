"""Addresses with one of their parts left open: what two addresses of one article differ in, and what they share."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from scraper.address_traits import path_pattern, url_pattern, without_language
from scraper.patterns import regex
from scraper.vietnamese import fold

YEAR = regex(r"(?:19|20)\d\d")
_HOST = regex(r"[^/?]{0,300}")
_NAME = regex(r"(?<![a-z0-9-])[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){3,40}|(?<![a-z0-9])\d{3,18}(?![a-z0-9])")
_ENDING = regex(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)  # of the last part of a path
# What IBM's WebSphere Portal writes behind a page's name: the state of all its windows, another one in every link.
STATE = "/!ut/p/"
_TELLING_HYPHENS = 5
_LONG_NUMBER = regex(r"\d{3}")
_LONGEST_KEY = 1_000


@lru_cache(maxsize=8_192)  # a key is looked at on every page that links to it, and when it is judged
def open_keys(key: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return a key with each of its parts left open in turn: its name, its rule, the open key, what stands in it.

    Parts are the folders of the path, the language it begins with, the state of a portal's windows, and the parameters.
    A parameter, state or language that is left open may be missing altogether.
    """
    parts = urlsplit(f"//{key}")
    segments = parts.path.split("/")
    query = f"?{parts.query}" if parts.query else ""
    dates = _dates(segments)
    found = []
    for index in range(1, len(segments) - 1):
        if index in dates:
            continue  # what recurs every year has the same slug in each
        path = "/".join([*segments[:index], "*", *segments[index + 1 :]])
        found.append(("the path", f"{index} {_rule(path, query)}", f"{parts.netloc}{path}{query}", segments[index]))
    if len(segments) > 3 and telling_slug(segments[-1]) is not None:  # the same slug under other folders altogether
        ending = _ENDING.search(segments[-1][-6:])
        path = "/".join(["", *(one for index, one in enumerate(segments[:-1]) if index in dates), "**", segments[-1]])
        folders = "/".join(one for index, one in enumerate(segments[1:-1], 1) if index not in dates)
        rule = f"folders {ending[0] if ending else ''}{url_pattern(f'//x/{query}') if query else ''}"
        found.append(("the path", rule, f"{parts.netloc}{path}{query}", folders))
    plain = "/".join(["", *without_language(segments[1:])])
    language = parts.path.removesuffix(plain)
    found.append(
        ("the language", f"language {_rule(plain, query)}", f"{parts.netloc}{plain}{query}#language", language)
    )
    if STATE in parts.path:
        path, _, state = parts.path.partition(STATE)
        found.append(("the state", f"state {_rule(path, query)}", f"{parts.netloc}{path}{query}", state))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in dict(pairs).items():
        rest = urlencode([pair for pair in pairs if pair[0] != name])
        address = f"{parts.netloc}{parts.path}{'?' if rest else ''}{rest}"
        found.append((name, f"{name} {url_pattern(f'//{address}')}", address, value))
    return tuple(found)


def _dates(segments: list[str]) -> frozenset[int]:
    """Return the places of the folders that are a year, the first there is, or the month or day below it."""
    year = next((place for place, one in enumerate(segments) if YEAR.fullmatch(one)), None)
    if year is None:
        return frozenset()
    return frozenset(place for place in range(year, min(year + 3, len(segments))) if segments[place].isdigit())


def _rule(path: str, query: str) -> str:
    """Return the pattern of an open path; what stands last is a slug unless a query says what is shown."""
    if query:
        return url_pattern(f"//x{path}{query}")
    folder, _, last = path.rpartition("/")
    ending = _ENDING.search(last[-6:])
    return f"{path_pattern(f'//x{folder}/')}...{ending[0] if ending else ''}"


def address_parts(key: str) -> frozenset[str]:
    """Return the folders and the values of the parameters of a key."""
    parts = urlsplit(f"//{key}")
    return frozenset({*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))})


@lru_cache(maxsize=1_024)
def names_in(key: str) -> tuple[str, ...]:
    """Return the slugs (four words and more) and numbers (three digits and more) of an address, in its order."""
    start = _HOST.match(key)
    return tuple(_NAME.findall(fold(unquote(key[start.end() if start else 0 : _LONGEST_KEY]))))


def telling_slug(last: str) -> str | None:
    """Return the slug in the last part of a path that hardly two articles have, ``None`` where there is none.

    It has six words, or four and a number.
    """
    slugs = (name for name in names_in(f"/{last}") if "-" in name)
    return next((one for one in slugs if one.count("-") >= _TELLING_HYPHENS or _LONG_NUMBER.search(one)), None)
