"""In a book, only drafts that may enclose one another are compared; what is found stays the same."""

import pytest

from rawi.attribution import chains
from rawi.pipeline import read
from rawi.records import Document

TEXTS = [
    "The Lantern reported that Mayor Dana Holt said police had told her that two workers were killed. "
    "“The guards said they fired in the air,” a nurse told the paper, “and the ministry denied it.” ",
    "به گزارش پیک دشت به نقل از سخنگوی شهرداری، پزشکان گفتند که دو کارگر کشته شدند. او افزود: «وزارت کشور این خبر را تکذیب کرد.» ",
    "نقلت صحيفة صوت السهل عن مصدر طبي أن عاملين قتلا. وقال المتحدث إن الوزارة نفت ذلك، وأضاف أن الشرطة أكدت الخبر. ",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_far_and_near_give_the_same_chains(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    document = Document(id="book", text="\n\n".join([text * 3] * 4))
    monkeypatch.setattr(chains, "_FEW", 10**6)
    every = read(document).attributions
    monkeypatch.setattr(chains, "_FEW", 0)
    assert read(document).attributions == every
    assert any(each.parent is not None for each in every)
