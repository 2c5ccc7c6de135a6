"""Figures of a kind of ledger entry that came after a draft of the yearly report: written in, adopted, renamed."""

from __future__ import annotations

import pytest

from casework.actions.reference.kinddefinition import WantedKind, WantedQuantity
from casework.actions.reference.ledgerkinds import change_kind, make_kind
from casework.actions.reports.annual import Written, adopt, write_block
from casework.documents.report import Paper, in_names
from casework.errors import FaultyInput
from casework.law.names import Role
from casework.models import AnnualDraft, LedgerEntry

HEARINGS = WantedKind("立法听证", "hearings", "", (WantedQuantity("听证场次", "held", "", "场", "hearing"),))
TEXT = "组织立法听证{立法听证：听证场次}场。"
KEEPER = {"by": None, "roles": {Role.SUPERVISOR}}


def fresh(draft):
    return AnnualDraft.objects.select_related("organ").get(pk=draft.pk)


def said(draft):
    return next(piece.text for piece in Paper(fresh(draft)).pieces if "组织立法听证" in piece.text)


@pytest.fixture
def draft(office, opened, when):
    """A draft taken before the kind was made, with its figure written in since."""
    made = opened()
    make_kind(HEARINGS, **KEEPER)
    office.entry("2024-05-06", kind="立法听证", quantities={"听证场次": 3})
    key = next(key for key, block in Paper(made).blocks.items() if block.text)
    written = Written(heading="", text=TEXT, styles={}, keep_zeros=False)
    return write_block(fresh(made), key, written, actor=office.actor("甲县"), when=when)


def test_the_text_has_a_gap_until_the_figures_are_adopted_and_then_the_number(draft, office, when):
    assert "〔填写：没有数据〕" in said(draft)
    adopt(fresh(draft), actor=office.actor("甲县"), when=when)
    assert "组织立法听证3场。" in said(draft)


def test_a_new_label_stands_in_the_text_that_is_edited_and_the_figure_stays_bound(draft):
    change_kind("hearings", HEARINGS._replace(zh="听证会"), 1, **KEEPER)
    (kept,) = [text["text"] for text in fresh(draft).texts.values()]
    assert kept == "组织立法听证{ledger.hearings.held}场。"
    assert in_names(kept) == "组织立法听证{听证会：听证场次}场。"


def test_what_a_draft_names_is_not_taken_from_under_it_although_no_entry_is_there(draft):
    LedgerEntry.objects.update(entry_kind="legal_aid")
    other = HEARINGS._replace(quantities=(HEARINGS.quantities[0]._replace(zh="场数", code="n"),))
    with pytest.raises(FaultyInput, match="「立法听证」已有1份年度报告草稿使用，不能去掉「听证场次」"):
        change_kind("hearings", other, 1, **KEEPER)
