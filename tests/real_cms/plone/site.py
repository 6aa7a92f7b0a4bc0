"""A Plone of our own: an instance in a temporary folder, served on loopback, filled and read by its own interfaces."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from tests.real_cms.plone import environment
from tests.real_cms.plone.plan import ADDITION, changes, plan
from tests.real_cms.processes import ServerFailedError, free_port, listens, server
from tests.real_cms.truth import TrueArticle, full_size, take_apart
from tests.real_cms.visits import Changed, Role

_INSIDE = Path(__file__).parent / "inside"
_TRIES = 5
_SECTION = r"(?:/(?:xay-dung-dang|kinh-te|van-hoa|quoc-phong))"
_ROLES: dict[Role, re.Pattern[str]] = {
    "list": re.compile(rf"{_SECTION}?(?:/tong-hop)?/?(?:\?b_start:int=\d+)?|/sitemap"),
    "feed": re.compile(rf"{_SECTION}?(?:/tong-hop)?/(?:RSS|rss\.xml|atom\.xml)|/sitemap\.xml\.gz(?:\?page=\d+)?"),
}


@dataclass
class Plone:
    """A site, running or not: its database admits one process, so that the server rests while a script works."""

    folder: Path
    python: Path
    port: int
    running: ExitStack
    told: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def truth(self) -> list[TrueArticle]:
        """Return what the database holds: news that everybody may see. Documents, pictures and files are no news."""
        return [_article(item) for item in json.loads(self.told.replace("SITE", self.url.rstrip("/")))]

    def asked(self) -> list[str]:
        """Return the paths asked for since the last call, in their order."""
        log = self.folder / "requests.log"
        paths = log.read_text().splitlines()
        log.write_text("")
        return paths

    def change(self) -> Changed:
        """Do what editors do between two visits."""
        todo = changes()
        self.running.close()
        self.script("change.py", todo)
        self.told = self.script("truth.py")
        self.start()
        address = {key: self.url + "/".join(todo[key]["path"]) for key in ("edit", "delete")}
        return Changed(address["edit"], self.url + "/".join(todo["added_path"]), address["delete"], ADDITION)

    def role(self, path: str, articles: frozenset[str]) -> Role:
        """Tell what a request was for; ``articles`` are the paths of articles."""
        if path in articles:
            return "article"
        return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(path)), "other")

    def script(self, name: str, todo: Any = None) -> str:
        """Run one of our scripts inside Plone with ``todo`` as JSON; return what it prints."""
        done = subprocess.run(
            [str(self.python), str(_INSIDE / name)],
            input=json.dumps(todo), capture_output=True, text=True, timeout=300, cwd=self.folder,
        )  # fmt: skip
        assert done.returncode == 0, f"{name} failed:\n{done.stderr[-3000:]}"
        return done.stdout

    def start(self) -> None:
        """Serve the site until :attr:`running` is closed; raises :class:`ServerFailedError`."""
        requests = self.folder / "requests.log"
        requests.touch()
        command = [str(self.python), str(_INSIDE / "serve.py"), str(self.port), str(requests)]
        up = partial(listens, self.port)
        self.running.enter_context(server(command, self.folder / "plone.log", up, cwd=self.folder))


@contextmanager
def plone() -> Iterator[Plone]:
    """Make a site, fill it and serve it while the context lasts."""
    python = environment.python()
    with tempfile.TemporaryDirectory(prefix="congtin-plone-") as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "var").mkdir()
        (folder / "etc").mkdir()
        shutil.copy(_INSIDE / "zope.conf", folder / "etc")
        shutil.copy(_INSIDE / "site.zcml", folder / "etc")
        site = Plone(folder, python, 0, stack)
        site.script("fill.py", plan())
        site.told = site.script("truth.py")
        _start_somewhere(site)
        yield site


def _start_somewhere(site: Plone) -> None:
    for attempt in range(1, _TRIES + 1):
        site.port = free_port()
        try:
            return site.start()
        except ServerFailedError:
            if attempt == _TRIES:
                raise
    return None


def _article(item: dict[str, Any]) -> TrueArticle:
    body = take_apart(item["html"], {})
    captions = list(body.captions)
    if item["lead_caption"]:
        captions.insert(0, (full_size(item["url"]), item["lead_caption"]))
    links = lxml_html.fragment_fromstring(item["html"], create_parent="div").xpath(".//a/@href")
    return TrueArticle(
        url=item["url"],
        title=item["title"],
        published=item["published"],
        # Plone tells of a change where it was made on another day.
        updated=item["updated"] if item["updated"] > item["published"] else None,
        sections=(item["section"],),
        text=f"{item['lead']}\n{body.text}",
        captions=tuple(captions),
        files=tuple(link for link in links if link.endswith(".pdf")),
    )


def _main() -> None:
    """Serve the site until interrupted, for looking at it."""
    with plone() as site:
        print(site.url, len(site.truth()), site.folder, flush=True)
        input()


if __name__ == "__main__":
    _main()
