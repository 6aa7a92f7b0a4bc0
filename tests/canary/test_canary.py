"""Nothing inside is asked, whatever leads there: every form of an address, every way to it, and a canary that watches.

That the canary would sing is held by the same crawls with the guard taken out.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scraper.errors import PortalError
from scraper.portal import portal_from_url
from scraper.public_addresses import literal_address
from tests.canary.network import Network
from tests.canary.portal import WAYS, HostilePortal, good_portal
from tests.portals.answering import Answer, serving
from tests.portals.command import books_balance, rows
from tests.portals.inside import INSIDE, LOOPBACK, TRICKS

pytestmark = pytest.mark.faults

PUBLIC = "203.162.4.1"
OWN_ADDRESSES = ("127.0.0.1", "127.9.8.7", "::1")  # at which the canary sits
SINGING = ["127.0.0.1", "127.1", "10.1.2.3", "169.254.169.254", "[::1]"]


class Canary:
    """A server at addresses of loopback that nobody may ask.

    ``heard`` is what it was asked, ``hosts`` the forms that lead to it or to what stands beside it.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.hosts = list(INSIDE)
        self.port = 0

    @property
    def resolved(self) -> list[str]:
        """The same addresses as a resolver would give them."""
        return sorted({one for one in map(literal_address, self.hosts) if one})

    def answer(self, host: str, path: str) -> Answer:
        self.heard.append(f"{host} {path}")
        return good_portal(host, path)


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A canary at 127.0.0.1, 127.9.8.7 and, where there is one, ::1, at the same port."""
    bird = Canary()
    with ExitStack() as servers:
        bird.port = servers.enter_context(serving(bird.answer))
        for address in OWN_ADDRESSES[1:]:
            try:
                servers.enter_context(serving(bird.answer, address, bird.port))
            except OSError:
                assert ":" in address, "a machine may have no IPv6, but 127.0.0.0/8 is its own"
        yield bird


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Network(str(tmp_path / "tried"))


def written(canary: Canary) -> list[str]:
    """Return every form as a whole address, with the canary's port."""
    return [f"http://{host}:{canary.port}/" for host in canary.hosts]


def tricks(canary: Canary) -> list[str]:
    """Return whole addresses that hide that they lead to the canary at 127.0.0.1."""
    return [trick.replace("{port}", str(canary.port)) for trick in TRICKS]


@pytest.mark.parametrize("flags", [[], ["--allow-loopback"]], ids=["guarded", "with --allow-loopback"])
def test_no_way_of_a_page_leads_inside(canary: Canary, network: Network, tmp_path: Path, flags: list[str]) -> None:
    canary.hosts = [host for host in INSIDE if not flags or host not in LOOPBACK]
    hostile = HostilePortal([*written(canary), *([] if flags else tricks(canary))])
    with serving(hostile.answer) as port:
        network.names["cong.example.vn"] = [[PUBLIC]]
        network.routes[PUBLIC] = port
        done = network.run("crawl", "http://cong.example.vn/", "--archive", tmp_path / "a", "--delay", "0.001", *flags)
    assert "Traceback" not in done.stderr, done.stderr
    assert network.tried() == set()
    assert canary.heard == []
    for kind in WAYS:
        asked = {path for path in hostile.asked if path.startswith(f"/bai-{kind}/")}
        assert len(asked) >= min(25, len(hostile.addresses)), f"{kind}: the ways have to be walked to be tried"
    assert {"/robots.txt", "/chi-muc.xml", "/sitemap.xml", "/rss"} <= set(hostile.asked)
    books_balance(tmp_path / "a")


def crawl_all(network: Network, archive: Path, urls: list[str], *flags: str) -> None:
    done = network.run("crawl", *urls, "--archive", archive, "--delay", "0.001", *flags)
    assert "Traceback" not in done.stderr, done.stderr


def given(canary: Canary, network: Network, archive: Path, *flags: str) -> None:
    """Crawl every form as the address of a portal that somebody gives."""
    urls = []
    for host in canary.hosts:
        url = f"http://{host}:{canary.port}/"
        try:
            portal_from_url(url)
        except PortalError:  # is not taken for an address at all
            continue
        urls.append(url)
    crawl_all(network, archive, urls, *flags)


def rebinding(canary: Canary, network: Network, archive: Path, *flags: str) -> None:
    """Crawl portals whose names lead to a server on the web when they are first asked for, and then inside."""
    with serving(good_portal) as port:
        network.routes[PUBLIC] = port
        for number, address in enumerate(canary.resolved):
            network.names[f"doi{number}.example.vn"] = [[PUBLIC], [address]]
        crawl_all(
            network, archive, [f"http://doi{n}.example.vn:{canary.port}/" for n in range(len(canary.resolved))], *flags
        )


def robots(canary: Canary, network: Network, archive: Path, *flags: str) -> None:
    """Crawl portals whose robots.txt leads inside: a redirect that may leave the host."""
    forms = [f"http://{host}:{canary.port}/robots.txt" for host in canary.hosts if host.isascii()]

    def answer(host: str, path: str) -> Answer:
        number = int(host.removeprefix("rb").partition(".")[0])
        return (302, {"Location": forms[number]}, "") if path == "/robots.txt" else good_portal(host, path)

    with serving(answer) as port:
        network.routes[PUBLIC] = port
        network.names |= {f"rb{number}.example.vn": [[PUBLIC]] for number in range(len(forms))}
        crawl_all(network, archive, [f"http://rb{number}.example.vn/" for number in range(len(forms))], *flags)


def names(canary: Canary, network: Network, archive: Path, *flags: str) -> None:
    """Crawl portals whose names lead inside from the beginning, as those of nip.io do."""
    for number, address in enumerate(canary.resolved):
        network.names[f"{number}.nip.example"] = [[address]]
    crawl_all(network, archive, [f"http://{n}.nip.example:{canary.port}/" for n in range(len(canary.resolved))], *flags)


Way = Callable[..., None]
LEAVING: list[Way] = [given, rebinding, robots, names]


@pytest.mark.parametrize("way", LEAVING)
def test_no_portal_leads_inside(canary: Canary, network: Network, tmp_path: Path, way: Way) -> None:
    way(canary, network, tmp_path / "archive")
    assert network.tried() == set()
    assert canary.heard == []
    told = rows(tmp_path / "archive", "SELECT reason FROM captures WHERE outcome IN ('refused', 'failed')")
    assert len(told) >= 25
    assert all("inside this machine or its network" in reason for (reason,) in told), told


@pytest.mark.parametrize("way", [given, rebinding])
def test_allowing_loopback_opens_127_alone(canary: Canary, network: Network, tmp_path: Path, way: Way) -> None:
    canary.hosts = [host for host in INSIDE if host not in LOOPBACK]
    way(canary, network, tmp_path / "archive", "--allow-loopback")
    assert network.tried() == set()
    assert canary.heard == []
    assert len(rows(tmp_path / "archive", "SELECT 1 FROM captures WHERE reason LIKE '%inside this machine%'")) >= 25


@pytest.mark.parametrize("way", LEAVING)
def test_without_the_guard_the_canary_sings(canary: Canary, network: Network, tmp_path: Path, way: Way) -> None:
    network.is_guarded = False
    canary.hosts = SINGING
    way(canary, network, tmp_path / "archive")
    tried = {str(ipaddress.ip_address(one.partition(" ")[0])) for one in network.tried()}
    assert {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"} <= tried
    assert canary.heard


@pytest.mark.parametrize(
    "answers", [["10.1.2.3", PUBLIC, "127.0.0.1"], ["::1", "fc00::1", PUBLIC], [PUBLIC, "169.254.169.254"]]
)
def test_a_portal_with_an_entry_too_many_is_crawled_at_its_public_address(
    canary: Canary, network: Network, tmp_path: Path, answers: list[str]
) -> None:
    with serving(good_portal) as port:
        network.routes[PUBLIC] = port
        network.names["cong.example.vn"] = [answers]
        done = network.run("crawl", "http://cong.example.vn/", "--archive", tmp_path / "a", "--delay", "0.001")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(rows(tmp_path / "a", "SELECT id FROM articles")) == 3
    assert network.tried() == set()


def test_a_look_at_a_portal_asks_nothing_inside(canary: Canary, network: Network) -> None:
    hostile = HostilePortal([*written(canary), *tricks(canary)])
    with serving(hostile.answer) as port:
        network.routes[PUBLIC] = port
        network.names["cong.example.vn"] = [[PUBLIC]]
        done = network.run("portal", "detect", "http://cong.example.vn/", "--delay", "0.01")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(hostile.asked) > 6
    assert network.tried() == set()
    assert canary.heard == []


@pytest.mark.parametrize("option", ["--index", "--replay"])
def test_a_web_archive_inside_is_not_asked(canary: Canary, network: Network, tmp_path: Path, option: str) -> None:
    network.names |= {"trong.example.vn": [["10.1.2.3"]], "kho.example.vn": [[PUBLIC]]}
    listed = "vn,example,cong)/ 20240305000000 http://cong.example.vn/ text/html 200 {} 99"

    def index(host: str, path: str) -> Answer:
        return 200, {"Content-Type": "text/plain"}, listed.format("A" * 32)

    inside = f"http://trong.example.vn:{canary.port}/"
    with serving(index) as port:
        network.routes[PUBLIC] = port
        where = ["--index", inside] if option == "--index" else ["--index", "http://kho.example.vn/cdx", option, inside]
        done = network.run("import", "--wayback", "http://cong.example.vn/", *where, "--archive", tmp_path / "a",
                           "--delay", "0.01", "--allow-loopback")  # fmt: skip
    assert "trong.example.vn (10.1.2.3) is an address inside this machine or its network" in done.stdout + done.stderr
    assert done.returncode != 0
    assert network.tried() == set()
    assert canary.heard == []
