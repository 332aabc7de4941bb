# demarche bench judge: pools, judgements read back, judgements that follow
# their passages.

load helper
bats_require_minimum_version 1.5.0

more_setup() {
    printf '%s\n\n' 'Meeting of the two ministers' 'July 31, 2018' \
        'The ministers talked at length about missile defence and the shield that both of them want.' \
        'They met again in the evening and spoke about trade, fisheries and the crabs of the north.' \
        '"Our ties are old," the minister said, and he went on to speak of the visas of students.' \
        >page.txt
    demarche index -d index page.txt
    printf 'one Q0 page#%s 1 %s a\n' 1 9 2 8 >a.run
    printf 'one Q0 page#%s 1 %s b\n' 3 9 1 8 >b.run
    printf 'two Q0 page#%s 1 %s b\n' 2 9 >>b.run
}

judge() {
    run --separate-stderr demarche bench judge "$@"
}

# grade TOPIC PASSAGE GRADE: fill in the pool.
grade() {
    awk -F'\t' -v OFS='\t' -v topic="$1" -v passage="$2" -v grade="$3" '
        $1 == topic && $2 == passage { $4 = grade } { print }' pool >new
    mv new pool
}

@test "judge pool lists what runs found, and not in their order" {
    judge pool -d index a.run b.run
    assert_success
    assert_line --index 0 "$(printf 'topic\tpassage\thash\tgrade\ttitle\tdate\ttext')"
    [ "${#lines[@]}" -eq 5 ]
    assert_line --regexp "^two	page#2	[0-9a-f]{16}		Meeting of the two ministers	2018-07-31	They met "
    # A text that begins with a quote would open a cell in a spreadsheet.
    assert_line --partial "	 \"Our ties are old,\" the minister"
    first=$output
    judge pool -d index b.run a.run
    assert_output "$first"
    judge pool -d index --depth 1 a.run b.run
    [ "${#lines[@]}" -eq 4 ]
    refute_line --partial 'one	page#2'
}

@test "judge pool fills in the grades that are known" {
    echo 'one 0 page#2 3' >qrels
    judge pool -d index --qrels qrels a.run b.run
    assert_line --regexp '^one	page#2	[0-9a-f]{16}	3	'
    assert_line --regexp '^two	page#2	[0-9a-f]{16}		'
    judge pool -d index --qrels qrels --unjudged a.run b.run
    [ "${#lines[@]}" -eq 4 ]
    refute_line --partial 'one	page#2'
}

@test "judge pool says what the index does not hold" {
    echo 'one Q0 page#99 1 7 a' >>a.run
    judge pool -d index a.run
    assert_success
    [[ $stderr == *"1 passages, such as 'page#99', are not in the index"* ]]
    echo 'one Q0 page#99 1 7 a' >a.run
    judge pool -d index a.run
    assert_failure 2
    [[ $stderr == *"none of the runs' passages, such as 'page#99'"* ]]
}

@test "judge read gives judgements of what has a grade" {
    demarche bench judge pool -d index a.run b.run >pool
    grade one page#3 2
    grade one page#1 0
    grade two page#2 -1
    judge read pool
    assert_success
    assert_output - <<'END'
one 0 page#1 0
one 0 page#3 2
two 0 page#2 -1
END
    [[ $stderr == *"1 passages have no grade yet"* ]]
    printf 'one 0 %s\n' 'page#1 3' 'page#7 1' >old
    judge read --qrels old pool
    assert_line 'one 0 page#1 0'
    assert_line 'one 0 page#7 1'
}

@test "judge read takes what a spreadsheet has saved" {
    demarche bench judge pool -d index a.run >pool
    grade one page#1 ' 3 '
    sed -i '1s/^/\xEF\xBB\xBF/; s/$/\r/' pool
    cut -f1-4 pool >short
    for file in pool short; do
        judge read $file
        assert_success
        assert_output 'one 0 page#1 3'
    done
}

@test "judge read names file, line and column of what is wrong" {
    demarche bench judge pool -d index a.run >pool
    judge read pool
    assert_failure 2
    [[ $stderr == *"pool: no grade in it"* ]]
    cp pool whole
    grade one page#1 '2?'
    line=$(grep -n '2?' pool | cut -d: -f1)
    judge read pool
    assert_failure 2
    [[ $stderr == *"pool:$line:29: expected a grade, a whole number, not '2?'"* ]]
    cp whole pool
    sed -i '2s/\t.*//' pool
    judge read pool
    [[ $stderr == *"pool:2:4: expected 7 columns parted by tabs"* ]]
    sed '1d' whole >pool
    judge read pool
    [[ $stderr == *"pool:1:1: expected the head of a pool"* ]]
    cp whole pool
    grade one page#1 2
    cp pool other
    grade one page#1 1
    judge read pool other
    assert_failure 2
    [[ $stderr == *"'page#1' has grade "*" for 'one', and "*" by "* ]]
}

@test "judgements follow their passages when the cut has changed" {
    demarche bench judge pool -d index a.run b.run >pool
    grade one page#1 2
    grade one page#3 1
    grade two page#2 3
    demarche bench judge read --with-hash pool >qrels
    # A new passage in front gives every other one the next number; the
    # second one is rewritten.
    sed -i 's/^The ministers talked/The two governments thanked the hosts of the meeting for all their work this week.\n\n&/
        s/trade, fisheries/many other things/' page.txt
    demarche index -d index page.txt
    judge follow -d index qrels
    assert_failure 1
    assert_line --regexp '^one 0 page#2 2 [0-9a-f]{16}$'
    assert_line --regexp '^one 0 page#4 1 [0-9a-f]{16}$'
    [ "${#lines[@]}" -eq 2 ]
    [[ $stderr == *"'page#2' of topic 'two' (grade 3) is gone"* ]]
    [[ $stderr == *"1 judgements could not be followed"* ]]
}

@test "judgements without a hash follow by a list of hashes" {
    echo 'one 0 page#1 2' >qrels
    demarche bench judge hashes -d index qrels >hashes
    run cat hashes
    assert_output --regexp '^page#1	[0-9a-f]{16}$'
    sed -i 's/^The ministers talked/The two governments thanked the hosts of the meeting for all their work this week.\n\n&/' page.txt
    demarche index -d index page.txt
    judge follow -d index --hashes hashes qrels
    assert_success
    assert_output --regexp '^one 0 page#2 2$'
    judge follow -d index qrels
    assert_success
    assert_output 'one 0 page#1 2'
    [[ $stderr == *"1 judgements have no content hash"* ]]
    echo 'page#1 12' >hashes
    judge follow -d index --hashes hashes qrels
    assert_failure 2
    [[ $stderr == *"hashes:1:8: expected a passage and a hash"* ]]
}

@test "judgements of passages with one text go to different ones" {
    text='The ministers agreed that they would meet again before the year is out.'
    printf '%s\n\n' 'Meeting of the two ministers' 'July 31, 2018' "$text" \
        "$text" 'They spoke about trade, fisheries and the crabs of the north.' \
        >twin.txt
    demarche index -d twins twin.txt
    printf 'one 0 twin#%s 2\n' 1 2 >qrels
    demarche bench judge hashes -d twins qrels >hashes
    sed -i '3s/^/The two governments thanked the hosts of the meeting for their work.\n\n/' twin.txt
    demarche index -d twins twin.txt
    judge follow -d twins --hashes hashes qrels
    assert_success
    assert_output "$(printf 'one 0 twin#%s 2\n' 2 3)"
}

@test "judgements of records are found by the records' ids" {
    # Ids that look like a passage's are records' all the same.
    printf '%s\n' '{"_id":"r#1","text":"Missile defence is a concern."}' \
        '{"_id":"r#2","text":"Trade in fish grows."}' >records.jsonl
    demarche index -d records records.jsonl
    printf 'one Q0 %s 1 %s a\n' r#1 9 r#2 8 >a.run
    demarche bench judge pool -d records a.run >pool
    grade one r#1 2
    demarche bench judge read --with-hash pool >qrels
    judge follow -d records qrels
    assert_success
    assert_output "$(cat qrels)"
    # Measured as any judgements, hash or not.
    run --separate-stderr demarche bench eval -m recip_rank qrels a.run
    assert_output "$(printf '%-22s\tall\t1.0000' recip_rank)"
    sed -i 's/concern/worry/' records.jsonl
    demarche index -d records records.jsonl
    judge follow -d records qrels
    assert_failure 1
    assert_output ''
}

@test "judge: wrong usage" {
    judge
    assert_failure 2
    judge nonsense pool
    assert_failure 2
    [[ $stderr == *"'nonsense' is none of pool, read, hashes, follow"* ]]
    judge pool -d index
    assert_failure 2
    judge follow -d index a b
    assert_failure 2
    judge pool -d missing a.run
    assert_failure 2
    [[ $stderr == *missing* ]]
    echo 'one 0 nothing#1 1' >qrels
    judge hashes -d index qrels
    assert_failure 2
    [[ $stderr == *"'nothing#1' is judged, but not in the index"* ]]
}
