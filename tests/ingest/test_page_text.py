"""The text of a page, apart from what stands around it; nothing is lost, everything left out says why."""

import random
from pathlib import Path

import pytest

from ingest.reading import noted, one
from rawi.errors import InputError
from rawi.ingest.page import declared, page

TOLD = [
    "The harbour master told reporters on Monday that two boats had been seized near the breakwater, according to a "
    "statement read out in the town hall.",
    'Residents said they had heard shouting before dawn. "We saw six men being led away," one of them said.',
    "The coastguard denied the account. Its spokesman said the boats had been moved for repairs.",
    "A lawyer for the families said on Tuesday that four of the men were still missing.",
]
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in TOLD)
BREAKS = "<br><br>".join(TOLD)
LINKS = "".join(f'<li><a href="/{i}">A headline about something else, number {i}</a></li>' for i in range(8))
WHOLE = "\n\n".join(["Two boats seized", *TOLD])

FA = """<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>دو قایق توقیف شد - بندر نیوز</title></head>
<body><header><nav><ul><li><a href="/">خانه</a></li><li><a href="/p">سیاسی</a></li></ul></nav></header>
<div class="breadcrumb"><a>خانه</a> » <a>بندر</a></div>
<article><div class="rutitr">رئیس بندر:</div><h1>دو قایق توقیف شد</h1><span class="news-date">سه‌شنبه ۱۴ آبان ۱۳۹۸</span>
<figure><img alt="موج‌شکن"><figcaption>موج‌شکن بندر</figcaption></figure><p class="caption">موج‌شکن بندر</p>
<p>رئیس بندر می‌گوید دو قایق را در نزدیکی موج‌شکن گرفته‌اند و پرونده‌ای گشوده شده است.</p>
<p>ساکنان گفتند: «شش نفر را برده‌اند». سخنگوی گارد ساحلی این را رد کرد و گفت کسی بازداشت نشده است.</p>
<p>انتهای پیام/</p><div class="share-box">اشتراک‌گذاری: <a>تلگرام</a></div><p>برچسب‌ها: بندر، قایق</p></article>
<div class="most-visited"><h3>پربازدیدها</h3><ul><li><a>خبری دیگر</a></li></ul></div>
<footer>© ۱۳۹۸ تمامی حقوق محفوظ است</footer></body></html>"""

AR = """<html lang="ar" dir="rtl"><head><title>احتجاز قاربين</title></head><body><div id="top-bar">الأحد 1 مارس 2020</div>
<main><h1>احتجاز قاربين</h1><div class="social-links"><a>شارك على فيسبوك</a></div>
<p>قال مدير الميناء يوم الاثنين إن قاربين احتجزا قرب كاسر الأمواج، بحسب بيان تلي في مقر البلدية.</p>
<p>وأضاف: "لم يصب أحد بأذى". ونفى خفر السواحل الرواية وقال إن القاربين نقلا للصيانة.</p>
<div>اقرأ أيضا: <a>قوارب لم تعد</a></div><div class="post_tags">كلمات مفتاحية: <a>ميناء</a></div></main>
<div class="comments-area"><h3>التعليقات</h3><p>كنت هناك ورأيت كل شيء بعيني ولا أصدق هذا الكلام أبدا.</p></div>
<div class="copyrights">جميع الحقوق محفوظة © 2019 إذاعة الميناء</div></body></html>"""


def test_a_persian_page() -> None:
    found = page(FA)
    assert found.text == (
        "رئیس بندر:\n\nدو قایق توقیف شد\n\nرئیس بندر می‌گوید دو قایق را در نزدیکی موج‌شکن گرفته‌اند و پرونده‌ای گشوده شده است.\n\n"
        "ساکنان گفتند: «شش نفر را برده‌اند». سخنگوی گارد ساحلی این را رد کرد و گفت کسی بازداشت نشده است."
    )
    apart = {n.code: n.message for n in found.notes}
    assert apart["furniture.caption"] == "موج‌شکن بندر"
    assert apart["furniture.tags"] == "برچسب‌ها: بندر، قایق"
    assert apart["furniture.share"] == "اشتراک‌گذاری: تلگرام"
    assert apart["furniture.end"] == "انتهای پیام/"
    assert apart["furniture.related"] == "پربازدیدها خبری دیگر"
    assert apart["furniture.copyright"] == "© ۱۳۹۸ تمامی حقوق محفوظ است"
    assert apart["furniture.menu"] == "خانه سیاسی | خانه » بندر"
    assert apart["time.weak-anchor"] == "2019"
    assert all(n.span is None for n in found.notes)
    assert (found.title, found.outlet, found.language) == ("دو قایق توقیف شد", "بندر نیوز", "fa")
    assert found.published is not None
    assert (found.published.start, found.published.basis) == ("2019-11-05", "dateline")


def test_an_arabic_page() -> None:
    found = page(AR)
    assert found.text.split("\n\n") == [
        "احتجاز قاربين",
        "قال مدير الميناء يوم الاثنين إن قاربين احتجزا قرب كاسر الأمواج، بحسب بيان تلي في مقر البلدية.",
        'وأضاف: "لم يصب أحد بأذى". ونفى خفر السواحل الرواية وقال إن القاربين نقلا للصيانة.',
    ]
    apart = {n.code: n.message for n in found.notes}
    assert apart["furniture.related"] == "اقرأ أيضا: قوارب لم تعد"
    assert apart["furniture.tags"] == "كلمات مفتاحية: ميناء"
    assert "كنت هناك" in apart["furniture.comments"]
    assert apart["time.weak-anchor"] == "2019"
    assert found.published is None, "the date in the top bar is that of the visit"


BLOG = f"""<!doctype html><html lang="en"><head><title>Two boats seized – Breakwater Daily</title></head>
<body class="single-post has-sidebar comments-open tag-harbour"><div id="page" class="site"><header id="masthead">
<nav id="site-navigation"><ul><li class="menu-item"><a href="/">Home</a></li></ul></nav></header><main id="main">
<article id="post-12" class="post type-post category-news tag-harbour tag-related"><header class="entry-header">
<h1 class="entry-title">Two boats seized</h1><div class="entry-meta">Posted on <time class="entry-date published"
datetime="2021-03-02T09:00:00+00:00">March 2, 2021</time> <span class="byline">by <a rel="author">Ann Writer</a></span>
</div></header><div class="entry-content">{PARAGRAPHS}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li>
</ul></div></div></article><div id="comments"><ol class="comment-list"><li>{"I was there and saw it all. " * 80}</li></ol>
</div></main></div><aside class="widget-area"><h2>Recent Posts</h2><ul>{LINKS}</ul></aside></body></html>"""

SHERDS = """<div class=share> </div> <p> </p> <article> </article> <h1> </h1> متن said. <table> <tr> <td> <ul> <li>
    <a href=x> </a> <!-- --> < > &amp <script> </script> <nav> <footer> <form> <time datetime=2019> <svg> <template>
    <body> </html> " '"""

SHAPES = {
    "a blog whose article carries the words of furniture, with more comments than text": BLOG,
    "a form around everything, a table for layout, breaks for paragraphs": f"""<html><body><form id="aspnetForm"><table>
        <tr><td><a href=1>Home</a> <a href=2>News</a></td></tr><tr><td class="right"><ul>{LINKS}</ul></td><td>
        <h1>Two boats seized</h1><span id="lblDate">2021/03/02</span><div>{BREAKS}</div></td></tr></table></form></body>""",
    "a table and nothing that says what is what": f"""<HTML><BODY><TABLE><TR><TD><A HREF=a>One</A><BR><A HREF=b>Two</A>
        </TD><TD><B><FONT SIZE=5>Two boats seized</FONT></B><BR><BR>{BREAKS}</TD></TR></TABLE></BODY></HTML>""",
    "classes that name furniture on the article itself": f"""<body><div id="content" class="print-content share-count-0">
        <h1>Two boats seized</h1><div class="news_text social-wrapper">{PARAGRAPHS}</div></div></body>""",
    "an article and cards of others": f"""<main><article><h1>Two boats seized</h1>{PARAGRAPHS}</article><section>
        {"".join(f"<article><h2><a href=/{i}>Card {i}</a></h2><p>Teaser {i}.</p></article>" for i in range(6))}</section></main>""",
    "hidden, scripted and silent parts": f"""<article><h1>Two boats seized</h1><script>var a = "boats";</script>
        <style>p {{}}</style><noscript>Enable scripts</noscript><div style="display:none">hidden</div><template><p>no</p>
        </template>{PARAGRAPHS}</article>""",
}  # fmt: skip


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES)
def test_pages_of_many_shapes_give_the_same_text(html: str) -> None:
    assert page(html).text == WHOLE


def test_paragraphs_without_p_and_links_around_them() -> None:
    html = f"""<div class="a"><a href=1>Home</a> <a href=2>Politics</a></div><div class="b"><div>Two boats seized</div>
        {"".join(f"<div>{p}</div>" for p in TOLD)}</div><div class="c"><a href=1>{"Another story altogether " * 6}</a></div>"""
    assert page(html).text.split("\n") == ["Two boats seized", *TOLD]


def test_lists_quotations_and_tables_belong_to_the_text() -> None:
    html = f"""<article><h1>Two boats seized</h1><p>{TOLD[0]}</p><p>The families ask for:</p><ul><li>the release of the
        men;</li><li>an inquiry.</li></ul><blockquote>{TOLD[1]}</blockquote><table><tr><td>1 March</td><td>2 boats</td></tr>
        </table></article>"""
    for part in ("the release of the men;", "an inquiry.", TOLD[1], "1 March", "2 boats"):
        assert part in page(html).text


def test_words_of_furniture_inside_a_sentence_stay() -> None:
    sentence = "On 1 March 2021 the harbour master told reporters that two boats had been seized near the breakwater."
    html = f"""<article><h1>Two boats seized</h1><p>On <span class="date">1 March 2021</span> the <a class="tag">harbour</a>
        master told <span class="author">reporters</span> that two boats had been seized near the breakwater.</p>{PARAGRAPHS}"""
    assert sentence in page(html).text


def test_a_lead_and_a_kicker_outside_the_article_are_kept_in_their_order() -> None:
    html = f"""<body><div class="kicker">Harbour master:</div><h1>Two boats seized</h1>
        <p class="lead">Six men are missing after a raid at dawn, their families say.</p>
        <div itemprop="articleBody">{PARAGRAPHS}</div></body>"""
    assert page(html).text.startswith(
        "Harbour master:\n\nTwo boats seized\n\nSix men are missing after a raid at dawn, their families say.\n\nThe harbour"
    )


def test_a_page_made_by_scripts_gives_the_text_of_its_description() -> None:
    body = " ".join(TOLD).replace('"', '\\"')
    html = f"""<html><head><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Two boats seized",
        "articleBody": "{body}"}}</script></head><body><div id="root"></div></body></html>"""
    found = page(html)
    assert found.text == "Two boats seized\n\n" + " ".join(TOLD)
    assert "ingest.json-ld" in {n.code for n in found.notes}


def test_nothing_said_on_the_page_is_lost() -> None:
    for html in (FA, AR, BLOG):
        found = page(html)
        kept = found.text + " ".join(n.message for n in found.notes)
        for word in ("سیاسی", "خبری", "كنت", "فيسبوك", "Recent", "Twitter", "Ann"):
            assert word not in html or word in kept


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<script>x</script>",
        "<frameset><frame src=a></frameset>",
        "<nav><a>Home</a></nav>",
    ],
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(InputError, match="no text"):
        page(html)


def test_broken_pages_are_read_as_far_as_they_go() -> None:
    pieces = SHERDS.split()
    chance = random.Random(3)
    for _ in range(300):
        html = "".join(chance.choices(pieces, k=chance.randint(1, 80)))
        try:
            assert page(html).text.strip()
        except InputError as error:
            assert error.remedy


def test_depth_and_breadth_do_not_stop_it() -> None:
    deep = "<div>" * 20_000 + f"<p>{TOLD[0]}</p>" + "</div>" * 20_000
    assert page(deep).text == TOLD[0]
    wide = f"<p>{TOLD[0]}</p><ul>" + '<li class="menu-item"><a href=x>a link</a></li>' * 3000 + "</ul>"
    assert page(wide).text == TOLD[0]
    nested_data = f'<script type="application/ld+json">{"[" * 50_000}</script><p>{TOLD[0]}</p>'
    assert page(nested_data).text == TOLD[0]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv=Content-Type content='text/html; charset=UTF-8'>", "utf-8"),
        (b"<?xml version='1.0' encoding='utf-16'?><html>", "utf-16"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_a_page_names_its_encoding(data: bytes, encoding: str | None) -> None:
    assert declared(data) == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_pages_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    html = AR.replace("<head>", f'<head><meta charset="{encoding.removesuffix("-sig")}">')
    document = one(tmp_path / "a.html", html.encode(encoding))
    assert document.text.startswith("احتجاز قاربين\n\nقال مدير الميناء")
    assert document.media_type == "text/html"
    assert noted(document, "furniture.copyright") == ["جميع الحقوق محفوظة © 2019 إذاعة الميناء"]
