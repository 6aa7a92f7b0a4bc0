"""Who is told, by which way, and how often: once when a portal turns, and never a reason for a run to fail."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import writing
from archive.health import after_run
from archive.health.carried import carry_over
from scraper.store import CrawlSummary
from tests.archive.health.listeners import mail_server, webhook
from tests.archive.health.played import PlayedPortal, portal

Archive = tuple[Database, Path]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with writing(tmp_path / "archive") as db:
        for name in ("a", "b", "c"):
            PlayedPortal(db.conn, portal(name))
            db.conn.execute("INSERT INTO crawls (id, portal, started) VALUES (?, ?, '2026-01-01')", (ord(name), name))
        yield db, tmp_path / "archive"


def run(archive: Archive, **outcomes: str) -> list[str]:
    """End a run whose crawls came to some outcomes."""
    summaries = [
        CrawlSummary(name, ord(name), outcome, [f"{name} has\nlost half"], {}) for name, outcome in outcomes.items()
    ]
    return after_run(*archive, summaries)


def configure(archive: Archive, text: str) -> None:
    (archive[1] / "congtin.toml").write_text(text, encoding="utf-8")


def by_command(archive: Archive, code: int = 0) -> Path:
    """Have people told by a program that keeps what it is told; returns the file."""
    told = archive[1].parent / "told"
    script = archive[1].parent / "tell.py"
    script.write_text(
        f"import sys\nopen({str(told)!r}, 'a').write(sys.stdin.read() + '\\n====\\n')\n"
        f"sys.stderr.write('no line')\nsys.exit({code})\n",
        encoding="utf-8",
    )
    configure(archive, f"[notify]\ncommand = {json.dumps([sys.executable, str(script)])}\n")
    return told


def messages(told: Path) -> list[str]:
    return told.read_text(encoding="utf-8").split("\n====\n")[:-1] if told.exists() else []


def test_one_message_a_run_and_none_for_the_same_state(archive: Archive) -> None:
    told = by_command(archive)
    assert run(archive, a="ok", b="ok", c="ok") == []
    assert messages(told) == []
    assert run(archive, a="suspect", b="failed", c="ok") == []
    assert run(archive, a="suspect", b="failed", c="ok") == []
    (message,) = messages(told)
    assert message.splitlines()[0] == "congtin: b failed, a suspect"
    assert "b: failed, was ok\n  b has lost half\na: suspect, was ok\n  a has lost half" in message
    assert run(archive, a="ok", b="suspect") == []
    assert messages(told)[1].splitlines()[0] == "congtin: a ok again"
    assert run(archive, b="ok") == []
    assert messages(told)[2].splitlines()[0] == "congtin: b ok again"
    assert len(messages(told)) == 3


def test_a_crawl_that_is_to_go_on_says_nothing(archive: Archive) -> None:
    told = by_command(archive)
    run(archive, a="suspect")
    run(archive, a="incomplete")
    run(archive, a="suspect")
    assert len(messages(told)) == 1


def test_what_could_not_be_sent_goes_with_the_next_run(archive: Archive) -> None:
    by_command(archive, code=3)
    (trouble,) = run(archive, a="suspect")
    assert "ended with exit code 3: no line" in trouble and "tried again after the next run" in trouble
    assert archive[0].execute("SELECT tries, sent_at FROM notices").fetchall() == [(1, None)]
    told = by_command(archive)
    told.unlink()
    assert run(archive, a="suspect", b="failed") == []
    (message,) = messages(told)
    assert message.startswith("congtin: b failed\n")
    assert "Not sent before:\n\ncongtin: a suspect" in message
    assert archive[0].execute("SELECT count(*) FROM notices WHERE sent_at IS NULL").fetchone()[0] == 0


def test_a_hundred_portals_are_one_message(archive: Archive) -> None:
    told = by_command(archive)
    names = [f"p{number:03}" for number in range(100)]
    for name in names:
        PlayedPortal(archive[0].conn, portal(name))
    crawl = ord("a")
    after_run(*archive, [CrawlSummary(name, crawl, "suspect", ["x" * 5000], {}) for name in names])
    (message,) = messages(told)
    assert message.startswith("congtin: 100 portals suspect\n")
    assert "and 60 more" in message
    assert len(message) < 30_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[notify", "is no valid TOML"),
        ("[notfy]", "key 'notfy' is not known; the keys are: notify"),
        ("[notify]\ncommand = 'tell'", "key 'notify.command': write a list, in brackets"),
        ("[notify]\ncommand = []", "key 'notify.command': the list must not be empty"),
        ("[notify.email]\nfrm = 'c@b.vn'", "key 'notify.email.frm' is not known; the keys are: to, from, host, port"),
        ("[notify.email]\nto = ['a@b.vn']\nfrom = 'c@b.vn'", "key 'notify.email.host' is missing"),
        ("[notify.email]\nto = ['a@b.vn']\nfrom = 'c@b.vn'\nhost = 'd'\npassword = 'x'", "with password_file"),
        ("[notify.webhook]\nurl = 'https://a.vn/'\ntoken = 'x'", "a secret is never written here"),
        ("[notify.webhook]\nurl = 'file:///etc/passwd'", "must begin with https:// or http://"),
        ("[notify.email]\nto = ['a@b.vn']\nfrom = 'c'\nhost = 'd'", "'c' is no e-mail address"),
        (
            "[notify.email]\nto = ['a@b.vn']\nfrom = 'c@b.vn'\nhost = 'd'\nuser = 'u'",
            "user and a password go together",
        ),
        (
            "[notify.email]\nto = ['a@b.vn']\nfrom = 'c@b.vn'\nhost = 'd'\nuser = 'u'\npassword_env = 'P'\n"
            "security = 'none'",
            "a password is not sent in the clear",
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_and_what_turned_is_not_forgotten(
    archive: Archive, text: str, words: str
) -> None:
    configure(archive, text)
    (trouble,) = run(archive, a="suspect")
    assert words in trouble and "congtin.toml" in trouble
    told = by_command(archive)
    run(archive, a="suspect")
    assert len(messages(told)) == 1


def test_an_email(archive: Archive) -> None:
    with mail_server() as (port, letters):
        configure(
            archive,
            f"[notify.email]\nto = ['ban@xa.vn']\nfrom = 'congtin@xa.vn'\nhost = '127.0.0.1'\nport = {port}\n"
            "security = 'none'\n",
        )
        assert run(archive, a="suspect") == []
    (letter,) = letters
    assert "Subject: congtin: a suspect" in letter and "To: ban@xa.vn" in letter and "a has lost half" in letter
    assert "Auto-Submitted: auto-generated" in letter


def test_no_email_goes_out_where_the_server_has_no_tls(archive: Archive) -> None:
    with mail_server() as (port, letters):
        configure(
            archive,
            f"[notify.email]\nto = ['ban@xa.vn']\nfrom = 'congtin@xa.vn'\nhost = '127.0.0.1'\nport = {port}\n",
        )
        (trouble,) = run(archive, a="suspect")
    assert "STARTTLS" in trouble
    assert letters == []


def test_a_webhook_at_a_private_address_that_was_written_down(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGTIN_TEST_TOKEN", "geheim")
    with webhook() as (url, got):
        configure(archive, f"[notify.webhook]\nurl = '{url}'\ntoken_env = 'CONGTIN_TEST_TOKEN'\n")
        assert run(archive, a="suspect") == []
    ((headers, body),) = got
    said = json.loads(body)
    assert said["subject"] == "congtin: a suspect"
    assert said["portals"] == [{"portal": "a", "before": "ok", "after": "suspect", "crawl": ord("a")}]
    assert headers["Authorization"] == "Bearer geheim"
    assert "geheim" not in json.dumps(archive[0].execute("SELECT * FROM notices").fetchall())


def test_a_webhook_follows_no_redirect(archive: Archive) -> None:
    with webhook() as (elsewhere, caught), webhook(302, elsewhere) as (url, got):
        configure(archive, f"[notify.webhook]\nurl = '{url}'\n")
        (trouble,) = run(archive, a="suspect")
    assert "answered with status 302" in trouble
    assert (len(got), caught) == (1, [])


def test_a_name_that_leads_into_the_network_is_not_asked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook() as (url, got):
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
        configure(archive, f"[notify.webhook]\nurl = 'http://hooks.example.org:{port}/hook'\n")
        (trouble,) = run(archive, a="suspect")
    assert "hooks.example.org" in trouble
    assert got == []


def test_nobody_listens(archive: Archive) -> None:
    configure(
        archive,
        "[notify]\ncommand = ['/nowhere/tell']\n"
        "[notify.webhook]\nurl = 'http://127.0.0.1:9/'\ntoken_file = 'missing'\n",
    )
    told = run(archive, a="suspect")
    assert len(told) == 2
    assert "/nowhere/tell could not be run: No such file" in told[0]
    assert "missing, which is to hold a password, cannot be read" in told[1]


def test_what_was_told_goes_over_into_a_new_database(archive: Archive, tmp_path: Path) -> None:
    by_command(archive, code=1)
    run(archive, a="suspect", b="ok")
    with writing(tmp_path / "new") as new:
        PlayedPortal(new.conn, portal("a"))
        carry_over(archive[0].conn, new.conn)
        assert new.execute("SELECT portal, state, crawl FROM portal_states").fetchall() == [("a", "suspect", None)]
        assert new.execute("SELECT count(*) FROM notices").fetchone()[0] == 1
