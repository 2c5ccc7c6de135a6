"""CASEWORK_TOKEN=… python3 pull.py http://127.0.0.1:8000/api/v1/mediations/ copy.sqlite3: keeps a copy of a list."""

import json
import os
import sqlite3
import sys
import urllib.request


def pages(place):
    while place:
        asked = urllib.request.Request(place, headers={"Authorization": f"Bearer {os.environ['CASEWORK_TOKEN']}"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            yield (page := json.load(answer))
        place = page["next"]


with sqlite3.connect(sys.argv[2]) as copy:  # all or nothing: what breaks off is pulled again
    copy.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, record TEXT)")
    copy.execute("CREATE TABLE IF NOT EXISTS token (id INTEGER PRIMARY KEY, text TEXT)")
    known = copy.execute("SELECT text FROM token").fetchone()
    since = f"&updated_since={urllib.parse.quote(known[0])}" if known else ""
    for page in pages(f"{sys.argv[1]}?page_size=1000{since}"):
        for row in page["results"]:
            # without an id: of a flat list, whose rows go with their record
            mine = "DELETE FROM rows WHERE id = ?" if "id" in row else "DELETE FROM rows WHERE record ->> 'record' = ?"
            copy.execute(mine, [row.get("id") or row["record"]])
            if not row.get("deleted"):
                copy.execute("INSERT INTO rows VALUES (?, ?)", [row["id"], json.dumps(row, ensure_ascii=False)])
    copy.execute("REPLACE INTO token VALUES (1, ?)", [page["updated_since"]])
