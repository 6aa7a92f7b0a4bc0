"""How common a name is, and so how many namesakes stand to be expected among a number of officials.

The share of a name is the product of the shares of its family name, middle names and given name: a mixture of what is
published and of what the archive's own names come to. Family names: shares quoted from Lê Trung Hoa (2005) in the
project's fact sheet on officials. Middle names: "Văn" and "Thị" are by far the commonest, of men and of women. Given
names have no published table that we could rest on; a name on the list of common ones begins with a share of about one
in 90, any other with one in 1,500, and the archive's own names outweigh both soon.

Shares are kept as whole powers of two (:func:`rarity`), so that a name need not be resolved again for every name that
the archive learns, and so that the result does not depend on when it was resolved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILY = {
    "nguyễn": 0.384, "trần": 0.121, "lê": 0.095, "phạm": 0.070, "hoàng": 0.026, "huỳnh": 0.025, "phan": 0.045,
    "vũ": 0.020, "võ": 0.019, "đặng": 0.021, "bùi": 0.020, "đỗ": 0.014, "hồ": 0.013, "ngô": 0.013, "dương": 0.010,
    "lý": 0.005,
}  # fmt: skip
_OTHER_FAMILY = 1 / 600
_MIDDLE = {"văn": 0.20, "thị": 0.25}
_COMMON_MIDDLE = word_set(
    "hữu đức xuân ngọc minh quang thanh công quốc đình mạnh trọng thế tuấn duy hồng kim thúy viết tiến anh thành hoàng "
    "trung đăng bá thu phương như tấn khắc gia hải"
)
_COMMON_GIVEN = word_set(
    "anh an bình châu chiến chung cường dung dũng duy dương đạt đông đức giang hà hải hạnh hằng hậu hiền hiếu hiệp hoa "
    "hòa hoàn hoàng hồng hợp huệ hùng huy huyền hưng hương khánh khoa kiên lan lâm liên linh loan long luân lực mai "
    "minh nam nga nghĩa ngọc nhung oanh phong phú phúc phương quang quân quý quyền quyết sơn sang tài tâm tân thái "
    "thanh thành thảo thắng thịnh thiện thọ thông thu thúy thủy thuận tiến tín toàn trang trí trung trường tú tuấn "
    "tùng tuyết vân việt vinh vũ xuân yến"
)
_WEIGHT = 400  # names; how many of the archive's own outweigh what is known before
_SHORTEST = 2
PROVINCE = 4000.0  # officials of a province, in all its units, that portals name over the years


@dataclass(slots=True)
class NameShares:
    """The parts of the names in an archive, each different name counted once."""

    names: int = 0
    family: Counter[str] = field(default_factory=Counter)
    middle: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def count(self, names: Iterable[str], by: int = 1) -> None:
        """Count folded names (``fold_tone``), each given once, or take such off again (``by`` is -1)."""
        for name in names:
            words = name.split()
            if len(words) < _SHORTEST:
                continue
            self.names += by
            self.family[words[0]] += by
            for word in words[1:-1]:
                self.middle[word] += by
            self.given[words[-1]] += by

    def rarity(self, name: str) -> int:
        """Return the share of a folded name as a power of two: 12 stands for one in 4,096."""
        words = name.split()
        if len(words) < _SHORTEST:
            return 4  # half a name says next to nothing
        share = self._share(words[0], self.family, _FAMILY.get(words[0], _OTHER_FAMILY))
        share *= self._share(words[-1], self.given, 1 / 90 if words[-1] in _COMMON_GIVEN else 1 / 1500)
        for word in words[1:-1]:
            share *= self._share(word, self.middle, _MIDDLE.get(word, 1 / 50 if word in _COMMON_MIDDLE else 1 / 400))
        if len(words) == _SHORTEST:
            share /= 12  # of the officials named on portals one in a dozen or so has no middle name
        return round(-log2(share))

    def _share(self, word: str, counted: Counter[str], known: float) -> float:
        """Return the share of a word among the other names: a name that is here says nothing of how common it is."""
        return (max(counted[word] - 1, 0) + _WEIGHT * known) / (self.names + _WEIGHT)


def namesakes(rarity: int, officials: float) -> float:
    """Return how many others of a name stand to be expected among so many officials."""
    return float(officials * 2.0**-rarity)


@lru_cache(maxsize=1 << 10)
def rare_enough(officials: float, most: float) -> int:
    """Return the rarity from which on at most so many namesakes stand to be expected among so many officials.

    Args:
        officials: how many there are, above none.
        most: namesakes, above none.
    """
    rarity = round(log2(officials / most))
    while namesakes(rarity - 1, officials) <= most:
        rarity -= 1
    while namesakes(rarity, officials) > most:
        rarity += 1
    return rarity
