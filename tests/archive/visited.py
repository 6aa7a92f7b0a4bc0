"""A portal of seven articles after six days of visits: one edited and edited back, one gone and back, one hostile."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tests.portals.command import crawl, one
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

DAYS = [f"2026-11-{day:02}T08:00:00+07:00" for day in range(2, 8)]
EDITED, GONE, HOSTILE, PLAIN, MOVED = 1, 2, 3, 4, 7  # numbers of the articles; MOVED has an old address too
OLD_PATH = "/cu/7"
ADDED = "Hội nghị cũng xem xét đề nghị của 12 thôn về tuyến đường mới."
# Each would make the page's title ``pwned``, or ask another host, in a browser that were let.
ATTACKS = (
    "<script>document.title='pwned'</script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "<svg onload=\"document.title='pwned'\"><animate onbegin=\"document.title='pwned'\" attributeName=x dur=1s></svg>",
    "<iframe srcdoc=\"<script>parent.document.title='pwned'</script>\"></iframe>",
    "<a href=\"javascript:document.title='pwned'\" id=attack>bấm</a>",
    '<form action="https://evil.example/"><input name=a autofocus onfocus="document.title=\'pwned\'"></form>',
    "<details open ontoggle=\"document.title='pwned'\">x</details>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title=\"--&gt;&lt;img src=1 onerror=document.title='pwned'&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='pwned'>\"></noscript>",
    '<p style="background:url(https://evil.example/a.png);position:fixed;top:0">phủ lên</p>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/a.css">',
    '<object data="https://evil.example/a.swf"></object><embed src="https://evil.example/a.swf">',
    '<video src="https://evil.example/a.mp4" autoplay></video><audio src="https://evil.example/a.mp3"></audio>',
    "<style>@import 'https://evil.example/b.css'; .congtin-banner { display: none }</style>",
    "<template><script>document.title='pwned'</script></template>",
    "<textarea></textarea><script>document.title='pwned'</script>",
)


@dataclass(frozen=True)
class Visited:
    """The archive's folder and the addresses of its articles by number."""

    directory: Path
    urls: dict[int, str]

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{self.directory / 'archive.db'}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        return connection

    def article(self, number: int) -> int:
        """The id of an article."""
        return int(one(self.directory, f"SELECT id FROM articles WHERE url = '{self.urls[number]}'"))


def visited(directory: Path) -> Visited:
    """Visit the portal on six days and return what the archive has of it then."""
    town = Town.of(7)
    town.stories[HOSTILE].extra = "Phần cuối.</p>" + "".join(ATTACKS) + "<p>Hết."
    removed = town.stories[GONE]
    with LoopbackPortal() as portal:
        for day, now in enumerate(DAYS):
            town.stories[EDITED].extra = ADDED if day == 1 else ""
            town.counter += 17 if day < 4 else 0  # on the last day most pages are what they were
            portal.pages = town.pages(portal.url.rstrip("/"))
            if day in {2, 3}:
                del portal.pages[removed.path]
            done = crawl(portal.url, directory, "--full", now=now)
            assert done.returncode == 0, done.stdout + done.stderr
        urls = {number: portal.url.rstrip("/") + story.path for number, story in town.stories.items()}
    return Visited(directory, urls)
