"""A client of the Language Server Protocol over a program's stdin and stdout,
for tests: knows how to ask and to wait, and nothing of what it asks."""
import json
import select
import subprocess
import time


class Client:
    def __init__(self, *command, **options):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            **options)
        self.buffer = b""
        self.notes = []  # what came without being asked for
        self.replies = {}
        self.last = 0

    def send_bytes(self, data):
        self.process.stdin.write(data)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self.send({"method": method,
                   **({} if params is None else {"params": params})})

    def ask(self, method, params=None):
        """Send a request, return its id."""
        self.last += 1
        self.send({"id": self.last, "method": method,
                   **({} if params is None else {"params": params})})
        return self.last

    def take(self, wait=20):
        """The next message; None at the end."""
        until = time.monotonic() + wait
        while True:
            head, mark, rest = self.buffer.partition(b"\r\n\r\n")
            if mark:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return json.loads(rest[:length])
            left = until - time.monotonic()
            if left <= 0 or not select.select(
                    [self.process.stdout], [], [], left)[0]:
                raise TimeoutError("no message came")
            data = self.process.stdout.read(65536)
            if not data:
                return None
            self.buffer += data

    def reply(self, number):
        """The whole reply to a request, by its id."""
        while number not in self.replies:
            message = self.take()
            if message is None:
                raise EOFError("the server has ended")
            if "id" in message and "method" not in message:
                self.replies[message["id"]] = message
            else:
                self.notes.append(message)
        return self.replies.pop(number)

    def call(self, method, params=None):
        """The result of a request; an error is an exception."""
        reply = self.reply(self.ask(method, params))
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["result"]

    def error(self, method, params=None):
        """The code of the error of a request."""
        return self.reply(self.ask(method, params))["error"]["code"]

    def initialize(self, capabilities=None, **params):
        result = self.call("initialize", {
            "processId": None, "rootUri": None,
            "capabilities": capabilities or {}, **params})
        self.notify("initialized", {})
        return result

    def open(self, uri, text):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "plaintext", "version": 1,
            "text": text}})

    def end(self):
        """Shut down as the protocol wants it; the exit status."""
        self.call("shutdown")
        self.notify("exit")
        self.process.stdin.close()
        return self.process.wait(20)
