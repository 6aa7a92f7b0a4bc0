"""Portals that live: their articles, lists and menus, and what goes wrong at single addresses of them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field

from tests.faults import lists
from tests.faults.bodies import Kind
from tests.faults.expected import EXPECTED
from tests.faults.wire import BareServer, Exchange
from tests.portals.server import Reply
from tests.portals.town import SECTIONS, Story, Town

# Numbers of the articles that stand where a fault harms them: none of the good ones has them.
_HARMED = 5_000


@dataclass
class FaultyStory(Story):
    """An article at an address of its own, which nobody can have."""

    slug: str = ""

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.slug}.html"


@dataclass
class LivingPortal:
    """One portal: a town's, with as many good articles as it has numbers.

    Attributes:
        host: its address.
        port: its port.
        numbers: those of its articles; no other portal has them, so that no text is another's.
        hindered: the kinds that stand in the way of good articles, by path.
        harmed: the kinds at addresses of their own, by path.
        context: speaks TLS with it, ``None`` for http.
    """

    host: str
    port: int
    numbers: range
    hindered: dict[str, Kind] = field(default_factory=dict)
    harmed: dict[str, Kind] = field(default_factory=dict)
    context: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        self.town = Town()
        for number in self.numbers:
            section = SECTIONS[number % len(SECTIONS)]
            title = f"Thị xã Sông Lam triển khai nhiệm vụ trọng tâm thứ {number} của năm 2024"
            self.town.stories[number] = Story(number, section, title)
        self._free = list(self.town.stories.values())[::3]

    @property
    def url(self) -> str:
        """The address of its home page."""
        return f"http{'s' if self.context else ''}://{self.host}:{self.port}/"

    def put(self, kind: Kind, number: int) -> str:
        """Have a fault happen at this portal; returns the path."""
        if EXPECTED[kind].keeps:
            return self.spoil(kind)
        path = f"/{_slug(kind)}.xml" if is_list(kind) else self._faulty(kind, number).path
        self.harmed[path] = kind
        return path

    def spoil(self, kind: Kind) -> str:
        """Have a fault stand at the address of a good article, whatever that costs; returns the path."""
        path = self._free.pop(0).path
        self.hindered[path] = kind
        return path

    def _faulty(self, kind: Kind, number: int) -> FaultyStory:
        title = f"Thị xã Sông Lam thông báo kết quả phiên họp thứ {_HARMED + number} của năm 2024"
        return FaultyStory(_HARMED + number, SECTIONS[number % 3], title, slug=_slug(kind))

    def server(self, *, with_faults: bool) -> BareServer:
        """Return the portal's server, as it is or as it would be if nothing went wrong."""
        origin = self.url.rstrip("/")
        pages = {path: reply.body for path, reply in self.town.pages(origin).items() if isinstance(reply, Reply)}
        moved = {path: reply.headers["Location"] for path, reply in self.town.pages(origin).items()
                 if isinstance(reply, Reply) and "Location" in reply.headers}  # fmt: skip
        kinds = {**self.hindered, **self.harmed} if with_faults else {}
        if with_faults:
            self._add_harmed(pages, origin)

        def answer(to: Exchange) -> None:
            path = to.path.partition("?")[0]
            if path in kinds:
                kinds[path](to, pages[path])
            elif to.path in moved:
                to.send(b"", "301 Moved Permanently", Location=moved[to.path])
            elif to.path in pages:
                to.send(pages[to.path], kind="text/plain" if to.path == "/robots.txt" else "text/html; charset=utf-8")
            else:
                to.send(b"<html><body>404</body></html>", "404 Not Found")

        return BareServer(self.host, self.port, answer, self.context)

    def _add_harmed(self, pages: dict[str, bytes], origin: str) -> None:
        """Put the articles of the addresses that are harmed in, and link to them from the front of their section.

        robots.txt names the lists.
        """
        for path, kind in self.harmed.items():
            if is_list(kind):
                pages[path] = b""
                pages["/robots.txt"] += f"Sitemap: {origin}{path}\n".encode()
                continue
            story = self._faulty(kind, [*EXPECTED].index(kind))
            pages[path] = self.town.article(story, origin).encode()
            item = f'<li><h3><a href="{path}">{story.title}</a></h3></li></ul><div class="pagination">'
            front = f"/{story.section}/"
            pages[front] = pages[front].replace(b'</ul><div class="pagination">', item.encode(), 1)


def is_list(kind: Kind) -> bool:
    """Tell whether a kind is one of sitemaps and feeds."""
    return kind.__module__ == lists.__name__


def _slug(kind: Kind) -> str:
    return kind.__name__.replace("_", "-")
