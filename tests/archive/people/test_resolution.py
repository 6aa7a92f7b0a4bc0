"""Who is taken for whom, in small worlds of made-up people."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.people.resolver import resolve_people
from tests.archive.people.worlds import RARE, Named, load, persons, reasons, resolve

CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
DEPUTY = "Phó Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
SECRETARY = "Bí thư | Thị ủy Gió | thị xã Gió"
ELSEWHERE = "Chủ tịch | Ủy ban nhân dân huyện Mây | huyện Mây"
COMMUNE = "Bí thư | Đảng ủy xã Gió Lên | xã Gió Lên"
FRONT = "Chủ tịch | Ủy ban Mặt trận Tổ quốc Việt Nam thị xã Gió | thị xã Gió"
NATIONAL = "Bộ trưởng | Bộ Nội vụ"


@pytest.mark.parametrize(
    ("world", "expected"),
    [
        pytest.param(
            [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-01-01", (CHAIR,), "may")],
            [{"a", "b"}],
            id="one post, two portals of the province",
        ),
        pytest.param(
            [
                Named("a", "2020-01-01", (DEPUTY,)),
                Named("b", "2021-01-01", (CHAIR,)),
                Named("c", "2024-01-01", (SECRETARY,)),
            ],
            [{"a", "b", "c"}],
            id="a career in one unit",
        ),
        pytest.param(
            [Named("a", "2021-01-01", (SECRETARY,)), Named("b", "2023-01-01", (f"{SECRETARY} | former",))],
            [{"a", "b"}],
            id="a former post is the post",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,)),
                Named("b", "2023-01-01", (CHAIR, f"{ELSEWHERE} | new")),
                Named("c", "2024-01-01", (ELSEWHERE,), "may"),
            ],
            [{"a", "b", "c"}],
            id="an article that names the old and the new post ties them",
        ),
        pytest.param(
            [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-06-01", (ELSEWHERE,), "may")],
            [{"a"}, {"b"}],
            id="a common name in two units of a province",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,), name=RARE),
                Named("b", "2022-06-01", (ELSEWHERE,), "may", name=RARE),
            ],
            [{"a", "b"}],
            id="a rare name in two units of a province, one after the other",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,), name=RARE),
                Named("b", "2021-06-01", (ELSEWHERE,), "may", name=RARE),
                Named("c", "2022-01-01", (CHAIR,), name=RARE),
                Named("d", "2022-06-01", (ELSEWHERE,), "may", name=RARE),
            ],
            [{"a", "c"}, {"b", "d"}],
            id="two heads of two units at one time, however rare the name",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,), name=RARE),
                Named("b", "2021-06-01", (ELSEWHERE,), name=RARE),
                Named("c", "2022-01-01", (CHAIR,), name=RARE),
            ],
            [{"a", "b", "c"}],
            id="one article that reads otherwise, of a name that hardly two people bear",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,)),
                Named("b", "2021-06-01", (ELSEWHERE,)),
                Named("c", "2022-01-01", (CHAIR,)),
            ],
            [{"a", "c"}, {"b"}],
            id="one article that reads otherwise, of a common name",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,), name=RARE),
                Named("b", "2022-06-01", (ELSEWHERE.replace("Mây", "Nắng"),), "nang", name=RARE),
            ],
            [{"a"}, {"b"}],
            id="two provinces",
        ),
        pytest.param(
            [Named("a", "2021-01-01", (NATIONAL,)), Named("b", "2021-06-01", (NATIONAL,), "nang")],
            [{"a", "b"}],
            id="a post of the nation, named in two provinces",
        ),
        pytest.param(
            [Named("a", "2021-01-01", (CHAIR,), others=(FRONT,))],
            [{"a"}, {"a"}],
            id="one article names both",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,)),
                Named("b", "2021-03-01", (FRONT,)),
                Named("c", "2022-01-01", (CHAIR,)),
                Named("d", "2022-03-01", (FRONT,)),
            ],
            [{"a", "c"}, {"b", "d"}],
            id="two full-time posts of one unit that nobody holds at once",
        ),
        pytest.param(
            [
                Named("a", "2021-01-01", (CHAIR,)),
                Named("b", "2021-03-01", (SECRETARY,)),
                Named("c", "2022-01-01", (CHAIR,)),
                Named("d", "2022-03-01", (SECRETARY,)),
            ],
            [{"a", "b", "c", "d"}],
            id="a post of the party beside one of the state",
        ),
        pytest.param(
            [
                Named("a", "2020-01-01", (DEPUTY,), name="Lê Hà", honorific="ông"),
                Named("b", "2022-01-01", (FRONT,), name="Lê Hà", honorific="bà"),
            ],
            [{"a"}, {"b"}],
            id="ông and bà",
        ),
    ],
)
def test_who_is_who(db: Database, archive_directory: Path, world: list[Named], expected: list[set[str]]) -> None:
    assert resolve(db, archive_directory, world) == expected


def test_a_mention_without_a_post_is_whom_the_portal_names_then(db: Database, archive_directory: Path) -> None:
    world = [
        Named("a", "2020-01-01", (CHAIR,)),
        Named("b", "2020-06-01"),
        Named("c", "2024-01-01", (FRONT,), honorific="ông"),
        Named("d", "2024-02-01", (FRONT,)),
        Named("e", "2024-03-01"),
        Named("f", "2020-05-01", portal="nang"),
        Named("g", "2020-07-01", portal="nang"),
    ]
    found = resolve(db, archive_directory, world)
    assert {"f", "g"} in found
    assert reasons(db)["b"] == reasons(db)["e"] == "named_here"
    assert reasons(db)["g"] == "same_portal"


def test_two_whom_an_article_names_without_their_posts_are_two_whoever_is_named_later(
    db: Database, archive_directory: Path
) -> None:
    """The first of them is brought to the holder, who was seen after both; the other one is somebody else."""
    world = [Named("a", "2020-01-01", ("Bí thư",), others=("Bí thư",)), Named("b", "2021-01-01", (CHAIR,))]
    assert resolve(db, archive_directory, world) == [{"a", "b"}, {"a"}]


def test_why_a_mention_without_a_post_is_whose_it_is_is_said_of_it_and_not_of_the_holder(
    db: Database, archive_directory: Path
) -> None:
    assert resolve(db, archive_directory, [Named("a", "2020-01-01"), Named("b", "2021-01-01", (CHAIR,))]) == [
        {"a", "b"}
    ]
    assert reasons(db) == {"a": "named_here", "b": "first"}


def test_why_a_mention_that_mixes_two_people_is_whose_it_is_is_said_of_it_alone(
    db: Database, archive_directory: Path
) -> None:
    world = [Named("mixed", "2021-02-01", (CHAIR, ELSEWHERE))]
    for day in ("2021-01-15", "2021-03-01", "2021-04-01"):
        world += [Named(f"a{day}", day, (CHAIR,)), Named(f"b{day}", day, (ELSEWHERE,), "may")]
    load(db, world)
    # The day of what an article tells is not when it was seen: the archive saw this one first.
    db.execute("UPDATE articles SET first_seen = '2020-01-01' WHERE url LIKE '%mixed%'")
    resolve_people(db.conn, archive_directory)
    assert reasons(db)["mixed"] == "mixed_posts"
    assert [rule for rule in reasons(db).values() if rule == "mixed_posts"] == ["mixed_posts"]


def test_provinces_that_became_one_keep_their_people_apart_before_that_day(
    db: Database, archive_directory: Path
) -> None:
    post = "Chủ tịch | Ủy ban nhân dân xã Thanh Gió | xã Thanh Gió"
    world = [
        Named("a", "2021-01-01", (post,), "ha-nam", RARE),
        Named("b", "2021-01-02", (post,), "ninh-binh", RARE),
        Named("c", "2022-01-01", (post,), "ha-nam", RARE),
        Named("d", "2022-01-02", (post,), "ninh-binh", RARE),
    ]
    assert resolve(db, archive_directory, world) == [{"a", "c"}, {"b", "d"}]


def test_a_person_goes_with_the_province_when_it_takes_another_name(db: Database, archive_directory: Path) -> None:
    world = [
        Named("a", "2024-01-01", ("Giám đốc | Sở Nội vụ tỉnh Hà Nam | tỉnh Hà Nam",), "ha-nam", RARE),
        Named("b", "2025-09-01", ("Phó Giám đốc | Sở Nội vụ tỉnh Ninh Bình | tỉnh Ninh Bình",), "ninh-binh", RARE),
    ]
    assert resolve(db, archive_directory, world) == [{"a", "b"}]


def test_what_is_left_apart_but_may_be_one_is_offered_with_its_reason(db: Database, archive_directory: Path) -> None:
    resolve(
        db,
        archive_directory,
        [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-06-01", (ELSEWHERE,), "may")],
    )
    [(reason,)] = db.execute("SELECT reason FROM person_candidates").fetchall()
    assert reason.startswith("posts in one province: ")
    assert "thị xã Gió (since 2021-01)" in reason
    assert "huyện Mây (since 2022-06)" in reason


def test_every_mention_says_why(db: Database, archive_directory: Path) -> None:
    world = [Named("a", "2021-03-01", (CHAIR,)), Named("b", "2022-01-01", (CHAIR,), "may"), Named("c", "2022-02-01")]
    resolve(db, archive_directory, world)
    said = [row[0] for row in db.execute("SELECT reason FROM identifications i JOIN mentions m ON m.id = i.mention "
                                         "ORDER BY m.day")]  # fmt: skip
    assert said == [
        "first named as: Chủ tịch, Ủy ban nhân dân thị xã Gió",
        "same post: Chủ tịch, Ủy ban nhân dân thị xã Gió, since 2021-03",
        "no post is told; whom this portal names at the time: Chủ tịch, Ủy ban nhân dân thị xã Gió, since 2021-03",
    ]


def test_marks_count_and_case_and_tone_placement_do_not(db: Database, archive_directory: Path) -> None:
    names = ["Trần Văn Hoà", "TRẦN VĂN HÒA", "Trần Văn Hoa"]
    resolve(db, archive_directory, [Named(str(n), "2021-01-01", (CHAIR,), name=name) for n, name in enumerate(names)])
    assert persons(db) == [{"0", "1"}, {"2"}]
