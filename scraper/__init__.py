"""From portals to pages, and from pages to records. Knows nothing of where they are kept."""
