# Sentences that the archive keeps, word for word, the more special before the more general; what stands open are names,
# days and addresses. Whoever changes one in the code changes it here too (tests/archive/site/test_sentences.py).

# evidence: beside each link of descent: archive/lineage/successors.py, redirects.py, content.py
said-evidence-predecessors-of = predecessors of { $portal }
said-evidence-successors-of = successors of { $portal }
said-evidence-both-of-until-and-from = both of { $unit }, until { $day } and from { $other_day }
said-evidence-pages-lead-there-for-example-to = { $count } pages lead there, for example { $url } to { $other }
said-evidence-of-the-articles-of-from-before-stand-on = { $count } of the { $all } articles of { $portal } from before { $day } stand on { $other }
said-evidence-leads-to = { $url } leads to { $other }
said-evidence-became = { $unit } became { $other }

# note: of portals that serve the same page: archive/lineage/shared_bodies.py
said-note-the-start-page-of-is-that-of-now-on = the start page of { $portal } is that of { $other } now; on { $day } they were two
said-note-the-pages-of-articles-of-have-become-pages-of = the pages of { $count } articles of { $portal } have become pages of { $other }, byte for byte

# basis: how alike two texts are, and why the one is thought to have stood first: archive/lineage/relations.py
said-basis-word-for-word-the-same-text = word for word the same text
said-basis-of-the-word-sequences-of-both-are-in-both = { $share }% of the word sequences of both are in both
said-basis-of-the-word-sequences-of-the-shorter-text-are = { $share }% of the word sequences of the shorter text are in the longer one
said-basis-prints-as-its-source = prints { $source } as its source
said-basis-both-of = both of { $day }
said-basis-of-there-of-here = of { $day } there, of { $other_day } here
said-basis-seen-first-on-there-on-here = seen first on { $day } there, on { $other_day } here

# basis: on what the first and the last day of a unit rest: scraper/units/build/timeline.py, changes.py
said-basis-unit-from-and-to = from: { $reason }; to: { $other_reason }
said-basis-unit-from = from: { $reason }
said-basis-unit-in-2023-only = in the state of 2023, not in that of { $day }
said-basis-unit-not-in-2023 = not in the state of 2023, in that of { $day }
said-basis-unit-in-2023 = in the state of 2023
said-basis-unit-start-not-known = start not known
said-basis-unit-day-of-change = known day of the change, { $day }
said-basis-unit-law-and-resolution = law { $law }, resolution { $resolution }
said-basis-unit-resolution = resolution { $resolution }

# basis: on what a portal's description rests, where it is ours: scraper/sample_portal
said-basis-sample-portal = the sample portal that ships with congtin

# reason: how a portal answered where nothing was stored, or where an article was missing: scraper/answers.py, page_answers.py,
# redirects.py, robots.py, portal_ends.py, failures.py and scraper/not_found
said-reason-status-404 = status 404
said-reason-status-410 = status 410
said-reason-the-article-address-leads-to-the-home-page-now = the article's address leads to the home page now
said-reason-the-article-address-leads-to-an-error-page-now = the article's address leads to an error page now: { $url }
said-reason-the-article-address-leads-to-a-list-now = the article's address leads to a list now: { $url }
said-reason-the-article-address-leads-to-where-the-portal-sends = the article's address leads to where the portal sends what does not exist: { $url }
said-reason-the-article-address-leads-to-now-and-that-is = the article's address leads to { $url } now, and that is not there: { $reason }
said-reason-status-200-with-a-page-that-says-that-nothing = status 200 with a page that says that nothing is there: { $words }
said-reason-status-200-with-the-portal-page-for-what-does = status 200 with the portal's page for what does not exist
said-reason-the-portal-answers-the-same-for-this-article-for = the portal answers the same for this article, for others, and for what cannot exist: a fault of its own
said-reason-another-article-stands-at-this-address-and-others-at = another article stands at this address, and others at those of the other articles: a fault of the portal, unless it is so on a later day as well
said-reason-it-is-in-doubt-whether-the-article-is-gone = it is in doubt whether the article is gone; asked again when the rest has been read
said-reason-the-portal-page-for-what-does-not-exist = the portal's page for what does not exist
said-reason-another-site-stands-at-the-portal-address = another site stands at the portal's address: { $words }
said-reason-it-says-that-the-portal-has-ended = it says that the portal has ended: { $words }
said-reason-another-address-of = another address of { $url }
said-reason-leads-out-of-the-portal-to-a-host-that = leads out of the portal, to { $url }, a host that looks like { $name } and is another one
said-reason-leads-out-of-the-portal-to = leads out of the portal, to { $url }
said-reason-leads-to = leads to { $url }
said-reason-not-found-as-written-asked-again-in-decomposed-form = not found as written; asked again in decomposed form
said-reason-no-page = no page: { $type }
said-reason-is-an-address-inside-this-machine-or-its-network = { $host } is an address inside this machine or its network and is not fetched; --allow-loopback opens it for a demo or a test
said-reason-is-an-address-inside-this-machine-or-its-network-2 = { $host } is an address inside this machine or its network and is not fetched
said-reason-is-not-asked-port-is-one-of-another-service = { $host } is not asked: port { $port } is one of another service than the web
said-reason-robots-txt-forbids-it = robots.txt forbids it
said-reason-robots-txt-could-not-be-read-so-nothing-is = robots.txt could not be read ({ $reason }), so nothing is fetched for now
said-reason-tried-times = { $reason } (tried { $times } times)
said-reason-the-connection-was-refused = the connection was refused
said-reason-the-connection-broke-off-before-the-end-of-the = the connection broke off before the end of the body
said-reason-the-connection-closed-before-the-end-of-the-page = the connection closed before the end of the page (no </html>)
said-reason-the-answer-says-that-it-is-encoded-as-and = the answer says that it is encoded as { $encoding } and is not: it was read as it came
said-reason-the-portal-script-broke-off-in-the-middle-of = the portal's script broke off in the middle of the page
said-reason-the-connection-was-lost = the connection was lost
said-reason-the-connection-was-closed-without-an-answer = the connection was closed without an answer
said-reason-the-connection-timed-out = the connection timed out
said-reason-no-complete-answer-in-time = no complete answer in time
said-reason-there-is-no-route-to-the-host = there is no route to the host
said-reason-the-host-name-cannot-be-resolved-dns-there-is = the host's name cannot be resolved (DNS): there is no such name
said-reason-the-host-name-cannot-be-resolved-dns = the host's name cannot be resolved (DNS)
said-reason-what-answers-there-is-no-web-server = what answers there is no web server
said-reason-the-answer-head-is-none-that-http-allows = the answer's head is none that HTTP allows
said-reason-the-answer-is-chunked-in-a-way-that-http = the answer is chunked in a way that HTTP does not allow
said-reason-tls-the-certificate-is-made-out-to-another-host = TLS: the certificate is made out to another host
said-reason-status-the-portal-asks-for-a-password = status { $status }: the portal asks for a password
said-reason-status-the-portal-forbids-the-page = status { $status }: the portal forbids the page
said-reason-status-the-portal-may-not-show-the-page = status { $status }: the portal may not show the page
said-reason-the-answer-status-is-none-that-http-has = the answer's status is none that HTTP has
said-reason-status-304-not-modified-though-nothing-of-the-page = status 304: not modified, though nothing of the page is known
said-reason-status-the-redirect-leads-back-to-itself-until-its = status { $status }: the redirect leads back to itself, until its cookie is sent, and congtin keeps none
said-reason-status-the-redirect-leads-back-to-itself = status { $status }: the redirect leads back to itself
said-reason-status-redirects-in-a-row-led-here-and-it = status { $status }: { $count } redirects in a row led here, and it leads on, to { $url }
said-reason-status-leads-nowhere-no-location = status { $status } leads nowhere (no Location)
said-reason-status = status { $status }: { $reason }
said-reason-status-2 = status { $status }
said-reason-a-firewall-has-blocked-the-request-and-shows-a = a firewall has blocked the request and shows a page of its own; if it goes on, ask the portal's administrators to let congtin's user agent in
said-reason-reading-this-page-ends-the-process-it-is-kept = reading this page ends the process ({ $how }); it is kept as it came, unread, until the next visit
said-reason-the-page-is-larger-than-any-that-is-read = the page is larger than any that is read whole; left out: { $words }

# why a visit ended before its end: archive/balance.py
said-reason-stopped-by-a-signal = it was stopped by a signal
said-reason-budget-used-up = the run's budget of { $limit } requests is used up
said-reason-portal-asks-to-wait = the portal asks to wait

# why a mention is whose, and why two people may be one: archive/people/reasons.py, links.py, decided.py
said-reason-same-post = same post: { $posts }
said-reason-first-named-as = first named as: { $posts }
said-reason-first-named-without-a-post = first named without a post
said-reason-named-without-a-post = named without a post
said-reason-no-post-on-this-portal = no post is told; whom this portal names at the time: { $posts }
said-reason-no-post-in-this-province = no post is told; whom this province names at the time: { $posts }
said-reason-mixed-posts = named with posts that are rather two people's, here with the one named most: { $posts }
said-reason-same-body = post followed in the same body: { $posts }
said-reason-same-unit = posts of one unit: { $posts }
said-reason-unit-in-its-place = posts of a unit and of one on its land: { $posts }
said-reason-same-district = posts in one district: { $posts }
said-reason-same-readers = named on one portal of a district or commune: { $posts }
said-reason-same-province = posts in one province: { $posts }
said-reason-decision = decision { $number }: { $words }
since-month = since { $first }
span-of-months = { $first } to { $last }
on-an-unknown-day = on an unknown day

# finding: what was found wrong with a visit: archive/health
said-finding-new-articles-were-to-be-expected-by-earlier-visits = { $count } new articles; { $usual } were to be expected by earlier visits
said-finding-articles-since-of-a-week-which-are-declared-were = { $count } articles since { $day }; of { $rate } a week, which are declared, { $usual } were to be expected
said-finding-nothing-new-since-days-its-longest-silence-was-days = nothing new since { $day } ({ $silent } days); its longest silence was { $longest } days
said-finding-of-the-articles-read-of-this-and-visits-before = { $having } of the { $all } articles read of this and { $more } visits before have { $name }; before, { $share } of all had
said-finding-of-the-articles-read-have-before-of-all-had = { $having } of the { $all } articles read have { $name }; before, { $share } of all had
said-finding-the-articles-read-have-letters-of-text-before-they = the articles read have { $now } letters of text; before, they had { $usual }
said-finding-of-the-articles-read-have-which-is-declared-of = { $share } of the { $all } articles read have { $name }, which is declared of all
said-finding-the-lists-name-articles-at-earlier-visits-they-named = the lists name { $now } articles; at earlier visits they named { $usual }
said-finding-the-sitemaps-name-articles-at-earlier-visits-they-named = the sitemaps name { $now } articles; at earlier visits they named { $usual }
said-finding-of-the-articles-read-name-name-before-named = { $named } of the articles read name { $own }, { $share } name { $other }; before, { $usual } named { $same }
said-finding-addresses-answered-with-the-same-bytes-as-others-of = { $many } addresses answered with the same bytes as others, of { $all } pages stored
said-finding-articles-are-in-a-language-that-is-not-wanted = { $many } articles are in a language that is not wanted, of { $all } pages stored
said-finding-pages-came-from-a-host-whose-certificate-was-not = { $many } pages came from a host whose certificate was not accepted
said-finding-of-articles-read-are-dated-after-the-visit-itself = { $ahead } of { $all } articles read are dated after the visit itself
said-finding-articles-are-made-by-another-template-of-the-kinds = articles are made by another template: { $share } of the kinds of elements are those of before
said-finding-the-last-visit-began-on-it-is-usually-made = the last visit began on { $day }; it is usually made more often

# what the balance of a visit says: archive/balance.py
said-finding-no-page-could-be-fetched = no page could be fetched
said-finding-not-one-article-was-found = not one article was found
said-finding-known-articles-not-found-again = only { $seen } of { $asked } known articles that were asked for were found again
said-finding-lists-read-again = the lists that were read again name { $named } articles where they named { $before }
said-finding-counts-do-not-add-up = the counts do not add up: { $words }
said-finding-one-page-in-a-browser = 1 page was read in a browser (the portal builds its pages by script)
said-finding-pages-in-a-browser = { $count } pages were read in a browser (the portal builds its pages by script)
said-finding-run-again-one = { $cause }; run it again to go on (1 address is still to be asked for)
said-finding-run-again-many = { $cause }; run it again to go on ({ $count } addresses are still to be asked for)
said-finding-run-again = { $cause }; run it again to go on
said-finding-failed-many = { $count } failed: { $cause } (for example http{ $rest })
said-finding-failed-one = { $count } failed: { $cause } (http{ $rest })
said-finding-failed-others = { $count } failed for other reasons (congtin status lists them)
said-finding-not-asked-many = { $count } not asked for: { $cause } (for example http{ $rest })
said-finding-not-asked-one = { $count } not asked for: { $cause } (http{ $rest })
said-finding-not-asked-others = { $count } not asked for for other reasons (congtin status lists them)
said-finding-left-out-many = { $count } left out: { $cause } (for example http{ $rest })
said-finding-left-out-one = { $count } left out: { $cause } (http{ $rest })
said-finding-left-out-others = { $count } left out for other reasons (congtin status lists them)
said-finding-not-found-many = { $count } not found: { $cause } (for example http{ $rest })
said-finding-not-found-one = { $count } not found: { $cause } (http{ $rest })
said-finding-not-found-others = { $count } not found for other reasons (congtin status lists them)
said-finding-led-elsewhere-many = { $count } led elsewhere: { $cause } (for example http{ $rest })
said-finding-led-elsewhere-one = { $count } led elsewhere: { $cause } (http{ $rest })
said-finding-led-elsewhere-others = { $count } led elsewhere for other reasons (congtin status lists them)
said-finding-pages-failed = { $lost } of { $answered } pages failed
said-finding-could-not-be-read = { $count } could not be read: { $cause } (http{ $rest })
said-finding-times = { $count } times: { $cause } (http{ $rest })

# mistake: what Datasette answers to those who err: datasette/views
said-mistake-record-not-found = Record not found
said-mistake-table-not-found = Table not found
said-mistake-database-not-found = Database not found
said-mistake-sorted-twice = Cannot use _sort and _sort_desc at the same time
said-mistake-sorted-by = Cannot sort table by { $column }
said-mistake-size = _size must be a positive integer
said-mistake-size-at-most = _size must be <= { $most }
said-mistake-col = _col={ $column } - invalid columns
said-mistake-nocol = _nocol={ $column } - invalid columns
said-mistake-where = _where= is not allowed
said-mistake-select = Statement must be a SELECT
said-mistake-table-shut = You do not have permission to view this table
said-mistake-database-shut = You do not have permission to view this database
said-mistake-query-shut = You do not have permission to view this query
said-mistake-download-shut = Database download is forbidden
said-mistake-view-table = view-table
said-mistake-view-database = view-database
said-mistake-execute-sql = execute-sql

# mistake: what SQLite answers to SQL that it cannot read
said-mistake-no-such-column = no such column: { $column }
said-mistake-no-such-table = no such table: { $table }
said-mistake-no-such-function = no such function: { $function }
said-mistake-ambiguous = ambiguous column name: { $column }
said-mistake-syntax = near "{ $words }": syntax error
said-mistake-incomplete = incomplete input
