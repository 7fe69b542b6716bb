"""What stands around a text is marked, whatever the language; what the text tells is not."""

import pytest

from rawi.ingest.furniture import judge, marks, years
from rawi.ingest.plain import describe

FURNITURE = {
    "furniture.tags": [
        "Tags: , , , ,",
        "Tags: harbour, boats",
        "Keywords: boats",
        "برچسب‌ها: بندر، قایق",
        "برچسبها: بندر",
        "برچسب ها : بندر",
        "كلمات مفتاحية: ميناء، قوارب",
        "#بندر #قایق",
    ],
    "furniture.copyright": [
        "Copyright © 2021 All Rights Reserved | XML Sitemap",
        "© 2021 The Breakwater Daily",
        "(c) 2021 Breakwater",
        "کلیه حقوق این پایگاه محفوظ است",
        "تمامی حقوق برای خبرگزاری بندر محفوظ است.",
        "جميع الحقوق محفوظة © 2021 إذاعة الميناء",
    ],
    "furniture.share": [
        "Share this:",
        "Share on Facebook",
        "Facebook Twitter WhatsApp",
        "Social media & sharing icons powered by Something",
        "اشتراک‌گذاری:",
        "تلگرام | واتساپ | توییتر",
        "شارك على فيسبوك",
        "فيسبوك  تويتر",
    ],
    "furniture.related": ["Read more: The boats that never came back", "بیشتر بخوانید:", "اقرأ أيضا: قوارب الصيد"],
    "furniture.menu": [
        "Home > News > Harbour",
        "خانه » اخبار » بندر",
        "الرئيسية / أخبار",
        "Skip to content",
        "تماس با ما",
    ],
    "furniture.caption": [
        "The breakwater at dusk - File Photo",
        "Photo: A. Writer",
        "عکس: ایمان بندری",
        "قوارب في الميناء (صورة من الأرشيف)",
        "The quay (Photo: Harbour Press)",
    ],
    "furniture.byline": [
        "Written by: Ann Writer",
        "نویسنده: ایمان بندری",
        "بقلم: سمير البحري",
        "(Reporting by A. Writer)",
    ],
    "furniture.dateline": [
        "Published: 5 November 2019",
        "تاریخ انتشار: ۱۴ آبان ۱۳۹۸",
        "سه‌شنبه ۱۴ آبان ۱۳۹۸ - ساعت ۱۰:۳۰",
        "الثلاثاء 5 نوفمبر 2019 - 10:30",
        "کد خبر: ۱۲۳۴۵",
        "3 min read",
    ],
    "furniture.advert": ["Advertisement", "آگهی", "إعلان", "Sign up for our newsletter"],
    "furniture.links": ["https://paper.example/1", "@harbour_channel", "t.me/harbour | @harbour"],
    "furniture.end": ["انتهای پیام/", "انتهى", "***", "-----"],
    "furniture.comments": ["Leave a Reply", "نظرات (۳)", "التعليقات"],
}

TOLD = [
    "Copyright law was changed last year, the minister said.",
    "Tag-team wrestlers said they would march on Friday.",
    "Photo editors at the paper were arrested on Sunday.",
    "The home minister shared the news on Facebook.",
    "In a related case, six men were sentenced.",
    "در همین رابطه شش نفر بازداشت شدند",
    "خبرنگار: چند نفر در میدان بودند؟",
    "تاریخ این بندر پر از ماجراست",
    "تصویر این روزهای بندر غم‌انگیز است",
    "حقوق کارگران بندر پرداخت نشده است.",
    "نظرات کارشناسان درباره سد یکسان نیست",
    "منبع: خبرگزاری بندر",
    "شاركت مئات النساء في المسيرة",
    "أعلن المتحدث انتهاء العملية",
    "إعلان حالة الطوارئ في الميناء",
    "الصورة التي نشرتها البلدية قديمة",
    "15 July 2023 was the day the gates were closed.",
    "@harbour_master denied it",
    "By Friday the boats had gone.",
]


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in FURNITURE.items() for line in lines])
def test_furniture_is_known_by_its_words(code: str, line: str) -> None:
    assert judge(line) == code


@pytest.mark.parametrize("line", TOLD)
def test_what_is_told_is_no_furniture(line: str) -> None:
    assert judge(line) is None


def test_a_paragraph_is_never_furniture() -> None:
    assert marks("Tags: " + "the harbour master told reporters that the boats had gone, " * 12) == []


PAGE = """Harbour at dusk

Two boats seized at the breakwater, harbour master says

Harbour at dusk

Boats at the breakwater during the storm of last week - File Photo

Two boats were seized on Monday, the harbour master said.

Residents denied it.

Tags: , , ,

Copyright © 2021 All Rights Reserved | XML Sitemap
Social media & sharing icons powered by Something"""


def test_a_page_copied_as_text() -> None:
    described = describe(PAGE)
    left = PAGE
    for note in reversed([n for n in described.notes if n.code.startswith("furniture.")]):
        assert note.span is not None
        left = left[: note.span[0]] + left[note.span[1] :]
    assert left.split("\n\n") == [
        "",
        "Two boats seized at the breakwater, harbour master says",
        "",
        "",
        "Two boats were seized on Monday, the harbour master said.",
        "Residents denied it.",
        "",
        "\n",
    ]
    assert described.title == "Two boats seized at the breakwater, harbour master says"


def test_a_copyright_year_is_a_weak_anchor_at_its_place() -> None:
    (note,) = [n for n in describe(PAGE).notes if n.code == "time.weak-anchor"]
    assert note.message == "2021"
    assert note.span is not None
    assert PAGE[note.span[0] : note.span[1]] == "2021"


def test_a_solar_copyright_year_is_given_as_the_gregorian_year_most_of_it_falls_in() -> None:
    text = "© ۱۳۹۸ کلیه حقوق محفوظ است"
    assert years(text, 0, len(text)) == (2019, 2, 6)
    span = "Copyright © 2005-2021 Breakwater"
    assert years(span, 0, len(span)) == (2021, 17, 21)


def test_a_headline_given_twice_counts_once() -> None:
    text = "Six men led away before dawn\n\nSix men led away before dawn\n\nResidents heard shouting."
    assert [(m.code, m.start) for m in marks(text)] == [("furniture.repeat", 30)]


def test_links_under_a_heading_go_with_it_up_to_the_next_sentence() -> None:
    text = "The men were freed.\n\nRelated\nThe boats that never came back\nA storm on the way\n\nThe lawyer denied it."
    marked = [text[m.start : m.end] for m in marks(text) if m.code == "furniture.related"]
    assert marked == ["Related", "The boats that never came back", "A storm on the way"]


def test_comments_after_a_text_are_left_out_to_the_end() -> None:
    told = "The harbour master said that two boats had been seized and taken away for repairs.\n" * 5
    text = told + "\nComments\n\nThis is a lie, said nobody ever, and I was there to see it.\n\nMe too."
    assert [m.code for m in marks(text)][-3:] == ["furniture.comments"] * 3
    assert marks("Comments\nwere made.\nMany of them.") == []


def test_a_text_says_when_and_by_whom_it_was_written() -> None:
    described = describe(
        "دو قایق در بندر توقیف شد\nنویسنده: ایمان بندری\nتاریخ انتشار: ۱۴ آبان ۱۳۹۸\n\nرئیس بندر گفت دو قایق توقیف شد."
    )
    assert described.author == "ایمان بندری"
    assert described.published is not None
    assert (described.published.start, described.published.basis) == ("2019-11-05", "dateline")
    assert described.title == "دو قایق در بندر توقیف شد"


@pytest.mark.parametrize(
    "text",
    [
        "A sentence that ends, and then more.\n\nMore.",
        "Short\n\nMore of the text.",
        "Only one line of text here",
        "شعر نخست، سطر یکم... (شاعر)\n\nمتن.",
    ],
)
def test_a_first_line_that_is_no_headline_is_no_title(text: str) -> None:
    assert describe(text).title is None


def test_an_update_is_no_publication() -> None:
    assert describe("Two boats seized at dawn\nLast updated: 5 November 2019\n\nThe men are free.").published is None
