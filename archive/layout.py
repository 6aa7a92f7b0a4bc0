"""What lies where in an archive's folder; nothing here knows what the files hold."""

DATABASE_NAME = "archive.db"
PAGES_NAME = "pages"
MANIFESTS_NAME = "manifests"
LOCK_NAME = "archive.lock"
