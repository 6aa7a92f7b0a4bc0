"""What has to hold on every real system, whatever it is: found, read, and visited again with manners."""

from __future__ import annotations

from tests.real_cms.visits import Visits


class SiteChecks:
    """The checks; a subclass names the system's fixture ``visits`` and how many first pages of sections it has."""

    sections: int

    def test_the_command_calls_the_crawls_ok(self, visits: Visits) -> None:
        for visit in (visits.first, visits.second, visits.third):
            assert visit.code == 0, visit.output

    def test_every_article_is_found_and_nothing_else_is_kept(self, visits: Visits) -> None:
        assert visits.before.missing == []
        assert visits.before.beside == []

    def test_every_article_is_kept_once(self, visits: Visits) -> None:
        assert visits.before.twice == []

    def test_titles_are_exact(self, visits: Visits) -> None:
        assert visits.before.figure("title").share == 1.0

    def test_publication_is_right_to_the_minute(self, visits: Visits) -> None:
        assert visits.before.figure("published to the minute").share == 1.0

    def test_updates_are_told_where_they_are_printed_and_only_there(self, visits: Visits) -> None:
        assert visits.before.figure("updated where printed").share == 1.0
        assert visits.before.figure("no update where none is printed").share == 1.0

    def test_texts_are_those_of_the_database(self, visits: Visits) -> None:
        assert visits.before.mean_text_f1 >= 0.99
        assert min(visits.before.text_f1.values()) >= 0.95

    def test_captions_are_linked_to_their_pictures(self, visits: Visits) -> None:
        assert visits.before.captions.right >= 100, "the site has no captions to find"
        assert visits.before.captions.f1 >= 0.99

    def test_sections_are_the_categories(self, visits: Visits) -> None:
        assert visits.before.figure("section").share >= 0.98

    def test_attachments_are_found(self, visits: Visits) -> None:
        assert visits.before.figure("attachments").share == 1.0

    def test_a_first_visit_asks_for_little_beside_articles_and_lists(self, visits: Visits) -> None:
        assert visits.first.roles["other"] <= 0.15 * len(visits.first.paths)

    def test_no_address_is_asked_for_twice_in_a_visit(self, visits: Visits) -> None:
        for visit in (visits.first, visits.second, visits.third):
            assert len(visit.paths) == len(set(visit.paths))

    def test_a_visit_with_nothing_new_asks_for_lists_only(self, visits: Visits) -> None:
        machine_lists = {
            path for path in visits.first.paths if "feed" in path.lower() or "sitemap" in path or "RSS" in path
        }
        robots_and_home = 2
        assert len(visits.second.paths) <= robots_and_home + len(machine_lists) + self.sections

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
