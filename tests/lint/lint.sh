#!/usr/bin/env bash
# Hold the tree against the house's rules.
#
#     tests/lint/lint.sh              every check
#     tests/lint/lint.sh --quick      all but cppcheck
#     tests/lint/lint.sh banned ...   these
#
# ROOT is the tree (this one), OUT the folder of built programs below it. Each
# check prints what is wrong, a line each; exit status 1 when anything is.
# shellcheck disable=SC2046 # lists of files are words: no name has a space
set -u
here=$(cd "$(dirname "$0")" && pwd)
ROOT=${ROOT:-$here/../..}
OUT=${OUT:-build/release}
cd "$ROOT" || exit 2
export LC_ALL=C.UTF-8

folders='common indexer searchd bench'

# code [GLOB...]: files of the code folders; given names only with a glob.
code() {
    local patterns=() pattern
    for pattern in "${@:-*.[ch]}"; do
        patterns+=(-o -name "$pattern")
    done
    # shellcheck disable=SC2086 # a list of folders
    find $folders -maxdepth 1 -type f \( "${patterns[@]:1}" \) | sort
}

all_code() {
    code '*.[ch]' '*.cc' '*.hh'
    find tests -type f -name '*.[ch]' 2>/dev/null | sort
}

# Lines of code that match an expression, without comments and strings' text,
# which may speak of anything. cppcheck and the compiler read the rest.
matches() {
    local expression=$1
    shift
    awk -v expression="$expression" '
        FNR == 1 { inside = 0 }
        {
            line = $0
            gsub(/\\./, "", line)
            gsub(/"[^"]*"/, "\"\"", line)
            if (inside) {
                if (!sub(/^.*\*\//, "", line)) next
                inside = 0
            }
            gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
            if (sub(/\/\*.*$/, "", line)) inside = 1
            sub(/\/\/.*$/, "", line)
            if (line ~ expression) print FILENAME ":" FNR ": " $0
        }' "$@" /dev/null
}

check_layers() {
    python3 "$here/layers.py" .
}

# only_in EXPRESSION FILE...: an included header that only these may name.
only_in() {
    local expression=$1 found
    shift
    found=$(grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*<$expression" \
        $(all_code) /dev/null)
    for allowed in "$@"; do
        found=$(grep -v "^$allowed:" <<<"$found")
    done
    [ -z "$found" ] || sed "s|\$| -- only in $*|" <<<"$found"
}

check_users() {
    only_in 'xapian' common/index_xapian.hh
    only_in 'utf8proc' common/fold.c common/fold_drawn.c
    only_in 'libstemmer' common/stem.c
    only_in '(serd|sord)' searchd/turtle.c
    only_in 'yaml' indexer/read_markdown.c indexer/front_matter.c
    only_in '(cld2|.*compact_lang_det)' indexer/language_cld2.cc
    matches '(^|[^a-zA-Z0-9_.>])(malloc|calloc|realloc|free|strdup|strndup|asprintf|getline|alloca) *\(' \
        $(code '*.c' '*.h' | grep -v '^common/arena\.c$') |
        sed 's/$/ -- memory is the arena'"'"'s/'
}

check_banned() {
    matches '(^|[^a-zA-Z0-9_])(strcpy|strcat|sprintf|vsprintf|strtok|gmtime|gets|stpcpy) *\(' \
        $(all_code) | sed 's/$/ -- a banned call/'
}

check_guards() {
    local header guard
    for header in $(code '*.h') $(find tests -name '*.h' 2>/dev/null); do
        guard=$(tr 'a-z/.-' 'A-Z___' <<<"$header")
        grep -qx "#ifndef $guard" "$header" &&
            grep -qx "#define $guard" "$header" ||
            echo "$header: no guard $guard"
    done
}

flags() {
    pkg-config --cflags xapian-core libutf8proc serd-0 jansson yaml-0.1 \
        2>/dev/null
}

check_headers() {
    local header
    for header in $(code '*.h'); do
        ${CC:-cc} -std=c11 -fsyntax-only -Wall -Wextra -Werror -D_GNU_SOURCE \
            -I. $(flags) -include "$header" -x c /dev/null 2>&1 |
            sed "s|^|$header does not compile alone: |"
    done
    for header in common/index.h common/plan.h; do
        [ -e "$header" ] || continue
        ${CXX:-c++} -std=c++17 -fsyntax-only -Wall -Wextra -Werror -I. \
            -include "$header" -x c++ /dev/null 2>&1 |
            sed "s|^|$header does not compile as C++: |"
    done
}

check_notes() {
    find $folders tests corpus Makefile README.md .ci -type f \
        ! -path 'tests/lint/*' ! -name '90_lint.bats' 2>/dev/null | sort |
        xargs -r grep -nE '\b(TODO|FIXME|XXX)\b' /dev/null |
        sed 's/$/ -- finish it or file it/'
    find $folders tests -type f -name '*.[ch]' | sort |
        xargs -r grep -nE '^[[:space:]]*#[[:space:]]*if 0' /dev/null |
        sed 's/$/ -- dead code/'
}

# A function ends at the first "}" in the first column, and so do the types and
# namespaces that are let pass.
check_functions() {
    awk 'FNR == 1 { start = 0 }
        /^\{/ { start = before ~ /^(class|struct|union|enum|namespace|extern)/ \
            ? 0 : FNR }
        /^\}/ {
            if (start && FNR - start > 71)
                print FILENAME ":" start ": a function of " \
                    FNR - start - 1 " lines; split it"
            start = 0
        }
        { before = $0 }' $(all_code) /dev/null
}

check_format() {
    command -v clang-format >/dev/null || {
        echo "lint: no clang-format here, layout not checked" >&2
        return
    }
    clang-format --dry-run -Werror $(all_code) 2>&1 |
        grep -E '^[^ ]+:[0-9]+:[0-9]+: error' | sort -u
}

check_shell() {
    command -v shellcheck >/dev/null || {
        echo "lint: no shellcheck here, scripts not checked" >&2
        return
    }
    find corpus tests bench .ci -type f \( -name '*.sh' -o -path '.ci/run' \) |
        sort | xargs -r shellcheck --severity=warning --format=gcc
}

# Names of the long options that a program's verb lists in its help.
options_of() {
    "$@" --help 2>/dev/null | grep -oE '^ +(-[a-zA-Z0-9], +)?--[a-z0-9-]+' |
        grep -oE -e '--[a-z0-9-]+' | grep -vx -e --help | sort -u
}

verbs_of() {
    "$1" --help 2>/dev/null |
        awk '/^Verbs:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'
}

# Is this verb of PROGRAM carried out by another, whose page has its options?
handed_on() {
    local other
    for other in "$1"-*; do
        if [ -x "$other" ] && { [ "$other" = "$1-$2" ] ||
            verbs_of "$other" | grep -qxF -- "$2"; }; then
            return 0
        fi
    done
    return 1
}

# check_manual PROGRAM PAGE: all options of the verbs that the program itself
# carries out are in its page, and none that no verb has.
check_manual() {
    local program=$1 page=$2 text verb option known=
    # Without the overstrikes of a terminal from the days of paper.
    text=$(mandoc -T utf8 -O width=200 "$page" | sed $'s/.\x08//g')
    for verb in $(verbs_of "$program"); do
        grep -qwF -- "$verb" <<<"$text" ||
            echo "$page: verb $verb is missing"
        handed_on "$program" "$verb" && continue
        for option in $(options_of "$program" "$verb"); do
            known="$known $option"
            grep -qE -e "(^|[^a-z-])$option([^a-z-]|\$)" <<<"$text" ||
                echo "$page: $verb $option is missing"
        done
    done
    for option in $(grep -oE '^\.It .*|^\.Nm .*|^\.Op .*' "$page" |
        grep -oE -e 'Fl -[a-z0-9-]+' | sed 's/^Fl -/--/' | sort -u); do
        grep -qwF -- "$option" <<<"$known --help --version" ||
            echo "$page: $option is in no help"
    done
}

check_manuals() {
    local page program
    for page in $(find $folders -name '*.[1-8]' | sort); do
        mandoc -T lint -W style "$page" 2>&1 |
            grep -vE 'referenced manual not found|outdated mandoc.db' |
            sed 's/^mandoc: //'
        program=$OUT/$(basename "$page" .1)
        case $page in
        *.1) ;;
        *) continue ;;
        esac
        if [ -x "$program" ]; then
            check_manual "$program" "$page"
        else
            echo "$page: $program is not built"
        fi
    done
}

check_cppcheck() {
    cppcheck -q -j 2 --std=c11 --enable=warning,portability,performance \
        --inline-suppr --suppress=missingIncludeSystem -D_GNU_SOURCE -I. \
        --template='{file}:{line}: {severity}: {message} [{id}]' \
        $(code '*.c') 2>&1
}

quick='layers users banned guards headers notes functions format shell manuals'
case ${1:-} in
'') checks="$quick cppcheck" ;;
--quick) checks=$quick ;;
*) checks=$* ;;
esac

failed=
for check in $checks; do
    declare -F "check_$check" >/dev/null || {
        echo "lint: no check '$check'" >&2
        exit 2
    }
    problems=$("check_$check")
    [ -z "$problems" ] && continue
    failed="$failed $check"
    sed "s/^/$check: /" <<<"$problems"
done
[ -z "$failed" ] || echo "lint failed:$failed" >&2
[ -z "$failed" ]
