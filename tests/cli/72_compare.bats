# demarche bench compare: means, topics, tests and plots of several runs.

load helper
bats_require_minimum_version 1.5.0

# Six topics with one relevant passage each; "a" has it at ranks 2 2 2 2 2 1,
# "b" at 1 1 1 1 1 2: five reciprocal ranks better by 1/2, one worse by 1/2.
more_setup() {
    for topic in 1 2 3 4 5 6; do
        echo "t$topic 0 good 1"
        echo "t$topic 0 bad 0"
    done >qrels
    ranks a 2 2 2 2 2 1 >a.run
    ranks b 1 1 1 1 1 2 >b.run
}

# ranks TAG RANK...: a run with the relevant passage at these ranks.
ranks() {
    local tag=$1 topic=0 rank
    shift
    for rank in "$@"; do
        topic=$((topic + 1))
        echo "t$topic Q0 good $rank $((10 - rank)) $tag"
        echo "t$topic Q0 bad $((3 - rank)) $((7 + rank)) $tag"
    done
}

# compare ARGUMENT...: with the judgements; stderr apart.
compare() {
    run --separate-stderr demarche bench compare --qrels qrels "$@"
}

@test "compare prints means, topics won, and both tests" {
    compare -m recip_rank a.run b.run
    assert_success
    # Means (5/2 + 1)/6 and (5 + 1/2)/6. Differences five times 1/2 and once
    # -1/2: mean 1/3, s^2 = 1/6, t = (1/3) / sqrt(1/36) = 2; with 5 degrees of
    # freedom p = 0.1019. Signs: 6 or 5 or 1 or 0 of six agree: 14/64.
    assert_output - <<'END'
6 topics

run                       recip_rank  unjudged@10
1 a                           0.5833       0.0000
2 b                           0.9167       0.0000

recip_rank
          difference  better  equal  worse    t-test     Holm  random.     Holm
2 - 1         +0.3333       5      0      1    0.1019   0.1019   0.2188   0.2188
END
}

@test "compare corrects for several comparisons" {
    ranks c 1 1 1 1 1 1 >c.run
    compare -m recip_rank a.run b.run c.run
    assert_success
    # 3 - 1: five times 1/2: 5/12, t = 5, p = 0.0041; 2/32 ways. Holm doubles
    # the smaller p of each test.
    assert_line '2 - 1         +0.3333       5      0      1    0.1019   0.1019   0.2188   0.2188'
    assert_line '3 - 1         +0.4167       5      1      0    0.0041   0.0082   0.0625   0.1250'
    compare -m recip_rank --all-pairs a.run b.run c.run
    assert_line '3 - 1         +0.4167       5      1      0    0.0041   0.0123   0.0625   0.1875'
    assert_line --regexp '^3 - 2 +\+0.0833 +1 +5 +0 '
}

@test "compare has no p where there is none" {
    compare -m recip_rank a.run a.run
    assert_success
    assert_line --regexp '^2 - 1 +\+0.0000 +0 +6 +0 +- +- +1.0000 +1.0000$'
    grep '^t1 ' a.run >one.run
    grep '^t1 ' qrels >q && mv q qrels
    ranks b 1 >b.run
    compare -m recip_rank one.run b.run
    assert_line --regexp '^2 - 1 +\+0.5000 +1 +0 +0 +- +- +1.0000 +1.0000$'
}

@test "compare -q shows each topic" {
    compare -q -m recip_rank a.run b.run
    assert_line --index 0 'recip_rank                      1        2    2 - 1'
    assert_line --index 1 't1                         0.5000   1.0000  +0.5000'
    assert_line --index 6 't6                         1.0000   0.5000  -0.5000'
}

@test "compare counts what nobody has judged, and what a run lacks" {
    sed -i 's/bad/new/' b.run
    sed -i '/^t3/d' b.run
    compare -m recip_rank a.run b.run
    assert_success
    assert_line --regexp '^2 b +0\.7500 +0\.5000$'
    [[ $stderr == *"b.run lacks 1 of the topics"* ]]
    sed -i '/^t3/d' a.run
    compare -m recip_rank a.run b.run
    assert_line '5 topics'
    [[ $stderr == *"1 judged topics are in no run"* ]]
    compare -c -m recip_rank a.run b.run
    assert_line '6 topics'
}

@test "compare --json" {
    compare -q --json -m recip_rank a.run b.run
    assert_success
    run jq -c '.schema, .topics, .runs[1], .comparisons[0], .values[5]' <<<"$output"
    assert_output - <<'END'
1
6
{"run":"b","file":"b.run","measures":{"recip_rank":0.916667},"unjudged@10":0}
{"measure":"recip_rank","run":"b","against":"a","difference":0.333333,"better":5,"equal":0,"worse":1,"t":2,"t_p":0.101939,"t_p_holm":0.101939,"randomization_p":0.21875,"randomization_p_holm":0.21875}
{"topic":"t6","measures":{"recip_rank":[1,0.5]}}
END
}

@test "compare draws, with signs of two kinds and as a picture" {
    compare -m recip_rank --plot a.run b.run
    assert_success
    assert_line 'left: 1 a is better (1); right: 2 b is better (5)'
    assert_line 't1                                            │███████████████████████ +0.5000'
    compare -m recip_rank --ascii a.run b.run
    assert_line 't6                     -----------------------|                        -0.5000'
    compare -m recip_rank --svg picture.svg a.run b.run
    assert_success
    run grep -c '<rect .*class="better"' picture.svg
    assert_output 5
    python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("picture.svg")'
}

@test "compare gives the same bytes each time, and heeds its seed" {
    # 30 of 60 topics differ, so that signs are drawn.
    for topic in $(seq 60); do
        echo "t$topic 0 good 1"
    done >qrels
    # shellcheck disable=SC2046 # numbers
    ranks a $(seq 60 | awk '{ print 1 + ($1 % 3 == 0) }') >a.run
    # shellcheck disable=SC2046 # numbers
    ranks b $(seq 60 | awk '{ print 1 + ($1 % 2 == 0) }') >b.run
    compare -m recip_rank a.run b.run
    first=$output
    compare -m recip_rank a.run b.run
    assert_output "$first"
    compare --json --rounds 500 --seed 2 a.run b.run
    second=$output
    compare --json --rounds 500 --seed 3 a.run b.run
    refute_output "$second"
}

@test "compare: runs of one tag are named by their files" {
    mkdir x
    sed 's/ b$/ a/' b.run >x/b.run
    compare -m recip_rank a.run x/b.run
    assert_line --regexp '^2 b.run '
    cp x/b.run x/a.run
    compare -m recip_rank a.run x/a.run
    assert_line --regexp '^2 x/a.run '
}

@test "compare: wrong usage" {
    compare a.run
    assert_failure 2
    run demarche bench compare a.run b.run
    assert_failure 2
    assert_output --partial '--qrels FILE is wanted'
    compare -m gm_map a.run b.run
    assert_failure 2
    compare --rounds 0 a.run b.run
    assert_failure 2
    echo 't9 Q0 good 1 1 x' >other.run
    run demarche bench compare --qrels qrels a.run other.run
    assert_failure 2
    assert_output --partial 'other.run has no topic that is judged'
    run demarche bench compare --qrels qrels --svg missing/picture.svg a.run b.run
    assert_failure 2
}
