#!/usr/bin/env python3
"""pages.py - how much of the main content of web pages is kept.

    pages.py EXPECTED.json < PASSAGES.jsonl

EXPECTED has for each page snippets that must stay ("with") and must go
("without"). A kept "with" is a true positive, a kept "without" a false
positive, a lost "with" a false negative. The passages are those of
`demarche passages --json`: their sections and texts are what is kept, with
the title before them, white space made single. Pages without a passage lose all their snippets."""

import argparse
import collections
import json
import os
import sys


def plain(text):
    return " ".join(text.replace("\u00ad", "").split())


def read_passages(lines):
    pages = collections.defaultdict(list)
    seen = collections.defaultdict(tuple)
    languages = {}
    for line in lines:
        if not line.strip():
            continue
        passage = json.loads(line)
        name = os.path.basename(passage["file"])
        if name not in pages and passage["title"]:
            pages[name].append(passage["title"])
        sections = tuple(passage["section"])
        for place, section in enumerate(sections):
            if seen[name][: place + 1] != sections[: place + 1]:
                pages[name].append(section)
        seen[name] = sections
        pages[name].append(passage["text"])
        languages[name] = passage["language"] or "?"
    return {name: plain(" ".join(texts)) for name, texts in pages.items()}, languages


class Count:
    def __init__(self):
        self.kept = self.wrong = self.lost = self.pages = 0

    def add(self, other):
        self.kept += other.kept
        self.wrong += other.wrong
        self.lost += other.lost
        self.pages += 1

    def figures(self):
        right = self.kept + self.wrong
        all_with = self.kept + self.lost
        precision = self.kept / right if right else 0.0
        recall = self.kept / all_with if all_with else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def count_page(text, entry, show):
    count = Count()
    for snippet in entry.get("with", []):
        if plain(snippet) in text:
            count.kept += 1
        else:
            count.lost += 1
            show("lost", snippet)
    for snippet in entry.get("without", []):
        if plain(snippet) in text:
            count.wrong += 1
            show("kept", snippet)
    return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("expected")
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--half", choices=["first", "second"])
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    pages, languages = read_passages(sys.stdin)
    totals = collections.defaultdict(Count)
    worst = []
    with open(options.expected, encoding="utf-8") as file:
        expected = json.load(file)
    for place, entry in enumerate(sorted(expected.values(), key=lambda e: e["file"])):
        if options.half and (place % 2 == 0) != (options.half == "first"):
            continue
        name = entry["file"]

        def show(how, snippet):
            if options.details:
                print(f"{name}\t{how}\t{snippet}")

        count = count_page(pages.get(name, ""), entry, show)
        totals["all"].add(count)
        totals[languages.get(name, "?")].add(count)
        if count.wrong + count.lost:
            worst.append((-(count.wrong + count.lost), name, count))
    print("language\tpages\tprecision\trecall\tF1")
    for language, count in sorted(totals.items(), key=lambda t: (-t[1].pages, t[0])):
        precision, recall, both = count.figures()
        print(f"{language}\t{count.pages}\t{precision:.4f}\t{recall:.4f}\t{both:.4f}")
    print("\nworst\tkept\twrong\tlost")
    for _, name, count in sorted(worst, key=lambda w: w[:2])[: options.worst]:
        print(f"{name}\t{count.kept}\t{count.wrong}\t{count.lost}")


if __name__ == "__main__":
    main()
