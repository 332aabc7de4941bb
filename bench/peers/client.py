#!/usr/bin/env python3
"""A second client of the daemon, written without our code: the median time of a
query over its socket, warm, in milliseconds.

    client.py SOCKET QUERY N
"""
import json
import socket
import statistics
import sys
import time

path, query, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = socket.socket(socket.AF_UNIX)
connection.connect(path)
stream = connection.makefile("rb")
request = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "search",
                      "params": {"query": query}}).encode() + b"\n"
times = []
for _ in range(count + 4):
    begun = time.perf_counter()
    connection.sendall(request)
    reply = json.loads(stream.readline())
    times.append((time.perf_counter() - begun) * 1e3)
    assert reply["result"]["hits"], reply
print(f"{statistics.median(times[4:]):.3f}")
