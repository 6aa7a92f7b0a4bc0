"""What the crawl's settings promise, asked of Scrapy itself as it starts with them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.settings import Settings, default_settings
from scrapy.utils.misc import load_object

import scraper.settings as ours
from scraper.guards import GuardedResolver


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


def test_names_are_resolved_by_the_guard(settings: Settings) -> None:
    assert load_object(settings["TWISTED_DNS_RESOLVER"]) is GuardedResolver


@pytest.mark.parametrize("name", ["http_proxy", "HTTPS_PROXY", "all_proxy"])
def test_no_proxy_stands_between_the_guard_and_a_host(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A proxy resolves names itself, out of the guard's sight: one of the environment is not asked."""
    monkeypatch.setenv(name, "http://127.0.0.1:3128")
    middlewares = map(load_object, settings.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES"))
    assert not [one for one in middlewares if issubclass(one, HttpProxyMiddleware)]
