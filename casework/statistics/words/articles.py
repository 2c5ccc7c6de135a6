"""The articles that rows, columns and figures rest on; a number alone is an article of the Act of 2023."""

from __future__ import annotations

SUITS, HEADS, MEDIATION, OLD = "行政诉讼法", "法释〔2020〕3号", "人民调解法", "2017年法"
ARTICLES: dict[str, str] = {
    **dict.fromkeys(("received", "at_intake_start", "at_intake_end", "at_intake"), "20, 22, 30"),
    **dict.fromkeys(("accepted", "from_new", "from_carried_over", "acceptance_rate", "declined"), "30"),
    **dict.fromkeys(("carried_over", "pending", "concluded", "conclusion_rate", "pending_end"), "61, 62"),
    "referred": f"{OLD}17, 18",
    "abandoned": "31",
    "withdrawn_early": "22",
    "reopened": "35, 40",
    "received_once": f"30, {OLD}17, 18",
    "under_review_once": "38",
    **dict.fromkeys(("taken_over", "transferred"), "38"),
    "dismiss_application": "33",
    "dismiss_request": "69",
    "uphold": "68",
    "alter": "63",
    **dict.fromkeys(("revoke", "revoke_part"), "64, 70"),
    "confirm_illegal": "65, 70",
    "confirm_void": "67, 70",
    "order_performance": "66, 70",
    "agreement_liability": "71",
    "mediated": "73",
    "withdrawn": "41, 74",
    "terminated": "41",
    **dict.fromkeys(("corrected", "correct", "correction_rate", "comprehensive_correction_rate"), "63-67, 70, 71"),
    "uphold_rate": "68",
    **dict.fromkeys(("settled", "settlement_rate"), "73, 74"),
    "dismiss": "33, 69",
    **dict.fromkeys(("suit_rate", "after_reconsideration", "joint", "sole"), f"10, {SUITS}26, 45"),
    **dict.fromkeys(("online", "online_rate"), "22"),
    "per_10000": "20, 22, 30",
    **dict.fromkeys(("simplified", "simplified_rate", "ordinary"), "53, 54, 62"),
    "converted": "55",
    "heard": "50, 51",
    **dict.fromkeys(("opinions_heard", "opinions_heard_rate"), "49"),
    "committee": "52",
    "extended": "62",
    "suspended": "39",
    **dict.fromkeys(("late", "mean_days", "within_30", "within_60", "within_90"), "62"),
    **dict.fromkeys(("document_review", "document_unlawful"), "13, 56-60"),
    **dict.fromkeys(
        ("compensation_claimed", "compensation_granted", "compensation_amount", "compensation_cases"), "72"
    ),
    **dict.fromkeys(
        (
            "opinion_unanswered_start", "opinion_issued", "opinion_answered", "opinion_unanswered_end",
            "opinion_feedback_rate",
        ),
        "76",
    ),
    "recommendation_issued": "条例57 ¶2",
    "sent_to_superior": "79",
    "published": "79",
}  # fmt: skip
OF_TABLES: dict[str, str] = {
    **dict.fromkeys(("T1", "T2", "T9", "T10", "T11", "T11E", "reconsideration"), "30, 61, 62"),
    "T3": "11",
    "T4": "11, 24",
    "T5": "19, 24, 25",
    "T6": "14",
    "T7": "49-55, 62",
    "T8": "56-60, 72, 76",
    **dict.fromkeys(("L1", "litigation"), f"{SUITS}67, 69-79, 85, 89"),
    "L2": f"{SUITS}3, {HEADS}1-7",
    "L3": f"{SUITS}26, 45",
    "L4": f"{SUITS}3, 14-16, {HEADS}1-7",
    **dict.fromkeys(("M1", "M2", "M3", "mediation"), f"{MEDIATION}17, 28, 33"),
    "B1": "48, 54, 61, 62",
    "D1": f"政府信息公开条例50, {SUITS}26",
    "indicator": "61, 62",
}
OWN: dict[str, dict[str, str]] = {
    "L2": {"heard": f"{HEADS}1"},
    "litigation": {
        **dict.fromkeys(("heard", "attended", "by_chief", "appearance_rate", "chief_rate"), f"{SUITS}3, {HEADS}1-7"),
        **dict.fromkeys(("lost", "loss_rate"), f"{SUITS}70-78"),
        **dict.fromkeys(("direct", "after_reconsideration"), f"{SUITS}26, 45"),
    },
    "mediation": {"judicially_confirmed": f"{MEDIATION}33"},
    "indicator": {
        **dict.fromkeys(("intake_median", "intake_mean"), "30"),
        **dict.fromkeys(("copy_median", "copy_mean", "reply_median", "reply_mean"), "48, 54"),
        **dict.fromkeys(("serve_median", "serve_mean"), "75, 88"),
        "extension_rate": "62",
        "suspension_rate": "39",
        "hearing_rate": "50, 51",
        "opinion_answered": "76",
        "suit_rate": f"10, {SUITS}26, 45",
        "suit_lost_rate": f"{SUITS}70-78",
    },
}
"""Where a word means another thing than in reconsideration."""
RECONSIDERATION = frozenset({*(f"T{n}" for n in range(1, 12)), "T11E", "reconsideration"})


def article_of(table: str, key: str) -> str:
    """The article of a row, a column (`out_`, `previous_` read as what follows) or a figure."""
    name = key.removeprefix("out_").removeprefix("previous_").removeprefix("outcome.")
    own = OWN.get(table, {}).get(name, "")
    general = ARTICLES.get(name, "") if table in RECONSIDERATION else ""
    return own or general or OF_TABLES.get(table, "")
