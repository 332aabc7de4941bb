#!/usr/bin/env bash
# How well passages are ranked, as Markdown on stdout: each judged collection of
# ../shared, by plain BM25 with the settings of several engines and by our own
# models; settings chosen on the other collections; and what ranking costs.
#
#     make bench-relevance           keeps it in bench/RESULTS.md
#     bench/relevance.sh             shows it
#
# What ../shared lacks is skipped, saying so. Indexes are built once, in
# build/bench, and again when what makes them has changed. UN_INDEX names an
# index of the UN passages (one record a passage) where one is there already.
set -euo pipefail
cd "$(dirname "$0")/.."
export OUT=${OUT:-build/release}
PATH=$(cd "$OUT" && pwd):$PATH
shared=${DEMARCHE_SHARED:-../shared}
kept=${BENCH_FOLDER:-build/bench}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
collections='cran npl cisi lisa scifact'
against=bm25
presets='bm25 bm25:anserini bm25:lucene'
# All that does not set BM25's numbers only, the default first.
ours=$(demarche bench run --model list | awk '$1 !~ /^bm25/ { print $1 }')

# jq has no way to print four digits.
digits='
    def four: if . == null then "-" else
        (if . < -0.00005 then "-" else "" end) as $sign
        | (. * 10000 | round | tostring | ltrimstr("-")) as $n
        | ("0000" + $n)[-([5, ($n | length)] | max):]
        | $sign + .[:-4] + "." + .[-4:] end;
    def signed: if . >= 0 then "+" + four else four end;'

say() { echo "relevance: $*" >&2; }

# skipped WHAT: something that is not there, on the page and on stderr.
skipped() {
    say "no $1: skipped"
    printf '\nNo %s: skipped.\n' "${1/#$shared/../shared}"
}

# stamp FILE...: what an index is made of, the files and the code.
stamp() {
    { stat -c '%n %s %Y' "$@"; cat common/{document,fold,sp*,stem*,terms,words,schema}*.[ch] \
        indexer/{read_jsonl,source,language}*; } | sha256sum | cut -c 1-16
}

# build NAME SOURCE: the index $kept/NAME of a file of records.
build() {
    local index=$kept/$1 source=$2 now
    now=$(stamp "$source")
    [ "$(cat "$index.stamp" 2>/dev/null)" != "$now" ] || return 0
    say "indexing $1"
    rm -rf "$index" "$index.stamp"
    mkdir -p "$kept"
    # A few records without any text are told of, and are no failure.
    demarche index -q -d "$index" --format jsonl "$source" 2>"$work/log" || [ -e "$index/demarche-index" ] ||
        { cat "$work/log" >&2; exit 2; }
    echo "$now" >"$index.stamp"
}

# un_index: the UN passages as records; prints the folder.
un_index() {
    local now
    if [ -n "${UN_INDEX:-}" ]; then
        echo "$UN_INDEX"
        return
    fi
    now=$(stamp "$shared/ungdc/ungdc.tar.zst")
    if [ "$(cat "$kept/un.stamp" 2>/dev/null)" != "$now" ]; then
        say 'indexing the UN passages'
        rm -rf "$kept/un" "$kept/un.stamp" "$work/un"
        mkdir -p "$kept" "$work/un"
        tar -xf "$shared/ungdc/ungdc.tar.zst" -C "$work/un" --zstd
        python3 "$shared/ungdc/passages.py" "$work/un" \
            "$(find "$work/un" -name speakers.tsv | head -n 1)" \
            "$work/un.jsonl" >&2
        demarche index -q -d "$kept/un" --format jsonl "$work/un.jsonl" >&2
        rm -rf "$work/un" "$work/un.jsonl"
        echo "$now" >"$kept/un.stamp"
    fi
    echo "$kept/un"
}

# measure NAME INDEX QUERIES QRELS MEASURES [OPTION...]: a run of each model, and
# the table of their figures, to $work/NAME.md.
measure() {
    local name=$1 index=$2 queries=$3 qrels=$4 measures=$5 model runs=()
    say "measuring $name"
    for model in $presets $ours; do
        runs+=("$work/$name.$model")
        demarche bench run -d "$index" --model "$model" --tag "$model" \
            "${@:6}" "$queries" >"$work/$name.$model"
    done
    demarche bench compare --complete --json --qrels "$qrels" -m "$measures" \
        "${runs[@]}" >"$work/$name.json"
    table "$name" >"$work/$name.md"
}

# table NAME: the figures of a collection, each with its difference from the
# first run's nDCG@10, on how many topics it is better, equal and worse, and p
# of the randomization test with Holm's correction.
table() {
    jq -r "$digits"'(.runs[0].measures | keys_unsorted) as $names
        | .comparisons as $all
        | "| model | " + ($names | join(" | ")) +
          " | Judged@10 | nDCG@10, against the first | topics +/=/- | p |",
          "|---|" + ("---|" * ($names | length)) + "---|---|---|---|",
          (.runs | to_entries[] | .key as $at | .value
            | "| " + (.file | sub(".*/"; "") | sub("^[^.]*[.]"; "")) +
              ([.measures[$names[]]] | map(" | " + four) | add) +
              " | " + (1 - .["unjudged@10"] | four) + " | " +
              (if $at == 0 then " | | |" else
                ($all | map(select(.measure == "nDCG@10"))[$at - 1]
                | (.difference | signed) + " | " +
                  "\(.better)/\(.equal)/\(.worse) | " +
                  (.randomization_p_holm | four) + " |") end))' \
        "$work/$1.json"
}

# summary NAME...: one line a collection.
summary() {
    local name
    echo '| collection | topics | plain BM25: nDCG@10 / AP | default: nDCG@10 / AP | difference | p |'
    echo '|---|---|---|---|---|---|'
    for name in "$@"; do
        jq -r --arg name "$name" "$digits"'
            (.runs | map(select(.file | endswith(".default")))[0]) as $ours
            | (.comparisons | map(select(.run == $ours.run and
                .measure == "nDCG@10"))[0]) as $pair
            | "| " + $name + " | \(.topics) | " +
              (.runs[0].measures["nDCG@10"] | four) + " / " +
              (.runs[0].measures | (.["AP(rel=2,judged_only=True)"] // .AP) | four) +
              " | " + ($ours.measures["nDCG@10"] | four) + " / " +
              ($ours.measures | (.["AP(rel=2,judged_only=True)"] // .AP) | four) +
              " | " + ($pair.difference | signed) + " | " +
              ($pair.randomization_p_holm | four) + " |"' "$work/$name.json"
    done
}

# shown COMMAND...: what a command prints, below it, as it prints it.
shown() {
    printf '\n    $ %s\n' "$*" |
        sed "s|$shared|../shared|g; s|$work/||g; s|${un:-no index}|un|g; s|$kept/||g"
    "$@" 2>"$work/err" | sed 's/^/    /'
    sed 's/^/    /' "$work/err"
}

# ---- the runs ----

measured=()
for name in $collections; do
    [ -e "$shared/ir/$name/docs.jsonl" ] || continue
    build "$name" "$shared/ir/$name/docs.jsonl"
    measure "$name" "$kept/$name" "$shared/ir/$name/queries.tsv" \
        "$shared/ir/$name/qrels.txt" nDCG@10,AP,R@100
    measured+=("$name")
done
un=
judged_ap='AP(rel=2,judged_only=True)'
if [ -n "${UN_INDEX:-}" ] || [ -e "$shared/ungdc/ungdc.tar.zst" ]; then
    un=$(un_index)
    queries=$shared/ungdc/queries-dev.jsonl qrels=$shared/ungdc/qrels-dev.txt
    measure un "$un" "$queries" "$qrels" "nDCG@10,$judged_ap,AP"
    measure un-description "$un" "$queries" "$qrels" "nDCG@10,$judged_ap,AP" \
        --field text,description
    measured+=(un un-description)
fi

# ---- the page ----

echo '## Relevance'
echo
echo 'Made by `make bench-relevance`; do not edit.'
echo
bench/machine.sh
echo
if [ ${#measured[@]} -gt 0 ]; then
    summary "${measured[@]}"
    cat <<'END'

Plain BM25 (Xapian's settings, k1 1.0, b 0.5) ranks all words of a query over
one field, title and text (of UN passages the text alone: their titles only name
state, year and speaker); the default ranks each collection with the same
settings. p: randomization test on nDCG@10 over topics, with Holm's correction
for the models of the collection's table. Judged topics for which nothing is
found count as 0. For the UN debates AP is that of grade 2 and 3 over judged
passages alone, since the pool is shallow.
END
fi
for name in $collections; do
    printf '\n### %s\n' "$name"
    if [ ! -e "$work/$name.md" ]; then
        skipped "$shared/ir/$name"
        continue
    fi
    printf '\n%s documents.\n\n' "$(wc -l <"$shared/ir/$name/docs.jsonl")"
    cat <<END
    $ demarche index -d $name --format jsonl ../shared/ir/$name/docs.jsonl
    $ demarche bench run -d $name --model $against ../shared/ir/$name/queries.tsv > $against
    $ demarche bench run -d $name ../shared/ir/$name/queries.tsv > default
    $ demarche bench compare -c --qrels ../shared/ir/$name/qrels.txt -m nDCG@10,AP,R@100 $against ... default

END
    cat "$work/$name.md"
done
printf '\n### UN debates\n'
if [ -z "$un" ]; then
    skipped "$shared/ungdc"
else
    cat <<END

537,874 passages, 12 topics; the query is the topic's text.

    $ passages.py ungdc ungdc/speakers.tsv un.jsonl
    $ demarche index -d un --format jsonl un.jsonl
    $ demarche bench run -d un ../shared/ungdc/queries-dev.jsonl > default
    $ demarche bench compare -c --qrels ../shared/ungdc/qrels-dev.txt -m 'nDCG@10,$judged_ap,AP' $against ... default

END
    cat "$work/un.md"
    printf '\nThe same with the description: `--field text,description`.\n\n'
    cat "$work/un-description.md"
    cat <<'END'

Passages that no pool held count as wrong above. Those among the default's best
ten were read and graded by the topics' narratives (bench/judgements/ungdc.txt);
with them, which says nothing of the other models:
END
    cat "$qrels" bench/judgements/ungdc.txt >"$work/qrels"
    shown demarche bench eval -c -m nDCG@10,Judged@10 "$work/qrels" \
        "$work/un.default"
    printf '\n### Time\n\nThe queries of the UN topics, warm, the best 10.\n'
    jq -r '"UN\t" + .text' "$queries" >"$work/timed"
    for model in $against $ours; do
        shown demarche bench speed -d "$un" --model "$model" "$work/timed"
    done
fi

# ---- settings chosen elsewhere ----

if [ ${#measured[@]} -gt 1 ]; then
    say 'tuning'
    left=()
    for name in "${measured[@]}"; do
        case $name in
        un) left+=(-c "$un,$queries,$qrels") ;;
        un-*) ;;
        *) left+=(-c "$kept/$name,$shared/ir/$name/queries.tsv,$shared/ir/$name/qrels.txt") ;;
        esac
    done
    printf '\n### Settings chosen on the other collections\n\n'
    echo 'Each collection is left out in turn, and measured with the settings that'
    echo 'are best on the others; beside it, the default as it is.'
    shown demarche bench tune "${left[@]}" -n 10 -p k1=0.9,1.2,1.6 \
        -p b=0.25,0.4,0.5 -p portion=0,0.2,0.3,0.4
fi
