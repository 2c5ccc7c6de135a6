"""The text of the yearly report under a seal: as it was printed, and what a change of it hinders."""

from __future__ import annotations

import pytest

from casework.actions.reports.annual import When, Written, adopt, discard_draft, open_draft, write_block
from casework.actions.reports.sealing import NotSealed
from casework.documents.report import Paper
from casework.sealing.seal import content_of, problem_of, question_of
from tests.sealing.desk import NOW


def moment_of(room):
    return When(room.office.today, NOW, room.office.reference)


def written(room, draft, text):
    """Write a block of the draft anew."""
    said = Written("领导干部学法。", text, {}, keep_zeros=True)
    return write_block(draft, "study", said, actor=room.supervisor, when=moment_of(room))


@pytest.fixture
def draft(room):
    """The yearly report of the question that the room seals, in its standard text."""
    return open_draft(question_of(room.opened()), actor=room.supervisor, when=moment_of(room))


def sealed_with_gaps(room):
    report = room.opened()
    return room.seal(report, room.said(report)._replace(unfinished=True))


def test_a_seal_covers_the_text_of_the_yearly_report_as_it_was_printed(room, draft):
    report = room.opened()
    with pytest.raises(NotSealed, match="〔填写〕"):
        room.seal(report)
    report.refresh_from_db()
    assert report.state == "draft"
    sealed = sealed_with_gaps(room)
    text = content_of(sealed)["annual"]
    assert text["gaps"] == Paper(draft).gaps > 0
    assert [block["text"] for block in text["blocks"]] == [piece.text for piece in Paper(draft).shown]
    checksum = sealed.checksum
    written(room, draft, "另写的一段")
    sealed.refresh_from_db()
    assert content_of(sealed)["annual"] == text
    assert (sealed.checksum, problem_of(sealed)) == (checksum, "")


def test_a_text_that_changed_between_view_and_seal_is_not_sealed(room, draft):
    said = room.said(room.opened())._replace(unfinished=True)
    written(room, draft, "看过以后写的一段。")
    with pytest.raises(NotSealed, match="文字改了"):
        room.seal(None, said)
    assert room.opened().state == "draft"


def test_a_text_that_changed_between_seal_and_confirmation_is_named_and_sealed_anew(room, draft):
    report = sealed_with_gaps(room)
    written(room, draft, "封存以后写的一段。")
    with pytest.raises(NotSealed, match=r"年度报告改了1段（「（一）领导干部学法」），由封存的人重新封存"):
        room.confirm(report)
    report.refresh_from_db()
    assert report.state == "sealed"
    again = sealed_with_gaps(room)
    with pytest.raises(NotSealed, match="又重新封存了"):
        room.confirm(again, checksum=report.checksum)
    assert room.confirm(again).checksum == again.checksum != report.checksum


def test_a_text_written_or_thrown_away_after_the_seal_hinders_the_confirmation(room):
    report = room.seal()
    draft = open_draft(question_of(report), actor=room.supervisor, when=moment_of(room))
    with pytest.raises(NotSealed, match="年度报告改了"):
        room.confirm(report)
    report = sealed_with_gaps(room)
    discard_draft(draft, actor=room.supervisor)
    with pytest.raises(NotSealed, match="年度报告改了"):
        room.confirm(report)


def test_a_text_put_back_as_it_was_sealed_is_confirmed(room, draft):
    report = sealed_with_gaps(room)
    standard = Paper(draft).said("study")[1]
    draft = written(room, draft, "改了一下。")
    written(room, draft, standard)
    assert room.confirm(report).state == "confirmed"


def test_a_text_of_an_earlier_moment_is_not_sealed_with_the_figures_of_now(room, draft):
    """One seal is of one moment: the text says 3, the tables would say 2."""
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    with pytest.raises(NotSealed, match=r"收到行政复议申请3，现为2.*先在草稿里「重新取数」"):
        sealed_with_gaps(room)
    adopt(draft, actor=room.supervisor, when=moment_of(room))
    assert sealed_with_gaps(room).state == "sealed"


def test_a_report_whose_text_alone_changed_is_restated(room, draft):
    first = room.confirm(sealed_with_gaps(room))
    written(room, draft, "漏写的一段。")
    second = room.restate(first, "漏写一段", room.said(first)._replace(unfinished=True))
    texts = [content_of(report)["annual"]["blocks"] for report in (first, second)]
    assert texts[0] != texts[1]
    assert problem_of(first) == problem_of(second) == ""


def test_a_report_without_a_written_text_is_sealed_as_its_figures_alone(room):
    assert content_of(room.seal())["annual"] is None
