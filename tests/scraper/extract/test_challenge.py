"""Checks for robots are told from pages by the marks that their makers' own pages have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.challenge import is_challenge

CHECKS = (
    "<html><title>Just a moment...</title><body><noscript>Enable JavaScript and cookies to continue</noscript>"
    '<script>window._cf_chl_opt = {cvId: "3"};</script></body></html>',
    "<html><body>Checking your browser before accessing the site. Please allow up to 5 seconds.</body></html>",
    '<html><body><iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe></body></html>',
    "<html><script>var arg1='0A'; setCookie('acw_sc__v2', x); document.location.reload();</script></html>",
    "<html><body><p>Xác nhận bạn không phải là người máy</p><div class=g-recaptcha></div></body></html>",
    "<html><body><h1>Verify you are human</h1><script src=/c.js></script></body></html>",
)
ARTICLE = "<p>" + "Sáng nay, xã tổ chức hội nghị tổng kết phong trào thi đua. " * 30 + "</p>"
PAGES = (
    f"<html><body>{ARTICLE}<form>Mã xác nhận: không phải người máy<div class=g-recaptcha></div></form></body></html>",
    f"<html><body>{ARTICLE}<script>window._cf_chl_opt={{}}</script></body></html>",
    # Cloudflare's own script stands on ordinary pages too, on shells as well.
    '<body><div id="app"></div><script>a.src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"</script></body>',
    "<html><body><form>Đăng nhập <input type=password><div class=g-recaptcha></div></form></body></html>",
    '<html><body><script>document.cookie="D1N=0a1b";window.location.reload(true);</script></body></html>',
    "",
)


@pytest.mark.parametrize("body", CHECKS)
def test_a_check_for_robots(body: str) -> None:
    assert is_challenge(body.encode())


@pytest.mark.parametrize("body", PAGES)
def test_a_page_is_none(body: str) -> None:
    assert not is_challenge(body.encode())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CF-Mitigated", "challenge", True),
        ("x-amzn-waf-action", "Captcha", True),
        ("cf-mitigated", "none", False),
        ("Server", "challenge", False),
    ],
)
def test_a_header_says_so(name: str, value: str, expected: bool) -> None:
    assert is_challenge(b"", [("Content-Type", "text/html"), (name, value)]) is expected


@given(st.binary(max_size=2_000))
def test_any_bytes_can_be_asked_about(body: bytes) -> None:
    assert is_challenge(body) in {True, False}
    assert not is_challenge(body + ARTICLE.encode() * 2)
