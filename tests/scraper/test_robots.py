"""robots.txt: how long its rules hold, and in what time it has to come."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from scraper.robots import ForbiddenByRobots, RobotsMiddleware, RobotsUnreadable

PAGE = "https://a.gov.vn/tin.html"


class Engine:
    """Answers requests for robots.txt from a list, the last answer again and again."""

    def __init__(self, *answers: Response) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def middleware(engine: Engine, max_age: float = 86_400.0) -> RobotsMiddleware:
    made = {"USER_AGENT": "congtin/0", "CONGTIN_ROBOTS_MAX_AGE": max_age, "DOWNLOAD_TIMEOUT": 60}
    crawler: Any = SimpleNamespace(settings=Settings(made), engine=engine, spider=None)
    return RobotsMiddleware(crawler)


def rules(text: str, status: int = 200, **headers: str) -> Response:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("https://a.gov.vn/robots.txt", status, headers=fields, body=text.encode())


async def passes(asking: RobotsMiddleware, times: int = 1) -> None:
    for _ in range(times):
        await asking.process_request(Request(PAGE))


def test_rules_are_asked_for_once_and_again_when_they_are_a_day_old() -> None:
    engine = Engine(rules(""), rules("User-agent: congtin\nDisallow: /"))
    asyncio.run(passes(middleware(engine), 5))
    assert len(engine.asked) == 1
    old = middleware(engine := Engine(rules(""), rules("User-agent: congtin\nDisallow: /")), max_age=-1.0)
    with pytest.raises(ForbiddenByRobots):
        asyncio.run(passes(old, 2))
    assert len(engine.asked) == 2


def test_rules_that_cannot_be_read_any_more_end_the_asking() -> None:
    old = middleware(Engine(rules(""), rules("", 500)), max_age=-1.0)
    with pytest.raises(RobotsUnreadable, match="status 500"):
        asyncio.run(passes(old, 2))


@pytest.mark.parametrize(("value", "wait"), [("120", 120.0), ("soon", None), ("-9", None)])
def test_what_it_asks_to_wait_is_handed_on(value: str, wait: float | None) -> None:
    with pytest.raises(RobotsUnreadable) as told:
        asyncio.run(passes(middleware(Engine(rules("", 503, Retry_After=value)))))
    assert told.value.wait == wait


def test_redirects_share_the_time_of_one_request() -> None:
    engine = Engine(rules("", 302, Location="/khac.txt"))
    with pytest.raises(RobotsUnreadable, match="too many redirects"):
        asyncio.run(passes(middleware(engine)))
    times = [request.meta["download_timeout"] for request in engine.asked]
    assert times == sorted(times, reverse=True)
    assert times[0] <= 60
    assert all(request.meta["is_robots"] for request in engine.asked)


def test_an_encoded_file_of_no_byte_has_no_rules() -> None:
    asyncio.run(passes(middleware(Engine(rules("", Content_Encoding="gzip")))))


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "pigeon"])
def test_an_encoding_that_cannot_be_undone_is_no_permission(encoding: str) -> None:
    with pytest.raises(RobotsUnreadable):
        asyncio.run(passes(middleware(Engine(rules("User-agent: *", Content_Encoding=encoding)))))
