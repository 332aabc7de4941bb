#!/usr/bin/env python3
"""copies.py - statements with copies made of them, and which were found.

    copies.py make FOLDER OUT COUNT    copies of COUNT files below FOLDER, drawn
                                       by a fixed seed, as OUT/KIND/NAME.txt; the
                                       files themselves as OUT/own/NAME
    copies.py judge OUT < PAIRS        PAIRS as of `demarche bench copies`
    copies.py forms OUT < NAMES        those of the files that are form letters by
                                       their names (parted by NUL), as OUT/FORM/NAME
    copies.py judge-forms OUT < PAIRS  which pairs of them were taken for copies

The ways a copy comes about: reflow (lines cut at 72 columns), lead (another
outlet: its own lead-in, a date line of some days later, and lines of the page
around it), spelling
(American to British, curly quotes to straight ones), cut (every fifth paragraph
left out), part (half of the paragraphs in a row), edits (one word in 80 left
out), all (lead, spelling, reflow and edits at once)."""

import collections
import datetime
import os
import random
import re
import shutil
import sys
import textwrap

KINDS = ["reflow", "lead", "spelling", "cut", "part", "edits", "all"]
MARKS = [("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "-"), ("\u2014", " - ")]
SPELLINGS = [(r"\b(\w{3,})ization", r"\1isation"), (r"\b(\w{4,})ize(d|s)?\b", r"\1ise\2"),
             (r"\b(\w{3,})izing\b", r"\1ising"), (r"\bdefense\b", "defence"), (r"\bprogram\b", "programme"),
             (r"\bcenter\b", "centre"), (r"\b(hon|lab|neighb|fav|behavi)or", r"\1our")]
LEADS = ["The following statement was released today and is reproduced here in full for our readers.",
         "Our correspondent reports from the capital. The text was made available to the press this evening."]
HEADS = ["Home | World | Politics", "Skip to main content"]
FORMS = [("emergencies", r"emergency-decl"), ("disasters", r"disaster"), ("bills", r"bills?-signed"),
         ("delegations", r"presidential-delegation"), ("nominations", r"nominations-sent")]
TAILS = ["Share this article", "Related stories", "Sign up for our newsletter", "All rights reserved"]


def paragraphs(text):
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[-1]
    text = re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", text)  # links of Markdown
    text = re.sub(r"(\*\*|__|^#+ |^\s*[-*] )", "", text, flags=re.M)
    blocks = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def spelled(text):
    for old, new in MARKS:
        text = text.replace(old, new)
    for old, new in SPELLINGS:
        text = re.sub(old, new, text)
    return text


def edited(text, rng):
    words = text.split()
    return " ".join(word for word in words if rng.random() > 1 / 80)


def day_after(name, rng):
    """A few days after the day that a file's name begins with, or any day."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", name)
    day = datetime.date(*map(int, match.groups())) if match else datetime.date(2023, 3, 1)
    day += datetime.timedelta(days=rng.randrange(4))
    return f"{day.day} {day:%B %Y}"


def make_copy(kind, blocks, name, rng):
    if kind == "cut":
        return [block for i, block in enumerate(blocks) if i % 5 != 3]
    if kind == "part":
        start = rng.randrange(len(blocks) // 2 + 1)
        return blocks[start : start + (len(blocks) + 1) // 2]
    if kind in ("spelling", "all"):
        blocks = [spelled(block) for block in blocks]
    if kind in ("edits", "all"):
        blocks = [edited(block, rng) for block in blocks]
    if kind in ("lead", "all"):
        blocks = HEADS + [f"GENEVA, {day_after(name, rng)}", rng.choice(LEADS)] + blocks + TAILS
    if kind in ("reflow", "all"):
        blocks = ["\n".join(textwrap.wrap(block, 72)) for block in blocks]
    return blocks


def words_of(blocks):
    return sum(len(block.split()) for block in blocks)


def make(folder, out, count):
    rng = random.Random(1997)
    names = sorted(os.path.join(at, name) for at, _, files in os.walk(folder) for name in files
                   if name.endswith((".md", ".txt")) and not name.startswith("README"))
    rng.shuffle(names)
    for kind in KINDS + ["own"]:
        os.makedirs(os.path.join(out, kind), exist_ok=True)
    made = 0
    for name in names:
        with open(name, encoding="utf-8", errors="replace") as file:
            text = file.read()
        blocks = paragraphs(text)
        if words_of(blocks) < 80 or len(blocks) < 4:
            continue
        base = os.path.basename(name)
        with open(os.path.join(out, "own", base), "w", encoding="utf-8") as file:
            file.write(text)
        kind = KINDS[made % len(KINDS)]
        stem = os.path.splitext(base)[0]
        with open(os.path.join(out, kind, f"{stem}.{kind}.txt"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(make_copy(kind, blocks, base, rng)) + "\n")
        made += 1
        if made == count:
            break


def form_of(base):
    for form, pattern in FORMS:
        if re.search(pattern, base):
            return form
    return None


def forms(out, names):
    for name in names:
        base = os.path.basename(name)
        form = form_of(base)
        if form:
            os.makedirs(os.path.join(out, form), exist_ok=True)
            shutil.copy(name, os.path.join(out, form, base))


def judge_forms(out, lines):
    pairs = collections.defaultdict(list)
    for line in lines:
        first, second, of_first, of_second = line.split("\t")[:4]
        known = {form_of(first), form_of(second)}
        form = known.pop() if len(known) == 1 else "of two forms"
        pairs[form].append(f"{of_first} {of_second} {first} = {second}")
    for form, _ in FORMS:
        folder = os.path.join(out, form)
        count = len(os.listdir(folder)) if os.path.isdir(folder) else 0
        print(f"{form:<14}{count:>5} statements, {len(pairs[form]):>3} pairs taken for copies")
    for form in sorted(pairs):
        for pair in sorted(pairs[form]):
            print(f"{form}: {pair}")


def judge(out, lines):
    pairs = set()
    for line in lines:
        first, second = line.split("\t")[:2]
        pairs.add(frozenset((first, second)))
    right = collections.Counter()
    every = collections.Counter()
    lost = []
    for kind in KINDS:
        for name in sorted(os.listdir(os.path.join(out, kind))):
            stem = name[: -len(f".{kind}.txt")]
            pair = frozenset((stem, f"{stem}.{kind}"))
            every[kind] += 1
            if pair in pairs:
                right[kind] += 1
                pairs.discard(pair)
            else:
                lost.append(f"{kind}: {stem}")
    for kind in KINDS:
        print(f"{kind:<10}{right[kind]:>5} of {every[kind]:>4} found")
    found = sum(right.values())
    print(f"{'all':<10}{found:>5} of {sum(every.values()):>4} found: recall {found / sum(every.values()):.3f}")
    print(f"{len(pairs):>5} other pairs")
    return lost, pairs


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "forms":
        forms(sys.argv[2], filter(None, sys.stdin.read().split("\0")))
    elif sys.argv[1] == "judge-forms":
        judge_forms(sys.argv[2], sys.stdin)
    else:
        lost, pairs = judge(sys.argv[2], sys.stdin)
        if "--details" in sys.argv:
            print("\n".join("lost " + name for name in lost))
            print("\n".join("pair " + " = ".join(sorted(pair)) for pair in sorted(pairs, key=sorted)))
