"""Whether an archive is what congtin wrote: its manifests, stored pages, captures, rows, and the database itself.

What was changed by any other hand is named as near as can be: file and byte, or table, row and column. What a run has
written and no manifest holds yet (a crawl that goes on, or was killed) is told, and is no fault.
"""

from archive.verify.check import Report, verify
from archive.verify.finding import Finding

__all__ = ["Finding", "Report", "verify"]
