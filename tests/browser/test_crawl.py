"""Portals of shells, crawled with the real command line and a real Chromium."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scraper.clock import now
from scraper.pages import StoredPage, digest, read_page
from tests.browser.town import SHELL, ScriptTown, data, shell
from tests.portals.command import HANGS, books_balance, congtin, crawl, one, rows, start, substance
from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.stories import SECTIONS
from tests.portals.town import Town

MARK = "CONGTIN_TEST_MARK"
NOTE = "read in a browser (the portal builds its pages by script)"


@pytest.fixture(autouse=True)
def no_browser_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a process behind: all that a crawl starts inherits a mark in its environment."""
    congtin("--version")  # what commands are forked from stays for all tests, so it is started without the mark
    mark = uuid.uuid4().hex
    monkeypatch.setenv(MARK, mark)
    yield
    end = time.monotonic() + 20
    while (left := marked(mark)) and time.monotonic() < end:
        time.sleep(0.2)
    assert left == []


def marked(mark: str) -> list[tuple[int, str]]:
    """Id and command of the processes with this mark in their environment, except this one.

    A process that has ended has none any more.
    """
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int(folder.name) != os.getpid() and f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                found.append((int(folder.name), command))
        except OSError:
            continue
    return found


@contextmanager
def served(pages: dict[str, object]) -> Iterator[LoopbackPortal]:
    portal = LoopbackPortal()
    portal.pages = pages  # type: ignore[assignment]
    with portal:
        yield portal


def await_pages(portal: LoopbackPortal, process: subprocess.Popen[str]) -> None:
    """Wait until the browser has a page open that is not the first."""
    end = time.monotonic() + HANGS
    while portal.times_asked("/api/sections") < 3 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)


def titles(archive: Path) -> set[str]:
    return {title for (title,) in rows(archive, "SELECT title FROM articles")}


def test_the_pause_begins_behind_the_last_part_of_a_page(tmp_path: Path) -> None:
    with served(ScriptTown(3).pages()) as portal:
        done = congtin("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0.4", "--limit", "4")
        assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert one(tmp_path, "SELECT requests FROM crawls") == 4


def test_a_portal_of_shells_beside_one_of_pages(tmp_path: Path) -> None:
    town = ScriptTown(20)
    with served(town.pages()) as scripted, LoopbackPortal() as plain:
        plain.pages = Town.of(3).pages(plain.url.rstrip("/"))
        options = ("--archive", tmp_path, "--allow-loopback", "--delay", "0")
        began = time.monotonic()
        done = congtin("crawl", scripted.url, plain.url, *options)
        took = time.monotonic() - began
        assert done.returncode == 0, done.stdout + done.stderr
        first = len(scripted.asked)
        figures(done.stdout, scripted, took)
        again = congtin("crawl", scripted.url, plain.url, *options)
        later = scripted.asked[first:]
    books_balance(tmp_path)

    wanted = {story.title for story in town.articles}
    of_shells = f"127.0.0.1-{scripted.port}"
    found = rows(tmp_path, "SELECT title, lead, text FROM articles WHERE portal = ?", of_shells)
    assert {title for title, _, _ in found} == wanted
    assert len(found) == len(wanted)
    texts = {story.title: story.paragraphs for story in town.articles}
    for title, lead, text in found:
        assert (lead, *text.split("\n\n")) == texts[title]
    assert one(tmp_path, "SELECT count(*) FROM captions") >= 20
    assert one(tmp_path, "SELECT count(*) FROM images WHERE src LIKE '%no-image%'") == 0

    # Only the one that needs it, and said so.
    states = rows(tmp_path, "SELECT id, browser_since IS NOT NULL FROM portals ORDER BY 1")
    assert dict(states) == {of_shells: 1, f"127.0.0.1-{plain.port}": 0}
    assert one(tmp_path, "SELECT count(*) FROM captures WHERE rendered IS NOT NULL AND portal <> ?", of_shells) == 0
    assert done.stdout.count(NOTE) == 1
    assert again.returncode == 0, again.stdout
    assert "articles: 0 new, 0 changed, 0 gone" in again.stdout
    assert not [asked.path for asked in later if "if-none-match" in asked.headers]

    # Nothing but pages, the script once a run, and the interface; one page at a time.
    kinds = Counter(asked.path.split("/")[1].split("?")[0] for asked in scripted.asked[:first])
    assert kinds["assets"] == 1
    assert not {"anh", "no-image.png"} & kinds.keys()
    assert {asked.headers["user-agent"].split("/")[0] for asked in scripted.asked} == {"congtin"}
    pages = [
        asked.path for asked in scripted.asked[:first] if not asked.path.startswith(("/api", "/assets", "/robots"))
    ]
    assert len(pages) == len(set(pages))


def figures(summary: str, portal: LoopbackPortal, seconds: float) -> None:
    """Print what a page costs."""
    pages = sum(not asked.path.startswith(("/api", "/assets", "/robots")) for asked in portal.asked)
    print(f"\n{pages} pages, {len(portal.asked) / pages:.1f} requests and {seconds / pages:.1f} s a page")
    print(summary)


def test_what_is_stored_is_the_page_as_it_was_seen_and_says_so(tmp_path: Path) -> None:
    with served(ScriptTown(2).pages()) as portal:
        assert crawl(portal.url, tmp_path).returncode == 0
        before = substance(tmp_path)
        assert crawl(portal.url, tmp_path, "--full").returncode == 0
    assert substance(tmp_path) == before
    [(warc, offset, length, size, sha, software)] = rows(
        tmp_path,
        "SELECT c.warc, warc_offset, warc_length, size, c.digest, rendered FROM captures c "
        "JOIN articles a ON a.capture = c.id ORDER BY a.id LIMIT 1",
    )
    stored = read_page(tmp_path / "pages", StoredPage(warc, offset, length), now())
    assert stored.header("X-Congtin-Rendered") == software
    assert software.startswith("chromium/")
    assert stored.header("Content-Type") == "text/html; charset=utf-8"
    assert b"<article><h1>" in stored.body
    assert (len(stored.body), digest(stored.body)) == (size, sha)
    # The shell is the same at every visit: only its news are new, and no page was stored twice for nothing.
    assert one(tmp_path, "SELECT count(*) FROM captures WHERE outcome = 'unchanged' AND rendered IS NOT NULL") > 0


def test_news_behind_a_shell_that_never_changes_are_found(tmp_path: Path) -> None:
    town = ScriptTown(4)
    new = town.articles.pop(0)
    with served(town.pages()) as portal:
        assert "3 new" in crawl(portal.url, tmp_path).stdout
        town.articles.insert(0, new)
        portal.pages = town.pages()
        done = crawl(portal.url, tmp_path)
    assert "articles: 1 new, 0 changed" in done.stdout
    assert new.title in titles(tmp_path)


ESCAPES = """
const other = "127.0.0.2:PORT", inside = "127.0.0.3:PORT";
const add = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));
fetch(`http://${other}/fetch`).catch(() => 0);
fetch("/redirect-out").catch(() => 0);
fetch(`http://${inside}/x`, {mode: "no-cors"}).catch(() => 0);
navigator.sendBeacon(`http://${other}/beacon`, "x");
try { new WebSocket(`ws://${other}/socket`); new WebSocket(`ws://${location.host}/own-socket`); } catch (e) {}
try { new EventSource(`http://${other}/events`); } catch (e) {}
try { navigator.serviceWorker.register("/worker.js"); } catch (e) {}
try { new Worker("/worker.js"); } catch (e) {}
try { const p = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.2:PORT"}]}); p.createDataChannel("x");
  p.createOffer().then(o => p.setLocalDescription(o)); } catch (e) {}
for (const rel of ["preconnect", "dns-prefetch", "prefetch", "preload", "stylesheet", "icon", "modulepreload"])
  document.head.appendChild(Object.assign(document.createElement("link"),
    {rel, href: `http://${other}/${rel}`, as: "script"}));
add("img", {src: `http://${other}/picture.gif`});
add("script", {src: `http://${other}/script.js`});
add("iframe", {src: `http://${other}/frame`});
add("video", {src: `http://${other}/film.mp4`});
add("object", {data: `http://${other}/object`});
window.open(`http://${other}/popup`);
const form = add("form", {action: `http://${other}/form`, method: "post", target: "_blank"});
form.submit();
document.getElementById("app").innerHTML = "<h1>Trang chủ</h1>" + "Trang này đã được dựng xong. ".repeat(20);
"""


def test_no_request_of_a_page_leaves_its_site(tmp_path: Path) -> None:
    with served({"/": Reply(SHELL.encode(), headers={"Content-Type": "text/html; charset=utf-8"})}) as portal:
        elsewhere = [LoopbackPortal(port=portal.port, host=host) for host in ("127.0.0.2", "127.0.0.3")]
        portal.pages["/assets/app.js"] = Reply(
            ESCAPES.replace("PORT", str(portal.port)).encode(), headers={"Content-Type": "text/javascript"}
        )
        portal.pages["/worker.js"] = Reply(b"fetch('/from-worker')", headers={"Content-Type": "text/javascript"})
        portal.pages["/redirect-out"] = Reply(status=302, headers={"Location": f"http://127.0.0.2:{portal.port}/out"})
        with elsewhere[0], elsewhere[1]:
            done = crawl(portal.url, tmp_path, "--limit", "1")
        assert NOTE in done.stdout, done.stdout + done.stderr
        assert [asked.path for server in elsewhere for asked in server.asked] == []
        assert {asked.path for asked in portal.asked} <= {
            "/", "/robots.txt", "/assets/app.js", "/redirect-out", "/worker.js", "/from-worker",
        }  # fmt: skip


def test_robots_txt_holds_for_what_a_page_asks_for(tmp_path: Path) -> None:
    pages = ScriptTown(2).pages()
    pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /api/\n", headers={"Content-Type": "text/plain"})
    with served(pages) as portal:
        done = crawl(portal.url, tmp_path)
        assert not [asked.path for asked in portal.asked if asked.path.startswith("/api/")]
    assert done.returncode == 1
    assert (
        "stayed empty in congtin's too; what it asks for was not to be had (1 times robots.txt forbids it)"
        in done.stdout
    )


def test_a_stub_that_sets_a_cookie_and_reloads_is_read_as_any_browser_reads_it(tmp_path: Path) -> None:
    body = "<html><body><h1>Trang chủ</h1><p>" + "Tin tức của địa phương trong tuần qua. " * 20 + "</p></body></html>"

    stub = '<html><body><script>document.cookie="D1N=0a1b";window.location.reload(true);</script></body></html>'
    with served({"/": lambda count: page(body if count else stub)}) as portal:
        done = crawl(portal.url, tmp_path, "--limit", "1")
    assert [asked.headers.get("cookie") for asked in portal.asked if asked.path == "/"] == [None, "D1N=0a1b"]
    assert NOTE in done.stdout
    [(warc, offset, length)] = rows(tmp_path, "SELECT warc, warc_offset, warc_length FROM captures WHERE status = 200")
    assert (
        "Tin tức của địa phương" in read_page(tmp_path / "pages", StoredPage(warc, offset, length), now()).body.decode()
    )


CHECK = "<html><body><h1>Just a moment...</h1><script>window._cf_chl_opt={};go()</script></body></html>"


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_check_for_robots_is_a_refusal(tmp_path: Path, status: int) -> None:
    with served({"/": page(CHECK, status)}) as portal:
        done = crawl(portal.url, tmp_path)
        assert [asked.path for asked in portal.asked] == ["/robots.txt", "/"]
    assert done.returncode == 1
    assert "the portal checks for robots before it shows a page" in done.stdout
    assert NOTE not in done.stdout
    told = congtin("status", "--archive", tmp_path).stdout
    assert "the portal checks for robots before it shows a page" in told


def test_a_page_without_end_fails_and_the_next_ones_are_read(tmp_path: Path) -> None:
    pages = ScriptTown(3).pages()
    section = next(iter(SECTIONS))
    pages[f"/{section}"] = shell(
        SHELL.replace("</body>", "<script>setTimeout(() => { for (;;); }, 50)</script></body>")
    )
    code = (
        "import scraper.browser.renderer as r; r.PAGE_SECONDS = 15.0; "
        "import scraper.answers as a; a.MAX_TRIES = 1; from archive.cli import main; main()"
    )
    with served(pages) as portal:
        done = subprocess.run(
            [sys.executable, "-c", code, "crawl", portal.url, "--archive", str(tmp_path), "--allow-loopback",
             "--delay", "0"], capture_output=True, text=True, timeout=HANGS,
        )  # fmt: skip
    assert "the page came to no end in the browser within 15 s" in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert one(tmp_path, "SELECT count(*) FROM captures WHERE rendered IS NOT NULL AND outcome = 'stored'") >= 4
    books_balance(tmp_path)


def test_without_a_browser_the_summary_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(ScriptTown(2).pages()) as portal:
        monkeypatch.setenv("CONGTIN_CHROMIUM", str(tmp_path / "nowhere"))
        done = crawl(portal.url, tmp_path / "first")
        assert done.returncode == 1
        words = "the page is built by a script (JavaScript) in the browser, so a browser is needed: install the program"
        assert done.stdout.count(words) == 1
        assert words in congtin("status", "--archive", tmp_path / "first").stdout
        # Once read in a browser, a portal is not read without: each of its articles would seem to have gone.
        monkeypatch.delenv("CONGTIN_CHROMIUM")
        assert crawl(portal.url, tmp_path / "second").returncode == 0
        before, asked = substance(tmp_path / "second"), len(portal.asked)
        monkeypatch.setenv("CONGTIN_CHROMIUM", str(tmp_path / "nowhere"))
        later = crawl(portal.url, tmp_path / "second")
        assert later.returncode == 1
        assert later.stdout.count("so a browser is needed: install the program") == 1
        assert (substance(tmp_path / "second"), len(portal.asked)) == (before, asked)


def test_a_browser_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("CONGTIN_CHROMIUM", str(broken))
    with served(ScriptTown(2).pages()) as portal:
        done = crawl(portal.url, tmp_path / "archive")
    assert done.returncode == 1
    assert f"{broken} could not be started" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("victim", ["--headless", "run-driver"])
def test_a_browser_that_dies_is_replaced(tmp_path: Path, victim: str) -> None:
    town = ScriptTown(4)
    code = "import scraper.browser.renderer as r; r.PAGE_SECONDS = 15.0; from archive.cli import main; main()"
    with served(town.pages()) as portal:
        arguments = ["crawl", portal.url, "--archive", str(tmp_path), "--allow-loopback", "--delay", "0"]
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        await_pages(portal, process)
        # The oldest: what it is about to start looks like itself for a moment.
        number = min(one for one, line in marked(os.environ[MARK]) if victim in line and "--type=" not in line)
        os.kill(number, signal.SIGKILL)
        output, errors = process.communicate(timeout=HANGS)
    assert titles(tmp_path) == {story.title for story in town.articles}, output + errors
    assert "Traceback" not in errors
    books_balance(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_crawl_that_is_stopped_leaves_no_browser_and_goes_on_later(tmp_path: Path, number: int) -> None:
    town = ScriptTown(4)
    with served(town.pages()) as portal:
        process = start("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0")
        await_pages(portal, process)
        os.killpg(process.pid, number)  # as a terminal does: the whole group is told
        output, errors = process.communicate(timeout=HANGS)
        if number != signal.SIGKILL:
            assert "it was stopped by a signal" in output, output + errors
            assert "Traceback" not in errors
        done = crawl(portal.url, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert titles(tmp_path) == {story.title for story in town.articles}
    books_balance(tmp_path)


def test_a_trial_reads_such_a_portal_too(tmp_path: Path) -> None:
    with served(ScriptTown(8).pages()) as portal:
        done = congtin("portal", "detect", portal.url, "--allow-loopback", "--delay", "0")
        added = congtin("portal", "add", portal.url, "--allow-loopback", "--delay", "0", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert any(name in done.stdout for name in SECTIONS)
    assert "browser = true" in added.stdout, added.stdout + added.stderr


def test_data_of_any_form_do_no_harm(tmp_path: Path) -> None:
    pages = ScriptTown(1).pages()
    pages["/api/sections"] = data(json.loads("[" * 50 + "]" * 50))
    pages["/api/articles?section=&page=1"] = Reply(b"\xff" * 1000, headers={"Content-Encoding": "gzip"})
    with served(pages) as portal:
        done = crawl(portal.url, tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
