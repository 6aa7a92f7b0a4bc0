# The page of an official: templates/row-archive-people.html, archive/site/timeline.py

person-kicker = Official named
person-more-portals =
    { $n ->
        [one] { $n } more portal
       *[other] { $n } more portals
    }
person-named =
    { $n ->
        [one] Named in <b>{ $n }</b> article, from { $first } to { $last }
       *[other] Named in <b>{ $n }</b> articles, from { $first } to { $last }
    }
person-named-once =
    { $n ->
        [one] Named in <b>{ $n }</b> article, on { $day }
       *[other] Named in <b>{ $n }</b> articles, on { $day }
    }
person-written = Written as
person-of-newest-mentions = counted in the newest { $n } mentions
person-all-mentions = All mentions
person-all-mentions-n = All { $n } mentions
person-speeches = All speeches
person-speeches-csv = All speeches as CSV
person-search = Search in the articles that name this person
person-observed = The archive observes what pages say; it does not assert who held which post: every day here is the day of an article. Under each mention stands why it is taken for this person’s.
person-posts = Posts over time
person-posts-table = Table of posts
person-ranks = Ranks and titles of honour: { $n }
person-changes = Announced changes
person-post-not-told = Post not told
person-sentences =
    { $n ->
        [one] { $n } article: the sentences
       *[other] { $n } articles: the sentences
    }
person-years = Articles a year
person-years-of = Articles a year that name { $name }
person-roles = Roles
person-roles-lead = What articles say this person did; each role leads to every time, with the sentence that says so.
person-role-csv = { $role }: CSV file
person-together = Named together with
person-of-all-articles =
    { $n ->
        [one] Counted in the only article.
       *[other] Counted in all { $n } articles.
    }
person-of-newest-articles = Counted in the newest { $n } articles that name this person.
person-in-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
person-places = Places in the articles
person-places-lead =
    { $n ->
        [one] Places that this article names; not necessarily where this person works.
       *[other] Places that these { $n } articles name; not necessarily where this person works.
    }
person-mentions = Mentions
person-newest-mentions = The newest { $n } mentions
person-not-resolved = Not resolved yet; for now whoever bears the name on this portal.
person-perhaps = Perhaps the same person
person-perhaps-lead = Left apart for want of evidence; whoever knows may join them with
person-namesakes = People of the same name
person-namesakes-lead = Others of that name, or of the name with other marks.

timeline-how-to-read = Each bar goes from the first to the last article that names the post; small strokes are months with articles, long ones announced changes. A bar leads to its sentences.
timeline-bar =
    { $articles ->
        [one] { $name }: { $first } – { $last }, { $articles } article; to the sentences
       *[other] { $name }: { $first } – { $last }, { $articles } articles; to the sentences
    }
timeline-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
