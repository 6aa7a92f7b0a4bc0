"""What lies where in an archive's folder; nothing here knows what the files hold."""

DATABASE_NAME = "archive.db"
PAGES_NAME = "pages"
IMPORTED_NAME = "imported"  # in the folder of pages: what came from web archives of others
MANIFESTS_NAME = "manifests"
LOCK_NAME = "archive.lock"
HOLDER_NAME = "archive.lock.json"  # who holds the lock, for whoever is refused
READING_NAME = "reading"  # what each portal's crawl is reading: see scraper.reading_guard
SHARDS_NAME = "shards"  # parts of the archive that are crawled elsewhere, or wait to be brought home
CONFIGURATION_NAME = "congtin.toml"  # what its keeper says, such as who is to be told
