# Stored values as people read them: KIND-VALUE, as {{ value|label("KIND") }} asks for them.

# role
role-attended = attended
role-directed = directed
role-chaired = chaired
role-co_chaired = co-chaired
role-moderated = moderated
role-opened = opened
role-concluded = concluded
role-spoke = spoke
role-reported = reported
role-led_delegation = led the delegation
role-accompanied = accompanied
role-received_delegation = received the delegation
role-inspected = inspected
role-supervised = supervised
role-visited = visited
role-dialogue = held a dialogue
role-met_voters = met voters
role-presented = presented
role-received = received
role-elected = elected
role-re_elected = re-elected
role-appointed = appointed
role-dismissed = dismissed
role-answered = answered
role-pictured = pictured

# title_kind
title_kind-rank = rank
title_kind-position = position
title_kind-former = former
title_kind-acting = acting
title_kind-new = new post

# kind
kind-article = article
kind-document = document
kind-listing = listing
kind-other = other page
kind-articles = article
kind-revisions = revision
kind-captures = capture
kind-mentions = mention
kind-rank = rank
kind-position = position
kind-former = former
kind-acting = acting
kind-new = new post

# part_of_day
part_of_day-morning = morning
part_of_day-noon = noon
part_of_day-afternoon = afternoon
part_of_day-evening = evening

# basis
basis-in_event_string = year printed with it
basis-inferred_from_text = year inferred from the text
basis-publication_stamp = year from the publication date
basis-relative = relative to the publication date
basis-unknown = year unknown
basis-declared = as described
basis-unit = unit became unit
basis-redirect = leads there
basis-content = same older articles

# field
field-kind = kind
field-title = title
field-lead = lead
field-text = text
field-author = author
field-source = source
field-section = section
field-published = published
field-updated = updated
field-images = images
field-captions = captions
field-attachments = attachments
field-officials = officials
field-events = events
field-places = places
field-stats = counters
field-problems = problems
field-page = page
field-answer = answer of the portal
field-size = size
field-family = software
field-extractor = extractor
field-feed = feed
field-sitemap = sitemap
field-list = list
field-stored_page = stored page
field-reading = reading again

# level
level-central = central
level-province = province
level-district = district
level-commune = commune
level-below = below the commune

# outcome
outcome-ok = ok
outcome-suspect = suspect
outcome-incomplete = incomplete
outcome-failed = failed
outcome-stored = stored
outcome-unchanged = unchanged
outcome-redirect = redirect
outcome-alias = another address
outcome-gone = gone
outcome-refused = not asked for
outcome-retried = to be retried
outcome-cut = left out
outcome-damaged = damaged

# place
place-title = in the title
place-lead = in the lead
place-text = in the text
place-body = in the text
place-captions = in a caption
place-officials = in the titles held
place-places = in the places

# rule
rule-first = seen first by the archive
rule-same_post = same post
rule-same_body = post followed in the same body
rule-same_unit = posts of one unit
rule-unit_in_its_place = a unit in place of the former one
rule-same_district = posts in one district
rule-same_readers = named on one local portal
rule-same_province = a rare name in one province, post after post
rule-named_here = no post told; whom the portal names then
rule-same_portal = no post told; the same name on the portal
rule-mixed_posts = posts that are rather two namesakes’
rule-decision = decided by people

# change
change-elected = elected
change-re_elected = re-elected
change-appointed = appointed
change-transferred = transferred
change-taken_up = taken up
change-dismissed = left the post
change-retired = retired
change-died = died

# verb
verb-merge = merge
verb-split = split
verb-undo = undo

# relation
relation-moved = moved
relation-copy = copy
relation-repeat = repeated

# likeness
likeness-same = word for word
likeness-near = nearly the same
likeness-contains = one inside the other

# succession
succession-declared = as described
succession-unit = unit became unit
succession-redirect = leads there
succession-content = same older articles

# start_page
start_page-answered = answered
start_page-down = down
start_page-gone = gone

# yes_no
yes_no-1 = yes
yes_no-0 = no

# finding_kind
finding_kind-yield = few new articles
finding_kind-lists = lists name few articles
finding_kind-quiet = silent for long
finding_kind-field = a field is empty
finding_kind-identity = another body's news
finding_kind-language = another language
finding_kind-same_body = one body for many addresses
finding_kind-future = dates in the future
finding_kind-layout = a new template
finding_kind-tls = certificate not accepted

# state
state-failed = failed
state-suspect = suspect
state-incomplete = incomplete
state-overdue = overdue
state-never = never crawled
state-ok = ok
state-ended = ended

# to_do
to_do-yield = open the portal's newest list in a browser: are there articles that the archive has not?
to_do-lists = open the lists in a browser: do they name more there? congtin portal detect tells how they are made
to_do-quiet = has the portal moved or ended? declare quiet_until, or its successor, where it is meant to be silent
to_do-field = open one of the newest articles beside its record (congtin show); a selector in the portal's description mends what a new layout hides
to_do-identity = open the portal in a browser: whose news does it show? this visit's articles may be another body's
to_do-language = open the portal in a browser: is it still the body's own? declare languages where they are wanted
to_do-same_body = open two of the addresses in a browser: the portal may answer every program with one page
to_do-future = look at the dates of the newest articles: day and month may have changed places
to_do-layout = open one of the newest articles beside its record (congtin show): is all of it read?
to_do-tls = the portal's administrators can renew its certificate

# doubt: why an event has no day, or one that is not to be trusted
doubt-year_unknown = year unknown
doubt-no_such_day = there is no such day
doubt-no_stamp = the page has no date of publication
doubt-weekday_disagrees = the weekday does not fit the day
doubt-stamp_before_event = the page is dated before this day
doubt-stamp_much_later = the page is dated long after this day
doubt-month_mistyped = the month may be mistyped
