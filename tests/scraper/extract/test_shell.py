from __future__ import annotations

import pytest

from scraper.extract.shell import is_script_shell

SHELLS = (
    '<!DOCTYPE html><html><head><title>Cổng</title></head><body><div id="app"></div><script src="/app.js"></script>',
    "<html><body><div id=root class=x> </div><script>boot()</script></body></html>",
    '<html><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="__next"></div>'
    "<script></script></body></html>",
    "<html><body><app-root></app-root><script src=main.js></script></body></html>",
    '<html><body><script>document.cookie="D1N=0a1b";window.location.reload(true);</script></body></html>',
    "<html><body><cong-app></cong-app><script src=/main.js></script></body></html>",
    "<html><body><div class=spin>Đang tải dữ liệu...</div><script type=module src=/main.js></script></body></html>",
    "<html><body><p>Vui lòng bật JavaScript để xem trang</p><script>x()</script></body></html>",
)
PAGES = (
    "",
    "<html><body><div id=app></div></body></html>",  # no script that could fill it
    "<html><body><h1>Trang không tồn tại</h1><script>count()</script></body></html>",
    '<html><body><a href="/portal"><img src=/bia.jpg></a><script src=/thongke.js></script></body></html>',
    '<html><body><script>window.location.href = "/portal/vi";</script></body></html>',  # it leads on: no shell
    "<html><frameset cols=*><frame src=/trang.aspx></frameset><script></script></html>",
    "<div class=tin></div><script>slide()</script>",  # a fragment
    '<html><body><div id="app"><p>'
    + "Sáng nay, xã tổ chức hội nghị. " * 40
    + "</p></div><script></script></body></html>",
)


@pytest.mark.parametrize("body", SHELLS)
def test_a_page_that_a_script_makes_is_a_shell(body: str) -> None:
    assert is_script_shell(body.encode())


@pytest.mark.parametrize("body", PAGES)
def test_a_page_with_something_on_it_is_none(body: str) -> None:
    assert not is_script_shell(body.encode())
