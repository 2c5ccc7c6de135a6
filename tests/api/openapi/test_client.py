"""A client that another program generated from the description, and that knows nothing else of the interface."""

from __future__ import annotations

import datetime
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.actions.belongings.tokens import Wanted, create_token
from casework.api.openapi.reading import FILE
from tests.factories import Office, Personas

NAME = "casework_client"
SETTINGS = f"package_name_override: {NAME}\npost_hooks: []\n"


@pytest.fixture
def _today() -> None:
    """The server runs on the day of the machine."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The generated package, by its modules."""
    folder: Path = tmp_path_factory.mktemp("client")
    (folder / "settings.yml").write_text(SETTINGS, encoding="utf-8")
    program = Path(sys.executable).with_name("openapi-python-client")
    words = {"--path": FILE, "--meta": "none", "--config": folder / "settings.yml", "--output-path": folder / NAME}
    call = [str(program), "generate", "--fail-on-warning", *(str(part) for word in words.items() for part in word)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    try:
        yield lambda name: importlib.import_module(f"{NAME}.{name}")
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
            del sys.modules[name]


@pytest.fixture
def asking(live_server: Any, client: Any) -> Iterator[Any]:
    """It, with the token of a clerk who may write."""
    token = create_token(Personas(Office()).clerk, Wanted("测试", "full", may_write=True))[1]
    with client("client").AuthenticatedClient(base_url=live_server.url, token=token) as made:
        yield made


def application(models: Any) -> Any:
    """An application as the client writes it: names and codes, each of a type of its own."""
    return models.ReconsiderationRegister(
        act="register",
        on=datetime.date(2024, 3, 1),
        channel=models.ChannelCode.IN_PERSON,
        applicants=[models.ApplicantKey(kind=models.ApplicantKindCode.CITIZEN, name="申请人甲", count=2)],
        respondents=["甲县公安局"],
        matters=[models.MatterCode.ADMINISTRATIVE_PENALTY],
        field=models.FieldCode.PUBLIC_SECURITY,
        complained_of=models.ActComplainedOfKey(number="甲公罚〔2024〕1号", known_on=datetime.date(2024, 2, 20)),
        enterprise_related=True,
    )


def test_it_registers_a_case_goes_on_with_it_and_reads_what_became_of_it(asking, client):
    models, of_cases = client("models"), "api.reconsiderations.reconsiderations"
    begin, act, one, many = (client(of_cases + ending) for ending in ("_begin", "_act", "_one", ""))
    made = begin.sync_detailed(client=asking, body=application(models), idempotency_key="first")
    assert made.status_code == 201, made.content.decode()
    assert made.parsed.state is models.StateCode.EXAMINING
    on, ordinary = datetime.date(2024, 3, 5), models.ProcedureCode.ORDINARY
    accept = models.ReconsiderationAccept("accept", on=on, procedure=ordinary, handlers=["承办人甲", "承办人乙"])
    done = act.sync_detailed(
        made.parsed.id, client=asking, body=accept, idempotency_key="second", if_match=made.headers["ETag"]
    )
    assert done.status_code == 200, done.content.decode()
    read = one.sync(made.parsed.id, client=asking)
    assert read == done.parsed
    assert (read.accepted_on, read.procedure) == (on, ordinary)
    assert (read.applicant, read.applicant_count, read.concluded_on) == (["申请人甲"], 2, None)
    assert (read.enterprise_related, read.matter) == (True, "administrative_penalty")
    page = many.sync(client=asking, accepted_from=on)
    assert [each.id for each in page.results] == [read.id]
    assert page.next_ is None


def test_what_the_law_refuses_comes_as_a_problem_that_it_can_read(asking, client):
    models = client("models")
    begin, act = (client(f"api.reconsiderations.reconsiderations_{name}") for name in ("begin", "act"))
    made = begin.sync_detailed(client=asking, body=application(models), idempotency_key="first")
    late = models.ReconsiderationResume(act="resume", on=datetime.date(2024, 3, 5))
    found = act.sync(made.parsed.id, client=asking, body=late, idempotency_key="no", if_match=made.headers["ETag"])
    assert isinstance(found, models.Problem)
    assert found.status == 422
    assert found.type_ == "urn:casework:problem:refused"


def test_it_reads_records_of_every_kind_and_the_report(asking, client):
    for tag, name in (
        ("litigations", "litigations"), ("mediations", "mediations"), ("ledger_entries", "ledger_entries"),
        ("events", "events"), ("organs", "organs"), ("populations", "populations"), ("terms", "terms"),
    ):  # fmt: skip
        page = client(f"api.{tag}.{name}").sync(client=asking)
        assert isinstance(page.results, list), name
    report = client("api.report.report").sync(
        client=asking, organ="甲县人民政府", from_=datetime.date(2024, 1, 1), to=datetime.date(2024, 12, 31)
    )
    assert report.figures["reconsideration.received"].value == 0
