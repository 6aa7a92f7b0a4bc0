"""Web-archive files (WARC, ISO 28500) of anybody: their records, their damage, and the answers that they hold.

What we write ourselves is the business of :mod:`scraper.pages`.
"""

from scraper.warc.answers import ANSWERS, RecordError, answer_of, tls_of
from scraper.warc.records import MAX_RECORD_BYTES, Damage, Record, read_record, read_records
from scraper.warc.unpacked import unpacked_record, unpacked_records

__all__ = [
    "ANSWERS",
    "MAX_RECORD_BYTES",
    "Damage",
    "Record",
    "RecordError",
    "answer_of",
    "read_record",
    "read_records",
    "tls_of",
    "unpacked_record",
    "unpacked_records",
]
