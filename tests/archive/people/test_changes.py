"""Changes of posts that an article announces; made-up people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction
from archive.load import load_article
from archive.people.changes import announced_changes, may_announce
from archive.people.resolver import resolve_people
from tests.archive.people.worlds import Named, declare_portals, record, title

POST = "Bí thư | Thị ủy Gió | thị xã Gió"
OTHER = "Lê Thị Mây"


def told(
    text: str, kind: str = "position", *, roles: dict[str, str] | None = None
) -> list[tuple[str, int | None, str]]:
    """Return the changes of "Trần Văn Nắng" in a text: what, which title, in which words."""
    item = record(Named("a", "2021-01-01", name="Trần Văn Nắng"), text)
    item["officials"] = []
    for name in ("Trần Văn Nắng", OTHER):
        at = text.find(name)
        if at >= 0:
            item["officials"].append(official(name, at, kind))
    for role, words in (roles or {}).items():
        start = text.index(words)
        item["officials"][0]["roles"].append(role)
        evidence = {"role": role, "start": start, "end": start + len(words), "field": "text"}
        item["officials"][0]["role_evidence"].append(evidence)
    assert may_announce(item) or not announced_changes(item["officials"][0], item)
    return [(change.change, change.title, change.words) for change in announced_changes(item["officials"][0], item)]


def official(name: str, at: int, kind: str) -> dict[str, Any]:
    return {
        "name": name,
        "honorific": None,
        "ranks": [],
        "titles": [title(f"{POST} | {kind}"), title("Thượng tá |  |  | rank")],
        "roles": [],
        "in_caption_only": False,
        "mentions": [{"start": at, "end": at + len(name), "field": "text"}],
        "role_evidence": [],
    }


@pytest.mark.parametrize(
    ("text", "kind", "roles", "expected"),
    [
        ("Đồng chí Trần Văn Nắng được bầu giữ chức Bí thư.", "new", {"elected": "được bầu"},
         [("elected", 0, "được bầu")]),
        ("Ông Trần Văn Nắng được điều động giữ chức Bí thư.", "new", {"appointed": "điều động"},
         [("transferred", 0, "điều động")]),
        ("Ông Trần Văn Nắng thôi giữ chức Bí thư.", "former", {"dismissed": "thôi giữ"},
         [("dismissed", 0, "thôi giữ")]),
        ("Đồng chí Trần Văn Nắng, Bí thư Thị ủy nghỉ hưu từ 01/01.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        ("Trao quyết định nghỉ hưu đối với đồng chí Trần Văn Nắng.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        ("Đồng chí Trần Văn Nắng, nguyên Bí thư, đã từ trần.", "former", {}, [("died", 0, "từ trần")]),
        ("Đồng chí Trần Văn Nắng giữ chức Bí thư.", "new", {}, [("taken_up", 0, "")]),
        ("Đồng chí Trần Văn Nắng dự. Bà Lê Thị Mây nghỉ hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng thay đồng chí Lê Thị Mây nghỉ hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng giữ chức Bí thư, thay người tiền nhiệm đã nghỉ hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng thay mặt gia đình xin nghỉ hưu.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        ("Đồng chí Trần Văn Nắng nghỉ hưu, thay bằng người khác.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        ("Cán bộ nghỉ hưu gặp mặt; đồng chí Trần Văn Nắng dự.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng dự. Hội nghị bàn về tuổi nghỉ hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng dự.", "position", {}, []),
        # Who goes to a funeral, and whose it is.
        ("Đồng chí Trần Văn Nắng, Bí thư Thị ủy, dự lễ viếng tại nghĩa trang.", "position", {}, []),
        ("Dự lễ viếng có các đồng chí: Trần Văn Nắng, Bí thư Thị ủy.", "position", {}, []),
        ("Sau lễ truy điệu, đồng chí Trần Văn Nắng tặng quà.", "position", {}, []),
        ("Lễ truy điệu đồng chí Trần Văn Nắng, nguyên Bí thư Thị ủy.", "former", {}, [("died", 0, "lễ truy điệu")]),
        ("Lễ viếng cố Bí thư Trần Văn Nắng.", "position", {}, [("died", 0, "lễ viếng")]),
        ("Đồng chí Trần Văn Nắng nói truyền thống thể hiện qua đời sống hằng ngày.", "position", {}, []),
        # Who hands an order over or reads it out, and who receives it.
        ("Đồng chí Trần Văn Nắng công bố các quyết định: điều động đồng chí Lê Thị Mây.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng trao quyết định nghỉ hưu cho ba cán bộ.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng được công bố quyết định nghỉ hưu.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        ("Đồng chí Trần Văn Nắng nhận quyết định nghỉ hưu.", "position", {}, [("retired", 0, "nghỉ hưu")]),
        # People in retirement of whom somebody speaks.
        ("Đồng chí Trần Văn Nắng tặng quà cán bộ nghỉ hưu của xã.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng nhớ tới những người về hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng trao Huy hiệu Đảng cho các đảng viên nghỉ hưu.", "position", {}, []),
        ("Đồng chí Trần Văn Nắng gặp mặt cán bộ, công chức nghỉ hưu.", "position", {}, []),
    ],
)  # fmt: skip
def test_what_is_announced(
    text: str, kind: str, roles: dict[str, str], expected: list[tuple[str, int | None, str]]
) -> None:
    assert told(text, kind, roles=roles) == expected


@given(
    text=st.text(st.sampled_from("nghỉ hưu từ trần điều động thôi giữ . ; , \n Aê"), max_size=80),
    start=st.integers(0, 90),
    length=st.integers(1, 9),
)
def test_any_text_gives_changes_in_its_own_words(text: str, start: int, length: int) -> None:
    item = record(Named("a", "2021-01-01", (POST,)), text or " ")
    item["officials"][0]["mentions"] = [{"start": min(start, len(text)), "end": min(start + length, len(text)),
                                         "field": "text"}]  # fmt: skip
    for change in announced_changes(item["officials"][0], item):
        assert change.words in text.lower()
        assert " ".join(change.sentence.split()) in " ".join(text.split())


def test_a_change_is_an_event_of_the_tenure_with_its_sentence(db: Database, archive_directory: Path) -> None:
    text = "Ông Trần Văn Nắng được bầu giữ chức Bí thư Thị ủy. Hội nghị kết thúc."
    item = record(Named("a", "2021-01-01", (f"{POST} | new",), name="Trần Văn Nắng", roles=("elected",)), text)
    item["officials"][0]["role_evidence"] = [{"role": "elected", "start": 18, "end": 26, "field": "text"}]
    declare_portals(db)
    with transaction(db.conn):
        load_article(db.conn, item, seen_at="2021-01-01T00:00:00+00:00", capture=None)
    resolve_people(db.conn, archive_directory)
    [event] = db.query("SELECT * FROM tenure_events")
    [tenure] = db.query("SELECT * FROM tenures")
    assert (event["change"], event["title"], event["organization"], event["day"], event["words"]) == (
        "elected", "Bí thư", "Thị ủy Gió", "2021-01-01", "được bầu",
    )  # fmt: skip
    assert event["tenure"] == tenure["id"]
    assert event["sentence"] == "Ông Trần Văn Nắng được bầu giữ chức Bí thư Thị ủy."
    [mention] = db.query("SELECT * FROM tenure_mentions WHERE tenure = ?", [tenure["id"]])
    assert (mention["person"], mention["printed"]) == (event["person"], "Bí thư")


def test_a_post_taken_up_and_held_is_one_tenure_and_a_former_one_another(db: Database, archive_directory: Path) -> None:
    declare_portals(db)
    with transaction(db.conn):
        for name, day, kind in (
            ("a", "2021-01-01", "new"),
            ("b", "2022-05-05", "position"),
            ("c", "2024-02-02", "former"),
        ):
            item = record(Named(name, day, (f"{POST} | {kind}",), name="Trần Văn Nắng"))
            load_article(db.conn, item, seen_at=f"{day}T00:00:00+00:00", capture=None)
    resolve_people(db.conn, archive_directory)
    tenures = db.execute("SELECT kind, first_seen, last_seen, articles FROM tenures ORDER BY first_seen").fetchall()
    assert tenures == [("position", "2021-01-01", "2022-05-05", 2), ("former", "2024-02-02", "2024-02-02", 1)]
    listed = db.execute("SELECT kind, first_seen, last_seen, articles FROM tenure_list ORDER BY first_seen").fetchall()
    assert listed == tenures
