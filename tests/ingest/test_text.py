"""Plain text: kept exactly, its facts taken from where a person or the file says them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.reading import both, documents, failure, noted, one
from rawi.errors import UsageError
from rawi.ingest import ingest, sources

TEXT = "دو قایق در بندر توقیف شد\r\n\r\nرئیس بندر گفت:\u200f «می‌دانم».\r\n\tپایان\u00a0متن  \n"


def test_the_text_is_kept_exactly(tmp_path: Path) -> None:
    document = one(tmp_path / "boats.txt", TEXT)
    assert document.text == TEXT
    assert document.media_type == "text/plain"
    assert document.title == "دو قایق در بندر توقیف شد"
    assert document.published is None
    assert document.notes == ()


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_text_comes_back_or_is_refused_with_a_reason(tmp_path: Path, text: str) -> None:
    (tmp_path / "any.txt").write_bytes(text.encode())
    read, failed = both(tmp_path / "any.txt")
    assert [d.text for d in read] in ([], [text])
    assert len(read) + len(failed) == 1
    for document in read:
        for note in document.notes:
            assert note.span is None or 0 <= note.span[0] < note.span[1] <= len(text)


def test_the_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert one(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode()).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
def test_the_choice_of_an_encoding_is_recorded(tmp_path: Path, encoding: str) -> None:
    text = "قالت المتحدثة باسم البلدية إن ستة أشخاص أوقفوا خلال تجمع أمس"
    document = one(tmp_path / "a.txt", text.encode(encoding))
    assert document.text == text
    (choice,) = noted(document, "ingest.encoding")
    assert choice.startswith(encoding if encoding != "utf-16" else "utf-16-le")


def test_what_the_file_does_not_say_the_caller_may(tmp_path: Path) -> None:
    document = one(tmp_path / "a.txt", "Two boats.", published="1398/08/14", outlet="Breakwater", language="en")
    assert document.published is not None
    assert (document.published.start, document.published.basis) == ("2019-11-05", "given")
    assert (document.outlet, document.language) == ("Breakwater", "en")


def test_what_the_file_says_goes_before_what_the_caller_says_of_all(tmp_path: Path) -> None:
    text = "Two boats seized at dawn\nPublished: 6 November 2019\n\nThe harbour master denied it."
    document = one(tmp_path / "a.txt", text, published="2019-11-05")
    assert document.published is not None
    assert (document.published.start, document.published.basis) == ("2019-11-06", "dateline")


@pytest.mark.parametrize("facts", [{"published": "last week"}, {"published": "05/06/2019"}, {"encoding": "utf-99"}])
def test_an_option_that_means_nothing_is_refused_at_once(tmp_path: Path, facts: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        ingest([tmp_path], **facts)  # type: ignore[arg-type]
    assert caught.value.remedy


def test_an_id_is_the_path_from_the_folder_and_what_the_file_holds(tmp_path: Path) -> None:
    inner = tmp_path / "in" / "خبر"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("one text")
    (before,) = documents(tmp_path / "in")
    assert before.id.startswith("خبر/a.txt@")
    (inner.parent.parent / "elsewhere").symlink_to(tmp_path / "in")
    assert documents(tmp_path / "elsewhere")[0].id == before.id
    (inner / "a.txt").write_text("another text")
    assert documents(tmp_path / "in")[0].id != before.id


class TestSidecar:
    """`NAME.meta.toml` says of one file what the file does not."""

    def test_every_fact(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt.meta.toml").write_text(
            'published = "۱۳۹۸/۰۸/۱۴"\noutlet = "بندر نیوز"\nauthor = "ا. بندری"\ntitle = "دو قایق"\nlanguage = "fa"\n'
            'url = "https://paper.example/1"\n# a comment\n'
        )
        document = one(tmp_path / "a.txt", "متن خبر")
        assert document.published is not None
        assert (document.published.start, document.published.basis) == ("2019-11-05", "given")
        assert (document.outlet, document.author, document.title) == ("بندر نیوز", "ا. بندری", "دو قایق")
        assert document.language == "fa"
        assert noted(document, "source.url") == ["https://paper.example/1"]

    def test_it_may_leave_out_the_suffix_and_is_never_read_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a.meta.toml").write_text("published = 2019-11-05")
        (tmp_path / "a.txt").write_text("a text")
        (document,) = documents(tmp_path)
        assert document.published is not None
        assert document.published.start == "2019-11-05"
        assert both(tmp_path / "a.meta.toml")[1][0].what == "a sidecar, not a document"

    def test_a_person_s_word_goes_before_the_file_s_and_the_difference_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt.meta.toml").write_text('published = "2019-11-05"')
        document = one(tmp_path / "a.txt", "Two boats seized at dawn\nPublished: 6 November 2019\n\nDenied.")
        assert document.published is not None
        assert document.published.start == "2019-11-05"
        assert noted(document, "published.differs") == [
            "the sidecar says 2019-11-05, the file says 2019-11-06 (dateline)"
        ]

    @pytest.mark.parametrize(
        ("data", "said", "line"),
        [
            (b'outlet = "a"\ntitle = oops', "not TOML", 2),
            (b'publised = "2019"', "unknown key “publised”", None),
            (b'published = "soon"', "“soon” is no date", None),
            (b"outlet = 5", "“outlet” is not a text", None),
            (b'outlet = "\xff"', "not UTF-8", None),
        ],
    )
    def test_a_broken_one_is_named(self, tmp_path: Path, data: bytes, said: str, line: int | None) -> None:
        (tmp_path / "a.txt.meta.toml").write_bytes(data)
        broken = failure(tmp_path / "a.txt", "a text")
        assert broken.locator.endswith("a.txt.meta.toml")
        assert said in broken.what
        assert broken.line == line
        assert broken.remedy

    def test_a_change_in_it_changes_the_stamp_and_the_id(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("a text")
        stamps, ids = [], []
        for outlet in (None, "one", "two"):
            if outlet:
                (tmp_path / "a.txt.meta.toml").write_text(f'outlet = "{outlet}"')
            (unit,) = sources([tmp_path])
            stamps.append(unit.stamp)  # type: ignore[union-attr]
            ids.append(documents(tmp_path)[0].id)
        assert len(set(stamps)) == len(set(ids)) == 3
        assert documents(tmp_path)[0].sha256 == unit.sha256  # type: ignore[union-attr]
