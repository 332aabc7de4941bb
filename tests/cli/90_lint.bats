# The house's rules: each check of tests/lint/lint.sh finds a broken sample.

load helper

more_setup() {
    LINT=$TOP/tests/lint/lint.sh
    export ROOT=$BATS_TEST_TMPDIR/tree
    mkdir -p "$ROOT"/{common,indexer,searchd,bench,tests,corpus,.ci}
    printf '%s\n' '| `common/base.h` | 0 | x |' '| `common/str.[ch]` | 2 | x |' \
        '| `indexer/walk.[ch]` | 5 | x |' '| `indexer/cmd_*.[ch]` | 9 | x |' \
        >"$ROOT/README.md"
    touch "$ROOT/Makefile" "$ROOT/.ci/run"
    cp "$TOP/.clang-format" "$ROOT"
    header common/base.h ''
    header common/str.h '#include "common/base.h"'
    header indexer/walk.h '#include "common/str.h"'
    header indexer/cmd_index.h ''
    printf '%s\n' '#include "indexer/cmd_index.h"' '' \
        '#include "indexer/walk.h"' >"$ROOT/indexer/cmd_index.c"
}

# header PATH LINE: a header with its guard around one line.
header() {
    local guard
    guard=$(tr 'a-z/.' 'A-Z__' <<<"$1")
    printf '%s\n' "#ifndef $guard" "#define $guard" ${2:+"" "$2"} '' \
        '#endif' >"$ROOT/$1"
}

# finds CHECK TEXT: the check fails and says so.
finds() {
    run "$LINT" "$1"
    assert_failure 1
    assert_output --partial "$2"
}

@test "this tree passes, cppcheck aside" {
    unset ROOT
    run "$LINT" --quick
    assert_success
}

@test "a sound tree passes" {
    run "$LINT" layers users banned guards headers notes functions format
    assert_success
}

@test "layers: a file without a row" {
    header common/extra.h ''
    finds layers 'common/extra.h: no row'
}

@test "layers: a row without a file" {
    echo '| `bench/gone.[ch]` | 5 | x |' >>"$ROOT/README.md"
    finds layers 'no file for the row bench/gone.[ch]'
}

@test "layers: an include of a higher level, of the same level, sideways" {
    header common/base.h '#include "indexer/walk.h"'
    finds layers 'common/base.h:4: indexer/walk.h is in a folder that common does not see'
    header indexer/walk.h '#include "indexer/cmd_index.h"'
    finds layers 'indexer/walk.h:4: indexer/cmd_index.h has level 9, not below 5'
    header indexer/cmd_check.h '#include "indexer/cmd_index.h"'
    finds layers 'indexer/cmd_check.h:4: indexer/cmd_index.h has level 9, not below 9'
}

@test "layers: an include that is not written from the root" {
    header indexer/walk.h '#include "cmd_index.h"'
    finds layers 'is not written from the root'
}

@test "users: each library has one file that includes it" {
    local library
    for library in xapian.h utf8proc.h libstemmer.h serd/serd.h yaml.h \
        cld2/public/compact_lang_det.h; do
        echo "#include <$library>" >"$ROOT/indexer/cmd_index.c"
        finds users "indexer/cmd_index.c:1:#include <$library> -- only in"
    done
}

@test "users: memory comes from the arena" {
    local call
    for call in malloc calloc realloc free strdup; do
        echo "static void *p(void) { return $call(1); }" \
            >"$ROOT/indexer/cmd_index.c"
        finds users 'indexer/cmd_index.c:1:'
    done
    printf '%s\n' '/* malloc(1) */' 'char *x = "malloc(1)";' \
        'heap_free(x);' >"$ROOT/indexer/cmd_index.c"
    run "$LINT" users
    assert_success
}

@test "banned: calls that know no bounds or keep state" {
    local call
    for call in strcpy strcat sprintf strtok gmtime; do
        printf '%s\n' '/* not here:' "$call(a) */" "x = $call (a);" \
            >"$ROOT/indexer/cmd_index.c"
        finds banned 'indexer/cmd_index.c:3:'
        refute_output --partial 'cmd_index.c:2:'
    done
    echo 'x = snprintf(a); y = strtok_r(b); z = gmtime_r(c);' \
        >"$ROOT/indexer/cmd_index.c"
    run "$LINT" banned
    assert_success
}

@test "guards: a header without its own guard" {
    sed -i 's/INDEXER_WALK_H/WALK_H/' "$ROOT/indexer/walk.h"
    finds guards 'indexer/walk.h: no guard INDEXER_WALK_H'
}

@test "headers: one that does not compile alone" {
    header indexer/walk.h 'struct slice;
size_t walk(void);'
    finds headers 'indexer/walk.h does not compile alone'
}

@test "headers: index.h that C++ cannot read" {
    header common/index.h 'struct index { int class; };'
    finds headers 'common/index.h does not compile as C++'
}

@test "notes: work left undone, and dead code" {
    echo '/* TODO: the rest */' >>"$ROOT/indexer/cmd_index.c"
    finds notes 'indexer/cmd_index.c:4:'
    printf '#if 0\n#endif\n' >"$ROOT/indexer/cmd_index.c"
    finds notes 'dead code'
}

@test "functions: one that fits no screen" {
    { echo 'int long_one(void)'; echo '{'; yes '    x();' | head -n 71
        echo '}'; } >"$ROOT/indexer/cmd_index.c"
    finds functions 'indexer/cmd_index.c:2: a function of 71 lines'
    sed -i '3d' "$ROOT/indexer/cmd_index.c"
    run "$LINT" functions
    assert_success
}

@test "format: code that clang-format would change" {
    command -v clang-format >/dev/null || skip 'no clang-format here'
    echo 'int  x ;' >"$ROOT/indexer/cmd_index.c"
    finds format 'indexer/cmd_index.c:1:'
}

@test "shell: a script with a fault" {
    command -v shellcheck >/dev/null || skip 'no shellcheck here'
    printf '%s\n' '#!/bin/sh' 'cd "$1"' >"$ROOT/corpus/demo.sh"
    finds shell 'corpus/demo.sh:2:'
}

@test "manuals: what mandoc objects to, and options on one side only" {
    mkdir -p "$ROOT/build"
    cat >"$ROOT/build/demarche-bench" <<'END'
#!/bin/sh
[ "$1" != --help ] || printf 'Verbs:\n  eval       x\n\n'
[ "$1" != eval ] || printf 'Options:\n  -q, --each       x\n      --rel N  x\n'
END
    chmod +x "$ROOT/build/demarche-bench"
    cat >"$ROOT/bench/demarche-bench.1" <<'END'
.Dd January 1, 2026
.Dt DEMARCHE-BENCH 1
.Os
.Sh NAME
.Nm demarche-bench
.Nd a sample
.Sh DESCRIPTION
The verb is
.Cm eval .
.Bl -tag -width Ds
.It Fl q , Fl -each
Each.
.It Fl -relic
Old.
.El
END
    export OUT=build
    finds manuals 'bench/demarche-bench.1: eval --rel is missing'
    assert_output --partial 'bench/demarche-bench.1: --relic is in no help'
    refute_output --partial '--each'
    echo '.Nonsense' >>"$ROOT/bench/demarche-bench.1"
    finds manuals 'unknown macro'
    sed -i 's/relic/rel/; s/eval/eve/; /Nonsense/d' \
        "$ROOT/bench/demarche-bench.1"
    finds manuals 'verb eval is missing'
}

@test "cppcheck: what it finds fails" {
    command -v cppcheck >/dev/null || skip 'no cppcheck here'
    echo 'int f(void); int f(void) { int a[2]; return a[2]; }' \
        >"$ROOT/indexer/cmd_index.c"
    finds cppcheck 'indexer/cmd_index.c:1: error'
}

@test "a check that does not exist is wrong usage" {
    run "$LINT" nonsense
    assert_failure 2
}
