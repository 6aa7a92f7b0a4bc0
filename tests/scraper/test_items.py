"""The record's JSON form."""

import dataclasses

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.items import Article, Event, Image, Mention, Official, Problem, RoleEvidence, Title

_OFFICIALS = st.builds(
    Official,
    titles=st.lists(st.from_type(Title), max_size=1),
    mentions=st.lists(st.from_type(Mention), max_size=1),
    role_evidence=st.lists(st.from_type(RoleEvidence), max_size=1),
)
_ARTICLES = st.builds(
    Article,
    images=st.lists(st.from_type(Image), max_size=2),
    events=st.lists(st.from_type(Event), max_size=1),
    officials=st.lists(_OFFICIALS, max_size=2),
    problems=st.lists(st.from_type(Problem), max_size=1),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ARTICLES)
def test_the_json_form_is_that_of_the_standard_library(article: Article) -> None:
    plain = article.to_dict()

    assert plain == dataclasses.asdict(article)
    assert list(plain) == [field.name for field in dataclasses.fields(Article)]


def test_the_json_form_shares_no_list_with_the_record() -> None:
    article = Article("http://a.vn/1", "http://a.vn/1", images=[Image("http://a.vn/1.jpg")])
    plain = article.to_dict()
    plain["images"][0]["alt"] = "x"
    plain["images"].append("y")

    assert article.images == [Image("http://a.vn/1.jpg")]
