"""Arabic attribution beyond plain sentences: names and nouns that look like verbs, nested voices, who is not a voice."""

import pytest

from attribution.told import Told


def told(text: str) -> Told:
    return Told(text, "ar")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # A title written with a dot; a field after an expert; a name that folding makes a preposition.
        (
            "أوضح د. سالم الهادي رئيس قسم البحوث أن الصادرات ارتفعت.",
            "د. سالم الهادي رئيس قسم البحوث",
            "الصادرات ارتفعت",
        ),
        (
            "قال الممرض بمستشفى بئر علي بن خليفة إن القسم مغلق على أن يفتح غدا على الأرجح.",
            "الممرض بمستشفى بئر علي بن خليفة",
            "القسم مغلق على أن يفتح غدا على الأرجح",
        ),
        # After a masculine verb a word shaped like a feminine one is a name.
        ("قال كمال ويست في وقت سابق إن الاسم جديد.", "كمال ويست", "الاسم جديد"),
        # «الشرطة» is no «شرط», so that «أن» opens what is told.
        (
            "وأكد المتحدث باسم الشرطة أن السيدة التي عثر على جسدها من سكان الحي.",
            "المتحدث باسم الشرطة",
            "السيدة التي عثر على جسدها من سكان الحي",
        ),
        # Quotation marks around a name, around a part of what is told, and around words that nothing closes.
        ('تعهد "حزب الواحة" بتخفيض الأسعار.', '"حزب الواحة"', "بتخفيض الأسعار"),
        (
            'نقابة التجار تدين "محاولات حشر" اسم رئيستها في ملف الأسواق',
            "نقابة التجار",
            '"محاولات حشر" اسم رئيستها في ملف الأسواق',
        ),
        ('قال سالم "يجب على الباحثين العمل بجد من أجل المنح.', "سالم", "يجب على الباحثين العمل بجد من أجل المنح"),
        # States call on states; a body calls on people.
        (
            "اتهمت طهران واشنطن بخرق الهدنة في الخليج.",
            "طهران",
            "واشنطن بخرق الهدنة في الخليج",
        ),
        ("وحثت الشرطة الأهالي على الإدلاء بالمعلومات.", "الشرطة", "الأهالي على الإدلاء بالمعلومات"),
        # Asides between subject and what is denied; a source that a verb of the next clause follows.
        ("ونفى المصدر في حديثه للموقع ما تردد عن الخلاف.", "المصدر", "ما تردد عن الخلاف"),
        (
            "وفق ما أعلن الناطق باسم الحرس العميد سالم الهادي، سقط ثلاثة جرحى.",
            "الناطق باسم الحرس العميد سالم الهادي",
            "سقط ثلاثة جرحى",
        ),
        ("أعلن الناطق عن اعتقال أربعة مطلوبين.", "الناطق", "اعتقال أربعة مطلوبين"),
        # Charges, orders, laws, messages.
        ("ووجهت له المحكمة تهمة قتل ستة أشخاص، وفق محاميه.", "المحكمة", "قتل ستة أشخاص"),
        ("أمر الرئيس بفتح تحقيق في الحادث.", "الرئيس", "بفتح تحقيق في الحادث"),
        (
            "القانون الذي صادق عليه المجلس ينص على إحداث هيئة مستقلة.",
            "القانون",
            "إحداث هيئة مستقلة",
        ),
        ("وتلقى العمدة رسائل مفادها أن الجسر سيغلق.", "رسائل", "الجسر سيغلق"),
        # Subjects before an aside, after «كان», after an adjunct; spans of time after the verb.
        ("سالم الهادي، وهو مزارع من القرية، قال إن المحصول ضاع.", "سالم الهادي", "المحصول ضاع"),
        (
            "يذكر أن سالم فرحات، رجل الأعمال مؤسس الشركة، والنائب بالبرلمان، كان نفى ما يروج من أخبار.",
            "سالم فرحات",
            "ما يروج من أخبار",
        ),
        ("وكان يعلون قد أطلق تهديده مدعيا بأن الحدود مغلقة.", "يعلون", "الحدود مغلقة"),
        ("وكان الرئيس قد حذر الأسبوع الماضي من مغبة التصعيد.", "الرئيس", "مغبة التصعيد"),
        ("وبهذا الخصوص، كشف المدير العام للديوان في تصريح أن الكميات كافية.", "المدير العام للديوان", "الكميات كافية"),
        # A quotation past the subject, with a that-clause of its own inside.
        ('وقال سالم " من يريد أن يصرخ فليصرخ "، ثم سكت.', "سالم", "من يريد أن يصرخ فليصرخ"),
        ("كما نبه الوزير إلى الأهمية المطلقة للحوار.", "الوزير", "الأهمية المطلقة للحوار"),
        # A title in quotation marks before the clause; a verb that tells nothing between the voice and its words.
        (
            'وجاء في وثيقة " المنهاج السياسي للحركة الجديدة في مدن الجنوب " أن الحركة حددت هدفها.',
            'وثيقة " المنهاج السياسي للحركة الجديدة في مدن الجنوب "',
            "الحركة حددت هدفها",
        ),
        ('قال بيان يحمل توقيع " مكتب الإعلام "، تلقت الصحيفة نسخة منه، إن السد اكتمل.', "بيان", "السد اكتمل"),
        # Posts and statements: a topic before a bar, a link at the end, "we" of a body, a participle after its verb.
        ("#الواحة | الأرصاد تحذر من أمطار غزيرة https://a.example/1", "الأرصاد", "أمطار غزيرة"),
        (
            'وتعليقا على القرار، غرد النائب سالم الهادي قائلا: "يوم أسود في تاريخ البلدة".',
            "النائب سالم الهادي",
            "يوم أسود في تاريخ البلدة",
        ),
        # A name that holds a verb; a body with its purpose; a measure that is no voice.
        ("فيصل التبيني يدعو إلى انتخابات مبكرة", "فيصل التبيني", "إلى انتخابات مبكرة"),
        ("حذر المركز الوطني لمنع الكوارث من الاقتراب.", "المركز الوطني لمنع الكوارث", "الاقتراب"),
        (
            "وقالت الشركة إن تخصيص السندات سيتم وفقا لنسبة الاكتتاب في السوق.",
            "الشركة",
            "تخصيص السندات سيتم وفقا لنسبة الاكتتاب في السوق",
        ),
        ('"الإطفاء": تم تحديد هوية المتوفى في الأمطار', "الإطفاء", "تم تحديد هوية المتوفى في الأمطار"),
    ],
)
def test_voice_and_words(text: str, source: str, content: str) -> None:
    """Each sentence has the voice and the words it is read for."""
    assert (source, content) in [(s, c) for s, _, c in told(text).all()], told(text).all()


@pytest.mark.parametrize(
    "text",
    [
        "رغم رفض المدينة وتأكيدها أنها لن تقبل، وقع الاتفاق.",  # a noun under «رغم»
        "وقد تقرر دعوة مجلس الهيئة إلى الانعقاد بعد غد.",  # the body is called, and nobody says so
        "نحن مطالبين بمراجعة القانون.",  # a participle that «we» are
        "هذا أمر يتعلق بالأسعار.",  # a matter
        "وجه الوزير تحية إلى العمال.",  # greetings, no charge
        "فهم يستبعدون كل الناس من القائمة.",  # they leave people out
        "نسب التحضير للهجوم إلى الحركة.",  # a deed is laid at somebody's door
        "مدارس المدينة تعلق دوام الخميس للتفاصيل : https://a.example/1",  # a link
        "أكل الطفل وجبة مؤكدة.",  # an adjective
    ],
)
def test_nobody_tells(text: str) -> None:
    """Words that look like cues and report nothing."""
    assert told(text).all() == []


def test_a_relative_clause_may_be_about_its_noun() -> None:
    """«الحرية التي قال إنها مهددة»: whoever speaks says it of the freedom."""
    text = told("ودعا المكتب التنفيذي إلى حماية الحرية التي قال إنها مهددة.")
    assert text.one("إنها مهددة").source is None
    assert text.one("إنها مهددة").source_name == "المكتب التنفيذي"
    assert told("غادر النائب الذي قال إنه سيستقيل.").one("إنه سيستقيل").source_name == "النائب"


def test_words_that_point_back_add_no_voice() -> None:
    """«على حد تعبيره» and «حسب وصفه» end what is told and are no voices."""
    text = told("وقال النائب إن الندوات شكلية على حد تعبيره ولتزيين المشهد.")
    assert [c for _, _, c in text.all()] == ["الندوات شكلية"]
    text = told("وأضاف النائب أن الحملة ظالمة، حسب وصفه، والضغط على البلدية كبير.")
    assert [name for _, name, _ in text.all()] == ["النائب"]


def test_who_acts_before_anybody_spoke() -> None:
    """A verb without a subject goes back to the office that acts in its sentence, where no voice was met."""
    text = told("حاول رئيس المجلس سالم الهادي تغيير الحديث، واعترف باستيلاء الإدارة على الأموال.")
    assert [name for _, name, _ in text.all()] == ["رئيس المجلس سالم الهادي"]


@pytest.mark.parametrize(
    ("text", "piece", "chain"),
    [
        (
            "ونسبت الوكالة إلى مسؤول حكومي قوله إن المحادثات فشلت.",
            "المحادثات فشلت",
            ["الوكالة", "مسؤول حكومي"],
        ),
        (
            'ونقلت قناة الواحة عن المتحدث باسم الوزارة قوله: "الوضع تحت السيطرة"، مضيفا أن الفرق تعمل.',
            "الوضع تحت السيطرة",
            ["قناة الواحة", "المتحدث باسم الوزارة"],
        ),
        (
            'ونقلت قناة الواحة عن المتحدث باسم الوزارة قوله: "الوضع تحت السيطرة"، مضيفا أن الفرق تعمل.',
            "الفرق تعمل",
            ["قناة الواحة", "المتحدث باسم الوزارة"],
        ),
        (
            "وأعلنت الوزارة أن المدير أصدر مذكرة إلى المصالح دعا فيها إلى متابعة الملف.",
            "إلى متابعة الملف",
            ["الوزارة", "المدير"],
        ),
        (
            "وأشار التقرير إلى أن الرئيس تجاهل تحذيرات المخابرات من هجوم وشيك.",
            "هجوم وشيك",
            ["التقرير", "المخابرات"],
        ),
        (
            "وقال العمدة إن رئيس الهيئة وعد الناخبين بإجراء الانتخابات.",
            "الناخبين بإجراء",
            ["العمدة", "رئيس الهيئة"],
        ),
    ],
)
def test_chains(text: str, piece: str, chain: list[str]) -> None:
    """A voice in another's words stands inside that other's attribution."""
    read = told(text)
    assert read.chain(read.one(piece)) == chain


def test_the_same_source_is_the_one_named_last() -> None:
    """«ووفق ذات المصدر» after an agency is the agency; the unnamed official goes on where somebody else is spoken of."""
    text = told(
        "قال مسؤول أمريكي إن الحظر لا يشمل المدينة وفق ما نقلته وكالة رويترز. "
        "ووفق ذات المصدر أضاف المسؤول أن الوزارة لديها دليل. "
        "ودافع عن الأمر الذي أصدره الرئيس الأمريكي دونالد ترامب، لكنه قال إن الدخول ليس حقا."
    )
    assert text.chain(text.one("الوزارة لديها دليل")) == ["وكالة رويترز", "مسؤول أمريكي"]
    assert text.one("الدخول ليس حقا").source_name == "مسؤول أمريكي"


def test_we_of_a_body_goes_on() -> None:
    """ "We in X condemn … and call on …": X says both."""
    text = told("إننا في نقابة الصحفيين نستنكر بشدة ما تعرض له الزملاء، ونطالب السلطات بفتح تحقيق.")
    said = [(name, content) for _, name, content in text.all()]
    assert said == [("نقابة الصحفيين", "ما تعرض له الزملاء"), ("نقابة الصحفيين", "السلطات بفتح تحقيق")]
