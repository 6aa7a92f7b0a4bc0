"""A WordPress of our own: a folder, a database, a server on loopback, and its own functions to fill and read it."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.real_cms import debian
from tests.real_cms.mariadb import MariaDB, mariadb
from tests.real_cms.news import TOWN
from tests.real_cms.processes import ServerFailedError, free_port, server
from tests.real_cms.truth import TrueArticle, full_size, take_apart
from tests.real_cms.visits import Changed, Role
from tests.real_cms.wordpress.plan import ADDITION, changes, plan

_PHP = Path(__file__).parent / "php"
_WORKERS = "4"
_TRIES = 5  # somebody else may take a port between our looking for a free one and PHP's opening it
# With pretty addresses and with plain ones: home, categories, tags, authors, days, and the pages of each; feeds of the
# site and of its categories, and sitemaps. Comments, pages, attachments, forms and interfaces are something else.
_ROLES: dict[bool, dict[Role, re.Pattern[str]]] = {
    True: {
        "feed": re.compile(r"/feed/|/category/[\w/-]+/feed/|/wp-sitemap[\w.-]*|/sitemap\.xml"),
        "list": re.compile(
            r"/(?:page/\d+/)?|/(?:category|tag|author)/(?!feed/)(?:[\w-]+/){1,4}|/\d{4}/(?:\d\d/){0,2}(?:page/\d+/)?"
        ),
    },
    False: {
        "feed": re.compile(r"/\?(?:cat=\d+&)?feed=\w+(?:&cat=\d+)?|/\?sitemap=\w+(?:&[\w-]+=\w+){0,3}|/sitemap\.xml"),
        "list": re.compile(r"/|/\?(?:(?:cat|tag|author|m|paged|query-\d+-page)=[\w-]+(?:&|$)){1,3}"),
    },
}
_OPTIONS = {
    "timezone_string": "Asia/Ho_Chi_Minh", "date_format": "d/m/Y", "time_format": "H:i", "posts_per_page": 10,
    "page_comments": 1, "comments_per_page": 5, "thread_comments": 1, "comment_moderation": 0,
    "blogdescription": "Cổng thông tin điện tử",
}  # fmt: skip


@dataclass(frozen=True)
class Flavour:
    """How a site is set up: themes, the likeliest first, and the form of its addresses (empty: plain, ``?p=12``)."""

    name: str
    themes: tuple[str, ...]
    permalinks: str

    def theme(self, docroot: Path) -> str:
        """Return the first of the themes that this release of Debian ships."""
        shipped = sorted(folder.name for folder in (docroot / "wp-content" / "themes").iterdir() if folder.is_dir())
        return next((name for name in self.themes if name in shipped), shipped[-1])


# Debian 12 is the last to ship a classic theme; the newer ones are built of blocks.
CLASSIC = Flavour("classic", ("twentytwentyone", "twentytwentyfive"), "/%category%/%postname%/")
BLOCKS = Flavour("blocks", ("twentytwentythree", "twentytwentyfour"), "")
# Themes that print the caption of the featured picture.
_FEATURED_CAPTIONS = frozenset({"twentytwentyone"})


@dataclass
class WordPress:
    """A running site. ``ids`` maps the plan's names of posts to WordPress's numbers."""

    url: str
    flavour: Flavour
    docroot: Path
    requests: Path
    ids: dict[str, int] = field(default_factory=dict)

    def php(self, script: str, given: Any = None) -> str:
        """Run one of our scripts inside WordPress with ``given`` as JSON; return what it prints."""
        command = ["php", "-d", "memory_limit=512M", str(_PHP / script), str(self.docroot)]
        done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, f"{script} failed:\n{done.stderr[-2000:]}{done.stdout[-2000:]}"
        return done.stdout

    def truth(self) -> list[TrueArticle]:
        """Return what the database holds: posts that everybody may see.

        Pages ("Giới thiệu", "Liên hệ"), attachments, authors and archives are no articles: they have no date, or no
        text of their own.
        """
        return [self._article(post) for post in json.loads(self.php("truth.php"))]

    def change(self) -> Changed:
        """Do what editors do between two visits."""
        return Changed(**json.loads(self.php("change.php", changes(self.ids))), addition=ADDITION)

    def role(self, path: str, articles: frozenset[str]) -> Role:
        """Tell what a request was for; ``articles`` are the paths of articles."""
        if path in articles:
            return "article"
        roles = _ROLES[bool(self.flavour.permalinks)]
        return next((role for role, pattern in roles.items() if pattern.fullmatch(path)), "other")

    def asked(self) -> list[str]:
        """Return the paths asked for since the last call, in their order."""
        paths = self.requests.read_text().splitlines()
        self.requests.write_text("")
        return paths

    def _article(self, post: dict[str, Any]) -> TrueArticle:
        pictures = dict(post["pictures"] or {})
        body = take_apart(post["html"], pictures)
        captions = list(body.captions)
        featured = post["featured"]
        if self.flavour.theme(self.docroot) in _FEATURED_CAPTIONS and pictures.get(featured):
            captions.insert(0, (full_size(featured), pictures[featured]))
        return TrueArticle(
            url=post["url"],
            title=post["title"],
            published=_minute(post["published"]),
            updated=_minute(post["updated"]) if post["updated"] > post["published"] else None,
            sections=tuple(post["sections"]),
            text=body.text,
            captions=tuple(captions),
            files=tuple(post["files"]),
        )


@contextmanager
def database() -> Iterator[MariaDB]:
    """Run a MariaDB for any number of sites."""
    with tempfile.TemporaryDirectory(prefix="congtin-db-") as folder, mariadb(Path(folder)) as running:
        yield running


@contextmanager
def wordpress(flavour: Flavour, running: MariaDB) -> Iterator[WordPress]:
    """Set a site up, fill it and serve it while the context lasts."""
    source = debian.unpack_wordpress()
    with tempfile.TemporaryDirectory(prefix="congtin-wp-") as folder:
        docroot = Path(folder) / "site"
        _copy(source, docroot)
        (docroot / "wp-content" / "mu-plugins").mkdir()
        shutil.copy(_PHP / "last-change.php", docroot / "wp-content" / "mu-plugins")
        running.execute(f"CREATE DATABASE wp_{flavour.name} CHARACTER SET utf8mb4")
        try:
            with _served(flavour, docroot, Path(folder)) as site:
                _configure(site, running.socket)
                site.php("install.php", {"title": TOWN, "permalinks": flavour.permalinks, "options": _OPTIONS})
                site.ids = json.loads(site.php("fill.php", plan()))
                yield site
        finally:
            running.execute(f"DROP DATABASE wp_{flavour.name}")


def _copy(source: Path, docroot: Path) -> None:
    """Copy WordPress without Debian's configuration and without the languages that nobody reads here."""

    def skipped(folder: str, names: list[str]) -> set[str]:
        if Path(folder).name != "languages":
            return {"wp-config.php", ".htaccess"} & set(names)
        return {name for name in names if name.endswith(".mo") and not name.removesuffix(".mo").endswith("vi")}

    shutil.copytree(source, docroot, ignore=skipped, ignore_dangling_symlinks=True)
    (docroot / "wp-content" / "uploads").mkdir(exist_ok=True)


@contextmanager
def _served(flavour: Flavour, docroot: Path, folder: Path) -> Iterator[WordPress]:
    requests = folder / "requests.log"
    requests.touch()
    with ExitStack() as stack:
        port = _start(flavour, docroot, requests, stack)
        yield WordPress(f"http://127.0.0.1:{port}/", flavour, docroot, requests)


def _start(flavour: Flavour, docroot: Path, requests: Path, stack: ExitStack) -> int:
    """Start PHP's server, to be ended with the stack; return its port."""
    environment = {
        "PHP_CLI_SERVER_WORKERS": _WORKERS,
        "REQUEST_LOG": str(requests),
        "PRETTY": "1" if flavour.permalinks else "",
    }
    log = requests.with_name("php.log")
    for attempt in range(1, _TRIES + 1):
        port = free_port()
        command = ["php", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{port}", "-t", str(docroot)]
        try:
            stack.enter_context(server([*command, str(_PHP / "router.php")], log, partial(_is_up, log), environment))
        except ServerFailedError:
            if attempt == _TRIES:
                raise
        else:
            return port
    raise AssertionError("unreachable")


def _is_up(log: Path) -> bool:
    # What listens at the port may be somebody else: only PHP's own word counts.
    return b") started" in log.read_bytes()


def _configure(site: WordPress, socket: Path) -> None:
    address = site.url.rstrip("/")
    constants: dict[str, str | bool] = {
        "DB_NAME": f"wp_{site.flavour.name}", "DB_USER": "root", "DB_PASSWORD": "", "DB_HOST": f"localhost:{socket}",
        "DB_CHARSET": "utf8mb4", "WP_HOME": address, "WP_SITEURL": address,
        "WP_DEFAULT_THEME": site.flavour.theme(site.docroot),
        "DISABLE_WP_CRON": True, "WP_HTTP_BLOCK_EXTERNAL": True, "AUTOMATIC_UPDATER_DISABLED": True,
        "WP_DEBUG": False, "FS_METHOD": "direct",
    }  # fmt: skip
    for name in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"):
        constants |= {f"{name}_KEY": secrets.token_hex(24), f"{name}_SALT": secrets.token_hex(24)}
    lines = [f"define('{name}', {json.dumps(value)});" for name, value in constants.items()]
    lines += ["$table_prefix = 'wp_';", "define('ABSPATH', __DIR__ . '/');", "require ABSPATH . 'wp-settings.php';"]
    (site.docroot / "wp-config.php").write_text("\n".join(["<?php", *lines, ""]))


def _minute(moment: str) -> str:
    return moment.replace(" ", "T")[:16]


def _main() -> None:
    """Serve one site until interrupted, for looking at it."""
    debian.install()
    flavour = BLOCKS if os.environ.get("THEME") == "blocks" else CLASSIC
    with database() as running, wordpress(flavour, running) as site:
        print(site.url, len(site.truth()), flush=True)
        input()


if __name__ == "__main__":
    _main()
