"""What is a membership, and which of its days are asserted; made-up people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.archive.people.worlds import RARE, Named
from tests.archive.popolo.worlds import Article, build, exported

SECRETARY = "Bí thư | Thị ủy Gió | thị xã Gió"
CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"


def article(path: str, day: str, *posts: str, text: str | None = None, **fields: Any) -> Article:
    return Article(Named(path, day, posts, name=RARE, **fields), text)


def memberships(directory: Path, *articles: Article) -> list[dict[str, Any]]:
    build(directory, articles)
    return list(exported(directory)["memberships"])


def test_what_is_only_seen_has_no_dates_but_says_when_and_where(archive_directory: Path) -> None:
    [membership] = memberships(
        archive_directory, article("a", "2021-03-04", SECRETARY), article("b", "2022-05-06", SECRETARY)
    )
    assert "start_date" not in membership and "end_date" not in membership
    assert (membership["label"], membership["role"]) == ("Bí thư Thị ủy Gió", "Bí thư")
    assert (membership["first_seen"], membership["last_seen"], membership["articles"]) == (
        "2021-03-04",
        "2022-05-06",
        2,
    )
    assert membership["sources"][0] == {
        "url": "https://gio.example/a.html",
        "note": f"{RARE} dự.",
        "observed": "2021-03-04",
        "retrieved_at": "2021-03-04T12:00:00+00:00",
    }


def test_an_election_begins_a_membership_and_a_dismissal_ends_it(archive_directory: Path) -> None:
    [membership] = memberships(
        archive_directory,
        article("bau", "2021-03-04", f"{SECRETARY} | new", roles=("elected",)),
        article("hop", "2022-01-01", SECRETARY),
        article("thoi", "2023-02-03", f"{SECRETARY} | former", roles=("dismissed",)),
    )
    assert (membership["start_date"], membership["end_date"]) == ("2021-03-04", "2023-02-03")
    assert [change["change"] for change in membership["announced_changes"]] == ["elected", "dismissed"]
    assert (membership["last_seen"], membership["articles"]) == ("2022-01-01", 2)  # as a holder
    assert membership["named_as_former"]["first_seen"] == "2023-02-03"


@pytest.mark.parametrize(
    ("seen_before", "asserted"),
    [
        ("2020-06-01", None),
        ("2021-02-20", "2021-03-04"),
    ],  # long in the post: elected again; days before: news run ahead
)
def test_who_was_seen_in_the_post_long_before_was_not_elected_then(
    archive_directory: Path, seen_before: str, asserted: str | None
) -> None:
    [membership] = memberships(
        archive_directory,
        article("hop", seen_before, SECRETARY),
        article("bau", "2021-03-04", f"{SECRETARY} | new", roles=("elected",)),
    )
    assert membership.get("start_date") == asserted
    assert membership["announced_changes"][0]["date"] == "2021-03-04"  # what is announced is told all the same


@pytest.mark.parametrize(("seen_after", "asserted"), [("2023-06-01", None), ("2023-02-10", "2023-02-03")])
def test_who_is_seen_in_the_post_long_after_had_not_left_it(
    archive_directory: Path, seen_after: str, asserted: str | None
) -> None:
    [membership] = memberships(
        archive_directory,
        article("thoi", "2023-02-03", f"{SECRETARY} | former", roles=("dismissed",)),
        article("hop", seen_after, SECRETARY),
    )
    assert membership.get("end_date") == asserted


def test_who_came_back_has_no_end(archive_directory: Path) -> None:
    [membership] = memberships(
        archive_directory,
        article("thoi", "2020-02-03", f"{SECRETARY} | former", roles=("dismissed",)),
        article("bau", "2022-03-04", f"{SECRETARY} | new", roles=("elected",)),
    )
    assert "end_date" not in membership and membership["start_date"] == "2022-03-04"


def test_a_day_that_only_the_archive_knows_is_none_of_the_post(archive_directory: Path) -> None:
    undated = Article(
        Named("bau", "2021-03-04", (f"{SECRETARY} | new",), name=RARE, roles=("elected",)), published=False
    )
    [membership] = memberships(archive_directory, undated)
    assert "start_date" not in membership
    assert "date" not in membership["announced_changes"][0]


def test_former_posts_are_no_memberships(archive_directory: Path) -> None:
    build(archive_directory, [article("a", "2021-03-04", f"{SECRETARY} | former")])
    document = exported(archive_directory)
    assert document["memberships"] == []
    [person] = document["persons"]
    [post] = person["former_posts"]
    assert (post["label"], post["first_seen"]) == ("Bí thư Thị ủy Gió", "2021-03-04")
    assert {post["organization_id"]} == {body["id"] for body in document["organizations"]}


@pytest.mark.parametrize(("words", "change"), [("nghỉ hưu", "retired"), ("từ trần", "died")])
def test_who_retires_or_dies_leaves_the_post_he_holds_not_the_one_he_held(
    archive_directory: Path, words: str, change: str
) -> None:
    posts = (SECRETARY, f"{CHAIR} | former")
    build(archive_directory, [article("a", "2021-03-04", *posts, text=f"{RARE} {words}.")])
    document = exported(archive_directory)
    [membership] = document["memberships"]
    assert (membership["role"], membership["end_date"]) == ("Bí thư", "2021-03-04")
    [former] = document["persons"][0]["former_posts"]
    assert former["role"] == "Chủ tịch" and former["announced_changes"][0]["change"] == change


def test_who_takes_up_a_post_in_the_same_article_or_holds_one_later_did_not_retire(archive_directory: Path) -> None:
    told = f"{RARE} giữ chức Chủ tịch, thay người đã nghỉ hưu."
    both = article("a", "2021-03-04", SECRETARY, f"{CHAIR} | new", text=told, roles=("elected",))
    for membership in memberships(archive_directory / "one", both):
        assert "end_date" not in membership
    later = article("b", "2022-01-01", CHAIR)
    retired = article("a", "2021-03-04", SECRETARY, text=f"{RARE} nghỉ hưu.")
    found = memberships(archive_directory / "two", retired, later)
    assert all("end_date" not in membership for membership in found) and len(found) == 2
    assert [change["change"] for change in found[0]["announced_changes"]] == ["retired"]  # told all the same


def test_an_acting_holder_is_another_membership_of_the_same_post(archive_directory: Path) -> None:
    named = Named("a", "2021-03-04", (f"{CHAIR} | acting",), name=RARE)
    quyen = Article(named, printed=("Quyền Chủ tịch UBND thị xã",))
    acting, holder = memberships(archive_directory, quyen, article("b", "2021-09-04", CHAIR))
    assert acting["acting"] is True and "acting" not in holder
    assert (acting["label"], holder["label"]) == (
        "Quyền Chủ tịch Ủy ban nhân dân thị xã Gió",
        "Chủ tịch Ủy ban nhân dân thị xã Gió",
    )
    assert acting["post_id"] == holder["post_id"] and acting["id"] != holder["id"]


def test_who_is_in_charge_is_acting_but_no_quyen(archive_directory: Path) -> None:
    [membership] = memberships(
        archive_directory, article("a", "2021-03-04", "Phụ trách | Hội Gió | thị xã Gió | acting")
    )
    assert (membership["label"], membership["acting"]) == ("Phụ trách Hội Gió", True)


def test_party_ranks_are_memberships_of_the_committee_without_a_post_and_personal_ranks_prefixes(
    archive_directory: Path,
) -> None:
    ranked = article("a", "2021-03-04", "Tỉnh ủy viên | Tỉnh ủy Hà Tĩnh | tỉnh Hà Tĩnh | rank",
                     "Thượng tá |  |  | rank", SECRETARY, ranks=("Thượng tá",))  # fmt: skip
    build(archive_directory, [ranked])
    document = exported(archive_directory)
    names = {body["id"]: body["name"] for body in document["organizations"]}
    said = {(one["role"], names[one["organization_id"]], "post_id" in one) for one in document["memberships"]}
    assert said == {("Tỉnh ủy viên", "Tỉnh ủy Hà Tĩnh", False), ("Bí thư", "Thị ủy Gió", True)}
    [person] = document["persons"]
    assert person["honorific_prefix"] == "Thượng tá"
    assert "posts_of_unknown_organization" not in person


def test_a_post_of_no_known_organisation_is_told_with_the_person(archive_directory: Path) -> None:
    build(archive_directory, [article("a", "2021-03-04", "Trưởng ban")])
    document = exported(archive_directory)
    assert document["memberships"] == []
    [post] = document["persons"][0]["posts_of_unknown_organization"]
    assert (post["role"], post["kind"], post["articles"]) == ("Trưởng ban", "position", 1)


def test_a_change_of_no_known_post_is_told_with_the_person(archive_directory: Path) -> None:
    build(archive_directory, [article("a", "2021-03-04", SECRETARY, roles=("dismissed",))])
    document = exported(archive_directory)
    [person] = document["persons"]
    assert [change["change"] for change in person["announced_changes"]] == ["dismissed"]
    assert "end_date" not in document["memberships"][0]
