# The page of a portal: templates/row-archive-portals.html, _line.html

portal-kicker = Portal
portal-articles = All articles
portal-people = Officials named
portal-visits = Health and visits
portal-search = Search in this portal
portal-state = Health
portal-running = running or interrupted
portal-crawl-notes = Notes of the last crawl
portal-last-crawl = Last crawl
portal-in-the-archive = In the archive
portal-has-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
portal-has-gone = { $n } gone from the portal
portal-has-undated = { $n } without a date
portal-queued = Still queued
portal-queued-addresses =
    { $n ->
        [one] { $n } address
       *[other] { $n } addresses
    }
portal-in-operation = In operation
portal-family = CMS family
portal-basis = Described after
portal-line = Portals before and after
portal-follows = Follows
portal-is-followed-by = Followed by
portal-same-page = Serves the same page as
portal-since = since { $day }
portal-from-to = from { $first } until { $last }
portal-from-to-now = since { $first }
portal-whole-line = The whole line
portal-months = Articles a month
portal-months-of = Articles a month of { $name }
portal-gaps = Months without articles
portal-gaps-lead = Months in a row between the first and the last article of which the archive has none: the portal was silent, or the archive could not get them.
portal-gap =
    { $n ->
        [one] { $first } to { $last }: { $n } month
       *[other] { $first } to { $last }: { $n } months
    }
portal-sections = Sections
portal-no-section = no section told
portal-named = Named most often
portal-newest = Newest articles
portal-crawls = Crawls
portal-unread = What could not be read
portal-all-problems = All that could not be read
portal-files = Downloads
portal-file-articles = All articles of the portal
portal-file-mentions = All mentions on the portal
portal-file-coverage = Articles a month, CSV
