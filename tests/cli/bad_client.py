#!/usr/bin/env python3
"""bad_client.py SOCKET CASE: do to the daemon what CASE says, print what it
answers, an error's code or an id a line."""
import json
import socket
import sys
import time


def connect():
    client = socket.socket(socket.AF_UNIX)
    client.connect(sys.argv[1])  # waits where too many wait already
    client.settimeout(30)
    return client


def read_all(client):
    data = b""
    try:
        while chunk := client.recv(1 << 16):
            data += chunk
    except (ConnectionResetError, socket.timeout):
        pass
    return data


def show(data):
    """Messages in either form, what each is."""
    while data:
        if data.startswith(b"Content-Length:"):
            head, _, rest = data.partition(b"\r\n\r\n")
            length = int(head.split(b":")[1])
            message, data = rest[:length], rest[length:]
        else:
            message, _, data = data.partition(b"\n")
        replies = json.loads(message)
        for reply in replies if isinstance(replies, list) else [replies]:
            print(reply["error"]["code"] if "error" in reply else reply["id"])


def send(data, is_ended=True):
    client = connect()
    try:
        client.sendall(data)
        if is_ended:
            client.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        pass
    show(read_all(client))
    client.close()


def request(number, method, params):
    message = {"jsonrpc": "2.0", "id": number, "method": method,
               "params": params}
    return json.dumps(message).encode() + b"\n"


def framed(message):
    return b"Content-Length: %d\r\n\r\n" % len(message) + message


def garbage():
    for seed in (b"\x00\xff\x80", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01",
                 b"hello\n", b"{]\n", b"\xef\xbb\xbf{}\n"):
        send(seed * 2000)


def huge_header():
    send(b"Content-Length: 1073741824\r\n\r\n", False)
    send(b"Content-Length: 99999999999999999999999\r\n\r\n", False)
    send(b"Content-Length: -5\r\n\r\n", False)
    send(b"X-Filler: " + b"x" * (64 << 20), False)  # a part of 1 GB will do


def short_body():
    send(framed(request(1, "status", {}))[:-10])
    send(b"Content-Length: 100\r\n\r\n")
    send(b"Content-Le")
    send(request(1, "status", {})[:-5])


def nesting():
    for depth in (2000, 3000, 150000):
        send(b"[" * depth + b"]" * depth + b"\n")
        send(b'{"a":' * depth + b"1" + b"}" * depth + b"\n")
        send(request(7, "search", {"query": "(" * min(depth, 4000)}))


def encoding():
    send(b'{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"\xff"}}\n')
    send(b'{"jsonrpc":"2.0","id":1,"method":"\xc0\xaf"}\n')
    send(b'{"jsonrpc":"2.0","id":1,"method":"search","params":'
         b'{"query":"\\ud800"}}\n')
    send(b'{"jsonrpc":"2.0","id":4,"method":"search","params":'
         b'{"query":"a\\u0000b"}}\n')


def types():
    for params in ({"query": 5}, {"query": None}, {"query": ["a"]}, ["a"],
                   {"query": "a", "n": "3"}, {"query": "a", "n": -1},
                   {"query": "a", "n": 1e300}, {"query": "a", "all": 0},
                   {"query": "a", "offset": 10001}, {"query": {}}):
        send(request(1, "search", params))
    for method, params in (("passage", {"id": 5}), ("facets", {"query": "a",
                           "by": [1]}), ("facets", {"query": "a", "by": "x"}),
                           ("related", {"id": "a#1", "n": 0}),
                           ("print", {"query": "a", "format": "x"}),
                           ("print", {"query": "a", "width": 0}),
                           ("print", {}), ("facets", {}), ("topics", {"x": 1})):
        send(request(1, method, params))
    for message in (b'{"jsonrpc":"2.0","id":[],"method":"status"}\n',
                    b'{"jsonrpc":"2.0","id":true,"method":"status"}\n',
                    b'{"jsonrpc":2.0,"id":1,"method":"status"}\n',
                    b'{"jsonrpc":"2.0","id":1,"method":null}\n',
                    b"[1,2]\n"):
        send(message)


def resets():
    """Clients that go in the middle of everything."""
    for i in range(300):
        client = connect()
        client.sendall(request(i, "search", {"query": "the of a ministers"}) * 20)
        if i % 3 == 0:
            client.shutdown(socket.SHUT_RD)
        if i % 3 == 1:
            client.recv(10)
        client.close()  # with replies in it: the other side sees a reset


def crowd():
    """2,000 connections at once; each is served or told why not."""
    clients = [connect() for _ in range(2000)]
    codes = {}
    for number, client in enumerate(clients):
        try:
            client.sendall(request(number, "search", {"query": "ministers"}))
            client.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was told already
    for number, client in enumerate(clients):
        reply = json.loads(read_all(client))
        code = reply["error"]["code"] if "error" in reply else "served"
        assert code != "served" or reply["id"] == number
        codes[code] = codes.get(code, 0) + 1
        client.close()
    assert sum(codes.values()) == 2000
    print("\n".join(str(code) for code in sorted(codes, key=str)))


def never_reads():
    """Ask for as much as goes in, take nothing, stay for a while."""
    client = connect()
    client.settimeout(1)
    try:
        while True:
            client.send(request(1, "statement", {"id": "long"}) * 50)
    except socket.timeout:
        pass
    print("full", flush=True)
    time.sleep(float(sys.argv[3]) if len(sys.argv) > 3 else 5)


def many_terms():
    send(request(1, "search", {"query": "word " * 20000}))
    send(request(2, "search", {"query": " ".join("w%d" % i for i in range(900))}))
    send(request(3, "topic", {"name": "x" * 500000}))


globals()[sys.argv[2]]()
