"""A person and a unit as Popolo: the same as the command writes, within limits, and for whom there is nobody a 404."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.database import reading
from archive.popolo import Selection, export_popolo
from archive.site import files
from archive.site.full_results import Limits
from tests.archive.site.samples import Site


@pytest.mark.parametrize("public", [False, True])
def test_a_person_is_what_the_command_writes(site: Site, tmp_path: Path, public: bool) -> None:
    person = site.people["Lê Thị Mây"]
    answer = site.get(f"/popolo/people/{person}.json", public=public)
    assert answer.status == 200 and answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="popolo-person-{person}.json"'
    with reading(site.directory) as db:
        assert export_popolo(db, tmp_path / "p.json", Selection(person=person)) == 1
    assert answer.text == (tmp_path / "p.json").read_text(encoding="utf-8")
    said = json.loads(answer.text)
    assert [one["name"] for one in said["persons"]] == ["Lê Thị Mây"]
    assert {one["person_id"] for one in said["memberships"]} == {f"person:{person}"}
    assert said["meta"]["selection"] == {"person": person}


def test_there_is_nobody(site: Site) -> None:
    for path in ("/popolo/people/1.json", "/popolo/units/nowhere.json"):
        answer = site.get(path)
        assert answer.status == 404 and json.loads(answer.text)["ok"] is False
    assert site.get("/popolo/people/x.json").status == 404


def test_a_file_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.LIMITS, "public", Limits(seconds=0))
    answer = site.get(f"/popolo/people/{site.people['Lê Thị Mây']}.json", public=True)
    assert answer.status == 400 and "too long" in answer.text
