"""What the resources are called: Chinese, English for many, English for one."""

from __future__ import annotations

TITLES: dict[str, tuple[str, str, str]] = {
    "reconsiderations": ("行政复议案件", "reconsideration cases", "reconsideration case"),
    "litigations": ("行政应诉案件", "litigation cases", "litigation case"),
    "mediations": ("人民调解案件", "mediation cases", "mediation case"),
    "ledger-entries": ("工作台账", "entries of the work ledger", "entry of the work ledger"),
    "respondent-cases": ("被复议案件", "cases as respondent", "case as respondent"),
    "parties": ("申请人和第三人", "applicants and third parties of cases, one row each", "party"),
    "respondents": ("被申请人", "respondents of cases, with copy and reply", "respondent"),
    "suspensions": ("中止和不计入期限的期间", "suspensions and other times that do not count", "suspension"),
    "extensions": ("延期", "extensions", "extension"),
    "services": ("送达", "services of papers", "service"),
    "letters": ("意见书、建议书等", "opinions, recommendations and the like", "letter"),
    "instances": ("应诉审级", "instances of disputes", "instance"),
    "hearings": ("开庭", "hearings of courts", "hearing"),
    "appearances": ("负责人出庭", "who came to the hearings", "appearance"),
    "quantities": ("台账数量", "quantities of the work ledger, one row each", "quantity"),
    "events": ("办理记录", "events: who did what to which record", "event"),
    "organs": ("机关", "organs within reach", "organ"),
    "populations": ("常住人口", "inhabitants of divisions by year", "number of inhabitants"),
    "terms": ("代码", "codes of the classifications", "code"),
}
