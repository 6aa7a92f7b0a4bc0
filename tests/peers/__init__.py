"""Other extractors on the same golden pages, for comparison (``make eval-peers``; the extra ``peers``)."""
