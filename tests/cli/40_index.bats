# demarche index: what is read, what is skipped, what is removed.

bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$BATS_TEST_TMPDIR/index
    mkdir -p all/2018 all/2019
    echo 'The ministers spoke about fisheries in the northern sea.' \
        >all/2018/fish.txt
    echo 'The ministers spoke about visas and about trade.' >all/2018/visas.txt
    echo 'The ministers spoke about energy and about the climate.' \
        >all/2019/energy.txt
}

# All that an index holds, statement by statement, whatever its shards.
content() {
    demarche search -d "${1:-$DEMARCHE_INDEX}" -n 1000 --json --all-copies \
        'ministers' | jq -r '[.id, .text] | join(" ")' | sort
}

@test "a folder is indexed, and stdout stays empty" {
    run --separate-stderr demarche index all
    assert_success
    [ -z "$output" ]
    [[ $stderr == *'3 files, 3 statements, 3 passages in '* ]]
    [ "$(content | cut -d' ' -f1 | tr '\n' ' ')" = 'energy#1 fish#1 visas#1 ' ]
    run demarche check
    assert_success
}

@test "what has not changed is not read again" {
    demarche index all
    before=$(cd "$DEMARCHE_INDEX" && find . -type f -exec md5sum {} + | sort)
    run demarche index all
    assert_success
    assert_output --partial '0 files, 0 statements, 0 passages'
    assert_output --partial '3 unchanged'
    after=$(cd "$DEMARCHE_INDEX" && find . -type f -exec md5sum {} + | sort)
    [ "$before" = "$after" ]
}

@test "a file that was only touched is not read again" {
    demarche index all
    touch -d '2001-02-03' all/2018/fish.txt
    run demarche index all
    assert_output --partial '0 files, 0 statements, 0 passages'
    assert_output --partial '3 unchanged'
    run demarche index all
    assert_output --partial '3 unchanged'
    [ "$(content | wc -l)" -eq 3 ]
}

@test "a changed file replaces its passages" {
    demarche index all
    printf 'The ministers spoke about space.\n' >all/2018/fish.txt
    run demarche index all
    assert_success
    assert_output --partial '1 files, 1 statements, 1 passages'
    [ "$(content | grep '^fish')" = 'fish#1 The ministers spoke about space.' ]
    [ "$(content | wc -l)" -eq 3 ]
    run demarche check
    assert_success
}

@test "a change of the same size at the same time is found by its time alone" {
    demarche index all
    sed -i s/fisheries/fishermen/ all/2018/fish.txt
    touch -d '2001-02-03' all/2018/fish.txt
    run demarche index all
    assert_output --partial '1 files'
    [[ $(content | grep '^fish') == *fishermen* ]]
}

@test "other options read the files again" {
    demarche index all
    run demarche index --issuer 'Ministry of Fish' --side Japan all
    assert_output --partial '3 files'
    run demarche index --issuer 'Ministry of Fish' --side Japan all
    assert_output --partial '3 unchanged'
    printf 'glob\tdate\nfish.txt\t2018-01-02\n' >all/demarche.tsv
    run demarche index --issuer 'Ministry of Fish' --side Japan all
    assert_output --partial '1 files'
    assert_output --partial '2 unchanged'
    run demarche index --force --issuer 'Ministry of Fish' --side Japan all
    assert_output --partial '3 files'
    [ "$(demarche search --json fisheries |
        jq -r '[.issuer, .issuer_side, .date] | join("|")')" = \
        'Ministry of Fish|Japan|2018-01-02' ]
}

@test "--prune removes what is gone, and only below the folders named" {
    demarche index all
    rm all/2018/fish.txt all/2019/energy.txt
    run demarche index all/2018
    assert_success
    [ "$(content | wc -l)" -eq 3 ]
    run demarche index --prune all/2018
    assert_success
    assert_output --partial '1 removed'
    [ "$(content | cut -d' ' -f1 | tr '\n' ' ')" = 'energy#1 visas#1 ' ]
    run demarche index --prune all
    [ "$(content | cut -d' ' -f1 | tr '\n' ' ')" = 'visas#1 ' ]
    run demarche check
    assert_success
}

@test "--prune knows a folder that is gone as a whole" {
    demarche index all
    rm -r all/2018
    run demarche index --prune all/2018
    assert_success
    assert_output --partial '2 removed'
    [ "$(content | cut -d' ' -f1)" = 'energy#1' ]
    run demarche index --prune all/2018
    assert_failure 2
    assert_output --partial 'all/2018: there is no such file'
}

@test "any number of processes makes the same index" {
    mkdir many
    for i in $(seq 230); do
        echo "The ministers spoke about matter $i and about matter $((i % 7))." \
            >many/$i.txt
    done
    demarche index -d one --jobs 1 many
    demarche index -d three --jobs 3 many
    [ "$(ls -d three/shard-* | wc -l)" -eq 3 ]
    [ "$(content one)" = "$(content three)" ]
    [ "$(demarche search -d one --json -n 50 'matter 5' | jq -c '[.id,.score]')" = \
        "$(demarche search -d three --json -n 50 'matter 5' | jq -c '[.id,.score]')" ]
    # What was in a shard stays there, whatever the number of jobs.
    run demarche index -d three --jobs 2 many
    assert_output --partial '230 unchanged'
    echo 'The ministers spoke once more.' >many/1.txt
    demarche index -d three --jobs 1 many
    [ "$(content three | wc -l)" -eq 230 ]
    run demarche check -d three
    assert_success
}

@test "records of one file are statements of their own" {
    printf '{"_id":"%s","text":"The ministers spoke about matter %s."}\n' \
        a 1 'b#1' 2 'b#2' 3 >records.jsonl
    run demarche index records.jsonl
    assert_success
    assert_output --partial '1 files, 2 statements, 3 passages'
    [ "$(content | cut -d' ' -f1 | tr '\n' ' ')" = 'a#1 b#1 b#2 ' ]
}

@test "formats that cannot be read are named in a note" {
    printf '{\\rtf1 talks' >all/a.rtf
    printf '{\\rtf1 talks' >all/paper
    run demarche index all
    assert_success
    assert_output --partial 'not read: 1 .rtf, 1 of a format that their names do not tell'
    run demarche index all/a.rtf
    assert_failure 2
    assert_output --partial 'all/a.rtf: this is RTF, which cannot be read yet'
}

@test "hidden files and an index among the files are passed over" {
    echo 'The ministers hid.' >all/.hidden.txt
    mkdir all/.git && echo 'The ministers hid.' >all/.git/x.txt
    demarche index -d all/index all
    run demarche index -d all/index all
    assert_success
    assert_output --partial '3 unchanged'
    refute_output --partial 'glass'
    [ "$(content all/index | wc -l)" -eq 3 ]
}

@test "one file by several ways is indexed once" {
    ln -s ../2018/fish.txt all/2019/same.txt
    ln -s 2018 all/again
    run demarche index all all/2018 ./all/2018/fish.txt
    assert_success
    assert_output --partial '3 files'
    [ "$(content | wc -l)" -eq 3 ]
}

@test "two files of one name have ids with their folders" {
    cp all/2018/fish.txt all/2019/fish.txt
    demarche index all
    [ "$(content | cut -d' ' -f1 | tr '\n' ' ')" = \
        '2018/fish#1 2019/fish#1 energy#1 visas#1 ' ]
    # Found in two goes it is the same.
    demarche index -d other all/2018
    demarche index -d other all
    [ "$(content)" = "$(content other)" ]
}

@test "statements of other options and formats" {
    mv all/2018/fish.txt all/2018/fish.statement
    demarche index all
    [ "$(content | wc -l)" -eq 2 ]
    demarche index --format text all
    [ "$(content | wc -l)" -eq 3 ]
}

@test "-d wins over the environment, and wrong usage is 2" {
    run demarche index
    assert_failure 2
    run demarche index --jobs 0 all
    assert_failure 2
    run demarche index --jobs many all
    assert_failure 2
    assert_output --partial 'no whole number'
    demarche index -d elsewhere all
    [ ! -e "$DEMARCHE_INDEX" ]
    [ -e elsewhere/demarche-index ]
}

@test "nothing is made when there is nothing to index" {
    run demarche index nowhere
    assert_failure 2
    assert_output --partial 'nowhere: cannot open: No such file or directory'
    [ ! -e "$DEMARCHE_INDEX" ]
}

@test "libxapian packs neither passages nor their terms" {
    text='The ministers spoke about the security of the region, and about '
    text+='the cooperation of both sides in the region and beyond the region.'
    echo "$text" >one.txt
    demarche index -d ix one.txt
    run grep -c "$text" ix/shard-*/docdata.glass
    assert_success
}
