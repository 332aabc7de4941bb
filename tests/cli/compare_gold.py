"""Compare what `demarche passages --json --all` cuts with a gold file.

Usage: compare_gold.py GOLD-PASSAGES GOLD-STATEMENTS CUT
Prints every difference, then one line of figures; exit status 0 when line,
section, kind, speaker and opening words of all passages are right, there is
none too many, and the furniture is as the gold says.
"""
import collections
import json
import os
import sys


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    gold, statements, cut = map(read, sys.argv[1:4])
    cuts = collections.defaultdict(list)
    furniture = collections.defaultdict(list)
    for passage in cut:
        name = os.path.basename(passage["file"])
        kept = furniture if passage["kind"] == "furniture" else cuts
        kept[name].append(passage)
    right = sides = extra = 0
    wanted = collections.defaultdict(list)
    for passage in gold:
        wanted[passage["file"]].append(passage)
    for name, passages in sorted(wanted.items()):
        by_place = {(p["line"], p["n"]): p for p in cuts[name]}
        by_n = {p["n"]: p for p in cuts[name]}
        extra += max(0, len(cuts[name]) - len(passages))
        for want in passages:
            got = by_place.get((want["line"], want["n"]))
            start = want["start_text"]
            same = got and all([
                got["section"] == want["section"],
                got["kind"] == want["kind"],
                got["speaker"] == want["speaker"],
                got["text"].startswith(start.rstrip()),
            ])
            right += bool(same)
            if not same:
                print("passage", name, want["n"], want, "got",
                      by_n.get(want["n"]))
            elif got["sides"] == want["sides"]:
                sides += 1
            else:
                print("sides", name, want["n"], want["sides"], "got",
                      got["sides"])
    wrong = 0
    lines = 0
    for statement in statements:
        want = statement["boilerplate_lines"]
        got = [p["line"] for p in furniture[statement["file"]]]
        lines += len(want)
        if got != want:
            wrong += 1
            print("furniture", statement["file"], want, "got", got)
    print(f"{right} of {len(gold)} passages right, {extra} extra, "
          f"sides of {sides}, furniture of {len(statements) - wrong} of "
          f"{len(statements)} statements ({lines} lines)")
    return 0 if right == len(gold) and not extra and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
