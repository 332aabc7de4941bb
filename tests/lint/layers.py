#!/usr/bin/env python3
"""Hold the includes of a tree against the map in its README.md.

usage: layers.py ROOT

Every file of the four code folders has a row in the map, every row a file,
and a file includes only its own header, what everybody may use, and files of
a lower level in a folder that it may see. Problems go to stdout, a line each;
exit status 1 when there are any.
"""
import fnmatch
import os
import re
import sys

SEES = {
    'common': {'common'},
    'indexer': {'indexer', 'common'},
    'searchd': {'searchd', 'common'},
    'bench': {'bench', 'searchd', 'common'},
}
FOR_ALL = {'common/base.h', 'common/status.h', 'common/arena.h',
           'common/str.h'}
ROW = re.compile(r'\| `([a-z]+/[^`]+)` \| (\d+) \|')
INCLUDE = re.compile(r'\s*#\s*include\s*"([^"]+)"')


def read_map(root):
    """The map's rows: [(pattern, level)], those without a star first."""
    rows = []
    with open(os.path.join(root, 'README.md'), encoding='utf-8') as readme:
        for line in readme:
            row = ROW.match(line)
            if row:
                rows.append((row.group(1), int(row.group(2))))
    return sorted(rows, key=lambda row: '*' in row[0])


def code_files(root):
    for folder in sorted(SEES):
        names = os.listdir(os.path.join(root, folder))
        for name in sorted(names):
            if name.endswith(('.c', '.h', '.cc', '.hh')):
                yield f'{folder}/{name}'


def level_of(path, rows):
    for pattern, level in rows:
        if fnmatch.fnmatchcase(path, pattern):
            return level
    return None


def includes(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as code:
        for number, line in enumerate(code, 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found.group(1)


def fault(path, level, included, rows):
    """What is wrong with this include; None when nothing is."""
    folder = path.split('/')[0]
    if '/' not in included:
        return 'is not written from the root'
    if os.path.splitext(path)[0] == os.path.splitext(included)[0]:
        return None
    if included.split('/')[0] not in SEES[folder]:
        return f'is in a folder that {folder} does not see'
    if included in FOR_ALL:
        return None
    other = level_of(included, rows)
    if other is None:
        return 'has no row in the map'
    if other >= level:
        return f'has level {other}, not below {level}'
    return None


def main(root):
    rows = read_map(root)
    files = list(code_files(root))
    problems = []
    for path in files:
        level = level_of(path, rows)
        if level is None:
            problems.append(f'{path}: no row in the map of README.md')
            continue
        for number, included in includes(root, path):
            what = fault(path, level, included, rows)
            if what:
                problems.append(f'{path}:{number}: {included} {what}')
    for pattern, _ in rows:
        if not fnmatch.filter(files, pattern):
            problems.append(f'README.md: no file for the row {pattern}')
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
