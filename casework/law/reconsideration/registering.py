"""登记: an application, and what it cannot say (Act (2023) art. 11, 20, 22, 30; 2017 Act art. 9; 条例 art. 18-28)."""

from __future__ import annotations

from datetime import date

from casework.law.facts import Exchange, Facts, Party, Phase
from casework.law.keys import Application, Batch, Number, PastDate, ReferredId
from casework.law.life import Life
from casework.law.names import ComplainedOf, Edition, State, edition_on
from casework.law.reconsideration.prior import INACTION_MATTERS
from casework.law.terms.applying import awaits_performance, check_terms
from casework.law.words.languages import Text

ONLY_2023 = {
    "channel": {"through_respondent": Text("经被申请机关", "through the respondent")},
    "matter": {"administrative_agreement": Text("行政协议", "administrative agreement")},
}
ONLY_2017 = {"channel": {"fax": Text("传真", "fax"), "email": Text("电子邮件", "e-mail")}}
"""What one edition alone knows, in its words (Act art. 11(13), 22, 32; 条例 art. 18)."""


def register(
    life: Life,
    *,
    on: date,
    application: Application,
    filed_on: PastDate | None = None,
    claims_inaction: bool | None = None,
    third_parties: tuple[str, ...] = (),
    organ_received_on: PastDate | None = None,
    passed_on: PastDate | None = None,
    referred_from: ReferredId | None = None,
    batch: Batch = "",
    number: Number = "",
) -> None:
    """登记 an application on the day of its receipt (Act art. 22, 30, 32); `batch`: of those who apply separately."""
    facts = Facts(
        edition=edition_on(on),
        received_on=on,
        filed_on=filed_on or application.handed_over_on or on,
        application=application,
        parties=tuple(Party(applicant, on) for applicant in application.applicants),
        respondents=tuple(Exchange(organ) for organ in dict.fromkeys(application.respondents)),
        third_parties=third_parties,
        number=number,
        examine_from=on,
        organ_received_on=organ_received_on,
        passed_on=passed_on,
        referred_from=referred_from,
        batch=batch,
        complex=application.complex,
    )
    life.begin(facts)
    say_claim(life, claims_inaction)
    life.move(State.EXAMINING, on)
    life.open_phase(Phase("intake", on, "received"))
    _check_parties(life)
    _check_edition(life)
    _check_dates(life)
    check_terms(life)


def say_claim(life: Life, claims_inaction: bool | None) -> None:
    """Whether a failure to act is claimed: as was said, else as the application by itself claims it."""
    claimed = _claims_failure_to_act(life.facts) if claims_inaction is None else claims_inaction
    life.say(claims_inaction=claimed)


def _claims_failure_to_act(facts: Facts) -> bool:
    application = facts.application
    return (
        bool(INACTION_MATTERS & facts.matters)
        or application.complained_of.kind is ComplainedOf.INACTION
        or application.request == "perform"
        or awaits_performance(application)
    )


def _check_parties(life: Life) -> None:
    application = life.facts.application
    for what, zh, en in (
        (application.applicants, "申请人", "applicant"),
        (application.respondents, "被申请人", "respondent"),
        (application.matters, "申请事项", "matter"),
    ):
        if not what:
            article = "30 ¶1(1)" if life.edition is Edition.E2023 else "条例28"
            life.refuse("missing", article, f"没有{zh}，至少要有一个", f"There is no {en}; at least one is needed")


def _check_edition(life: Life) -> None:
    facts = life.facts
    given = {"channel": {facts.application.channel}, "matter": facts.matters}
    wrong = ONLY_2023 if facts.edition is Edition.E2017 else ONLY_2017
    for key, codes in wrong.items():
        for said in (words for code, words in codes.items() if code in given[key]):
            life.refuse(
                "edition",
                "条例18" if key == "channel" else "11",
                f"{facts.edition.zh}的案件没有「{said.zh}」",
                f"{said.en} does not exist in a case of the {facts.edition.en}",
            )
    handed_on = facts.organ_received_on or facts.passed_on
    if handed_on is not None and facts.application.channel != "through_respondent":
        life.refuse(
            "channel",
            "32",
            f"申请没有经过被申请机关，不会有其收到或者转送的日期{handed_on}",
            f"The application did not go through the penalising organ: it has no day {handed_on} of receiving it or"
            " passing it on",
        )
    penalty = "administrative_penalty" in facts.matters
    if facts.application.channel == "through_respondent" and not penalty:
        life.refuse(
            "channel",
            "32",
            "只有当场作出或者依据电子技术监控设备作出的行政处罚才能经被申请机关提交",
            "Only penalties made on the spot or by electronic monitoring may be handed in through the organ",
        )


def _check_dates(life: Life) -> None:
    facts = life.facts
    act = facts.application.complained_of
    made, known = act.made_on, act.known_on
    filed = (facts.filed_on, "提交日期", "the day of filing")
    received = (facts.received_on, "收到日期", "the day of receipt")
    made_on = (made, "行为作出日期", "the day of the act")
    known_on = (known, "知道日期", "the day of knowing")
    at_organ = (facts.organ_received_on, "作出处罚的机关收到申请日期", "the day of receipt by the penalising organ")
    passed = (facts.passed_on, "转送申请日期", "the day of passing it on")
    handed_over = (facts.application.handed_over_on, "移送日期", "the day of handing it over")
    order = (
        (filed, received),
        (made_on, filed),
        (known_on, filed),
        (made_on, known_on),
        (filed, at_organ),
        (at_organ, passed),
        (filed, passed),
        (passed, received),
        (at_organ, received),
        (filed, handed_over),
        (handed_over, received),
    )
    for (earlier, zh_1, en_1), (later, zh_2, en_2) in order:
        if earlier is not None and later is not None and earlier > later:
            life.refuse(
                "date-order",
                "20",
                f"{zh_1}{earlier}不能晚于{zh_2}{later}",
                f"{en_1} {earlier} may not lie after {en_2} {later}",
            )
