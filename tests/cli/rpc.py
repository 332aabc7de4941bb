#!/usr/bin/env python3
"""rpc.py SOCKET [--headers] [--open]: send the lines of stdin as messages,
print what comes back, a message a line, until the other side ends or as many
have come as have an id. --open: do not end our side before that."""
import json
import socket
import sys


def read_message(stream, has_headers):
    if not has_headers:
        return stream.readline()
    length = None
    while line := stream.readline().strip():
        name, value = line.split(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return None if length is None else stream.read(length)


def main():
    has_headers = "--headers" in sys.argv
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    client.connect(sys.argv[1])
    stream = client.makefile("rb")
    wanted = 0
    message = bytearray()
    for line in sys.stdin.buffer:
        try:
            request = json.loads(line)
            wanted += not isinstance(request, dict) or "id" in request
        except ValueError:
            wanted += 1
        line = line.rstrip(b"\n")
        if has_headers:
            message += b"Content-Length: %d\r\n\r\n" % len(line) + line
        else:
            message += line + b"\n"
    try:
        client.sendall(message)
        if "--open" not in sys.argv:
            client.shutdown(socket.SHUT_WR)
    except BrokenPipeError:
        pass  # what it had to say is still there
    while wanted and (reply := read_message(stream, has_headers)):
        print(reply.decode().rstrip("\n"))
        wanted -= 1
    if "--open" not in sys.argv:
        assert not stream.read(), "more than was asked for"


main()
