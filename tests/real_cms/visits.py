"""Three visits of ``congtin crawl`` to one site: the first, one right after it, and one after editors were at work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import unquote, urlsplit

from scraper.canonical import canonical_key
from tests.portals.command import congtin, rows
from tests.real_cms.comparison import Comparison, compare
from tests.real_cms.debian import STORE
from tests.real_cms.news import FIRST_VISIT
from tests.real_cms.truth import TrueArticle

# What a request is for: "feed" is every list that is published for machines, sitemaps too.
Role = Literal["article", "list", "feed", "other"]
# Half an hour is "at once" for a portal of a town; after five weeks every article of the last month is due again.
_RIGHT_AFTER, _LATER = "2025-07-01T08:30:00+07:00", "2025-08-05T08:00:00+07:00"
FIGURES = STORE / "figures"
_TIMEOUT = 400  # seconds; for what hangs


@dataclass(frozen=True)
class Changed:
    """What editors did: addresses of an article edited, of one added with an old date, and of one taken away.

    ``addition`` is the paragraph that the edit has added.
    """

    edited: str
    added: str
    deleted: str
    addition: str


class Site(Protocol):
    """A running system, as these tests see it."""

    @property
    def url(self) -> str: ...

    def truth(self) -> list[TrueArticle]: ...

    def asked(self) -> list[str]: ...

    def change(self) -> Changed: ...

    def role(self, path: str, articles: frozenset[str]) -> Role: ...


@dataclass
class Visit:
    """One run of the command: its exit code, what it printed, and what the server was asked for."""

    code: int
    output: str
    asked: dict[Role, list[str]]

    @property
    def requests(self) -> int:
        return sum(map(len, self.asked.values()))

    def report(self) -> str:
        """Return what was asked for and the summary of the run."""
        count = ", ".join(f"{len(paths)} {role}" for role, paths in self.asked.items())
        shown = " ".join(dict.fromkeys(unquote(path) for path in self.asked["other"]))
        return f"  {self.requests} requests: {count}\n{self.output.rstrip()}\n  other: {shown[:1500]}"


@dataclass
class Visits:
    """All three visits, and how the archive compared with the database after the first and after the last."""

    archive: Path
    first: Visit
    second: Visit
    third: Visit
    before: Comparison
    after: Comparison
    changed: Changed

    def article(self, url: str) -> dict[str, object] | None:
        """Return the archive's row of an article, ``None`` where it has none."""
        names = ("revision_count", "gone_at", "text", "published", "url")
        found = rows(self.archive, f"SELECT {', '.join(names)} FROM articles")
        keyed = {canonical_key(str(row[-1])): dict(zip(names, row, strict=True)) for row in found}
        return keyed.get(canonical_key(url))

    def findings(self) -> list[str]:
        """Return what was found wrong with any of the visits, by its kind."""
        return [kind for (kind,) in rows(self.archive, "SELECT kind FROM health_findings ORDER BY crawl, kind")]

    def asked_again(self) -> list[tuple[int, str]]:
        """Return (run, address) of everything that a run asked for more than once."""
        return rows(self.archive, "SELECT crawl, url FROM captures GROUP BY crawl, url HAVING count(*) > 1")

    def revised(self) -> list[str]:
        """Return the addresses of articles that have more than one revision."""
        return [url for (url,) in rows(self.archive, "SELECT url FROM articles WHERE revision_count > 1 ORDER BY url")]


def three_visits(site: Site, archive: Path) -> Visits:
    """Crawl a site three times, the last time after a change, and keep the figures for the end of the test run."""
    truth = site.truth()
    first = _visit(site, archive, FIRST_VISIT, truth)
    before = compare(archive, truth)
    second = _visit(site, archive, _RIGHT_AFTER, truth)
    changed = site.change()
    changed_truth = site.truth()
    third = _visit(site, archive, _LATER, truth + changed_truth)
    after = compare(archive, changed_truth)
    figures = [
        f"{archive.name}, first visit", first.report(), before.report(), "second visit", second.report(),
        "third visit, after changes", third.report(), after.report(),
    ]  # fmt: skip
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / f"{archive.name}.txt").write_text("\n".join([*figures, ""]))
    return Visits(archive, first, second, third, before, after, changed)


def _visit(site: Site, archive: Path, now: str, truth: list[TrueArticle]) -> Visit:
    site.asked()
    done = congtin(
        "crawl", site.url, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet",
        now=now, timeout=_TIMEOUT,
    )  # fmt: skip
    articles = frozenset(_path(article.url) for article in truth)
    asked: dict[Role, list[str]] = {"article": [], "list": [], "feed": [], "other": []}
    # Once an address: a request that a server lost with its connection is sent again by the library below Scrapy.
    for path in dict.fromkeys(site.asked()):
        asked[site.role(path, articles)].append(path)
    return Visit(done.returncode, done.stdout + done.stderr, asked)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
