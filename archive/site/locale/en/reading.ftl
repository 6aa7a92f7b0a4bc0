# Sentences about what could not be read of a page, word for word as the extractor and the crawl say them; the rules of
# sentences.ftl hold here too.

# the day of an event: scraper/extract/events/doubts.py
said-reason-no-year-at-all = “{ $words }” has no date: neither the text nor a publication stamp tells its year.
said-reason-no-year-near-the-stamp = “{ $words }” has no date: the publication stamp ({ $day }) is too far from it and the text does not tell its year.
said-reason-no-such-day = “{ $words }” has no date: the calendar has no such day.
said-reason-no-stamp = “{ $words }” has no date: the page prints no publication stamp.
said-reason-another-weekday = “{ $words }” names another weekday than the calendar has for { $day }.
said-reason-later-than-the-stamp = “{ $words }” ({ $day }) is later than the publication stamp ({ $other_day }).
said-reason-a-month-before-the-stamp = “{ $words }” ({ $day }) is exactly a month before the publication stamp ({ $other_day }), as where the month is mistyped.
said-reason-days-before-the-stamp = “{ $words }” ({ $day }) is { $count } days before the publication stamp ({ $other_day }).

# the same without the words they quote and their days, as reasons are counted that are alike: archive/site/portal.py
said-reason-alike-no-year = “…” has no date: the publication stamp is too far from it and the text does not tell its year.
said-reason-alike-later = “…” is later than the publication stamp.
said-reason-alike-a-month-before = “…” is exactly a month before the publication stamp, as where the month is mistyped.
said-reason-alike-days-before = “…” is … days before the publication stamp.

# officials: scraper/extract/officials/reading.py
said-reason-post-is-hardly-the-same-person = “{ $words }” stands after { $name }, but can hardly be the same person's post
said-reason-comrade-without-a-post = { $name } is named as a comrade, but the text tells no post
said-reason-too-many-sentences = { $field } has { $all } sentences that may name somebody; the first { $count } were read

# what is in the page: scraper/extract, scraper/families/generic.py
said-reason-only-files = the article holds only files: there is nothing to read in it
said-reason-only-pictures = the article holds only pictures: there is nothing to read in it
said-reason-no-text = the article holds no text: there is nothing to read in it
said-reason-selector-matches-nothing = the portal's selector for { $field } matches nothing on this page; it was read without
said-reason-not-the-named-family = the page has nothing of the CMS family '{ $named }' that the portal names; it was read as '{ $family }'
said-reason-file-at-a-look-alike = a file stands at { $host }, a host that looks like { $name } and is another one ({ $url })
said-reason-picture-at-a-look-alike = a picture stands at { $host }, a host that looks like { $name } and is another one ({ $url })
said-reason-texts-too-long = the texts have { $all } characters; in the first { $count } people, dates and places were found
said-reason-too-many-lines = the page has more lines or links than are read: what stands behind the first { $lines } lines, or behind the first { $links } links, was left out
said-reason-page-holds-no-text = the page holds no text
said-reason-article-stood-here = an article stood at this address; the page reads as none now
said-reason-list-stood-here = a list of articles stood at this address; the page lists none now
said-reason-extractor-failed = the extractor failed on this page: { $words }
said-reason-built-by-a-script = the page is built by a script (JavaScript) in the browser; congtin reads such portals with the extra [browser]
said-reason-built-by-a-script-no-browser = the page is built by a script (JavaScript) in the browser; the portal's description says browser = false
said-reason-built-by-a-script-browser-needed = the page is built by a script (JavaScript) in the browser, so a browser is needed: { $words }
said-reason-built-by-a-script-parts-missing = the page is built by a script (JavaScript) in the browser, and stayed empty in congtin's too; what it asks for was not to be had ({ $words })
said-reason-built-by-a-script-empty = the page is built by a script (JavaScript) in the browser, and stayed empty in congtin's too
said-reason-robots-are-checked = the portal checks for robots before it shows a page (captcha or firewall), and congtin does not get around that; ask its administrators to let congtin's user agent in

# bytes: scraper/extract/decode.py
said-reason-page-is-empty = the page is empty: 0 bytes
said-reason-page-is-white-space = the page is empty: { $count } bytes of white space
said-reason-page-is-too-large = the page is too large: { $count } bytes, at most { $most } are read
said-reason-body-is-binary = the body is binary data, not a page
said-reason-body-is-a-pdf = the body is a PDF file, not a page
said-reason-body-is-a-zip = the body is a ZIP or Office file, not a page
said-reason-body-is-an-old-office-file = the body is an old Office file, not a page
said-reason-body-is-something-else = the body is { $words }, not a page
said-reason-one-broken-character = 1 character of the page were broken UTF-8 and are left out
said-reason-broken-characters = { $count } characters of the page were broken UTF-8 and are left out
said-reason-encoding-unknown = the encoding cannot be told: neither UTF-8 nor a known encoding of Vietnamese; read as { $encoding }

# lists for machines: scraper/list_answers.py
said-reason-feed-lists-nothing = the feed lists nothing
said-reason-sitemap-lists-nothing = the sitemap lists nothing
said-reason-feed-in-part = the feed could be read in part only: { $cause }
said-reason-sitemap-in-part = the sitemap could be read in part only: { $cause }
said-reason-feed-is-a-page = the feed cannot be read: an HTML page stands in its place
said-reason-sitemap-is-a-page = the sitemap cannot be read: an HTML page stands in its place
said-reason-feed-is-no-xml = the feed cannot be read: it is no XML
said-reason-sitemap-is-no-xml = the sitemap cannot be read: it is no XML
said-reason-entries-without-addresses = a script's answer lists { $count } entries without addresses; they may be missing
said-reason-feed-too-long = it has more than { $count } tags; only what stands before was read
said-reason-root-breaks-off = it breaks off before the end of its root
said-reason-gzip-breaks-off = its gzip breaks off or is damaged
