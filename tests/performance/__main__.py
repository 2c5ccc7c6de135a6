"""All benchmarks on both databases: prints the table of results and writes it into docs/performance.md.

`make bench`, or `python -m tests.performance` with DATABASE_URL for PostgreSQL; without it, on SQLite alone. One part
by its name, as `make bench PART=worklist`, writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.performance.serving.commands import demo_seconds, play_seconds, report_seconds
from tests.performance.shared import results
from tests.performance.shared.databases import ROOT, Place, places
from tests.performance.shared.results import Result
from tests.performance.shared.timing import percentile_95

ACTS_WANTED = {"SQLite": "≥ 0.2", "PostgreSQL": "≥ 0.5"}
SMALL = 2_000
"""Cases in the database in which acts are done one by one."""


def cases(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """The generator; what it made serves every part that needs many cases."""
    if place.cases:
        return
    place.cases = place.fresh("cases")
    made = place.measured(place.cases, "filling.generate", "--cases", str(options.cases))
    yield Result(
        "generator", f"{options.cases:,} cases, {made['tables']['Organ']:,} organs, {made['rows']:,} rows", place.name,
        f"{made['seconds']:.0f} s", "rows a second", made["rows_a_second"], "≥ 5,000",
    )  # fmt: skip


def reports(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goals 1 and 4 in what the generator made."""
    yield from cases(place, options)
    found = place.measured(place.cases, "counting.report", "--rounds", str(options.rounds))
    whole, floor, ratio = found["report"]
    yield Result(
        "1", f"report of a county of {found['cases']} cases a year, {found['cells']} cells and figures", place.name,
        f"{whole:.1f} ms", f"{floor:.1f} ms", ratio, "≤ 1.5",
    )  # fmt: skip
    worst, (whole, less, ratio) = max(found["tables"].items(), key=lambda table: table[1][2])
    yield Result(
        "4", f"one more table (the dearest: {worst})", place.name,
        f"{whole:.1f} ms", f"{less:.1f} ms without it", ratio, "≤ 1.1",
    )  # fmt: skip
    more = max(found["queries"]) / min(found["queries"])
    yield Result(
        "4", "queries of a report with one more table", place.name,
        f"{max(found['queries'])} queries", f"{min(found['queries'])} without it", more, "≤ 1.0",
    )  # fmt: skip


def rollup(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goal 3: a year of the nation, counted beforehand."""
    yield from cases(place, options)
    found = place.measured(place.cases, "counting.rollup", "--rounds", str(options.rounds))
    ours, floor, ratio = found["rollup"]
    yield Result(
        "3", f"a year of the nation from the roll-up, {found['cells']:,} cells and figures", place.name,
        f"{ours:.1f} ms", f"{floor:.1f} ms DuckDB in memory", ratio, "≤ 0.25",
    )  # fmt: skip


def cells(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """The list that a cell opens beside a list page of as many rows."""
    yield from cases(place, options)
    found = place.measured(place.cases, "counting.cells", "--rounds", str(options.rounds))
    for name, key in (("list behind a cell, for as many rows", "behind"), ("list with a cell as filter", "filtered")):
        ours, floor, ratio = found[key]
        yield Result("cell", name, place.name, f"{ours:.1f} ms", f"{floor:.1f} ms list page", ratio, "≤ 1")


def seals(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """A seal over many records beside plain JSON."""
    found = place.measured(place.fresh("seals"), "acting.seals", "--rounds", str(options.rounds))
    ours, floor, ratio = found["seal"]
    yield Result(
        "seal", f"{found['identifiers']:,} record identifiers under one seal", place.name,
        f"{ours:.1f} ms", f"{floor:.1f} ms plain JSON", ratio, "≤ 3",
    )  # fmt: skip


def acts(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goal 8: one act beside its own statements, one on many cases beside as many, and four writers beside one."""
    url = place.fresh("acts")
    place.measured(url, "filling.generate", "--cases", str(SMALL))
    copy = place.copy(url, "acts_copy")
    found = place.measured(url, "acting.acts", "--copy", copy, "--cases", str(options.rounds))
    act = sum(one["act"] for one in found.values())
    floor = sum(one["floor"] for one in found.values())
    statements = sum(one["statements"] for one in found.values()) / len(found)
    yield Result(
        "8", f"one act with its event ({statements:.0f} statements), mean of {len(found)} acts of a case", place.name,
        f"{act / len(found):.2f} ms", f"{floor / len(found):.2f} ms", floor / act, ACTS_WANTED[place.name],
    )  # fmt: skip
    found = place.measured(url, "acting.many", "--rounds", str(options.rounds))
    ours, floor, ratio = found["many"]
    yield Result(
        "8", f"one act on {found['ticked']} ticked cases in one go", place.name,
        f"{ours:.0f} ms", f"{floor:.0f} ms as many single acts", ratio, "≤ 1",
    )  # fmt: skip
    alone, together = writers(place, url, 1, options.seconds), writers(place, url, 4, options.seconds)
    times = [
        f"p95 {percentile_95(taken):.1f} ms, {len(taken) / options.seconds:.0f} acts a second"
        for taken in (together, alone)
    ]
    yield Result(
        "8", "four writers without a pause, each act an own transaction, no error", place.name,
        times[0], f"one: {times[1]}", percentile_95(together) / percentile_95(alone), "≤ 50",
    )  # fmt: skip


def writers(place: Place, url: str, number: int, seconds: float) -> list[float]:
    """The times of all acts of so many writers at once, each a process. Raises RuntimeError if one fails."""
    at = time.time() + 4  # by then all have started
    words = ["--at", str(at), "--seconds", str(seconds)]
    command = [sys.executable, "-m", "tests.performance.acting.writer", *words, "--county"]
    started = [
        subprocess.Popen(
            [*command, str(county)], cwd=ROOT, env=place.environment(url), stdout=subprocess.PIPE, text=True
        )
        for county in range(number)
    ]
    times: list[float] = []
    for process in started:
        output, _ = process.communicate()
        if process.returncode:
            raise RuntimeError("A writer failed; its error stands above.")
        times += json.loads(output)
    return times


def commands(place: Place, _options: argparse.Namespace) -> Iterator[Result]:
    """Whole commands, within so many seconds."""
    play, demo = play_seconds(place), demo_seconds(place)
    yield Result("play", "1,800 mediation acts from a JSON story", place.name, f"{play:.1f} s", "seconds", play, "≤ 60")
    yield Result(
        "demo", "`demo --no-server` from an empty database", place.name, f"{demo:.1f} s", "seconds", demo, "≤ 90"
    )
    whole, bare, _ratio = report_seconds(place)
    yield Result(
        "start", "`report` of the demo's county as a whole process", place.name,
        f"{whole / 1000:.2f} s", f"{bare / 1000:.2f} s `import django`; seconds", whole / 1000, "≤ 0.9",
    )  # fmt: skip


def deadlines(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Terms of working days beside numpy's; no database has a part in it, so it is measured once."""
    if place.server:
        return
    found = place.measured("", "acting.deadlines", "--rounds", str(options.rounds))
    for name, key, limit in (("deadlines", "plain", "≤ 10"), ("deadlines with explanation", "explained", "≤ 40")):
        ours, floor, ratio = found[key]
        yield Result(
            "law", f"{found['dates']:,} {name}", "–", f"{ours:.1f} ms", f"{floor:.1f} ms numpy.busday_offset",
            ratio, limit,
        )  # fmt: skip


def derivations(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """All derivations of open cases beside the same rows read and written."""
    url = place.fresh("open")
    place.measured(url, "filling.generate", "--cases", str(options.cases), "--open")
    found = place.measured(url, "acting.derivations")
    ours, floor, ratio = found["recompute"]
    yield Result(
        "law", f"all derivations of {found['cases']:,} open cases", place.name,
        f"{ours / 1000:.1f} s", f"{floor / 1000:.1f} s the same rows read and written", ratio, "≤ 3",
    )  # fmt: skip


def worklist(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """The worklist of the busy county beside list pages of the same records."""
    yield from cases(place, options)
    found = place.measured(place.cases, "listing.worklist", "--rounds", str(options.rounds))
    ours, floor, ratio = found["worklist"]
    what = f"worklist of a county among {options.cases:,} cases: {found['items']} items, {found['queries']} queries"
    yield Result(
        "law", what, place.name, f"{ours:.1f} ms", f"{floor:.1f} ms list pages of the same {found['records']} records",
        ratio, "≤ 2",
    )  # fmt: skip


def lists(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goals 5 and 9: five mediation cases for each reconsideration case, copied from some thousand lawful lives."""
    url = place.fresh("lists")
    place.measured(url, "filling.generate", "--cases", str(min(SEEDS, options.cases // 4)))
    place.measured(url, "filling.many", "--cases", str(options.cases), "--mediations", str(options.cases * 5))
    found = place.measured(url, "listing.lists", "--rounds", str(options.rounds))
    for kind, (deep, first, ratio) in found["deep"].items():
        yield Result("5", f"page 1,000, {kind}", place.name, f"{deep:.1f} ms", f"{first:.1f} ms page 1", ratio, "≤ 1.5")
    for name, (wide, county, ratio) in found["scopes"].items():
        yield Result("5", f"page 1, {name}", place.name, f"{wide:.1f} ms", f"{county:.1f} ms county", ratio, "≤ 3")
    for words, (wide, county, ratio) in found["searches"].items():
        yield Result(
            "search", f"{words}, nation", place.name, f"{wide:.1f} ms", f"{county:.1f} ms county", ratio, "≤ 1.2"
        )
    for what, floor_words, (ours, floor, ratio), limit in register(place, url, options):
        yield Result("register", what, place.name, f"{ours:.1f} ms", f"{floor:.1f} ms {floor_words}", ratio, limit)
    html, as_json, ratio = found["html"]
    yield Result("9", "50 rows as HTML", place.name, f"{html:.1f} ms", f"{as_json:.1f} ms JSON", 1 / ratio, "≥ 0.5")


def register(place: Place, url: str, options: argparse.Namespace) -> Iterator[tuple[str, str, Any, str]]:
    """One person over all kinds, and a month of plans, in the database of the lists."""
    found = place.measured(url, "listing.register", "--rounds", str(options.rounds))
    yield "one person's records of all kinds", "one exact search of cases", found["people"], "≤ 2"
    yield f"a month of {found['planned']} plans", f"a page of {found['rows']} cases", found["month"], "≤ 1"


def pulls(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goals 5 and 6 for programs: files beside the raw rows, pages beside plain ones."""
    url = place.fresh("pulls")
    place.measured(url, "filling.generate", "--cases", "1000")
    place.measured(url, "filling.many", "--cases", "1000", "--mediations", str(max(options.cases, PULLED)))
    found = place.measured(url, "listing.pulls", "--rounds", str(options.rounds))
    speed = "≥ 0.9" if place.server else "≥ 0.5"
    for form in ("csv", "ndjson"):
        ours, floor, ratio = found[form]
        yield Result(
            "6",
            f"20,000 mediation cases as {form}",
            place.name,
            f"{ours:.0f} ms",
            f"{floor:.0f} ms raw",
            1 / ratio,
            speed,
        )
    for key, what, floor_words, limit in (
        ("xlsx", "20,000 mediation cases as a workbook", "XlsxWriter alone", "≤ 1.2"),
        ("page", "a JSON page of 100", "values() to JSON", "≤ 3"),
        ("deep", "page 1,000 for programs", "page 1", "≤ 1.5"),
    ):
        ours, floor, ratio = found[key]
        yield Result("6", what, place.name, f"{ours:.1f} ms", f"{floor:.1f} ms {floor_words}", ratio, limit)


def programs(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """First pages for programs beside a plain ModelViewSet of the same columns: the dearest of each sort."""
    url = place.fresh("programs")
    place.measured(url, "filling.generate", "--cases", str(min(ASKED, options.cases)))
    found = place.measured(url, "listing.programs", "--rounds", str(options.rounds))
    for key, times in found.items():
        for what, asked in sorts_of(times).items():
            dearest = max(asked, key=lambda words: asked[words][2])
            ours, floor, ratio, rows = asked[dearest]
            said = f"{key}: {what} ({len(asked)}); the dearest: {dearest or 'nothing asked'}, {rows} rows"
            yield Result(
                "page", said, place.name,
                f"{ours:.1f} ms", f"{floor:.1f} ms plain ModelViewSet", ratio, "≤ 1.0",
            )  # fmt: skip


def sorts_of(times: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was asked of a list, by sort: orders, filters that fill the page, filters that do not."""
    found: dict[str, dict[str, Any]] = {}
    for words, each in times.items():
        filters = "filters that fill the page" if each[3] >= MANY else "filters that leave few"
        found.setdefault("orders" if not words or "ordering=" in words else filters, {})[words] = each
    return found


def serve(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """A quick reader beside fifty slow clients, and alone."""
    found = place.measured(place.fresh("serve"), "serving.serve", "--rounds", str(options.rounds))
    for kind, what in (("sending", "send a header byte by byte"), ("reading", "take a large answer 1 kB a second")):
        beside, alone, ratio, slowest, slowest_alone = found[kind]
        yield Result(
            "serve", f"the sign-in page beside 50 clients that {what}", place.name,
            f"{beside:.1f} ms, p95 {slowest:.1f}", f"alone: {alone:.1f} ms, p95 {slowest_alone:.1f}", ratio, "≤ 2",
        )  # fmt: skip


def pages(place: Place, options: argparse.Namespace) -> Iterator[Result]:
    """Goal 10: the dearest screens of the demo, and the largest."""
    if not place.demo:
        demo_seconds(place)
    found = place.measured(place.demo, "serving.pages", "--rounds", str(max(3, options.rounds // 10)))
    screens, floor = found["screens"], found["floor"]
    for name in sorted(screens, key=lambda name: -screens[name][1])[:DEAREST]:
        took = screens[name][1]
        yield Result(
            "10", f"processor time of a screen: {name}", place.name,
            f"{took:.1f} ms", f"help page {floor:.1f} ms; milliseconds", took, "≤ 50",
        )  # fmt: skip
    largest = max(screens, key=lambda name: screens[name][2])
    size = screens[largest][2] / 1000
    what = f"a first visit to the largest of {len(screens)} screens, packed, with its files: {largest}"
    yield Result("10", what, place.name, f"{size:.0f} kB", "kB", size, "≤ 150")


def site(place: Place, name: str) -> str:
    """The address of an empty site of one county."""
    url = place.empty(name)
    place.manage(url, "setup", "--organ", "141021", "--no-input")
    return url


def imports(place: Place, _options: argparse.Namespace) -> Iterator[Result]:
    """Spreadsheets in: beside the file read and its rows written unchecked; a reader meanwhile; the memory."""
    url = site(place, "imports")
    found = place.measured(url, "importing.files")
    for kind, took in found.items():
        yield Result(
            "import", f"{took['rows']:,} rows of {kind}, dry run and commit", place.name,
            f"{took['dry'] + took['commit']:.1f} s", f"{took['floor']:.1f} s read, bulk_create", took["ratio"], "≤ 3",
        )  # fmt: skip
        yield Result(
            "7", f"{took['rows']:,} rows of {kind} committed", place.name, f"{took['commit']:.1f} s",
            f"{took['driver']:.1f} s {'COPY' if place.server else 'executemany'}", took["of_driver"], "≥ 0.2",
        )  # fmt: skip
    page = place.measured(url, "importing.reading")
    yield Result(
        "import", f"a reader's list while rows are written, {page['asked']} times", place.name,
        f"{page['meanwhile']:.1f} ms", f"{page['idle']:.1f} ms idle", page["meanwhile"] / page["idle"], "≤ 2",
    )  # fmt: skip
    few, many = (
        place.measured(site(place, f"imports_{rows}"), "importing.files", "--memory", str(rows))["memory"]
        for rows in (10_000, 50_000)
    )
    yield Result(
        "import", "memory of an import of 50,000 rows", place.name,
        f"{many / 1000:.0f} MB", f"{few / 1000:.0f} MB at 10,000", many / few, "≤ 1.2",
    )  # fmt: skip


ASKED = 20_000
MANY = 50
"""Rows of a full page."""
DEAREST = 12
"""Screens that are shown, of all that are measured."""
PULLED = 21_000
SEEDS = 3_000
"""Lawful lives that the records of the lists are copied from."""


PARTS: dict[str, Callable[[Place, Any], Iterator[Result]]] = {
    "deadlines": deadlines,
    "reports": reports,
    "rollup": rollup,
    "cells": cells,
    "seals": seals,
    "worklist": worklist,
    "lists": lists,
    "pulls": pulls,
    "programs": programs,
    "derivations": derivations,
    "acts": acts,
    "imports": imports,
    "serve": serve,
    "commands": commands,
    "pages": pages,
}


def main() -> int:
    """Run the parts asked for (all where none is named); exit status 1 where a goal is not met."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60, help="how often each thing is measured")
    parser.add_argument("--seconds", type=float, default=8, help="how long the writers write")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"{unknown[0]!r} is no part; allowed are {', '.join(PARTS)}")
    found: list[Result] = []
    load = os.getloadavg()[0]
    with places() as machines:
        for place in machines:
            for name in options.parts or PARTS:
                for result in PARTS[name](place, options):
                    found.append(result)
                    print(*(f"{part}" for part in result), "met" if result.met else "NOT MET", sep="  ", flush=True)
    order = list(dict.fromkeys(result.goal for result in found))
    found.sort(key=lambda result: order.index(result.goal))
    print("\n".join(results.lines(found)))
    if not options.parts and options.cases >= 100_000:
        results.write(
            found,
            f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.cases:,} cases; load of the machine "
            f"when the run began {load:.1f}. A busy machine stretches what is long more than its floor.",
        )
    return 0 if all(result.met for result in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
