"""The article the project began with: four officials, six mentions, every title."""

from __future__ import annotations

import json
from pathlib import Path

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

SEED = Path(__file__).parents[3] / "gold" / "seed" / "gold.json"


def test_the_seed_is_read_exactly() -> None:
    gold = json.loads(SEED.read_text(encoding="utf-8"))
    fields = [Field("lead", gold["lead"]), Field("text", "\n\n".join(gold["body_paragraphs"]))]
    fields += [Field(f"captions[{index}]", caption["text"]) for index, caption in enumerate(gold["captions"])]
    officials, problems = find_officials(fields, Context(unit="thị xã Kỳ Anh", province="tỉnh Hà Tĩnh"))
    wanted = {
        official["name"]: (
            [(title["raw"], title["org"]) for title in official["titles_merged"]],
            official["roles"],
            all(mention["in_caption"] for mention in official["mentions"]),
        )
        for official in gold["officials"]
    }
    read = {
        official.name: (
            [(title.text, title.organization) for title in official.titles],
            official.roles,
            official.in_caption_only,
        )
        for official in officials
    }
    assert read == wanted
    texts = {field.name: field.text for field in fields}
    mentions = [(official.name, mention) for official in officials for mention in official.mentions]
    assert len(mentions) == 6
    assert all(texts[mention.field][mention.start : mention.end] == name for name, mention in mentions)
    assert problems == []
    kinds = {title.text: title.kind for official in officials for title in official.titles}
    assert kinds["Phó trưởng Ban, phụ trách Ban Tuyên giáo Thị ủy"] == "acting"
    assert (kinds["TUV"], kinds["Bí thư Thị ủy"]) == ("rank", "position")
