"""What the columns of the resources are made of, as SQL that both engines read: lists in one cell, masks, texts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from django.db.models import Case, CharField, F, Func, JSONField, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat, Left, NullIf, Replace

from casework.models.base import OPEN_END

BEIJING = timezone(timedelta(hours=8))


class Joined(Subquery):
    """The items of a queryset of one column `item`, in its order, as one text of one cell."""

    output_field = TextField()
    template = "ARRAY_TO_STRING(ARRAY(%(subquery)s), '；', '')"
    on_sqlite = "(SELECT GROUP_CONCAT(COALESCE(item, ''), '；') FROM (%(subquery)s))"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite gathers the rows of an ordered subquery in their order."""
        return self.as_sql(compiler, connection, template=self.on_sqlite, **context)


class Together(Joined):
    """The items as one text of one item of a list: apart by 、."""

    template = "ARRAY_TO_STRING(ARRAY(%(subquery)s), '、', '')"
    on_sqlite = "(SELECT GROUP_CONCAT(COALESCE(item, ''), '、') FROM (%(subquery)s))"


class Gathered(Joined):
    """The same items as a JSON array."""

    output_field = JSONField()  # type: ignore[assignment]  # each kind of list has its own
    template = "TO_JSONB(ARRAY(%(subquery)s))"
    on_sqlite = "(SELECT JSON_GROUP_ARRAY(item) FROM (%(subquery)s))"


class Parts(Func):
    """The parts of a text apart by 、 as a JSON array."""

    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """甲、乙 -> ["甲","乙"]."""
        return self.as_sql(compiler, connection, template="TO_JSONB(STRING_TO_ARRAY(%(expressions)s, '、'))", **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same; an empty text has no parts."""
        template = """REPLACE('[' || REPLACE(JSON_QUOTE(%(expressions)s), '、', '","') || ']', '[""]', '[]')"""
        return self.as_sql(compiler, connection, template=template, **context)


class Named(Func):
    """The names of a JSON array as one text, apart by 、."""

    output_field = TextField()
    template = "(SELECT STRING_AGG(value, '、') FROM JSONB_ARRAY_ELEMENTS_TEXT(%(expressions)s))"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same."""
        template = "(SELECT GROUP_CONCAT(value, '、') FROM JSON_EACH(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **context)


class Shortest(Func):
    """A number as text without the noughts at its end."""

    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """12.5000 -> 12.5."""
        return self.as_sql(compiler, connection, template="TRIM_SCALE(%(expressions)s)::text", **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """12.5000 -> 12.5, 10.0000 -> 10."""
        template = "RTRIM(RTRIM(PRINTF('%%%%.4f', %(expressions)s), '0'), '.')"
        return self.as_sql(compiler, connection, template=template, **context)


def text(name: str) -> Any:
    """A text or code of a column; none where it is empty."""
    return NullIf(F(name), Value(""), output_field=CharField())


def day(name: str) -> Any:
    """A day of a column; none where 9999-12-31 stands for "not yet"."""
    return NullIf(F(name), Value(OPEN_END))


def day_text(name: str) -> Any:
    """A day of a row below a record as text; none where it has not come."""
    return Cast(day(name), TextField())


def hour_text(name: str) -> Any:
    """An hour of a row below a record as text, 14:30; none where there is none."""
    return Left(Cast(F(name), TextField()), 5)


def address(base: str, resource: str, column: str = "pk") -> Any:
    """The address of a row of a resource."""
    parts = (Value(f"{base}/api/v1/{resource}/"), Cast(F(column), TextField()), Value("/"))
    made = Concat(*parts, output_field=TextField())
    return Case(When(**{f"{column}__isnull": False}, then=made), output_field=TextField())


def items(rows: Any, item: Any) -> Any:
    """A queryset, in its order, of one column `item` of text; an empty text is none."""
    return rows.annotate(item=NullIf(item, Value(""), output_field=TextField())).values("item")


def in_a_cell(item: Any) -> Any:
    """A text as one of several in a cell, whose own semicolons would set it apart in two: they become commas."""
    return Replace(Replace(item, Value("；"), Value("，")), Value(";"), Value(","), output_field=TextField())


def stamp(moment: datetime) -> str:
    """A moment as it leaves the house: in Beijing time, to the microsecond."""
    return moment.astimezone(BEIJING).isoformat(timespec="microseconds")
