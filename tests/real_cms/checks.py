"""What has to hold on every real system, whatever it is: found, read, and visited again with manners."""

from __future__ import annotations

from tests.real_cms.comparison import Figure
from tests.real_cms.visits import Visits

# "Asks for lists only" leaves room for the home page and robots.txt.
_ROBOTS_AND_HOME = 2


class SiteChecks:
    """The checks. A subclass has the system's fixture ``visits`` and says how many sections the site has."""

    sections: int

    def test_the_command_calls_the_crawls_ok(self, visits: Visits) -> None:
        for visit in (visits.first, visits.second):
            assert visit.code == 0, visit.output

    def test_nothing_but_five_weeks_of_silence_speaks_against_the_last_one(self, visits: Visits) -> None:
        """What is added has an old date, and a town that never was silent for a fortnight has published nothing."""
        assert visits.third.code == 1
        assert visits.findings() == ["quiet"], visits.third.output

    def test_every_article_is_found(self, visits: Visits) -> None:
        assert visits.before.missing == []

    def test_nothing_but_articles_is_kept(self, visits: Visits) -> None:
        assert visits.before.beside == []

    def test_every_article_is_kept_once(self, visits: Visits) -> None:
        assert visits.before.twice == []

    def test_titles_are_exact(self, visits: Visits) -> None:
        _all_right(visits.before.figure("title"))

    def test_publication_is_right_to_what_is_printed(self, visits: Visits) -> None:
        _all_right(visits.before.figure("published as printed"))

    def test_updates_are_told_where_they_are_printed(self, visits: Visits) -> None:
        _all_right(visits.before.figure("updated where printed"))

    def test_no_update_is_made_up(self, visits: Visits) -> None:
        _all_right(visits.before.figure("no update where none is printed"))

    def test_texts_are_those_of_the_database(self, visits: Visits) -> None:
        assert visits.before.mean_text_f1 >= 0.99
        assert min(visits.before.text_f1.values()) >= 0.95

    def test_captions_are_linked_to_their_pictures(self, visits: Visits) -> None:
        found = visits.before.captions
        assert found.right + found.missed >= 100, "the site has too few captions to tell"
        assert found.f1 >= 0.99, visits.before.caption_misses[:5]

    def test_sections_are_the_categories(self, visits: Visits) -> None:
        _all_right(visits.before.figure("section"))

    def test_attachments_are_found(self, visits: Visits) -> None:
        _all_right(visits.before.figure("attachments"))

    def test_a_first_visit_asks_for_little_beside_articles_and_lists(self, visits: Visits) -> None:
        assert len(visits.first.asked["other"]) <= 0.15 * visits.first.requests, visits.first.asked["other"]

    def test_no_address_is_asked_for_twice_in_a_visit(self, visits: Visits) -> None:
        assert visits.asked_again() == []

    def test_a_visit_with_nothing_new_asks_for_lists_only(self, visits: Visits) -> None:
        """Issue 3: on a small portal no more than home, feeds and the first page of each section."""
        known_feeds = len(set(visits.first.asked["feed"]))
        assert visits.second.requests <= _ROBOTS_AND_HOME + known_feeds + self.sections, visits.second.asked
        assert visits.second.asked["article"] == []

    def test_an_edit_becomes_a_revision(self, visits: Visits) -> None:
        edited = visits.article(visits.changed.edited)
        assert edited is not None
        assert edited["revision_count"] == 2
        assert visits.changed.addition in str(edited["text"])

    def test_an_article_added_with_an_old_date_is_found(self, visits: Visits) -> None:
        assert visits.article(visits.changed.added) is not None

    def test_an_article_taken_away_is_marked_as_gone(self, visits: Visits) -> None:
        deleted = visits.article(visits.changed.deleted)
        assert deleted is not None
        assert deleted["gone_at"] is not None

    def test_after_the_changes_the_archive_is_the_database_again(self, visits: Visits) -> None:
        assert (visits.after.missing, visits.after.twice, visits.after.beside) == ([], [], [])

    def test_nothing_else_became_a_revision(self, visits: Visits) -> None:
        assert visits.revised() == [visits.changed.edited]


def _all_right(figure: Figure) -> None:
    assert figure.of > 0, "the site has nothing of the kind to tell"
    assert figure.right == figure.of, figure.misses[:5]
