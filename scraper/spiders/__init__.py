"""The spiders of the Scrapy project: one class, an instance a portal."""
