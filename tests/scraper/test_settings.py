"""What the crawl's settings promise, asked of Scrapy itself as it starts with them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.settings import Settings, default_settings
from twisted.internet import defer
from twisted.internet.base import ThreadedResolver
from twisted.internet.error import DNSLookupError

import scraper.settings as ours
from scraper.guards import AddressGuardMiddleware, GuardedResolver, RefusedAddress


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.setmodule("archive.crawl_settings", priority="project")
    return made


def test_every_setting_of_ours_is_one_that_scrapy_knows_or_ours() -> None:
    known = {name for name in dir(default_settings) if name.isupper()}
    named = {name for name in dir(ours) if name.isupper()} - {"ACCEPTED", "MAX_BODY_BYTES", "VERSION", "TYPE_CHECKING"}
    assert {name for name in named if name not in known and not name.startswith("CONGTIN_")} == set()


def test_nothing_but_the_web_is_downloaded(settings: Settings) -> None:
    handlers = {scheme for scheme, handler in settings.getwithbase("DOWNLOAD_HANDLERS").items() if handler}
    assert handlers == {"http", "https"}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("EXTENSIONS", {"MemoryUsage", "CloseSpider", "AutoThrottle"}),
        ("SPIDER_MIDDLEWARES", set()),
        (
            "DOWNLOADER_MIDDLEWARES",
            {"AddressGuardMiddleware", "RobotsMiddleware", "DownloadTimeoutMiddleware", "DefaultHeadersMiddleware",
             "UserAgentMiddleware"},
        ),
    ],
)  # fmt: skip
def test_nothing_stands_around_a_request_but_what_we_name(settings: Settings, name: str, parts: set[str]) -> None:
    found = settings.get_component_priority_dict_with_base(name)
    assert {str(path).rsplit(".", 1)[-1] for path in found} == parts


def test_a_crawl_starts_without_what_only_other_crawls_need() -> None:
    """A portal without feeds, read without a browser, needs no client for the web but Scrapy's, no FTP, no console."""
    code = (
        "import sys, archive.crawl, scraper.spiders.portal\n"
        "from scrapy.settings import Settings\n"
        "from scrapy.utils.misc import load_object\n"
        "made = Settings()\n"
        "made.setmodule('archive.crawl_settings', priority='project')\n"
        "for name in ('EXTENSIONS', 'DOWNLOADER_MIDDLEWARES', 'SPIDER_MIDDLEWARES'):\n"
        "    for part in made.get_component_priority_dict_with_base(name): load_object(part)\n"
        "names = ('aiohttp', 'ftplib', 'requests', 'feedparser', 'tldextract', 'twisted.conch', 'datasette')\n"
        "print([name for name in names if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELNETCONSOLE_ENABLED", False), ("REMOTE_CONTROL_ENABLED", False), ("COOKIES_ENABLED", False),
        ("REDIRECT_ENABLED", False), ("RETRY_ENABLED", False), ("COMPRESSION_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True), ("DOWNLOAD_MAXSIZE", 16 * 1024 * 1024), ("DOWNLOAD_TIMEOUT", 60),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1), ("DOWNLOAD_DELAY", 2.0), ("CONGTIN_ALLOW_LOOPBACK", False),
        ("JOBDIR", None),
    ],
)  # fmt: skip
def test_hardened_and_polite(settings: Settings, name: str, value: Any) -> None:
    assert settings[name] == value


class Resolving(GuardedResolver):
    """The guarded resolver with a name server that a test answers for."""

    def __init__(self, answers: list[str]) -> None:
        super().__init__(None, 0, 5.0)  # type: ignore[arg-type]
        self.answers = answers


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(self: Resolving, name: str, timeout: Any = ()) -> defer.Deferred[str]:
        return defer.succeed(self.answers.pop(0))

    monkeypatch.setattr(ThreadedResolver, "getHostByName", lookup)
    monkeypatch.setattr(GuardedResolver, "refusals", {})


def result_of(deferred: defer.Deferred[str]) -> Any:
    found: list[Any] = []
    deferred.addBoth(found.append)
    return getattr(found[0], "value", found[0])


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.9", "0.0.0.0", "100.64.0.1"]
)
def test_a_name_that_leads_inside_is_refused(answered: None, address: str) -> None:
    resolver = Resolving([address])
    assert isinstance(result_of(resolver.getHostByName("trap.example.vn")), DNSLookupError)
    guard = AddressGuardMiddleware(allow_loopback=False)
    request = Request("https://Trap.example.vn/x")
    with pytest.raises(RefusedAddress, match=r"trap.example.vn .* is an address inside this machine or its network"):
        guard.process_exception(request, CannotResolveHostError())
    guard.process_exception(Request("https://khac.example.vn/"), CannotResolveHostError())
    guard.process_exception(request, TimeoutError())


def test_a_name_that_changes_its_address_is_refused_when_it_does(answered: None) -> None:
    resolver = Resolving(["203.162.4.1", "127.0.0.1"])
    assert result_of(resolver.getHostByName("rebinding.example.vn")) == "203.162.4.1"
    assert isinstance(result_of(resolver.getHostByName("rebinding.example.vn")), DNSLookupError)


def test_loopback_by_name_where_it_is_allowed(answered: None) -> None:
    resolver = Resolving(["127.0.0.1", "10.0.0.1"])
    resolver.allow_loopback = True
    assert result_of(resolver.getHostByName("a.example.vn")) == "127.0.0.1"
    assert isinstance(result_of(resolver.getHostByName("a.example.vn")), DNSLookupError)
