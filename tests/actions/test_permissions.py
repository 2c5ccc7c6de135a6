"""Who may do what: the matrix of roles and acts, checked inside the acts."""

from __future__ import annotations

import pytest
from django.db import transaction

from casework.errors import NotPermitted
from casework.law.acts import RULES
from casework.law.names import Act, Edition, RecordKind, Role, State
from casework.permissions import may_act, roles_for
from tests.factories import traces

WRITERS = {Role.CLERK, Role.SUPERVISOR, Role.APPROVER}
ONLY = {
    (Act.EXTEND, Edition.E2023): {Role.SUPERVISOR},
    (Act.EXTEND, Edition.E2017): {Role.APPROVER},
    (Act.CONVERT_PROCEDURE, Edition.E2023): {Role.SUPERVISOR},
    (Act.CONVERT_PROCEDURE, Edition.E2017): {Role.SUPERVISOR},
    (Act.VOID, Edition.E2023): {Role.SUPERVISOR},
    (Act.VOID, Edition.E2017): {Role.SUPERVISOR},
    (Act.RESTORE, Edition.E2023): {Role.SUPERVISOR},
    (Act.RESTORE, Edition.E2017): {Role.SUPERVISOR},
}
"""The acts that not every writer does; all others are open to the three."""


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("role", list(Role))
def test_the_matrix_of_roles_and_acts(role, edition):
    for kind, rules in RULES.items():
        for act in rules:
            allowed = ONLY.get((act, edition), WRITERS)
            if kind is not RecordKind.RECONSIDERATION and act is Act.EXTEND:
                continue
            assert may_act(act, kind, edition, [role]) == (role in allowed), (kind, act)
            assert may_act(act, kind, edition, []) is False
            assert roles_for(act, kind, edition) == allowed


def refused(office, record, act, roles, on="2024-03-10", organ="甲县", **keys) -> NotPermitted:
    before = traces(record)
    with transaction.atomic(), pytest.raises(NotPermitted) as problem:
        office.do(record, act, on, actor=office.actor(organ, roles), **keys)
    assert traces(record) == before
    assert problem.value.sentence("zh-hans") != problem.value.sentence("en")
    return problem.value


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_extension_conversion_and_voiding_are_the_supervisors_in_the_2023_edition(office, role):
    case = office.case_in(State.REVIEWING)
    assert "机构负责人" in str(refused(office, case, "extend", role, days=10))
    refused(office, case, "convert_procedure", role)
    refused(office, case, "void", role, reason="重复登记")


def test_the_supervisor_extends_and_voids(office):
    case = office.case_in(State.REVIEWING)
    supervisor = office.actor(roles=Role.SUPERVISOR)
    case = office.do(case, "extend", "2024-03-10", actor=supervisor, days=10)
    assert office.do(case, "void", "2024-03-11", actor=supervisor, reason="重复登记").voided_on is not None


def test_the_approver_extends_in_the_2017_edition_and_the_supervisor_does_not(office):
    case = office.case_in(State.REVIEWING, "2023-03-01")
    assert "机关负责人" in str(refused(office, case, "extend", Role.SUPERVISOR, on="2023-03-10", days=10))
    extended = office.do(case, "extend", "2023-03-10", actor=office.actor(roles=Role.APPROVER), days=10)
    assert extended.extensions.get().days == 10


@pytest.mark.parametrize("role", [Role.REPORT_TEAM, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_or_administers_records_nothing(office, role):
    case = office.case_in(State.EXAMINING)
    refused(office, case, "accept", role, on="2024-03-04")
    before = traces()
    with pytest.raises(NotPermitted):
        office.register(actor=office.actor(roles=role))
    assert traces() == before


@pytest.mark.parametrize("role", sorted(WRITERS))
def test_a_sister_organ_may_not_act(office, role):
    case = office.case_in(State.EXAMINING)
    assert "乙县人民政府" in str(refused(office, case, "accept", role, on="2024-03-04", organ="乙县"))
    refused(office, case, "accept", role, on="2024-03-04", organ="丙县")


def test_the_clerk_of_a_superior_may_not_act_and_its_supervisor_may(office):
    case = office.case_in(State.REVIEWING)
    refused(office, case, "suspend", Role.CLERK, organ="市", ground="death")
    refused(office, case, "suspend", Role.CLERK, organ="国", ground="death")
    done = office.do(case, "extend", "2024-03-10", actor=office.actor("市", Role.SUPERVISOR), days=5)
    assert done.extensions.count() == 1


def test_an_organ_below_may_not_act_on_its_superiors_case(office):
    case = office.accept(actor=office.actor("市"), respondents=["甲县人民政府"])
    refused(office, case, "suspend", Role.SUPERVISOR, organ="甲县", ground="death")


def test_a_defendant_acts_on_a_dispute_that_another_organ_keeps(office):
    suit = office.sue(defendants=["甲县人民政府", "乙县人民政府"])
    held = office.do(suit, "hold_hearing", "2024-06-01", actor=office.actor("乙县", Role.CLERK))
    assert held.version == 2
    refused(office, held, "hold_hearing", Role.CLERK, on="2024-06-02", organ="丙县")


def test_a_role_is_looked_at_before_the_law(office):
    case = office.case_in(State.CONCLUDED)  # an extension would be refused by its state too
    refused(office, case, "extend", Role.CLERK, days=10)
