"""A relay between a client of AWS and a server, which cuts one call in two, for tests.

    relay.py PORT PIDFILE

Listens on a port that the system chooses and passes every request on to 127.0.0.1:PORT byte for byte, and every answer back: what
the client signed reaches the server as it was, `Host` included. Calls are counted from 1 since the last command but `state`. The
process to kill is the one whose id stands in PIDFILE. It obeys one command a line on standard input and answers each with one line
of JSON:

    cut N HOW        do HOW at call N (see `Cut`), or at every other call from the first on when N is `odd`
    pass             pass every call on
    state            nothing but the answer

Each answer is {"port": number, "calls": [the actions counted, in their order]}.
"""

import errno
import json
import os
import signal
import socket
import sys
import threading
import urllib.parse


class Stream:
    """The messages of one direction of a connection, taken apart only as far as their ends must be known."""

    def __init__(self, connection):
        self.connection, self.rest = connection, b""

    def more(self):
        chunk = self.connection.recv(1 << 16)
        self.rest += chunk
        return bool(chunk)

    def message(self):
        """The bytes of the next one with its body; None when the other side has ended."""
        while b"\r\n\r\n" not in self.rest:
            if not self.more():
                return None
        head = self.rest[:self.rest.index(b"\r\n\r\n") + 4]
        lines = head.decode("latin-1").lower().split("\r\n")
        lengths = [int(line.partition(":")[2]) for line in lines if line.startswith("content-length:")]
        if len(lengths) != 1:
            raise ValueError(f"a message without one length: {lines}")
        whole = len(head) + lengths[0]
        while len(self.rest) < whole:
            if not self.more():
                return None
        message, self.rest = self.rest[:whole], self.rest[whole:]
        return message

    def end(self):
        """Waits until the other side is gone, however it goes."""
        try:
            while self.connection.recv(1 << 16):
                pass
        except OSError as error:
            if error.errno != errno.ECONNRESET:
                raise


class Relay:
    def __init__(self, port, pidfile):
        self.port, self.pidfile = port, pidfile
        self.lock = threading.Lock()
        self.calls = []
        self.at, self.how = None, None
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self.accept, daemon=True).start()

    def cut(self, at=None, how=None):
        with self.lock:
            self.calls, self.at, self.how = [], at, how

    def state(self):
        with self.lock:
            return {"port": self.listener.getsockname()[1], "calls": list(self.calls)}

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, socket.create_connection(("127.0.0.1", self.port)) as server:
            for end in (connection, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client, answers = Stream(connection), Stream(server)
            while True:
                try:
                    request = client.message()
                except ConnectionResetError:
                    return
                if request is None:
                    return
                call = Cut(self, client, server, answers, request)
                if not getattr(call, self.count(call.action))():
                    return

    def count(self, action):
        """What to do at this call, the next one there is."""
        with self.lock:
            self.calls.append(action)
            number = len(self.calls)
            return self.how if self.at == str(number) or (self.at == "odd" and number % 2) else "passed"


class Cut:
    """What befalls one call. Each way says whether the connection goes on."""

    def __init__(self, relay, client, server, answers, request):
        self.relay, self.client, self.server, self.answers, self.request = relay, client, server, answers, request
        fields = urllib.parse.parse_qs(request.partition(b"\r\n\r\n")[2].decode())
        self.action, self.version = fields["Action"][0], fields["Version"][0]
        self.service = {"2010-05-08": "iam", "2011-06-15": "sts"}[self.version]

    def passed(self):
        self.client.connection.sendall(self.done())
        return True

    def lost(self):
        """The server never sees the call."""
        return False

    def unanswered(self):
        """The server does it, and the client never hears of it."""
        self.done()
        return False

    def killed(self):
        """The server does it, and the client is killed before it hears of it."""
        self.done()
        with open(self.relay.pidfile) as file:
            os.kill(int(file.read()), signal.SIGKILL)
        self.client.end()
        return False

    def denied(self):
        """AWS refuses it, as it does when the caller lacks the permission."""
        action = f"{self.service}:{self.action}"
        return self.refuse(
            "403 Forbidden", "AccessDenied",
            f"User: arn:aws:iam::111122223333:user/somebody is not authorized to perform: {action} on resource: * because no "
            f"identity-based policy allows the {action} action")

    def throttled(self):
        """AWS has too much to do at the moment."""
        return self.refuse("400 Bad Request", "Throttling", "Rate exceeded")

    def done(self):
        self.server.sendall(self.request)
        answer = self.answers.message()
        if answer is None:
            raise EOFError("the server ended")
        return answer

    def refuse(self, status, code, message):
        body = (f"<ErrorResponse xmlns=\"https://{self.service}.amazonaws.com/doc/{self.version}/\"><Error><Type>Sender</Type>"
                f"<Code>{code}</Code><Message>{message}</Message></Error>"
                f"<RequestId>5f0c6f0e-0d9c-4a7e-9d5b-7f1f6c1f2a10</RequestId></ErrorResponse>")
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
        self.client.connection.sendall((head + body).encode())
        return True


def main():
    relay = Relay(int(sys.argv[1]), sys.argv[2])
    print(json.dumps(relay.state()), flush=True)
    for line in sys.stdin:
        command, *rest = line.split()
        if command in ("cut", "pass"):
            relay.cut(*rest)
        print(json.dumps(relay.state()), flush=True)


main()
