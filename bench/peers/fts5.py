#!/usr/bin/env python3
"""The same passages in SQLite's FTS5, as a service that one would have without
the daemon.

    fts5.py build DATABASE <passages.jsonl    from `demarche passages --json`
    fts5.py ask DATABASE QUERY N              median of N, warm, in milliseconds
"""
import json
import re
import sqlite3
import statistics
import sys
import time


def build(path):
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode=OFF")
    base.execute("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text,"
                 " tokenize='porter unicode61')")
    rows = (json.loads(line) for line in sys.stdin)
    base.executemany("INSERT INTO passages VALUES (?, ?)",
                     ((row["id"], row["text"]) for row in rows))
    base.commit()


def ask(path, query, count):
    base = sqlite3.connect(path)
    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
    times = []
    for _ in range(count + 1):
        begun = time.perf_counter()
        base.execute("SELECT id, text FROM passages WHERE passages MATCH ?"
                     " ORDER BY bm25(passages) LIMIT 10", (words,)).fetchall()
        times.append((time.perf_counter() - begun) * 1e3)
    print(f"{statistics.median(times[1:]):.3f}")


if sys.argv[1] == "build":
    build(sys.argv[2])
else:
    ask(sys.argv[2], sys.argv[3], int(sys.argv[4]))
