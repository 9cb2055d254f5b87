"""Saved pages as different newsroom systems write them; all of them hold the same fictional article."""
# ruff: noqa: E501 (markup is read more easily in the lines of its page)

from __future__ import annotations

TITLE = "Ferry line to keep its night boats"
DEK = "Crews and islanders had fought the cuts since the spring"
LEAD = "PORT VERRIN — The ferry line will keep its night boats through the winter, after islanders told the council that they could not do without them."
QUOTE = "“We listened, and we were wrong,” said Maren Solvik, who runs the line. “Nobody will be left on the quay.”"
SHORT = "She did not say who would pay."
UNION = "The crews’ union, which had called a strike for Friday, said that it would now wait for a written promise."
HEAD = "A winter without boats"
LAST = "The council meets again on Thursday to vote on the money, and Solvik said that she would be there to answer questions."
BODY = (LEAD, QUOTE, SHORT, UNION, LAST)

FOREIGN = (
    "Sign up", "Read more", "Share", "cookies", "Advertisement", "Photograph", "Most read", "Comments", "first comment", "Subscribe",
    "Related", "Home", "rights reserved", "hidden words", "Copy link", "Listen to this", "min read", "Follow",
)  # fmt: skip
"""Words that stand on the pages and belong to no article."""


def _p(words: str, attributes: str = "") -> str:
    return f"<p{attributes}>{words}</p>"


def _page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


_NAV = "<header class=site-header><a href=/>Home</a><nav><ul><li>News<li>Sport</ul></nav></header>"
_FOOTER = "<footer><p>© 2026 Calder City Ledger. All rights reserved.</p></footer>"
_OG = f"<meta property='og:title' content='{TITLE} | Calder City Ledger'><meta property='og:site_name' content='Calder City Ledger'>"
_DATE = "2026-03-03T10:15:00+00:00"


def _linked(kind: str = "NewsArticle") -> str:
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"X"},'
        f'{{"@type":"{kind}","headline":"{TITLE}","datePublished":"{_DATE}","author":[{{"@type":"Person","name":"Maebh Scanlon"}},'
        '{"@type":"Person","name":"Phil Garrity"}],"publisher":{"@type":"Organization","name":"Calder City Ledger"}}]}</script>'
    )


PAGES = {
    "block theme": _page(
        _OG + _linked(),
        f"{_NAV}<main class='wp-block-group'><h1 class='wp-block-post-title'>{TITLE}</h1><p class='wp-block-post-excerpt'>{DEK}</p>"
        "<div class='wp-block-post-author'><p class='wp-block-post-author__name'>Maebh Scanlon</p></div>"
        f"<div class='wp-block-post-date'><time datetime='{_DATE}'>March 3, 2026</time></div>"
        f"<div class='entry-content wp-block-post-content'>{_p(LEAD)}<figure class='wp-block-image'><img src=a.jpg>"
        f"<figcaption>The night boat. Photograph: Pell Ostrand</figcaption></figure>{_p(QUOTE)}{_p(SHORT)}"
        "<div class='wp-block-jetpack-subscriptions'><p>Sign up for our island letter, every Friday morning.</p></div>"
        f"<h2 class='wp-block-heading'>{HEAD}</h2>{_p(UNION)}<p><strong>Read more:</strong> <a href=/x>Strike at the quay called off</a></p>"
        f"{_p(LAST)}</div><div class='sharedaddy sd-sharing-enabled'><h3>Share this:</h3><ul><li>Copy link</ul></div></main>"
        f"<div id=comments><h2>Comments</h2><p>I was the first comment here and the boats are late.</p></div>{_FOOTER}",
    ),
    "fusion": _page(
        _OG + _linked(),
        f"{_NAV}<div id=fusion-app><div class='b-headline'><h1>{TITLE}</h1><h2 class='c-subheadline'>{DEK}</h2></div>"
        f"<div class='b-byline'><span class='c-byline'>By <a href=/ms>Maebh Scanlon</a> and <a href=/pg>Phil Garrity</a></span></div>"
        f"<time datetime='{_DATE}'>March 3, 2026 at 10:15 a.m.</time><article class='b-article-body'>{_p(LEAD, ' class=c-paragraph')}"
        f"<div class='c-ad'><p>Advertisement</p></div>{_p(QUOTE, ' class=c-paragraph')}{_p(SHORT, ' class=c-paragraph')}"
        "<div class='c-interstitial-link'>Related: <a href=/y>Harbour tax dropped after a long night</a></div>"
        f"<h3>{HEAD}</h3>{_p(UNION, ' class=c-paragraph')}<aside class=pullquote><p>Nobody will be left on the quay</p></aside>"
        f"{_p(LAST, ' class=c-paragraph')}</article></div>{_FOOTER}",
    ),
    "br paragraphs": _page(
        _OG,
        f"<table width=700><tr><td><font size=1><a href=/>Home</a></font></td></tr><tr><td width=500><h1>{TITLE}</h1><i>{DEK}</i><br>"
        f"<b>By Maebh Scanlon</b><br>March 3, 2026<br><br>{LEAD}<br><br>{QUOTE}<br><br>{SHORT}<br><br><b>{HEAD}</b><br><br>{UNION}"
        f"<br><br>{LAST}</td><td width=200><b>Most read</b><br><a href=/z>Storm closes the pier</a></td></tr></table>",
    ),
    "nested divs": _page(
        _OG + _linked(),
        f"<div><div class=Header-x1><div>{TITLE}</div></div></div><div class=Story><h1 class=Title-a>{TITLE}</h1>"
        + "".join(
            f"<div class=sc-{i}><div><span>{words}</span></div></div>"
            for i, words in enumerate((LEAD, QUOTE, SHORT, UNION, LAST))
        )
        + f"</div><div style='display:none'><p>hidden words {LEAD}</p></div><div aria-hidden=true>hidden words</div>{_FOOTER}",
    ),
    "amp": (
        f"<!doctype html><html amp lang=en><head><meta charset=utf-8><title>{TITLE} - Calder City Ledger</title>{_linked()}</head><body>"
        f"<amp-sidebar id=s><ul><li>Home</ul></amp-sidebar><amp-consent><div>We use cookies.</div></amp-consent><article>"
        f"<h1>{TITLE}</h1><div class='amp-byline'><span class='amp-wp-author'>Maebh Scanlon</span></div><amp-img src=a.jpg></amp-img>"
        f"{_p(LEAD)}<amp-ad type=x><div>Advertisement</div></amp-ad>{_p(QUOTE)}{_p(SHORT)}<h2>{HEAD}</h2>{_p(UNION)}"
        f"<amp-iframe><p placeholder>Subscribe to see this</p></amp-iframe>{_p(LAST)}"
        "<amp-social-share>Share</amp-social-share></article></body></html>"
    ),
    "h1 apart": _page(
        _OG + _linked("ReportageNewsArticle"),
        f"{_NAV}<section class=hero><h1>{TITLE}</h1><p class='article-standfirst'>{DEK}</p>"
        "<p class='byline'>Maebh Scanlon, islands correspondent</p><span>4 min read</span></section>"
        f"<main><article>{_p(LEAD)}<p class='caption'>Photograph: Pell Ostrand/Tessel</p>{_p(QUOTE)}{_p(SHORT)}"
        f"<div class='inline-newsletter'><h3>Sign up to the Morning Boat</h3><p>Our best stories in your inbox.</p></div>"
        f"<h2>{HEAD}</h2>{_p(UNION)}{_p(LAST)}</article></main>{_FOOTER}",
    ),
    "no h1": _page(
        _OG + _linked(),
        f"{_NAV}<div class='headline-wrap'><span class=hl>{TITLE}</span></div><main><article>{_p(LEAD)}{_p(QUOTE)}{_p(SHORT)}"
        f"<h2>{HEAD}</h2>{_p(UNION)}{_p(LAST)}</article></main>{_FOOTER}",
    ),
    "logo h1": _page(
        _OG + _linked(),
        f"<h1 class=logo><a href=/>Calder City Ledger</a></h1><main><article><h2 class=entry-title>{TITLE}</h2>"
        f"<p class=meta>By Maebh Scanlon | March 3, 2026 | <a href=#c>4 Comments</a></p>{_p(LEAD)}{_p(QUOTE)}{_p(SHORT)}"
        f"<p><b>{HEAD}</b></p>{_p(UNION)}{_p(LAST)}<p class=tags>Follow: <a>ferries</a></p></article></main>",
    ),
    "boxes in the text": _page(
        _OG + _linked(),
        f"<article><header><h1>{TITLE}</h1><p class=dek>{DEK}</p><div class=byline>By Maebh Scanlon</div>"
        "<div class='social-bar'><ul><li>Share</li><li>Copy link</li></ul></div><button>Listen to this article</button></header>"
        f"{_p(LEAD)}<figure><img data-src=b.jpg><noscript><img src=b.jpg></noscript><figcaption><span>Photograph: X</span></figcaption>"
        f"</figure>{_p(QUOTE)}<blockquote class='twitter-tweet'><p>The boats stay!</p>— Ferry Line (@ferry) March 3, 2026</blockquote>"
        f"{_p(SHORT)}<blockquote class=pullquote><p>Nobody will be left on the quay.</p></blockquote><h2>{HEAD}</h2>{_p(UNION)}"
        "<div class='related-articles'><h4>Related</h4><ul><li><a href=/a>One</a></ul></div><p>Subscribe to continue reading.</p>"
        f"{_p(LAST)}<p>Advertisement</p></article>{_FOOTER}",
    ),
    "live blog": _page(
        _OG + _linked("LiveBlogPosting"),
        f"<main><h1>{TITLE}</h1><p class=standfirst>{DEK}</p><div class=liveblog>"
        f"<article class=post><time datetime='{_DATE}'>10:15</time><h2>{HEAD}</h2>{_p(LEAD)}{_p(QUOTE)}</article>"
        f"<article class=post><time datetime='{_DATE}'>09:50</time><h2>The union waits</h2>{_p(SHORT)}{_p(UNION)}</article>"
        f"<article class=post><h2>What is next</h2>{_p(LAST)}</article></div></main>{_FOOTER}",
    ),
}
