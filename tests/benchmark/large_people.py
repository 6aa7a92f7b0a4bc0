"""Portals of two provinces and the people whom they name: who held which post of which unit, from when to when.

Units are those of the gazetteer, districts until they were abolished, new communes from then on. Of each unit a dozen
posts pass from one holder to the next; below them stand some two hundred whom an article names now and then. All is
the same for one seed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from scraper.extract.posts import complete_posts
from scraper.items import Official, Title
from scraper.portal import Portal
from scraper.units import COMMUNE, DISTRICT, PROVINCE, gazetteer
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from scraper.units import Unit

FIRST_DAY, LAST_DAY = date(2014, 12, 1), date(2026, 11, 20)
MERGED = date(2025, 7, 1)  # districts had gone
PROVINCES = ("Hà Tĩnh", "Nghệ An")
_DISTRICTS, _OLD_COMMUNES, _NEW_COMMUNES = 6, 10, 13  # that have a portal, of each province: sixty in all
_LESSER = 230  # people of a unit beside its dozen of posts
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
           "Đinh", "Trịnh", "Cao", "Thái", "Hà", "Lương")  # fmt: skip
_SHARES = (380, 121, 95, 70, 51, 45, 39, 21, 20, 14, 13, 13, 10, 5, 5, 5, 5, 4, 4, 4)
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Xuân", "Ngọc", "Minh", "Quang", "Thanh", "Công", "Đình", "Bá", "Trọng", "Quốc",
           "Viết", "Thế", "Anh", "Hồng", "Thúy", "Khắc")  # fmt: skip
GIVEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hải", "Hùng", "Hưng", "Khánh", "Lan", "Long", "Mai", "Nam",
          "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Tuấn", "Vinh", "Hòa", "Hương", "Liên", "Lộc", "Nga", "Nhung", "Oanh",
          "Phương", "Thắng", "Thịnh", "Toàn", "Trung", "Tú", "Việt", "Yến", "Đạt", "Điệp", "Đông", "Thủy")  # fmt: skip
# The posts of each level, by how often they are named; behind the bar what the post is of, "" for the unit's own body.
_POSTS = {
    PROVINCE: ("Bí thư Tỉnh ủy|Tỉnh ủy", "Chủ tịch UBND tỉnh|UBND {unit}", "Phó Chủ tịch UBND tỉnh|UBND {unit}",
               "Phó Bí thư Thường trực Tỉnh ủy|Tỉnh ủy", "Chủ tịch HĐND tỉnh|HĐND {unit}",
               "Giám đốc Sở Nông nghiệp và Môi trường|Sở Nông nghiệp và Môi trường {unit}",
               "Giám đốc Công an tỉnh|Công an {unit}", "Trưởng Ban Tổ chức Tỉnh ủy|Ban Tổ chức Tỉnh ủy",
               "Giám đốc Sở Y tế|Sở Y tế {unit}", "Chánh Văn phòng UBND tỉnh|Văn phòng UBND {unit}"),
    DISTRICT: ("Bí thư Huyện ủy|Huyện ủy {name}", "Chủ tịch UBND huyện|UBND {unit}",
               "Phó Chủ tịch UBND huyện|UBND {unit}", "Phó Bí thư Thường trực Huyện ủy|Huyện ủy {name}",
               "Chủ tịch HĐND huyện|HĐND {unit}", "Trưởng Ban Tổ chức Huyện ủy|Ban Tổ chức Huyện ủy {name}",
               "Trưởng Công an huyện|Công an {unit}", "Chủ tịch Hội Nông dân huyện|Hội Nông dân {unit}",
               "Trưởng phòng Giáo dục và Đào tạo|Phòng Giáo dục và Đào tạo {unit}",
               "Chỉ huy trưởng Ban CHQS huyện|Ban CHQS {unit}"),
    COMMUNE: ("Bí thư Đảng ủy|Đảng ủy {unit}", "Chủ tịch UBND xã|UBND {unit}", "Phó Chủ tịch UBND xã|UBND {unit}",
              "Phó Bí thư Thường trực Đảng ủy|Đảng ủy {unit}", "Chủ tịch HĐND xã|HĐND {unit}",
              "Trưởng Công an xã|Công an {unit}", "Chủ tịch UBMTTQ xã|UBMTTQ {unit}",
              "Chủ tịch Hội Liên hiệp Phụ nữ xã|Hội Liên hiệp Phụ nữ {unit}", "Bí thư Đoàn xã|Đoàn xã {name}",
              "Chỉ huy trưởng Ban CHQS xã|Ban CHQS {unit}"),
}  # fmt: skip
_LESSER_POSTS = ("Hiệu trưởng Trường Tiểu học|Trường Tiểu học {name}", "Trạm trưởng Trạm Y tế|Trạm Y tế {unit}",
                 "Bí thư Chi bộ thôn|Chi bộ thôn", "Trưởng thôn|thôn", "Giám đốc Hợp tác xã|Hợp tác xã {name}",
                 "Công chức Văn hóa - Xã hội|UBND {unit}", "Phó Trưởng Công an|Công an {unit}",
                 "Chủ tịch Hội Cựu chiến binh|Hội Cựu chiến binh {unit}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with the post held on some days: from ``since`` on, before ``until``."""

    name: str
    honorific: str
    title: Title
    since: date
    until: date


@dataclass(slots=True)
class Place:
    """A portal: its unit, the days on which it publishes, how much (1: a commune's), and whom it names."""

    id: str
    unit: Unit
    province: Unit
    first: date
    last: date
    volume: float
    below: list[Unit] = field(default_factory=list)
    posts: list[list[Holder]] = field(default_factory=list)
    lesser: list[Holder] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its home page."""
        return f"https://{self.id}/"

    def named_on(self, day: date, random: Random) -> Holder | None:
        """Return somebody whom an article of that day names: mostly who is at the head, the rest as it happens."""
        if random.random() < 0.62:
            holders = self.posts[zipf(random, len(self.posts), 1.0)]
            return next((one for one in holders if one.since <= day < one.until), None)
        return self.lesser[zipf(random, len(self.lesser), 0.9)]


@cache
def _steps(count: int, exponent: float) -> list[float]:
    return list(accumulate((rank + 1) ** -exponent for rank in range(count)))


def zipf(random: Random, count: int, exponent: float = 1.0) -> int:
    """Return a number below ``count``: each as often as its rank to the power of ``-exponent``."""
    steps = _steps(count, exponent)
    return bisect_left(steps, random.random() * steps[-1])


def places(random: Random) -> list[Place]:
    """Return the portals, each with its people."""
    return [place for name in PROVINCES for place in _of_province(name, random)]


def _of_province(name: str, random: Random) -> Iterator[Place]:
    units = list(gazetteer())
    province = next(unit for unit in units if unit.level == PROVINCE and unit.name == name and not unit.valid_to)
    below = sorted((unit for unit in units if unit.parent == province.id), key=lambda unit: unit.id)
    # A town's committee has a name of its own, which the posts above do not have.
    districts = [unit for unit in below if unit.level == DISTRICT and unit.valid_to and unit.kind == "huyện"]
    districts = random.sample(districts, _DISTRICTS)
    parents = {unit.id for unit in districts}
    old = [unit for unit in units if unit.parent in parents and unit.valid_to and unit.kind == "xã"]
    new = [unit for unit in below if unit.level == COMMUNE and unit.kind == "xã"]
    seen: dict[str, int] = {}
    chosen = [(province, 9.0), *((unit, 3.0) for unit in districts),
              *((unit, 1.0) for unit in random.sample(old, _OLD_COMMUNES)),
              *((unit, 4.0) for unit in random.sample(new, _NEW_COMMUNES))]  # fmt: skip
    for unit, volume in chosen:
        first = FIRST_DAY + timedelta(random.randrange(365))
        if unit.level == COMMUNE:
            first += timedelta(random.randrange(6 * 365))
        if unit.valid_from:
            first = MERGED
        slug = "".join(letter for letter in fold(unit.full_name) if letter.isalnum())
        seen[slug] = number = seen.get(slug, 0) + 1
        host = f"{slug}{number if number > 1 else ''}.{fold(name).replace(' ', '')}.example.vn"
        last = MERGED if unit.valid_to else LAST_DAY
        place = Place(host, unit, province, first, last, volume * random.uniform(0.6, 1.6))
        place.below = [one for one in units if one.parent == unit.id and bool(one.valid_to) == bool(unit.valid_to)]
        place.posts = [_holders(random, place, post) for post in _POSTS[unit.level]]
        place.lesser = [_holder(random, place, random.choice(_LESSER_POSTS)) for _ in range(_LESSER)]
        yield place


def _holders(random: Random, place: Place, post: str) -> list[Holder]:
    """Return who held a post, one after the other, five years each at the most."""
    found, since = [], FIRST_DAY - timedelta(random.randrange(900))
    while since < LAST_DAY:
        until = since + timedelta(random.randrange(500, 1_900))
        found.append(_holder(random, place, post, since, until))
        since = until
    return found


def _holder(
    random: Random, place: Place, post: str, since: date = FIRST_DAY, until: date = LAST_DAY + timedelta(1)
) -> Holder:
    words, _, body = post.partition("|")
    body = body.format(unit=place.unit.full_name, name=place.unit.name)
    name = _name(random)
    honorific = random.choice(("đồng chí", "đồng chí", "Bà" if " Thị " in name else "Ông"))
    return Holder(name, honorific, _title(words, body, place.unit, place.province), since, until)


def _name(random: Random) -> str:
    family = random.choices(FAMILY, _SHARES)[0]
    middles = random.sample(MIDDLE, 2 if random.random() < 0.25 else 1)
    return " ".join((family, *middles, random.choice(GIVEN)))


@cache
def _title(words: str, body: str, unit: Unit, province: Unit) -> Title:
    """Return a title with all that the extraction adds to one."""
    title = Title(words, "position", body, unit.full_name, unit.id)
    complete_posts([Official("", titles=[title])], province=province.full_name)
    return title


def shares(found: Sequence[Place], month: date, grown: float) -> list[float]:
    """Return how much each portal publishes in a month; ``grown`` (0 to 1) is how far the years have gone."""
    return [place.volume * (1 + 3 * grown) if place.first <= month < place.last else 0.0 for place in found]


def described(place: Place) -> Portal:
    """Return a portal as somebody describes it."""
    return Portal.model_validate(
        {"id": place.id, "name": f"Cổng thông tin điện tử {place.unit.full_name}", "url": place.url,
         "unit": place.unit.full_name, "province": place.province.full_name}
    )  # fmt: skip
