"""Speakers of passages against the labels that stand in the pages.

    demarche passages --json COPY | speakers.py [OPTION...] COPY ORIGINALS

Reads passages of the files below COPY, which may have been stripped of bold
marks; reads the file of the same name below ORIGINALS by itself and asks which
label stands above the passage's first line: capitals and a colon ("MS. PSAKI:",
"Mr. KIRBY:"), bold and a colon, or "Q" for a question. A passage is right when
its speaker ends in the last word of the label. Nobody is named by "Q" and by
"MODERATOR" and others without a name: whoever speaks there counts as wrong.
"THE PRESIDENT" may be named by the page; he and notes in brackets
("(Cross-talk.)") are counted by themselves.

Figures are of all files, and of 100 drawn by each of --seeds. With --draw, N
files are listed with what was found, to be read by hand.
"""

import argparse
import collections
import json
import os
import random
import re
import sys
import unicodedata

UPPER = "".join(c for c in map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])
                if c.isupper())
CAPITALS = re.compile(rf"^[*_]*((?:[{UPPER}][A-Za-z]{{0,3}}[.]?|[{UPPER}-]+)"
                      rf"(?:[ \xa0]+[{UPPER}][{UPPER}a-z.'’-]*|"
                      rf"[ \xa0]+\([^)]*\))*)[*_]*:[*_]*(?:\s|$)")
HONORIFIC = re.compile(r"^(?:Mr|Ms|Mrs|Dr)[.]?[ \xa0]")
NOTE = re.compile(r"^[*_]*[(\[][^()\[\]]*[)\]][*_]*$")
BOLD = re.compile(r"^\*\*([^*:]{2,60}?):?\*\*:?(?:\s|$)")
QUESTION = re.compile(r"^[*_]*Q[*_]*[: \xa0]")
END = re.compile(r"^(?:\*\*)?(?:END\b|###)")
NAMELESS = re.compile(r"\b(OFFICIALS?|MODERATOR|OPERATOR|AIDE|PARTICIPANTS?|"
                      r"SPEAKER$|INTERPRETER|REPORTERS?|MEMBERS?|AUDIENCE|THE|"
                      r"VOICE|STAFF|PRESS|ALL|OFFICER|GUEST|CREW|CHILD|"
                      r"SPOKESPERSON|PHOTOJOURNALIST|ANNOUNCER)\b")
ONE_HOLDER = re.compile(r"^THE |(PRESIDENT|ADMINISTRATOR)$")


def folded(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text).strip().casefold()


def label_of(line):
    """A label in capitals, "Q", "" at the end of a transcript, or None."""
    line = line.lstrip(" \t\xa0")
    if QUESTION.match(line):
        return "Q"
    if END.match(line):
        return ""
    found = CAPITALS.match(line)
    if found:
        bare = HONORIFIC.sub("", found[1])
    if not found or bare.upper() != bare.replace("Mc", "MC"):
        found = BOLD.match(line)
        if not found or found[1].upper() != found[1]:
            return None
    label = re.sub(r"\s*\([^)]*\)", "", found[1]).strip()
    return label if len(label) > 1 else None


def labels(path):
    """For each line the label above it; None before the first. A label begins
    a paragraph somewhere: "... fight against\nCOVID:" has none."""
    found, known, is_first = [], {"", "Q"}, True
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        for line in file.read().split("\n"):
            label = label_of(line)
            found.append(label)
            if is_first:
                known.add(label)
            is_first = not line.strip(" \t\xa0\r")
    above, now = [None], None
    for label in found:
        now = label if label in known and label is not None else now
        above.append(now)
    return above


def judge(label, speaker, text):
    """What a passage under this label is counted as."""
    if label is None or label == "":
        return "unlabelled"
    if NOTE.match(text):
        return "note, named" if speaker else "note, nobody"
    if label == "Q":
        return "question, named" if speaker else "question, nobody"
    if ONE_HOLDER.search(label):
        return "office, named" if speaker else "office, nobody"
    if NAMELESS.search(label):
        return "nameless, named" if speaker else "nameless, nobody"
    if not speaker:
        return "missing"
    last = folded(label).split()[-1]
    return "right" if folded(speaker).endswith(last) else "wrong"


def show_draw(files, count):
    print("\nTo be read by hand: speaker of each turn, its first words\n")
    for path in drawn(files, count, 2021):
        print(path.rsplit("/", 1)[-1])
        last = None
        for line, speaker, text in files[path]:
            if speaker and speaker != last:
                print(f"  {line}: {speaker}: {text[:50]}")
            last = speaker
    print()


def drawn(files, count, seed):
    return sorted(random.Random(seed).sample(sorted(files),
                                             min(count, len(files))))


def figures(counts):
    """Precision and recall of the passages that a label gives a speaker."""
    right = counts["right"]
    named = (right + counts["wrong"] + counts["question, named"] +
             counts["nameless, named"])
    wanted = right + counts["wrong"] + counts["missing"]
    if not named or not wanted:
        return "no speaker"
    return (f"precision {right / named:.4f}, recall {right / wanted:.4f} of "
            f"{wanted} passages")


def show_errors(errors, count):
    for text in sorted(errors)[:: max(1, len(errors) // count)][:count]:
        print(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--seeds", type=lambda text: text.split(), default=[])
    parser.add_argument("copy")
    parser.add_argument("originals")
    options = parser.parse_args()
    counts = collections.defaultdict(collections.Counter)
    files, errors = collections.defaultdict(list), []
    path, above = None, []

    for line in sys.stdin:
        passage = json.loads(line)
        speaker = passage["speaker"]
        if passage["file"] != path:
            path = passage["file"]
            above = labels(os.path.join(options.originals, os.path.relpath(
                path, options.copy)))
        files[path].append((passage["line"], speaker, passage["text"]))
        label = above[passage["line"]]
        verdict = judge(label, speaker, passage["text"])
        counts[path][verdict] += 1
        if verdict in ("wrong", "missing", "question, named",
                       "nameless, named"):
            errors.append(f"{verdict}: {label} -> {speaker} "
                          f"({os.path.basename(path)}:{passage['line']})")

    total = sum(counts.values(), collections.Counter())
    print(f"{len(files)} files: " +
          ", ".join(f"{n} {k}" for k, n in sorted(total.items())))
    print(f"speaker, all files: {figures(total)}")
    for seed in options.seeds:
        some = sum((counts[file] for file in drawn(files, 100, int(seed))),
                   collections.Counter())
        print(f"100 files by seed {seed}: {figures(some)}")
    if options.errors and errors:
        show_errors(errors, options.errors)
    if options.draw:
        show_draw(files, options.draw)


main()
