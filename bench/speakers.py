"""Speakers of passages against the labels that stand in the pages.

    demarche passages --json FOLDER | speakers.py [--draw N] LABELLED

Reads passages; for those of files whose path has LABELLED in it ("press-
briefings/"), reads the raw file by itself and asks which label stands above
the passage's first line: capitals and a colon ("MS. PSAKI:", "Mr. KIRBY:"),
bold and a colon, or "Q" for a question. A passage is right when its speaker ends in the
last word of the label. Nobody is named by "Q"; "MODERATOR" and others without
a name, and notes in brackets ("(Cross-talk.)"), are counted by themselves. With --draw, N files drawn by a fixed seed
are listed with what was found, to be read by hand.
"""

import argparse
import collections
import json
import random
import re
import sys
import unicodedata

UPPER = "A-ZÀ-ÖØ-Þ"
CAPITALS = re.compile(rf"^[*_]*((?:[{UPPER}][A-Za-z]{{0,3}}[.]?|[{UPPER}]+)"
                      rf"(?:[ \xa0]+[{UPPER}][{UPPER}a-z.'’-]*|"
                      rf"[ \xa0]+\([^)]*\))*)[*_]*:[*_]*(?:\s|$)")
HONORIFIC = re.compile(r"^(?:Mr|Ms|Mrs|Dr)[.]?[ \xa0]")
NOTE = re.compile(r"^[*_]*[(\[][^()\[\]]*[)\]][*_]*$")
BOLD = re.compile(r"^\*\*([^*:]{2,60}?):?\*\*:?(?:\s|$)")
QUESTION = re.compile(r"^[*_]*Q[*_]*[: \xa0]")
END = re.compile(r"^(?:\*\*)?(?:END\b|###)")
NAMELESS = re.compile(r"\b(OFFICIALS?|MODERATOR|OPERATOR|AIDE|PARTICIPANTS?|"
                      r"SPEAKER|INTERPRETER|REPORTERS?|MEMBERS?|AUDIENCE|THE|"
                      r"VOICE|STAFF|PRESS|ALL|OFFICER|GUEST|CREW|"
                      r"SPOKESPERSON|PHOTOJOURNALIST)\b")


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
    if NAMELESS.search(label):
        return "nameless, named" if speaker else "nameless, nobody"
    if not speaker:
        return "missing"
    last = folded(label).split()[-1]
    return "right" if folded(speaker).endswith(last) else "wrong"


def show_draw(files, count):
    print("\nTo be read by hand: speaker of each turn, its first words\n")
    for path in sorted(random.Random(2021).sample(sorted(files),
                                                  min(count, len(files)))):
        print(path.rsplit("/", 1)[-1])
        last = None
        for line, speaker, text in files[path]:
            if speaker and speaker != last:
                print(f"  {line}: {speaker}: {text[:50]}")
            last = speaker
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("labelled")
    options = parser.parse_args()
    counts, errors = collections.Counter(), collections.Counter()
    speakers, statements = set(), set()
    files = collections.defaultdict(list)
    path, above, passages, spoken = None, [], 0, 0

    for line in sys.stdin:
        passage = json.loads(line)
        speaker = passage["speaker"]
        passages += 1
        statements.add(passage["statement"])
        if speaker:
            spoken += 1
            speakers.add(speaker)
        if options.labelled not in passage["file"]:
            continue
        if passage["file"] != path:
            path = passage["file"]
            above = labels(path)
        files[path].append((passage["line"], speaker, passage["text"]))
        label = above[passage["line"]]
        verdict = judge(label, speaker, passage["text"])
        counts[verdict] += 1
        if verdict in ("wrong", "missing", "question, named"):
            errors[f"{verdict}: {label} -> {speaker} ({path.rsplit('/', 1)[-1]}"
                   f":{passage['line']})"] += 1

    print(f"{len(statements)} statements, {passages} passages, {spoken} with a "
          f"speaker, {len(speakers)} speakers")
    right = counts["right"]
    named = right + counts["wrong"] + counts["question, named"]
    wanted = right + counts["wrong"] + counts["missing"]
    print(f"{len(files)} labelled files: " +
          ", ".join(f"{n} {k}" for k, n in sorted(counts.items())))
    if named and wanted:
        print(f"speaker: precision {right / named:.4f}, recall "
              f"{right / wanted:.4f}; of questions "
              f"{counts['question, nobody']} have nobody, "
              f"{counts['question, named']} somebody")
    for text in sorted(errors)[:: max(1, len(errors) // max(1, options.errors))][
            : options.errors]:
        print(text)
    if options.draw:
        show_draw(files, options.draw)


main()
