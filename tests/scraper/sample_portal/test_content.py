"""The stories and what is annotated beside them: an annotation that does not stand on the page is an error."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

import pytest
from lxml import html

from scraper.sample_portal import alias_paths, article_paths, document_paths, gold_records
from scraper.sample_portal.content import (
    CAPTION_STYLES,
    DOCUMENT_FOLDER,
    FOLDERS,
    documents,
    parse_blocks,
    slugify,
    stories,
)
from scraper.sample_portal.pages import PAGE_LENGTH, Site
from scraper.vietnamese import collapse

ORIGIN = "http://127.0.0.1:8765"
ROLES = {
    *("attended", "directed", "chaired", "co_chaired", "moderated", "opened", "concluded", "spoke", "reported"),
    *("led_delegation", "accompanied", "received_delegation", "inspected", "supervised", "visited", "dialogue"),
    *("met_voters", "presented", "received", "elected", "re_elected", "appointed", "dismissed", "answered", "pictured"),
}
PARTY_RANKS = ("TUV", "ThUV", "UV", "Tỉnh ủy viên", "Thị ủy viên", "Ủy viên B")
KINDS = {"rank", "position", "former", "acting", "new"}
BASES = {"in_event_string", "inferred_from_text", "publication_stamp", "relative", "unknown"}
PARTS = {"morning", "noon", "afternoon", "evening", None}
DOCUMENT_KEYS = {
    *("url", "canonical_url", "kind", "title", "section", "published", "attachments", "officials", "stats"),
}
ARTICLE_KEYS = DOCUMENT_KEYS | {
    *("lead", "text", "paragraphs", "author", "source", "updated", "images", "captions", "events"),
}


def printed(path: str, visit: int = 1) -> str:
    """What a reader sees in the article's own part of a page."""
    tree = html.fromstring(Site(visit, ORIGIN).page(path).body.decode())
    [article] = tree.xpath("//div[@id='object_table_content']")
    for block in article.iter("p", "h4", "td", "li", "br", "figcaption"):
        block.tail = " " + (block.tail or "")
    return collapse(article.text_content())


@pytest.mark.parametrize("visit", [1, 2])
def test_annotations_stand_on_the_page(visit: int) -> None:
    problems: list[str] = []
    for path, record in gold_records(visit).items():
        text = printed(path, visit)
        wanted = [official["name"] for official in record["officials"]]
        wanted += [official["honorific"] for official in record["officials"] if official["honorific"]]
        wanted += [title["text"] for official in record["officials"] for title in official["titles"]]
        wanted += [event["text"] for event in record.get("events", [])]
        lines = record.get("paragraphs", [])
        wanted += [part for line in lines for part in line.removeprefix("- ").split(" | ")]
        wanted += [caption["text"] for caption in record.get("captions", [])]
        wanted += [record[key] for key in ("title", "lead", "author", "source") if record.get(key)]
        problems += [f"{path}: {words!r}" for words in wanted if words not in text]
    assert problems == []


def _official_problems(official: dict[str, Any]) -> list[str]:
    titles = official["titles"]
    texts = [title["text"] for title in titles]
    checks = {
        "a title twice": len(set(texts)) != len(texts),
        "no title and no honorific": not titles and not official["honorific"],
        "an unknown role": not set(official["roles"]) <= ROLES,
        "a role twice": len(set(official["roles"])) != len(official["roles"]),
        "an unknown kind": not {title["kind"] for title in titles} <= KINDS,
        "a title without its body": any(
            not title["organization"] for title in titles if title["text"] not in official["ranks"]
        ),
        "a personal rank with a body": any(
            title["organization"] for title in titles if title["text"] in official["ranks"]
        ),
        "a party rank that is none": any(
            not title["text"].startswith(PARTY_RANKS)
            for title in titles
            if title["kind"] == "rank" and title["organization"]
        ),
        "a party rank that is said to be a post": any(
            title["text"].startswith(PARTY_RANKS) and "BCH Hội" not in title["text"]
            for title in titles
            if title["kind"] != "rank"
        ),
        "a personal rank that is no title": not set(official["ranks"]) <= set(texts),
        "a former post that does not say so": any(
            title["kind"] == "former" and not title["text"].startswith(("nguyên ", "cựu ")) for title in titles
        ),
        "an acting post that does not say so": any(
            title["kind"] == "acting"
            and not any(word in title["text"] for word in ("Quyền ", "phụ trách", "điều hành"))
            for title in titles
        ),
    }
    return [f"{official['name']}: {name}" for name, wrong in checks.items() if wrong]


@pytest.mark.parametrize("visit", [1, 2])
def test_annotations_keep_the_conventions(visit: int) -> None:
    problems: list[str] = []
    for path, record in gold_records(visit).items():
        names = Counter(official["name"] for official in record["officials"])
        problems += [f"{path}: {name} twice" for name, count in names.items() if count > 1]
        problems += [f"{path}: {text}" for official in record["officials"] for text in _official_problems(official)]
        for event in record.get("events", []):
            fine = event["basis"] in BASES and event["part_of_day"] in PARTS and event["start"] <= event["end"]
            if not fine or not "2020" <= event["end"] <= record["published"]:
                problems.append(f"{path}: {event}")
    assert problems == []


def test_records_have_the_keys_of_the_contract() -> None:
    for path, record in gold_records(origin=ORIGIN).items():
        assert set(record) == (DOCUMENT_KEYS if record["kind"] == "document" else ARTICLE_KEYS), path
        assert record["url"] == ORIGIN + path
        if record["kind"] == "document":
            [signer] = record["officials"]
            assert (signer["roles"], signer["in_caption_only"], len(signer["titles"])) == ([], False, 1)
    assert set(gold_records()) == {*article_paths(), *document_paths()}


def test_there_is_something_of_everything() -> None:
    found = stories()
    assert len(found) >= 60
    assert {block.style for story in found for block in story.blocks if block.kind == "picture"} == set(CAPTION_STYLES)
    assert {block.kind for story in found for block in story.blocks} == {
        "paragraph",
        "heading",
        "list",
        "table",
        "picture",
    }
    records = gold_records()
    articles = [record for record in records.values() if record["kind"] == "article"]
    for key in ("author", "source"):
        assert sum(record[key] is not None for record in articles) >= 3, key
    assert sum(not record["officials"] for record in articles) >= 8
    assert sum(not record["images"] for record in articles) >= 5
    assert sum(bool(story.files) for story in found) >= 3
    assert {official["in_caption_only"] for record in articles for official in record["officials"]} == {True, False}
    assert {
        title["kind"] for record in articles for official in record["officials"] for title in official["titles"]
    } == KINDS
    assert sum(record["kind"] == "document" for record in records.values()) >= 2


def test_folders_have_pages() -> None:
    sizes = Counter(folder for story in stories() for folder in story.folders)
    assert set(sizes) == set(FOLDERS)
    assert max(sizes.values()) > 2 * PAGE_LENGTH
    assert min(sizes.values()) >= 6
    assert len(alias_paths()) >= 15


def test_lengths_are_those_of_a_town_portal() -> None:
    for story in stories():
        words = [block.lines[0] for block in story.blocks if block.kind == "paragraph"]
        assert 3 <= len(words) <= 9, story.slug
        size = sum(len(line) for block in story.blocks if block.kind != "picture" for line in block.lines)
        assert 850 <= size <= 6000, (story.slug, size)


def test_text_is_nfc() -> None:
    for story in stories():
        for block in story.blocks:
            for line in block.lines:
                assert unicodedata.is_normalized("NFC", line), story.slug


def test_a_post_of_one_holder_is_held_by_one_person_at_a_time() -> None:
    """Tenures must make sense: nobody comes back to a post that another has held since."""
    single = {
        "Bí thư Thị ủy": "Thị ủy Kỳ Anh",
        "Chủ tịch UBND thị xã": "UBND thị xã Kỳ Anh",
        "Chủ tịch HĐND thị xã": "HĐND thị xã Kỳ Anh",
        "Bí thư Thị đoàn": "Thị đoàn Kỳ Anh",
    }
    records = sorted(gold_records().values(), key=lambda record: record["published"])
    for post, body in single.items():
        holders = [
            official["name"]
            for record in records
            for official in record["officials"]
            for title in official["titles"]
            if (title["text"], title["organization"], title["kind"]) == (post, body, "position")
        ]
        runs = [name for index, name in enumerate(holders) if index == 0 or holders[index - 1] != name]
        assert len(runs) == len(set(runs)), (post, runs)
        assert len(holders) >= 3, post


def test_namesakes_hold_posts_of_different_bodies() -> None:
    bodies: dict[str, set[str]] = {}
    for record in gold_records().values():
        for official in record["officials"]:
            owned = {title["organization"] for title in official["titles"] if title["organization"]}
            bodies.setdefault(official["name"], set()).update(owned)
    assert bodies["Nguyễn Văn Định"] >= {"Ban CHQS thị xã Kỳ Anh", "UBND xã Kỳ Đăng"}
    assert bodies["Nguyễn Thị Hương"] == {"Hội LHPN phường Trinh Sơn", "Trạm Y tế xã Kỳ Lĩnh"}


def test_second_visit_differs_by_one_edited_and_one_removed() -> None:
    before = {story.path(): story for story in stories(1)}
    after = {story.path(): story for story in stories(2)}
    assert set(after) < set(before)
    [removed] = set(before) - set(after)
    edited = [path for path, story in after.items() if story != before[path]]
    assert len(edited) == 1
    assert before[removed].changing and before[edited[0]].changing
    old, new = gold_records(1)[edited[0]], gold_records(2)[edited[0]]
    assert old["updated"] is None and new["updated"] > new["published"]
    assert old["officials"] != new["officials"] and old["lead"] != new["lead"] and old["title"] != new["title"]
    for record in (old, new):
        del record["stats"]
    unchanged = {key for key in old if old[key] == new[key]}
    assert unchanged >= {"url", "published", "author", "section", "images", "captions", "events"}


def test_one_title_twice_gives_two_slugs() -> None:
    titles = Counter(story.title for story in stories())
    [title] = [title for title, count in titles.items() if count > 1]
    slugs = [story.slug for story in stories() if story.title == title]
    assert slugs == [f"{slugify(title)}-1", slugify(title)]  # newest first; the older has the bare slug


def test_slug_drops_dyet() -> None:
    assert slugify("Đẩy mạnh chuyển đổi số; “Đổi mới”") == "ay-manh-chuyen-oi-so-oi-moi"


def test_documents_are_newest_first_and_apart() -> None:
    found = documents()
    assert [document.created for document in found] == sorted((d.created for d in found), reverse=True)
    assert len({document.slug for document in found}) == len(found)
    assert all(path.startswith(f"/kyanh/portal/read/{DOCUMENT_FOLDER}/documents/") for path in document_paths())


def test_blocks() -> None:
    blocks = parse_blocks("tin", "Một.\nHai.\n\n# Ba\n\n- a\n- b\n\n| x | y\n| 1 | 2\n\n!i2: Hai ảnh\n\n!n:")
    assert [block.kind for block in blocks] == ["paragraph", "heading", "list", "table", "picture", "picture"]
    assert blocks[0].lines == ("Một. Hai.",)
    assert blocks[2].lines == ("a", "b")
    assert blocks[4].style == "i" and blocks[4].lines == ("Hai ảnh",)
    pictures = [picture for block in blocks for picture in block.pictures]
    assert len(pictures) == len(set(pictures)) == 3
