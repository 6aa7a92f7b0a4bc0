"""The schema of ``archive.db``, one decorated step after the other, a module for each matter.

A step is never edited once it has been released: a change of the schema is a new step. sqlite-utils runs each in one
transaction together with the note that it ran.

Times are ISO 8601 in UTC with offset (``2026-11-24T09:30:00+00:00``), except ``published`` and ``updated``, which are
the portal's local time as printed. Texts are NFC. Identifiers of articles and people are derived from what they name
(:mod:`archive.identity`), so that they survive a rebuild and are the same in every shard.
"""

from sqlite_utils.migrations import Migrations

from archive.migrations import (
    any_portal,
    article_orders,
    counted_articles,
    counted_captures,
    counted_kinds,
    counted_names,
    counted_people,
    days_of_posts,
    first_release,
    first_rows,
    former_mentions,
    health,
    history,
    keys_of_captures,
    lineage,
    near_articles,
    orders_of_a_year,
    parts_of_names,
    people,
    posts_and_units,
    provenance,
    rarity_spans,
    reading_people,
    revisions_in_order,
    roles_of_people,
    search,
    shares_of_names,
    spellings,
    titles_of_a_person,
    traced_portals,
    units,
    unread_indexes,
    years_of_visits,
)

migrations = Migrations("congtin")
for step in (
    first_release.m001_portals_and_crawls,
    first_release.m002_articles,
    first_release.m003_parts_of_articles,
    first_release.m004_people,
    first_release.m005_search,
    first_release.m006_views,
    any_portal.m007_templates,
    any_portal.m008_browser,
    posts_and_units.m009_posts,
    units.m010_units,
    people.m011_people,
    reading_people.m012_reading_people,
    history.m013_history,
    history.m014_readings,
    provenance.m015_provenance,
    provenance.m016_seals,
    lineage.m017_lineage,
    history.m018_sitemap_entries,
    former_mentions.m019_former_mentions,
    lineage.m020_lineage_anew,
    health.m021_runs,
    health.m022_health,
    first_rows.m023_first_rows,
    counted_people.m024_counted_people,
    search.m025_search_by_day,
    counted_articles.m026_counted_articles,
    roles_of_people.m027_roles_of_people,
    article_orders.m028_article_orders,
    counted_captures.m029_counted_captures,
    keys_of_captures.m030_keys_of_captures,
    revisions_in_order.m031_revisions_in_order,
    counted_kinds.m032_counted_kinds,
    counted_names.m033_counted_names,
    orders_of_a_year.m034_orders_of_a_year,
    near_articles.m035_near_articles,
    spellings.m036_spellings,
    parts_of_names.m037_parts_of_names,
    unread_indexes.m038_unread_indexes,
    rarity_spans.m039_rarity_spans,
    traced_portals.m040_traced_portals,
    days_of_posts.m041_days_of_posts,
    shares_of_names.m042_shares_of_names,
    years_of_visits.m043_years_of_visits,
    search.m044_segments_of_search,
    titles_of_a_person.m045_titles_of_a_person,
):
    migrations()(step)
