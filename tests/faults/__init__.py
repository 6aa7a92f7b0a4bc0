"""A crawl of many portals at which everything goes wrong that can, beside the same portals when nothing does."""
