# The page of an article, what stands beside it, and its history.

article-untitled = The page prints no title; these are its first words.
article-published = Published { $day }
article-published-words = the page prints: “{ $words }”
article-undated = No date of publication
article-updated = Updated { $day }
article-author = By { $name }
article-source = Source: { $name }
article-doors = From this article
article-said-before = What did this page say before?
article-cite = Cite
article-original = Original page
article-stored-page = Stored page
article-stored-copy = Stored copy
article-history = History
article-revision-count =
    { $n ->
        [one] { $n } revision
       *[other] { $n } revisions
    }
article-capture = stored copy
article-gone-confirmed = This page has disappeared from its portal: first found missing { $day }, and again { $again }. Below is what was kept.
article-gone-once = This page has disappeared from its portal: found missing once, { $day }, not yet confirmed on a later day. Below is what was kept.
article-pictures-not-loaded = Pictures are not loaded from other servers; follow the file’s name to see one at its portal.
article-picture = picture
article-attachments = Attachments
article-beside = People, days and places named
article-officials = Officials named
article-officials-more = { $n } more
article-in-captions-only = in captions only
article-role-words = By which sentences?
article-events = Events
article-places = Places
article-day-read = read as { $day }; { $basis }
article-day-not-read = it is not known which day; { $doubt }
article-neighbours = Earlier and later articles
article-earlier-section = Earlier in this section
article-later-section = Later in this section
article-earlier-portal = Earlier on this portal
article-later-portal = Later on this portal
article-first-seen = First seen
article-last-seen = Last seen
article-now = Now
article-now-there = on the portal, when last asked for
article-now-gone = gone from the portal, since { $day }
article-history-note = Each line is when the archive saw it; it happened between that capture and the one before.
article-problems = What could not be read

history-first = First seen
history-gone = Gone from the portal
history-confirmed = found missing again { $day }
history-not-confirmed = not confirmed on a later day
history-returned = Back again
history-edited = Edited: { $fields }
history-reads-the-same = A new revision that reads the same by now

disappearances = Disappearances
disappearances-gone = Gone
disappearances-confirmed = Found missing again
disappearances-returned = Back
disappearances-answered = The portal answered

elsewhere = The same text elsewhere
elsewhere-originals = Stood first at
elsewhere-later = Later also at
elsewhere-siblings = Of the same origin, also at
elsewhere-first-seen = first seen { $day }
