"""What a web archive gives out for a capture, and what it says of when it was made."""

from __future__ import annotations

import pytest

from scraper.wayback.cdx import CdxLine
from scraper.wayback.client import Reply, WebArchiveError
from scraper.wayback.replay import captured_answer

LINE = CdxLine("https://example.vn/a", "20210304050607", "text/html", 200, None)


def given_out(moment: str) -> Reply:
    return Reply(200, [("Memento-Datetime", moment)], b"<html>")


@pytest.mark.parametrize(
    "moment",
    [
        "Thu, 04 Mar 2021 05:06:07 GMT",
        "Thu, 04 Mar 2021 12:06:07 +0700",
        "Thu, 04 Mar 99999999999999 05:06:07 GMT",
        "Thu, 04 Mar 2021 05:06:07 +9999",
        "yesterday",
    ],
)
def test_the_capture_of_that_moment_or_of_one_that_cannot_be_read(moment: str) -> None:
    answer = captured_answer(LINE, given_out(moment))
    assert (answer.status, answer.raw_body, answer.fetched_at) == (200, b"<html>", LINE.moment)


@pytest.mark.parametrize("moment", ["Thu, 04 Mar 2021 05:06:09 GMT", "Mon, 01 Jan 0001 00:00:00 +2300"])
def test_the_capture_of_another_time_is_none(moment: str) -> None:
    with pytest.raises(WebArchiveError, match="the page of another time"):
        captured_answer(LINE, given_out(moment))
