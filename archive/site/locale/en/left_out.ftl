# Why addresses were left out or not asked for, what is wrong with a certificate, and what to do about a visit that brought
# nothing, word for word as the crawl says them; the rules of sentences.ftl hold here too.

# addresses that are hardly anything new: scraper/copies.py, yields.py, list_views.py, languages.py, met_addresses.py, ...
said-reason-differ-in-the-path = other addresses of known articles (they differ in the path only)
said-reason-differ-in-the-language = other addresses of known articles (they differ in the language only)
said-reason-differ-in-the-state = other addresses of known articles (they differ in the state only)
said-reason-differ-in = other addresses of known articles (they differ in { $name } only)
said-reason-copies-by-their-form = addresses like { $form } (they are copies of known articles)
said-reason-short-addresses = short addresses that known articles name as theirs
said-reason-lists-that-differ-in-the-state = addresses that differ in the state only (lists that were read so named the same)
said-reason-lists-that-differ-in = addresses that differ in { $name } only (lists that were read so named the same)
said-reason-feeds-without-new = feeds (the last { $count } that were read led to no article that was not known)
said-reason-pages-without-new = pages like { $form } (the last { $count } that were read led to no article that was not known)
said-reason-pages-without-articles = pages like { $form } (those that were read led to no article)
said-reason-pages-behind-those-without-articles = pages like { $form } (those before it led to no article)
said-reason-pages-of-another-list = pages like { $form } (their list has another address, where it was read)
said-reason-pages-behind-known = pages like { $form } (all that those before them name is known)
said-reason-pages-that-repeat = pages like { $form } (they repeat what stands before them)
said-reason-pages-behind-the-end = pages like { $form } (the list has ended before them)
said-reason-pages-of-lists-known-otherwise = pages like { $form } (those that were read are other addresses of lists)
said-reason-first-pages-under-a-number = first pages of lists under a number ({ $form }); they name what the list itself names
said-reason-too-many-links-away = pages more than { $most } links from the home page
said-reason-too-long-addresses = addresses of more than { $most } characters
said-reason-in-another-language = in another language ({ $language }); ask for it with --language { $option }
said-reason-known-without-language-unwanted = pages under { $form } that are known without it; { $reason }
said-reason-known-without-language = pages under { $form } that are known without it
said-reason-outside-the-portal-feed = { $count } addresses in a feed that lie outside the portal
said-reason-outside-the-portal-sitemap = { $count } addresses in a sitemap that lie outside the portal
said-reason-only-a-script-opens = pages of lists that only a script opens; articles that are listed only there are missing
said-reason-a-script-opens = pages of lists that a script opens; they were asked for by address instead
said-reason-portal-did-not-answer = the portal did not answer { $times } times in a row, nor after a pause ({ $reason })
said-reason-no-reason-noted = no reason noted
said-reason-no-reason-given = no reason given

# certificates: scraper/tls_verification.py, failures.py
said-reason-tls-it-shows = TLS: the certificate does not hold: { $reason }; it shows { $digest }
said-reason-tls-not-the-excepted = TLS: the certificate does not hold ({ $reason }), and is not the one that the portal's description excepts: it shows { $digest }
said-reason-tls-other-host = it is made out to another host
said-reason-tls-signature = its signature is not that of the authority that it names
said-reason-tls-not-yet = it is not valid yet
said-reason-tls-expired = it has expired
said-reason-tls-self-signed = it is self-signed
said-reason-tls-chain-self-signed = a certificate of its chain is self-signed and not known here
said-reason-tls-no-issuer = the authority that issued it is not known here, and the host sends none of that authority's, as it should (its chain is incomplete)
said-reason-tls-unknown-authority = the authority that issued it is not known here
said-reason-tls-revoked = it has been revoked
said-reason-tls-not-for-servers = it is not meant for servers
said-reason-tls-small-key = its key is too small
said-reason-tls-authority-small-key = the key of its authority is too small
said-reason-tls-weak-digest = it is signed with a digest that is too weak
said-reason-tls-error = OpenSSL refuses it (error { $number })

# answers that do not come to their end: scraper/content_encoding.py, http_handler.py, failures.py, robots.py, redirects.py
said-reason-never-ends = the answer does not come to its end: { $cause }
said-reason-body-larger = the body is larger than { $count } MB
said-reason-unpacks-to-more = the body unpacks to more than { $times } times its size, as no page does
said-reason-encoded-many-times = the body is said to be encoded { $times } times, which no server means
said-reason-body-ends-early = the { $encoding } body ends before its stream does
said-reason-more-has-come = more than { $count } MB of it have come
said-reason-head-too-long = its head is longer than { $count } KB
said-reason-old-tls = TLS: the host speaks no TLS newer than 1.1, whose connections anybody can read and change; tls_min_version = "TLSv1.0" in the portal's description has it asked nevertheless
said-reason-handshake = TLS: the handshake failed
said-reason-too-many-redirects = too many redirects
said-reason-no-usable-location = status { $status } without a usable Location
said-reason-leads-to-no-address = status { $status } leads to { $url }, which is no web address

# what to do: archive/advice.py
said-finding-run-it-again = run it again to go on
said-finding-somebody-pretends = go by no address that it leads to: somebody pretends to be the portal
said-finding-moved = if the portal has moved there, crawl that address instead
said-finding-goes-round = its addresses lead to one another in a circle; give the one at which it opens in a browser
said-finding-is-the-address-right = is the address right? give that of the portal's home page
said-finding-administrators-can-let-in = the portal's administrators can let congtin's user agent in, or open a part of it
said-finding-what-answers-is-no-page = what answers at { $url } is no page ({ $type }); give the address of the portal's home page
said-finding-leads-and-the-one-page = the address { $cause }; the one page that was read is no article: give the address of the portal's news, or try congtin portal detect
said-finding-leads-and-none-of-the-pages = the address { $cause }; none of the { $count } pages that were read is an article: give the address of the portal's news, or try congtin portal detect
said-finding-the-one-page-is-no-article = the one page that was read is no article: give the address of the portal's news, or try congtin portal detect
said-finding-none-of-the-pages-is-an-article = none of the { $count } pages that were read is an article: give the address of the portal's news, or try congtin portal detect
said-finding-behind-a-password = what stands behind a password is no public portal; is the address right?
said-finding-keeps-programs-out = does it open in a browser? a portal that opens there keeps programs out: ask its administrators
said-finding-fault-of-its-own = the portal has a fault of its own: run it again later
said-finding-host-without-name = is the address right? the host of a portal that was closed may have no name any more
said-finding-whoever-trusts-it-http = nothing is read from a host that cannot prove who it is; its administrators can renew its certificate; whoever trusts the one it shows writes tls = "{ $digest }" into the portal's description; where it speaks http too, give { $url }
said-finding-whoever-trusts-it = nothing is read from a host that cannot prove who it is; its administrators can renew its certificate; whoever trusts the one it shows writes tls = "{ $digest }" into the portal's description
said-finding-cannot-prove-who-it-is-http = nothing is read from a host that cannot prove who it is; its administrators can renew its certificate; where it speaks http too, give { $url }
said-finding-cannot-prove-who-it-is = nothing is read from a host that cannot prove who it is; its administrators can renew its certificate
said-finding-does-it-open-http = does it open in a browser? if so, run it again later; if not, is the address right? where it speaks http only, give { $url }
said-finding-does-it-open = does it open in a browser? if so, run it again later; if not, is the address right?
