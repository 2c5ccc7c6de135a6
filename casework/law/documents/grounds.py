"""Grounds that acts name by their number in the Act, in words."""

from __future__ import annotations

from casework.law.words.languages import Text

DECLINE: dict[int, Text] = {
    1: Text("没有明确的申请人或者符合规定的被申请人", "no definite applicant, or no proper respondent"),
    2: Text("申请人与行政行为没有利害关系", "the applicant has no interest in the act"),
    3: Text("没有具体的复议请求和理由", "no concrete request and reasons"),
    4: Text("超过法定申请期限", "the term to apply has run out"),
    5: Text("不属于行政复议范围", "outside the scope of reconsideration"),
    6: Text("不属于本机关管辖", "outside the competence of this organ"),
    7: Text("复议机关或者法院已经受理过同一事项", "the same matter was accepted before, here or by a court"),
}
"""不予受理的理由: the condition of acceptance that is wanting (Act (2023) art. 30 ¶1 (1)-(7))."""

STAY: dict[int, Text] = {
    1: Text("被申请人认为需要停止执行", "the respondent thinks it necessary"),
    2: Text("行政复议机关认为需要停止执行", "the reconsideration organ thinks it necessary"),
    3: Text("申请人、第三人申请停止执行，复议机关认为要求合理", "an applicant or third party asks for it with reason"),
    4: Text("法律、法规、规章规定停止执行", "a law, regulation or rule provides for it"),
}
"""停止执行的理由 (Act (2023) art. 42 (1)-(4))."""
