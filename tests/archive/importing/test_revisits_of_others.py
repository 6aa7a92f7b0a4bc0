"""Pages that lie in an imported file as references to the same bytes elsewhere: every way to them leads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.warc_export import WarcSelection, export_warc
from scraper.warc import Record, read_records
from tests.archive.importing.kept import capture, imported, story, url, written
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import congtin, one
from tests.scraper.warc import made

pytestmark = pytest.mark.long

_NAMED = {
    "to the second": [("WARC-Refers-To-Target-URI", url(1)), ("WARC-Refers-To-Date", "2021-03-02T02:03:04Z")],
    "by its day": [("WARC-Refers-To-Target-URI", f"<{url(1)}>"), ("WARC-Refers-To-Date", "2021-03-02")],
    "by the bytes alone": [],
}


@pytest.fixture(params=_NAMED)
def archive(request: pytest.FixtureRequest, archive_directory: Path, tmp_path: Path) -> Path:
    """An article, the same bytes under another address, and the article again, each a reference to the first."""
    payload = ("WARC-Payload-Digest", made.sha1(story(1)))
    profile = ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
    more = [profile, payload, *_NAMED[request.param]]
    records = [
        capture(1, "2021-03-02", more=[payload]),
        capture(2, "2021-04-02", b"", kind="revisit", more=more),
        capture(1, "2021-05-02", b"", kind="revisit", more=more),
    ]
    summary = imported(archive_directory, written(tmp_path / "kept.warc.gz", records))
    assert (summary.captures, summary.damaged) == (3, 0)
    return archive_directory


def test_the_bytes_come_along_where_a_reference_is_exported(archive: Path, tmp_path: Path) -> None:
    for number in (2, 3):  # of another address, of the same one
        output = tmp_path / f"{number}.warc.gz"
        assert export_warc(archive, WarcSelection(query=f"SELECT {number} AS capture"), output) == 2
        records = [record for record in read_records(output) if isinstance(record, Record)]
        assert [record.type for record in records] == ["warcinfo", "response", "revisit"]
        assert story(1) in records[1].content


def test_a_reference_that_names_itself_is_exported_once_and_its_bytes_with_it(
    archive_directory: Path, tmp_path: Path
) -> None:
    payload = ("WARC-Payload-Digest", made.sha1(story(1)))
    itself = [("WARC-Refers-To-Target-URI", url(1)), ("WARC-Refers-To-Date", "2021-04-02T02:03:04Z")]
    records = [capture(1, "2021-03-02", more=[payload]), capture(1, "2021-04-02", b"", kind="revisit",
                                                                 more=[payload, *itself])]  # fmt: skip
    assert imported(archive_directory, written(tmp_path / "kept.warc.gz", records)).captures == 2
    output = tmp_path / "out.warc.gz"
    assert export_warc(archive_directory, WarcSelection(query="SELECT 2 AS capture"), output) == 2
    assert [one.type for one in read_records(output) if isinstance(one, Record)][1:] == ["response", "revisit"]


def test_every_way_leads_to_the_bytes(archive: Path, tmp_path: Path) -> None:
    for address, captures in ((url(1), 2), (url(2), 1)):
        for number in range(1, captures + 1):
            shown = congtin("show", address, "--capture", str(number), "--archive", archive)
            assert shown.returncode == 0, shown.stdout + shown.stderr
    for command in (("verify",), ("reextract", "--all", "--quiet"), ("verify",)):
        done = congtin(*command, "--archive", archive)
        assert done.returncode == 0, done.stdout + done.stderr
    assert one(archive, "SELECT count(*) FROM problems WHERE field IN ('stored_page', 'reading')") == 0
    exported = congtin("export", "warc", "--archive", archive, "-o", tmp_path / "out.warc.gz")
    assert exported.returncode == 0, exported.stderr
    assert differences(archive, rebuilt(archive, tmp_path)) == {}
