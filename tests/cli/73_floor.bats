# Ranking may not become worse, unseen: the sample collection's topics and
# their words are held against its judgements. The floors are a little under
# what was measured when they were set (beside each); who betters that raises
# them.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    export DEMARCHE_INDEX=sample
    demarche index -q "$TOP/corpus/statements"
    cat "$TOP"/corpus/judgements/*.qrels >qrels
}

# is_over RUN MEASURE FLOOR: every judged topic counts.
is_over() {
    demarche bench eval -c -m "$2" qrels "$1" 2>/dev/null |
        awk -F '\t' -v floor="$3" '{ gsub(/ /, "", $1) }
            $1 != "runid" && $1 != "num_q" { print; found = 1
                if ($3 + 0 < floor) failed = 1 }
            END { exit failed || !found }'
}

@test "the sample's topics are found as well as ever" {
    demarche bench run --all-topics >topics.run
    is_over topics.run 'nDCG@10' 0.91           # 0.9225
    is_over topics.run 'AP(rel=2)' 0.88         # 0.8953
    is_over topics.run 'R(rel=2)@100' 0.92      # 0.9376
}

@test "so are their words" {
    demarche bench run "$TOP/bench/queries/sample.tsv" >words.run
    is_over words.run 'nDCG@10' 0.67            # 0.6844
    is_over words.run 'AP(rel=2)' 0.40          # 0.4174
}
