# What leads from an article to its sources: revisions, citations, captures, stored pages.

provenance = Provenance
provenance-address = Address
provenance-alias = another address
provenance-led-here = has led here
provenance-date-as-printed = Date as printed
provenance-views = Views

revisions = Revisions
revisions-older = For older revisions choose two to compare above.
revision-seen = Revision { $number } · { $day }
revision-whole = read this revision
revision-read-by = id { $id }, read by congtin { $version }
revision-read-otherwise = read otherwise until { $day } by congtin { $version }
revision-first-kept = the first that was kept
revision-reads-as-before = reads the same as the one before by now
revision-of = revision { $number } of { $count }
revision-to-the-article = The article as it is now
revision-compare-before = compare with the one before
revision-compare-after = compare with the one after
revision-stood-until = The page said this from { $day } until the archive saw revision { $number }, { $until }. To whom a name leads is as of the newest revision.
revision-is-newest = This is the newest revision, seen since { $day }.

compare-title = Revisions { $older } and { $newer }
compare-differences = Differences
compare-legend = <ins>Underlined</ins>: added in the later one. <del>Struck through</del>: no longer there.
compare-same-revision = The same revision.
compare-same-words = Both say the same.
difference-added = added:
difference-removed = removed:

citation-none = There is no revision to cite yet.
citation-note = Click to select all of it. It names the revision, the moment of the capture and the digest of the stored page.
citation-stable = Stable address of this revision in the archive:
citation-files = Download:

captures = Captures
captures-count =
    { $n ->
        [one] { $n } capture
       *[other] { $n } captures
    }
captures-all = All captures
captures-number = No.
captures-fetched = Fetched
captures-outcome = Outcome
captures-status = HTTP
captures-bytes = Bytes
captures-shows = Shows
captures-page = Page
captures-digest = SHA-256
captures-imported = imported
captures-view-of = view the stored page of { $time }

capture-title = Capture { $time } · { $url }
capture-number = capture no. { $n }
capture-earlier = earlier: { $time }
capture-later = later: { $time }
capture-view-stored = view the stored page
capture-imported = Stored by others, imported into the archive { $day }
capture-of-history = This answer is part of the history of
capture-first-to-show = This answer was the first to show revision { $number } of
capture-shows = This answer shows revision { $number } of
capture-asked = Asked for
capture-answered = Answered by
capture-answer = Answer
capture-no-answer = none
capture-led-to = Led to
capture-why = Why
capture-certificate-bad = certificate not valid when fetched
capture-certificate-good = certificate valid
capture-server = Server
capture-rendered = Made in a browser
capture-warc = WARC file
capture-warc-place = from byte { $offset }, { $length } bytes long
capture-crawl = Crawl
bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }

portal-gone-confirmed = The whole portal is gone: its start page was first found missing { $day }, and again { $again }.
portal-gone-once = The whole portal is gone: its start page was found missing once, { $day }, not yet confirmed on a later day.
portal-followed-by = This portal was followed by

raw-row = Raw row
raw-row-files = This row as
