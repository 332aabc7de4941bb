# mcp: an assistant's tools, over stdin and stdout and over the socket.
bats_require_minimum_version 1.5.0
load helper

more_setup() {
    export DEMARCHE_INDEX=$PWD/ix
    mkdir in
    printf 'One statement\n\nJuly 31, 2018\n\n%s\n\n%s\n' \
        'The two ministers spoke about missile defense in the region.' \
        'They agreed to meet again in the autumn of the same year.' >in/a.txt
    cp in/a.txt 'in/b c#1.txt'
    demarche index in
}

# request ID METHOD [PARAMS]
request() {
    local none='{}'
    printf '{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}\n' "$1" "$2" \
        "${3:-$none}"
}

@test "the handshake: a version that both know, tools and resources" {
    {
        request 1 initialize '{"protocolVersion":"2024-11-05","capabilities":{}}'
        echo '{"jsonrpc":"2.0","method":"notifications/initialized"}'
        request 2 initialize '{"protocolVersion":"1999-01-01"}'
        request 3 ping
        request 4 initialize '{"processId":1}'
    } | demarche mcp >got
    run jq -r '[.id, .result.protocolVersion, .error.code] | @tsv' got
    assert_output "$(printf '1\t2024-11-05\t\n2\t2025-06-18\t\n3\t\t\n4\t\t-32601')"
    run jq -c 'select(.id == 1).result.capabilities' got
    assert_output '{"tools":{},"resources":{}}'
}

@test "each tool is there with a schema, and works without a handshake" {
    request 1 tools/list | demarche mcp >got
    run jq -r '.result.tools[] | [.name, .inputSchema.type,
        (.inputSchema.required | join(","))] | @tsv' got
    assert_output "$(printf '%s\tobject\t%s\n' search_passages query \
        rank_topic name get_statement id list_topics '')"
    run jq -r '.result.tools[] | select(.inputSchema.properties.all_copies).name' got
    assert_output "$(printf 'search_passages\nrank_topic')"
    {
        request 1 tools/call \
            '{"name":"search_passages","arguments":{"query":"defence","all_copies":true}}'
        request 2 tools/call \
            '{"name":"rank_topic","arguments":{"name":"missile-defense"}}'
        request 3 tools/call '{"name":"get_statement","arguments":{"id":"a"}}'
        request 4 tools/call '{"name":"list_topics"}'
    } | demarche mcp >got
    run jq -c '[.id, .result.isError, (.result.structuredContent |
        (.hits // .passages // .topics | length > 0))]' got
    assert_output "$(printf '[%d,false,true]\n' 1 2 3 4)"
    run jq -r 'select(.id == 1).result.content[0].text' got
    assert_line --index 0 \
        --regexp '^\[a#1\] One statement, 2018-07-31 \(dateline\).*a\.txt:5$'
    assert_line --index 1 --partial 'missile defense'
}

@test "structured content is what the command line prints" {
    request 1 tools/call \
        '{"name":"search_passages","arguments":{"query":"ministers"}}' |
        demarche mcp | jq -c '.result.structuredContent.hits[]' >got
    demarche search --json ministers | jq -c . >expected
    [ -s expected ]
    diff expected got
}

@test "a tool that fails says so in its result, a wrong call does not work" {
    {
        request 1 tools/call '{"name":"search_passages","arguments":{"q":1}}'
        request 2 tools/call '{"name":"get_statement","arguments":{"id":"x"}}'
        request 3 tools/call '{"name":"drop_all"}'
        request 4 resources/read '{"uri":"file:///etc/passwd"}'
        request 5 prompts/list
        echo '{'
    } | demarche mcp >got
    run jq -c '[.id, .result.isError, .error.code]' got
    assert_output '[1,true,null]
[2,true,null]
[3,null,-32602]
[4,null,-32001]
[5,null,-32601]
[null,null,-32700]'
}

@test "statements are resources, whatever their names" {
    request 1 resources/list | demarche mcp >got
    run jq -r '.result.resources[] | [.uri, .name] | @tsv' got
    assert_output "$(printf 'demarche://statement/%s\t%s\n' a a \
        'b%20c%231' 'b c#1')"
    request 1 resources/read '{"uri":"demarche://statement/b%20c%231"}' |
        demarche mcp >got
    run jq -r '.result.contents[0].text' got
    assert_line --partial '[b c#1#2] One statement, 2018-07-31'
    request 1 resources/list '{"cursor":"a"}' | demarche mcp >got
    run jq -c '[.result.resources[].name]' got
    assert_output '["b c#1"]'
}
