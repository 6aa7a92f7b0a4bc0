"""Articles alike: which of a few hundred articles on three portals hold the same text, and which of them stood first.

All articles of a file stand in one archive, so every pair of them that is linked and should not be counts as wrong.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.database import writing
from archive.lineage.run import trace_lineage
from tests.evaluation.officials import GOLD
from tests.evaluation.scoring import Score

if TYPE_CHECKING:
    import sqlite3

_SIMILAR = GOLD / "similar"
_NEW = {"predecessors": ["old"]}
_PORTALS = (
    ("old", "Cổng thông tin điện tử thị xã Sông Lam", "https://songlam.example.vn/", "{}"),
    ("new", "Cổng thông tin điện tử phường Bến Lam", "https://benlam.example.vn/", json.dumps(_NEW)),
    ("other", "Trang thông tin điện tử xã Tân Giang", "https://tangiang.example.vn/", "{}"),
)


@dataclass(slots=True)
class Found:
    """The links of an archive: (article, original) to the relation, and each article's originals."""

    relations: dict[tuple[str, str], str]
    originals: dict[str, set[str]]

    def joins(self, one: str, other: str) -> bool:
        """Tell whether two articles are linked, or have an original in common, over whatever steps."""
        return bool(self._behind(one) & self._behind(other))

    def _behind(self, article: str) -> set[str]:
        found, edge = {article}, {article}
        while edge:
            edge = {original for one in edge for original in self.originals.get(one, ())} - found
            found |= edge
        return found


def evaluate() -> list[Score]:
    """Score both halves; of the held one only figures are shown."""
    scores: list[Score] = []
    for half in ("dev", "held"):
        path = _SIMILAR / f"{half}.jsonl"
        if not path.exists():
            continue
        articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        part = _scores(half, articles, _found(articles))
        if half == "held":
            for score in part:
                score.misses = []
        scores += part
    return scores


def _found(articles: list[dict[str, Any]]) -> Found:
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "archive") as db:
        connection: sqlite3.Connection = db.conn
        connection.executemany("INSERT INTO portals (id, name, url, description) VALUES (?, ?, ?, ?)", _PORTALS)
        for number, article in enumerate(articles, start=1):
            row = (number, article["portal"], f"https://{article['portal']}.example.vn/{number}", article["title"],
                   article.get("lead"), article["text"], article.get("published"), article.get("source"),
                   article["first_seen"], article["first_seen"])  # fmt: skip
            connection.execute(
                "INSERT INTO articles (id, kind, portal, url, title, lead, text, published, source, first_seen, "
                "last_seen) VALUES (?, 'article', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        trace_lineage(connection)
        names = {number: article["id"] for number, article in enumerate(articles, start=1)}
        rows = connection.execute("SELECT article, original, relation FROM similar_articles").fetchall()
    found = Found({}, {})
    for article, original, relation in rows:
        found.relations[names[article], names[original]] = relation
        found.originals.setdefault(names[article], set()).add(names[original])
    return found


def _scores(half: str, articles: list[dict[str, Any]], found: Found) -> list[Score]:
    by_id = {article["id"]: article for article in articles}
    moved = _recall(articles, found, "new")
    copied = _recall(articles, found, "other")
    wrong = [pair for pair in found.relations if not _groups(by_id[pair[0]]) & _groups(by_id[pair[1]])]
    right = [pair for pair in found.relations if pair not in set(wrong)]
    later = [pair for pair in right if by_id[pair[1]]["how"] != "first" and by_id[pair[0]]["how"] == "first"]
    named = [pair for pair in right if found.relations[pair] != _relation(by_id[pair[0]], by_id[pair[1]])]
    return [
        _share(f"{half}: moved articles found", moved, [], "articles at the new host"),
        _share(f"{half}: copies found", copied, [], "articles on another portal"),
        _score(f"{half}: links that are right", len(found.relations), wrong, by_id, "links"),
        _score(f"{half}: first one is the original", len(right), later, by_id, "right links"),
        _score(f"{half}: moved and copied told apart", len(right), named, by_id, "right links"),
    ]


def _groups(article: dict[str, Any]) -> set[str]:
    group = article["group"]
    return {group} if isinstance(group, str) else set(group)


def _recall(articles: list[dict[str, Any]], found: Found, portal: str) -> list[tuple[bool, str]]:
    """Return for every article of a portal that another one is like, and each of those on the first, whether it is."""
    firsts = {group: one for one in articles if one["portal"] == "old" for group in _groups(one)}
    return [
        (found.joins(one["id"], firsts[group]["id"]), f"{one['id']} {one['how']}: {firsts[group]['id']} not found")
        for one in articles
        if one["portal"] == portal
        for group in sorted(_groups(one))
        if group in firsts
    ]


def _relation(article: dict[str, Any], original: dict[str, Any]) -> str:
    portals = {article["portal"], original["portal"]}
    if portals == {"old", "new"}:
        return "moved"
    return "copy" if len(portals) > 1 else "repeat"


def _share(name: str, told: list[tuple[bool, str]], wrong: list[str], what: str) -> Score:
    misses = [words for right, words in told if not right] + wrong
    return Score(name, 1 - len(misses) / max(1, len(told)), f"{len(told)} {what}", misses)


def _score(name: str, count: int, wrong: list[tuple[str, str]], by_id: dict[str, dict[str, Any]], what: str) -> Score:
    misses = [f"{one} {by_id[one]['how']} / {other} {by_id[other]['how']}" for one, other in wrong]
    return Score(name, 1 - len(misses) / max(1, count), f"{count} {what}", misses)
