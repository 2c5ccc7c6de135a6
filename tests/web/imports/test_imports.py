"""Spreadsheets on the page: tried first, mended by what a heading or value means, written whole, undone whole."""

from __future__ import annotations

import pytest

from casework.jobs.folder import Folder
from casework.models import Event, ImportBatch, ImportJob, ImportMapping, Reconsideration
from tests.imports.sheets import CASES, HEADS
from tests.web.imports.sent import WRONG, cells, do, said, step, tried, upload, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(office, personas, browse):
    return browse(personas.clerk)


@pytest.fixture
def supervisor(office, personas, browse):
    return browse(personas.supervisor)


def test_a_file_is_tried_and_nothing_is_written(clerk):
    before = Event.objects.count()
    text = said(clerk, tried(clerk))
    assert "行数 3" in text
    assert "新增 3" in text
    assert "错误 0" in text
    assert "写入记录" in text
    assert (Event.objects.count(), Reconsideration.objects.count(), ImportBatch.objects.count()) == (before, 0, 0)


def test_a_dry_run_shows_what_the_tables_show_now_and_after(clerk):
    text = said(clerk, tried(clerk))
    assert "统计表会怎样变化" in text
    assert "收到行政复议申请 0 3 +3" in text
    assert "甲县人民政府本机关的统计表，不含下级机关" in text
    assert "统计表会怎样变化" not in said(clerk, tried(clerk, WRONG))


def test_what_was_tried_is_written_by_one_button_and_the_file_goes(clerk):
    url = tried(clerk)
    folder = Folder(ImportJob.objects.get().pk)
    assert folder.file.exists()
    text = words(do(clerk, url, "commit").content)
    batch = ImportBatch.objects.get()
    assert Reconsideration.objects.count() == 3
    assert (batch.name, str(batch.person), batch.created) == ("台账.csv", "clerk", 3)
    assert "甲政复〔2024〕1号" in text
    assert not folder.path.exists()


def test_every_error_is_told_and_there_is_no_button_to_write(clerk):
    url = tried(clerk, WRONG)
    text = said(clerk, url)
    assert "飞鸽" in text
    assert "不知道" in text
    assert "错误 2" in text
    assert "写入记录" not in text
    answer = do(clerk, url, "commit")
    assert (answer.status_code, Reconsideration.objects.count()) == (422, 0)
    assert "还有错误" in words(answer.content)


def test_a_value_that_was_not_understood_is_given_a_code_that_the_next_file_is_read_by(clerk, office):
    rows = cells(CASES, channel="飞鸽")
    url = tried(clerk, rows)
    text = words(do(clerk, url, "again", **{"value:channel:飞鸽": "mail"}).content)
    assert "错误 0" in text
    assert "新增 3" in text
    assert ImportMapping.objects.get().mapping["values"] == {"channel": {"飞鸽": "mail"}}
    again = tried(clerk, rows)
    assert "错误 0" in said(clerk, again)
    do(clerk, again, "commit")
    assert Reconsideration.objects.order_by("number").first().channel == "mail"


def test_a_file_tried_again_under_its_name_stands_for_the_older_reading(clerk):
    older, other = tried(clerk, WRONG), tried(clerk, name="另一本.csv")
    newer = tried(clerk)
    page = clerk.get("/imports/").content.decode()
    assert [url in page for url in (older, other, newer)] == [False, True, True]
    assert "已取消" in said(clerk, older)
    assert do(clerk, newer, "commit").status_code == 200
    assert Reconsideration.objects.count() == 3


def test_another_persons_reading_of_a_file_of_that_name_stays(clerk, supervisor):
    theirs = tried(supervisor)
    tried(clerk)
    assert "写入记录" in said(supervisor, theirs)


def test_a_heading_that_is_not_known_is_read_as_the_column_that_is_chosen(clerk):
    heads = ["哪天来的" if head == "received_on" else head for head in HEADS]
    url = tried(clerk, [heads, *CASES[1:]])
    assert step() == "refused"
    assert "缺少列" in said(clerk, url)
    assert "哪天来的" in said(clerk, url)
    text = words(do(clerk, url, "again", **{"head:哪天来的": "received_on"}).content)
    assert "新增 3" in text
    assert "错误 0" in text


def test_a_column_that_is_in_no_heading_gets_one_value_for_all_rows(clerk):
    place = HEADS.index("channel")
    url = tried(clerk, [[*row[:place], *row[place + 1 :]] for row in CASES])
    assert "缺少列" in said(clerk, url)
    assert "新增 3" in words(do(clerk, url, "again", **{"constant:channel": "mail"}).content)
    assert "constants" not in ImportMapping.objects.get().mapping


def test_the_same_file_again_has_nothing_to_write(clerk):
    do(clerk, tried(clerk), "commit")
    text = said(clerk, tried(clerk))
    assert "不变 3" in text
    assert "写入记录" not in text


def test_two_people_who_commit_the_same_file_write_it_once(clerk, supervisor):
    urls = [(client, tried(client)) for client in (clerk, supervisor)]
    answers = [words(do(client, url, "commit").content) for client, url in urls]
    assert Reconsideration.objects.count() == 3
    assert ImportBatch.objects.count() == 1
    assert "文件里的内容都已经有了" in answers[1]


def test_a_cancelled_import_leaves_nothing(clerk):
    url = tried(clerk)
    folder = Folder(ImportJob.objects.get().pk)
    assert "已取消" in words(do(clerk, url, "cancel").content)
    assert not folder.path.exists()
    assert do(clerk, url, "commit").status_code == 422
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 no workbook", "文件打不开"),
        (b"a,b\n1,2\n", "没有找到表头"),
        (b"number,received_on\n", "缺少列"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(clerk, content, sentence):
    text = said(clerk, tried(clerk, content))
    assert sentence in text
    assert step() == "refused"


def test_no_file_is_said_beside_its_field(clerk):
    answer = clerk.post("/imports/", {"kind": "reconsideration"})
    assert answer.status_code == 422
    assert "还没有选文件" in words(answer.content)
    assert upload(clerk, b"").status_code == 422


def test_an_import_is_undone_by_a_supervisor_and_the_file_can_come_again(supervisor):
    do(supervisor, tried(supervisor), "commit")
    batch = ImportBatch.objects.get()
    url = f"/imports/batches/{batch.pk}/undo/"
    assert "号码" in said(supervisor, url)
    supervisor.post(url)
    batch.refresh_from_db()
    assert batch.undone_at is not None
    assert not Reconsideration.objects.standing().exists()
    records = said(supervisor, f"/imports/batches/{batch.pk}/")
    assert records.count("已作废的记录") == 3
    assert "新增 3" in said(supervisor, tried(supervisor))


def test_an_undoing_that_is_cancelled_leaves_the_import_as_it_was(supervisor, monkeypatch):
    do(supervisor, tried(supervisor), "commit")
    batch = ImportBatch.objects.get()
    monkeypatch.setattr("casework.imports.jobs.work.somebody_works", lambda: True)  # it waits for another process
    url = supervisor.post(f"/imports/batches/{batch.pk}/undo/")["Location"]
    assert "这批导入还和原来一样" in words(do(supervisor, url, "cancel").content)
    batch.refresh_from_db()
    assert batch.undone_at is None
    assert Reconsideration.objects.standing().count() == 3


def test_an_import_whose_records_were_acted_on_is_not_undone_and_they_are_named(supervisor, office):
    do(supervisor, tried(supervisor), "commit")
    office.do(Reconsideration.objects.get(number="甲政复〔2024〕3号"), "accept", "2024-01-18")
    batch = ImportBatch.objects.get()
    text = words(supervisor.post(f"/imports/batches/{batch.pk}/undo/", follow=True).content)
    assert "甲政复〔2024〕3号" in text
    assert "没有撤销" in text
    batch.refresh_from_db()
    assert batch.undone_at is None


def test_a_clerk_who_may_void_nothing_is_told_who_undoes_an_import(clerk):
    do(clerk, tried(clerk), "commit")
    batch = ImportBatch.objects.get()
    assert "负责人" in said(clerk, f"/imports/batches/{batch.pk}/")
    clerk.post(f"/imports/batches/{batch.pk}/undo/")
    batch.refresh_from_db()
    assert batch.undone_at is None
    assert Reconsideration.objects.standing().count() == 3


def test_what_was_taken_as_recorded_is_listed_with_its_reason(clerk):
    late = cells(CASES, intake_on="2024-02-20")
    do(clerk, tried(clerk, late), "commit")
    batch = ImportBatch.objects.get()
    assert batch.as_recorded == 1
    text = said(clerk, f"/imports/batches/{batch.pk}/?rows=odd")
    assert "甲政复〔2024〕1号" in text
    assert "甲政复〔2024〕2号" not in text


def test_a_row_with_a_mere_remark_is_not_among_those_that_were_taken_as_recorded(clerk):
    rows = cells(CASES, intake_on="2024-02-20")
    rows[2][HEADS.index("applicant_kind")] = ""
    do(clerk, tried(clerk, rows), "commit")
    page = f"/imports/batches/{ImportBatch.objects.get().pk}/"
    assert "没有写申请人类型" in said(clerk, page)
    assert [number for number in "123" if f"〕{number}号" in said(clerk, f"{page}?rows=odd")] == ["1"]


def test_an_event_that_was_imported_leads_to_its_import_those_who_may_open_it(clerk, personas, browse):
    do(clerk, tried(clerk), "commit")
    case, batch = Reconsideration.objects.earliest("pk"), ImportBatch.objects.get()
    link = f'href="/imports/batches/{batch.pk}/"'
    assert link in clerk.get(case.get_absolute_url()).content.decode()
    team = browse(personas.report_team).get(case.get_absolute_url()).content.decode()
    assert "由导入带入" in team
    assert link not in team
