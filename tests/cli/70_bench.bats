# demarche bench: eval prints what trec_eval prints, and says what is wrong.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    printf '%s\n' 't1 0 a 2' 't1 0 b 0' 't1 0 c 1' 't2 0 a 1' >qrels
    printf '%s\n' 't1 Q0 b 1 3 tag' 't1 Q0 a 2 2 tag' 't1 Q0 x 3 1.5 tag' \
        't1 Q0 c 4 1 tag' >run
}

@test "eval averages over the topics that both files have" {
    run --separate-stderr demarche bench eval -m runid,num_q -m num_rel,map \
        -m P_5,ndcg_cut_10 qrels run
    assert_success
    # map = (1/2 + 2/4) / 2; ndcg = (2/log2(3) + 1/log2(5)) / (2 + 1/log2(3))
    assert_output - <<END
$(printf '%-22s\t%s\t%s\n' runid all tag num_q all 1 num_rel all 2 \
        map all 0.5000 P_5 all 0.4000 ndcg_cut_10 all 0.6433)
END
    [[ $stderr == *"1 of 2 judged topics are not in the run"* ]]
}

@test "eval --complete counts a topic without hits as 0" {
    run demarche bench eval -c -m num_q,map qrels run
    assert_success
    assert_line "$(printf '%-22s\t%s\t%s' num_q all 2)"
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.2500)"
}

@test "eval -q prints each topic first" {
    run demarche bench eval -q -m map qrels run
    assert_success
    assert_line "$(printf '%-22s\t%s\t%s' map t1 0.5000)"
}

@test "eval --rel and --condensed" {
    run demarche bench eval --rel 2 -m map qrels run
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.5000)"
    run demarche bench eval --condensed -m map qrels run
    assert_line "$(printf '%-22s\t%s\t%s' map all 0.5833)"
}

# official TOPIC: trec_eval's official figures of the run above.
# Relevant are ranks 2 and 4 of 4; rank 1 is judged and not, so bpref is
# (1 - 1/1 + 1 - 1/1) / 2.
official() {
    printf '%-22s\t'"$1"'\t%s\n' num_ret 4 num_rel 2 num_rel_ret 2 map 0.5000
    [ "$1" = t1 ] || printf '%-22s\t%s\t%s\n' gm_map all 0.5000
    printf '%-22s\t'"$1"'\t%s\n' Rprec 0.5000 bpref 0.0000 recip_rank 0.5000
    for level in 0.00 0.10 0.20 0.30 0.40 0.50 0.60 0.70 0.80 0.90 1.00; do
        printf '%-22s\t%s\t0.5000\n' iprec_at_recall_$level "$1"
    done
    printf '%-22s\t'"$1"'\t%s\n' P_5 0.4000 P_10 0.2000 P_15 0.1333 \
        P_20 0.1000 P_30 0.0667 P_100 0.0200 P_200 0.0100 P_500 0.0040 \
        P_1000 0.0020
}

@test "eval prints trec_eval's official figures, byte for byte" {
    run --separate-stderr demarche bench eval -q qrels run
    assert_success
    assert_output "$(official t1
        printf '%-22s\tall\t%s\n' runid tag num_q 1
        official all)"
    run --separate-stderr demarche bench eval -q -n qrels run
    assert_output "$(official t1)"
}

@test "eval -M cuts the run, -J leaves unjudged passages out" {
    run --separate-stderr demarche bench eval -M 2 -m num_ret,map qrels run
    assert_line "$(printf '%-22s\tall\t2' num_ret)"
    assert_line "$(printf '%-22s\tall\t0.2500' map)"
    run --separate-stderr demarche bench eval -J -m num_ret,map qrels run
    assert_line "$(printf '%-22s\tall\t3' num_ret)"
    assert_line "$(printf '%-22s\tall\t0.5833' map)"
}

@test "eval takes ir_measures' names, and prints them" {
    run --separate-stderr demarche bench eval -m "AP(rel=2)" \
        -m "RR@1,Judged@10,P@4" qrels run
    assert_success
    assert_output "$(printf '%-22s\tall\t%s\n' 'AP(rel=2)' 0.5000 \
        RR@1 0.0000 Judged@10 0.7500 P@4 0.5000)"
}

@test "eval --json and --csv" {
    run --separate-stderr demarche bench eval -q --json -m map,gm_map,P_4 qrels run
    assert_success
    assert_output - <<'END'
{"schema":1,"run":"tag","topic":"t1","measures":{"map":0.500000,"P_4":0.500000}}
{"schema":1,"run":"tag","topic":null,"topics":1,"measures":{"map":0.500000,"gm_map":0.500000,"P_4":0.500000}}
END
    sed -i 's/^t1/"1,2"/' qrels run
    run --separate-stderr demarche bench eval -q --csv -m map,num_rel,gm_map qrels run
    assert_success
    assert_output "$(printf '%s\r\n' run,topic,num_rel,map,gm_map \
        'tag,"""1,2""",2,0.500000,' tag,all,2,0.500000,0.500000)"
    run demarche bench eval --csv --json qrels run
    assert_failure 2
}

@test "eval warns of topics that have no figure of their own" {
    echo 't3 Q0 a 1 1 tag' >>run
    printf '%s\n' 't2 Q0 b 1 1 tag' >>run
    sed -i 's/^t2 0 a 1/t2 0 a 0/' qrels
    run --separate-stderr demarche bench eval -m map qrels run
    assert_success
    [[ $stderr == *"1 topics of the run have no judgements"* ]]
    [[ $stderr == *"1 topics have no relevant passage"* ]]
}

@test "eval reads pipes, CRLF, tabs, a mark of UTF-8" {
    sed -i '1s/^/\xEF\xBB\xBF/; s/ /\t/g; s/$/ \r/' run
    run --separate-stderr demarche bench eval -m map qrels - <run
    assert_output "$(printf '%-22s\tall\t0.5000' map)"
    run --separate-stderr demarche bench eval -m map <(cat qrels) <(cat run)
    assert_output "$(printf '%-22s\tall\t0.5000' map)"
}

@test "eval gives no figure for an empty run, nor for one that lists twice" {
    : >empty
    run demarche bench eval qrels empty
    assert_failure 2
    assert_output --partial 'empty: no line of a run in it'
    run demarche bench eval empty run
    assert_failure 2
    assert_output --partial 'empty: no judgement in it'
    echo 't1 Q0 b 1 0.5 tag' >>run
    run demarche bench eval qrels run
    assert_failure 2
    assert_output --partial "run:5:7: 'b' was found for 't1' on line 1 already"
    run demarche bench eval qrels .
    assert_failure 2
    assert_output --partial '.: is a folder'
}

@test "eval holds a million lines in 160 MB, in any order" {
    [[ $OUT != *asan* && $OUT != *coverage* ]] || skip 'no room for its shadow'
    awk 'BEGIN { for (rank = 1; rank <= 1000; rank++)
        for (topic = 1; topic <= 1000; topic++)
            print "t" topic " Q0 a-passage-of-topic-" topic "#" rank, rank,
                1000 - rank, "tag" }' >run
    # shellcheck disable=SC2016 # the inner shell's
    run --separate-stderr bash -c 'ulimit -v 160000
        demarche bench eval -m num_ret,num_q qrels run'
    assert_success
    assert_output "$(printf '%-22s\tall\t%s\n' num_q 2 num_ret 2000)"
}

@test "eval names file, line and column of what is wrong" {
    echo 't1 Q0 y 5 much tag' >>run
    run demarche bench eval qrels run
    assert_failure 2
    assert_output --partial "run:5:11: expected a score, a number, not 'much'"
}

@test "eval of files without a common topic fails" {
    echo 't9 Q0 a 1 3 tag' >run
    run demarche bench eval qrels run
    assert_failure 2
    assert_output --partial "no topic in common: the first ones are 't1' and 't9'"
}

@test "eval: wrong usage" {
    run demarche bench eval qrels
    assert_failure 2
    run demarche bench eval -m map,nonsense qrels run
    assert_failure 2
    assert_output --partial "no measure 'nonsense'"
    run demarche bench eval qrels missing
    assert_failure 2
    assert_output --partial 'missing'
}

@test "structure: a folder without gold files is named" {
    mkdir gold
    run demarche bench structure gold
    assert_failure 2
    assert_output --partial 'gold/gold-statements.jsonl'
}


# sample_index: two pages and two records in indexes of their own.
sample_index() {
    printf '%s\n\n' 'Meeting of the two ministers' 'July 31, 2018' \
        'The ministers talked about missile defence and the missile shield.' \
        'They met again in the evening and spoke about trade and fisheries.' \
        >page.txt
    printf '%s\n' '{"_id":"r1","text":"Missile defence is a concern.","metadata":{"language":"en"}}' \
        '{"_id":"r2","text":"Trade in fish (and crabs) grows."}' >records.jsonl
    demarche index -d pages page.txt
    demarche index -d records records.jsonl
    printf 'q1\tmissile (defence): "shield\nq2\tNOT fish -trade\n' >queries.tsv
}

@test "run names passages, or records where each is one passage" {
    sample_index
    run --separate-stderr demarche bench run -d records --tag t queries.tsv
    assert_success
    assert_line --index 0 --regexp '^q1 Q0 r1 1 [0-9.]+ t$'
    assert_line --index 1 --regexp '^q2 Q0 r2 1 [0-9.]+ t$'
    run --separate-stderr demarche bench run -d pages queries.tsv
    assert_success
    assert_line --regexp '^q1 Q0 page#[0-9]+ 1 [0-9.]+ demarche$'
}

@test "run takes settings, the query language and topics" {
    sample_index
    run demarche bench run -d records --b 2 queries.tsv
    assert_failure 2
    assert_output --partial "--b: '2' is no number from 0 to 1"
    run demarche bench run -d records --syntax queries.tsv
    assert_failure 2
    assert_output --partial "query 'q1'"
    run --separate-stderr demarche bench run -d records --all-topics
    assert_success
    assert_line --regexp '^missile-defense Q0 r1 1 '
    run demarche bench run -d records
    assert_failure 2
}

@test "speed prints a line a kind" {
    sample_index
    printf 'words\tmissile\nphrase\t"missile defence"\nwords\ttrade\n' >timed
    run --separate-stderr demarche bench speed -d records -r 3 timed
    assert_success
    assert_line --index 1 --regexp '^words +2 +6 +[0-9.]+ +[0-9.]+ +[0-9.]+$'
    assert_line --index 2 --regexp '^phrase +1 +3 '
    echo 'no tab' >timed
    run demarche bench speed -d records timed
    assert_failure 2
    assert_output --partial 'timed:1:'
}

@test "run reads TREC topics, by any name of a field" {
    sample_index
    printf '%s\n' '<top>' '<num> Number: 07' '<title> missile' \
        '<desc> Description:' 'trade in fish' '</top>' >topics
    run --separate-stderr demarche bench run -d records topics
    assert_success
    assert_output --regexp '^7 Q0 r1 1 [0-9.]+ demarche$'
    run --separate-stderr demarche bench run -d records --field description topics
    assert_output --regexp '^7 Q0 r2 1 [0-9.]+ demarche$'
    run demarche bench run -d records --field dsc topics
    assert_failure 2
    assert_output --partial "topics:1:1: query '7' asks for nothing"
}

@test "run is the same whatever the number of jobs" {
    for i in {1..40}; do
        printf '{"_id":"d%d","text":"word%d word%d treaty"}\n' \
            "$i" "$((i % 7))" "$((i % 5))"
        printf 'q%d\tword%d treaty\n' "$i" "$((i % 9))" >>many.tsv
    done >many.jsonl
    demarche index -q -d many many.jsonl
    demarche bench run -d many -j 1 many.tsv >one
    demarche bench run -d many -j 5 many.tsv >five
    [ -s one ]
    cmp one five
    # Scores fall strictly within a topic.
    awk '$1 == topic && $5 >= score { exit 1 } { topic = $1; score = $5 }' one
}

@test "run --model takes a model by name and lists them" {
    sample_index
    run --separate-stderr demarche bench run --model list
    assert_success
    assert_line --regexp '^bm25:anserini +k1 0.9 +b 0.4 '
    run demarche bench run -d records --model bm26 queries.tsv
    assert_failure 2
    assert_output --partial "--model: there is no 'bm26'"
    demarche bench run -d records --model bm25:terrier queries.tsv >preset
    demarche bench run -d records --model bm25 --k1 1.2 --b 0.75 queries.tsv >given
    cmp preset given
    run ! cmp preset <(demarche bench run -d records --model bm25 queries.tsv)
}

@test "run ranks stop words by plain BM25 alone" {
    printf '%s\n' '{"_id":"a","text":"the fish of the sea"}' \
        '{"_id":"b","text":"trade of which we heard"}' >stop.jsonl
    printf 'q\twhich fish\n' >stop.tsv
    demarche index -q -d stop stop.jsonl
    run --separate-stderr demarche bench run -d stop stop.tsv
    assert_output --regexp '^q Q0 a 1 [0-9.]+ demarche$'
    run --separate-stderr demarche bench run -d stop --model bm25 stop.tsv
    [ "${#lines[@]}" -eq 2 ]
}

@test "run --time tells the median on stderr; an empty index is named" {
    sample_index
    run --separate-stderr demarche bench run -d records --time queries.tsv
    assert_success
    [[ $stderr =~ "2 queries, median "[0-9.]+" ms" ]]
    : >empty.jsonl
    demarche index -q -d empty empty.jsonl || true
    run demarche bench run -d empty queries.tsv
    assert_failure 2
    assert_output --partial 'empty: the index is empty'
}

@test "bench without a verb lists the verbs" {
    run demarche bench
    assert_failure 2
    assert_line --regexp '^  run +answer many queries'
}

@test "topics are counted, and how long they take to load" {
    cat >few.ttl <<'TEXT'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dm: <urn:demarche:ns#> .
<urn:x:a> a dm:Topic ; skos:prefLabel "sea"@en, "mer"@fr .
<urn:x:b> a skos:Concept ; skos:prefLabel "tide"@en .
TEXT
    run demarche bench topics --rounds 3 few.ttl
    assert_success
    assert_line --regexp '^topics +1$'
    assert_line --regexp '^concepts +1$'
    assert_line --regexp '^labels +3$'
    assert_line --regexp '^load, median CPU ms +[0-9]+\.[0-9]{3}$'
    run demarche bench topics nowhere.ttl
    assert_failure 2
    assert_output --partial 'nowhere.ttl'
}

@test "the table that comes with the program holds 400 concepts at least" {
    run bash -c 'env -u DEMARCHE_TOPICS demarche bench topics -r 1 |
        awk "\$1 == \"concepts\" { print \$2 }"'
    assert_success
    [ "$output" -ge 400 ]
}

@test "run names two records of one id, and prints nothing of them" {
    echo '{"_id":"a","text":"fish and nets"}' >one.jsonl
    echo '{"_id":"a","text":"fish and boats"}' >two.jsonl
    demarche index -q -d twice one.jsonl two.jsonl
    printf 'q\tfish\n' >twice.tsv
    run --separate-stderr demarche bench run -d twice twice.tsv
    assert_failure 2
    assert_output ''
    [[ $stderr == *"query 'q': two passages are called 'a"* ]]
}
