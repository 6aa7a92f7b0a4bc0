"""Lists: what a line that opens a list, or a line of one, says of the people in it.

"Thành phần dự họp có:" gives a role to everybody listed under it, "Miễn nhiệm:" a verb to the posts under it;
"N: Phó Chủ tịch, 24/25 phiếu" is a result of a vote; a post in capitals over a bare name is its signature.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import TitleUse, Told
from scraper.extract.officials.names import names
from scraper.extract.officials.roles.clauses import ADVERBS, helps
from scraper.extract.officials.roles.evidence import evidence_of
from scraper.extract.officials.roles.verbs import DEEDS
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.officials.introduction import Introduction, Sentence
    from scraper.extract.officials.people.people import Person
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

_ATTENDANCE = (["thành", "phần"], ["khách", "mời"], ["đại", "biểu"])
# Behind the last person of a sentence that says something of its own.
_PREDICATES = frozenset({"là", "đã", "sẽ", "được"})
_OCCASION_WORDS = frozenset({"tại", "trong", "sau", "ngay", "theo", "khi", "cũng", "qua", "trước"})
_LABELS = frozenset({"act", "chair", "speech"})
_QUESTIONS = ("PV:", "P.V:", "PV :", "Phóng viên:", "Hỏi:")
_FIRST_PERSON = frozenset({"“", '"', "tôi"})
_SIGNED_WITHIN = 12  # tokens between a post and the name under it: "(Đã ký)", a blank line


@dataclass(slots=True)
class Opening:
    """What a line ending in a colon says of the lines under it: roles of the people, a verb for the posts.

    ``people`` are those the list has named so far.
    """

    told: tuple[Told, ...] = ()
    move: Item | None = None
    people: list[Person] = field(default_factory=list, compare=False)

    def give(self, sentence: Sentence, people: Iterable[Person]) -> None:
        """Give what the line says to people named under it; several who chair share the chair."""
        for person in people:
            if person not in self.people:
                self.people.append(person)
            for told in self.told:
                person.add_roles(evidence_of(sentence.field, sentence.tokens, told))
        if len(self.people) > 1 and any("chaired" in told.roles for told in self.told):
            for person in self.people:
                person.share_the_chair()


def opening(tokens: Tokens, items: Sequence[Item], start: int) -> Opening:
    """Return what a line that opens a list says.

    Args:
        tokens: the field.
        items: the line's items.
        start: the line's first token.
    """
    verbs = [(item, item.verb) for item in items if item.verb is not None]
    told = tuple(
        Told(verb.roles, item.start, item.end)
        for item, verb in verbs
        if verb.sort == "attend" and not _leads(item, verbs)
    )
    told += _labels(tokens, items, start)
    if not verbs and tokens.keys[start : start + 2] in _ATTENDANCE:
        told = (Told(("attended",), start, start + 2),)
    moves = [item for item, verb in verbs if verb.sort in {"move", "end"}]
    return Opening(told, moves[-1] if moves else None)


def _leads(item: Item, verbs: Sequence[tuple[Item, Verb]]) -> bool:
    """Tell whether a verb only leads to the one after it: "Tham gia tiếp đoàn có:"."""
    following = next((other for other, _ in verbs if other.start == item.end), None)
    return helps(item, following)


def _labels(tokens: Tokens, items: Sequence[Item], start: int) -> tuple[Told, ...]:
    """Return the deeds that a line begins with: "Chủ trì hội nghị:", "Dự và chỉ đạo hội nghị có:".

    Of "Đến dự và phát biểu có:" only the first speaks, and nobody can tell from the line who that is.
    """
    told: list[Told] = []
    end = start + 1
    for item in items:
        verb = item.verb
        behind = item.start <= end or set(tokens.keys[start : item.start]) <= ADVERBS  # "Tham gia tiếp đoàn có:"
        if verb is None or not behind or (told and verb.sort == "speech"):
            break
        if verb.sort in _LABELS:
            told.append(Told(verb.roles, item.start, item.end))
        end = item.end
        while tokens.keys[end] in {",", "và"}:
            end += 1
    return tuple(told)


def is_interview(tokens: Tokens) -> bool:
    """Tell whether questions of a reporter stand in the text ("PV: Thưa bà, ...")."""
    return any(label in tokens.text for label in _QUESTIONS)


def answer(sentence: Sentence, *, interview: bool) -> Told | None:
    """Return what a line says of whose words it gives; the words that tell it are the name.

    In an interview whoever speaks answers ("Bà N: Hiện có 171 trạm"); elsewhere a quotation or a "tôi" shows that the
    words are the person's own ("Ông N, Chủ tịch UBND xã: “Tôi xin tiếp thu”").
    """
    tokens, people, start = sentence.tokens, sentence.people, sentence.start
    if not people or (start and tokens.keys[start - 1] != "\n"):
        return None
    if people[0].start != start + (tokens.keys[start] == "-"):  # a dash before each who speaks
        return None
    after = people[0].end + (tokens.keys[people[0].end : people[0].end + 1] == [")"])
    if tokens.keys[after : after + 1] != [":"]:
        return None
    if not interview and not _FIRST_PERSON & set(tokens.keys[after + 1 : after + 3]):
        return None
    return Told(("answered" if interview else "spoke",), people[0].name_start, people[0].name_end)


def posts_besides(tokens: Tokens, items: Sequence[Item], start: int) -> list[TitleSpan]:
    """Return the posts that a line without a name gives to the person named before it.

    "Kiêm Phó Chủ tịch Hội Luật gia" goes on with a biography; under a numbered leader's line the tasks name further
    posts: "- Phụ trách văn hóa, y tế; kiêm Giám đốc Trung tâm", "- Điều hành ...; là Trưởng Ban Chỉ huy xã".
    """
    keys = tokens.keys
    if keys[start] == "kiêm":
        return [item.title for item in items[:1] if item.title is not None]
    if keys[start] != "-" or (start and keys[start - 1] != "\n"):
        return []
    return [
        item.title
        for item in items
        if item.title is not None and keys[item.start - 1] in {"kiêm", "là"} and keys[item.start - 2] in {";", ",", "-"}
    ]


def is_numbered(tokens: Tokens, start: int) -> bool:
    """Tell whether a number stands before the line at ``start``: "II. Đại diện các đơn vị:" divides a list."""
    if start < 2 or tokens.keys[start - 1] not in {".", ")", "/"}:
        return False
    number = tokens.keys[start - 2]
    return number.isdigit() or set(number) <= set("ivxabc")


def goes_on(sentence: Sentence) -> bool:
    """Tell whether a sentence is one more line of a list: it has people and no verb of its own.

    A sentence that opens with a place or an occasion ("Tại buổi lễ, đồng chí N đọc ...") is none, whatever it goes on
    to say. A label after the last dash ("N, Phó Chủ tịch - Chủ trì"), in a line that ends in a semicolon after the last
    comma too, is none, and a verb in brackets neither.
    """
    tokens, people = sentence.tokens, sentence.people
    if not people or tokens.keys[sentence.start] in _OCCASION_WORDS:
        return False
    if tokens.keys[people[0].start - 1] == "do" and people[0].start > sentence.start:
        return False  # "Lớp có 74 học viên, do đồng chí N làm chủ nhiệm"
    labels = {"-", ","} if ";" in tokens.keys[sentence.end - 2 : sentence.end + 1] else {"-"}
    outside = [
        item
        for item in sentence.items
        if item.verb is not None
        and tokens.keys[max(0, item.start - 1)] != "("
        and not (item.verb.sort == "chair" and tokens.keys[item.start - 1] in labels)
    ]
    if outside:
        return False
    after = people[-1].end
    if after < sentence.end and (tokens.keys[after] in _PREDICATES or tuple(tokens.keys[after : after + 2]) in DEEDS):
        return False
    return people[0].start - sentence.items[0].start <= 2


def mark_elected(tokens: Tokens, people: Sequence[Introduction], end: int) -> None:
    """Make the posts of a vote's results new: "N: Phó Chủ tịch, 24/25 phiếu"."""
    for person in people:
        if tokens.keys[person.name_end : person.name_end + 1] != [":"] or "phiếu" not in tokens.keys[person.end : end]:
            continue
        for use in person.titles:
            use.kind = "new"
        if not person.moves:
            votes = tokens.keys.index("phiếu", person.end, end)
            person.moves = [Told(("elected",), votes, votes + 1)]


def signing_post(tokens: Tokens, items: Sequence[Item], start: int, end: int) -> TitleSpan | None:
    """Return the post that a line in capitals consists of ("CHỦ TỊCH UBND XÃ"), ``None`` for any other line."""
    title = items[0].title if items else None
    if title is None or title.start != start or title.end < end - 1 or title.name_at is not None:
        return None
    return title if all(tokens.shapes[index] == Shape.CAPS for index in range(start, title.end)) else None


def sign(post: TitleSpan, people: Sequence[Introduction], start: int, end: int) -> None:
    """Give a post in capitals to the bare name that stands under it, and only to such a line."""
    if len(people) != 1 or people[0].titles or start - post.end > _SIGNED_WITHIN:
        return
    if people[0].start == start and people[0].name_end >= end - 1:
        people[0].titles = [TitleUse(post, post.kind)]
        people[0].title_first = True


def is_signature(
    tokens: Tokens, people: Sequence[Introduction], start: int, end: int, *, under_lead: bool = False
) -> bool:
    """Tell whether a sentence is only a writer's line: a name with a post, no honorific, no verb, at the very end.

    ``under_lead``: the field goes on with what a lead begins, so that its first sentence may be its end as well.
    """
    if len(people) != 1 or end < len(tokens) or people[0].honorific is not None or people[0].title_first:
        return False
    if people[0].ranks or people[0].start > start + 1 or people[0].end < end - 1:
        return False
    if start > 1 and tokens.keys[start - 1] in {".", ")"} and tokens.shapes[start - 2] == Shape.DIGIT:
        return False  # "3. N - Phó Chủ tịch": the last item of a list
    return (
        (start > 0 or under_lead)
        and names.firm(tokens, people[0].name_start, people[0].name_end)
        and tokens.keys[end - 1] != "."
    )
