"""Persian of channels and exile press: words held up in quotation marks, voices joined by «نیز», spoken forms."""

import pytest
from tests.attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "fa")


def test_the_word_for_talks_is_no_verb_of_saying() -> None:
    seen = told("حزب آمادگی خود را برای مذاکره و گفت و گو اعلام کرد.")
    assert seen.all() == [("حزب", "حزب", "آمادگی خود را برای مذاکره و گفت و گو")]


def test_reports_that_were_published_are_the_document() -> None:
    seen = told("رستگار درباره برخی گزارش‌های منتشر شده در رسانه‌ها مبنی بر توافق پنهانی حزب گفت: چنین چیزی نیست.")
    assert seen.words(seen.one("توافق پنهانی").source) == "گزارش‌های"
    assert seen.one("چنین").source_name == "رستگار"


def test_what_is_written_is_not_what_it_says() -> None:
    seen = told("این مقام ارشد پیام را به سه زبان نوشته و در پایان تاکید کرده است: «راه ما روشن است».")
    assert [seen.content(a) for a in seen.record.attributions] == ["راه ما روشن است"]


def test_a_subject_with_also_is_another_voice() -> None:
    seen = told("وزیر راه اقدام شهرداری را خطا دانسته و نورآباد نیز از این اقدام ابراز نگرانی کرده است.")
    assert seen.one("اقدام شهرداری").source_name == "وزیر راه"
    assert seen.one("این اقدام").source_name == "نورآباد"


def test_also_behind_an_object_names_nobody() -> None:
    seen = told("مریم کاویان گفت که باران می‌آید و این را نیز افزود که سد پر است.")
    assert seen.one("سد پر").source_name == "مریم کاویان"


def test_spoken_forms_tell() -> None:
    seen = told("شهردار داره می‌گه بودجه نداریم و کارها مانده است.")
    assert seen.one("بودجه نداریم").source_name == "شهردار"


def test_where_an_office_sits_belongs_to_it() -> None:
    seen = told("مهدی سالاری، نماینده مستقل از نورآباد، این رقابت را تهدیدی واحد توصیف کرد.")
    assert seen.words(seen.one("این رقابت").source) == "مهدی سالاری، نماینده مستقل از نورآباد"


def test_what_one_asks_of_somebody_is_no_seat() -> None:
    seen = told("نماینده نورآباد در مجلس، از وزیر راه خواست که پل را بسازد.")
    assert seen.record.attributions[0].source_name == "نماینده نورآباد در مجلس"


def test_what_was_not_held_to_be_so_is_denied() -> None:
    told_of = told("رستگار، عضو شورا، باز شدن راه را درست ندانست و رفت.").one("باز شدن")
    assert (told_of.polarity, told_of.source_name) == ("denies", "رستگار، عضو شورا")


def test_a_body_tells_in_a_statement_of_its_own() -> None:
    seen = told("سازمان پل‌سازان در پایان این بیانیه آورده است: راه باز است.")
    assert seen.one("راه باز").source_name == "سازمان پل‌سازان"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("کاویان گفت آنها کار را «با مهارت بالایی» پیش می‌برند.", "mixed"),
        ("کاویان گفت که مردم شهر «تحقیر شده است» و نگرانند.", "mixed"),
        ("کاویان این قرارداد را «ننگین» خواند.", "mixed"),
        ("کاویان گفت که «مهدی سالاری» وزیر راه خواهد شد.", "indirect"),
        ("کاویان گفت که شبکه «نورتاب» بسته شد.", "indirect"),
    ],
)
def test_few_words_in_marks_are_a_wording_by_their_form(text: str, mode: str) -> None:
    assert told(text).record.attributions[0].mode == mode


def test_what_came_is_no_document() -> None:
    seen = told("کاویان با اشاره به اینکه باران به کمک سد آمده، تاکید کرده است که سد خالی است.")
    assert [a.source_name for a in seen.record.attributions] == ["کاویان", "کاویان"]
    assert told("در بیانیه حزب آمده است: «راه بسته است».").one("راه بسته").source_kind == "document"


def test_words_before_a_quotation_begin_what_is_told() -> None:
    seen = told('کاویان گفت، نورآباد "تنها نگاه می‌کند و خود به ندرت دست به کاری می‌زند".')
    content = seen.content(seen.record.attributions[0])
    assert (content.startswith("نورآباد"), seen.record.attributions[0].mode) == (True, "mixed")


def test_an_hour_of_the_day_is_no_part_of_a_name() -> None:
    assert told("رستگار بامداد دوشنبه از این تصمیم انتقاد کرد.").record.attributions[0].source_name == "رستگار"
