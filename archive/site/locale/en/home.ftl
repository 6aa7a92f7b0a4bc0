# The home page.

home-search = Search { $n } articles and documents
home-search-hint = Marks are optional, but respected where typed. <code>"a phrase"</code> <code>-without</code> <code>begin*</code>
home-examples = For example:
home-what-is-here = What the archive holds
home-articles = <b>{ $n }</b> articles and documents
home-people = <b>{ $n }</b> people named
home-captions = <b>{ $n }</b> captions
home-portals =
    { $n ->
        [one] <b>{ $n }</b> portal
       *[other] <b>{ $n }</b> portals
    }
home-edits =
    { $n ->
        [one] <b>{ $n }</b> edit after publication
       *[other] <b>{ $n }</b> edits after publication
    }
home-gone = <b>{ $n }</b> gone from their portal
home-since = Published from { $first } to { $last }; crawled since { $crawled }, most recently { $latest }.
home-since-crawl = Crawled since { $crawled }, most recently { $latest }.
home-empty = The archive is empty. Crawl a portal: <code>congtin crawl ADDRESS</code>
home-months = Articles a month
home-months-chart = Articles published a month, from { $first } to { $last }
home-months-how = By date of publication; choose a year to read its articles.
home-undated =
    { $n ->
        [one] { $n } article without a date
       *[other] { $n } articles without a date
    }
home-newest = Newest articles
home-all-articles = All articles
home-portal-list = Portals
home-portals-well = The last crawl of every portal below went well.
home-portals-unwell =
    { $n ->
        [one] { $n } portal needs a look; it stands first.
       *[other] { $n } portals need a look; they stand first.
    }
home-portal-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
home-portal-newest = newest { $day }
home-portal-gone = portal gone
home-portal-gone-since = found gone on { $day }
home-portal-followed = followed by { $portals }
home-portal-running = running or interrupted
home-portal-never = never crawled
home-all-portals = All { $n } portals
home-health = Health of the portals
home-most-named = Named most often
home-person-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
home-all-people = All people
home-questions = Ready-made queries
home-all-questions = All ready-made queries
home-take = Download
home-take-how = The files have all rows, with a dictionary of their columns; search or filter first and they have those rows only.
home-all-tables = Every table and column
home-cite = Cite the archive
home-citation = { $title }. { $articles } articles and documents, published { $first }–{ $last }. Accessed { $today }. { $address }
home-cite-how = Each article has a citation of its own on its page: the original address, the revision, and when the archive saw it.
home-method = How it is made, and what it does not see
home-method-how = A program asks the portals in turn, respects robots.txt, and keeps every answer as it came. Articles, captions, names, titles and dates are read by rules; each leads back to the sentence and the page that it rests on.
home-method-limits = The archive does not see what was deleted before its first visit or what needs a login, and it keeps no image files. Titles over time are what pages say, not records of appointment: the first and last days are days on which somebody was named so.
home-method-gaps = A month without articles is a gap of the archive or of the portal; look at { $coverage }, { $problems } and { $health } before you compare numbers.
home-method-coverage = the coverage by month
home-method-problems = what could not be read
home-method-health = the health of the portals
