"""An OpenID issuer over TLS that does as it is told, for tests.

    issuer.py FOLDER

Makes two certificate authorities and certificates for `localhost` in FOLDER (with the `openssl` program), serves the files
FOLDER/discovery and FOLDER/jwks as they are at each request, and obeys one command a line on standard input, answering each with
one line of JSON:

    up | down        listen, or refuse connections, on the same port
    mode NAME        behave as NAME from now on (see `Behaviour`)
    state            nothing but the answer

Each answer is {"port": number, "requests": [targets asked for so far], "sent": body bytes written since the last `mode`}.
"""

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", f"/CN=test authority {name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
    # Signed by the authority `ca`: what is right, the name of somebody else, and one whose time is over.
    for name, host, days in (("good", "localhost", "2"), ("wrong-name", "elsewhere.example", "2"), ("expired", "localhost", "-1")):
        openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=issuer",
                "-keyout", f"{name}.key", "-out", f"{name}.csr")
        with open(os.path.join(folder, f"{name}.ext"), "w") as file:
            file.write(f"subjectAltName=DNS:{host}\n")
        openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", days, "-extfile", f"{name}.ext", "-out", f"{name}.pem")


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.mode = "good"
        self.requests = []
        self.sent = 0
        self.lock = threading.Lock()
        self.listener = None
        self.port = 0
        self.up()

    def up(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self.listener = listener
        threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def down(self):
        # A thread that waits in accept keeps the socket open: wake it first.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        mode = self.mode
        try:
            connection.settimeout(1200)
            if mode == "no-tls":
                connection.recv(1)
                time.sleep(1200)
                return
            if mode != "plain":
                certificate = mode if mode in ("wrong-name", "expired") else "good"
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*(os.path.join(self.folder, certificate + end) for end in (".pem", ".key")))
                connection = context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                chunk = connection.recv(65536)
                if not chunk:
                    return
                head += chunk
            target = head.split(b" ")[1].decode()
            with self.lock:
                self.requests.append(target)
            Behaviour(self, connection, target).answer(mode)
        except OSError:
            pass
        finally:
            connection.close()


class Behaviour:
    """One answer, in one of the ways that an issuer can have."""

    def __init__(self, server, connection, target):
        self.server, self.connection, self.target = server, connection, target

    def answer(self, mode):
        special = getattr(self, mode.replace("-", "_"), None)
        if special:
            special()
            return
        name = {"/.well-known/openid-configuration": "discovery", "/jwks": "jwks"}.get(self.target)
        if not name:
            self.head("404 Not Found", 0)
            return
        with open(os.path.join(self.server.folder, name), "rb") as file:
            body = file.read()
        self.head("200 OK", len(body))
        self.send(body)

    def head(self, status, length=None, *lines):
        fields = [f"HTTP/1.1 {status}", "Content-Type: application/json", "Connection: close", *lines]
        if length is not None:
            fields.append(f"Content-Length: {length}")
        self.connection.sendall("\r\n".join(fields).encode() + b"\r\n\r\n")

    def send(self, body):
        self.connection.sendall(body)
        with self.server.lock:
            self.server.sent += len(body)

    def hang(self):
        time.sleep(1200)

    def drip(self):
        # Below every limit that a client may have, so that only the clock can end it.
        self.head("200 OK", 1 << 14)
        for _ in range(16_000):
            self.send(b" ")
            time.sleep(0.05)

    def drip_head(self):
        self.connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(16_000):
            self.send(b"a")
            time.sleep(0.05)

    def large(self):
        self.head("200 OK", 100 << 20)
        for _ in range(100):
            self.send(b" " * (1 << 20))

    def large_chunked(self):
        self.head("200 OK", None, "Transfer-Encoding: chunked")
        for _ in range(1600):
            self.send(b"10000\r\n" + b" " * 65536 + b"\r\n")

    def large_until_close(self):
        self.head("200 OK")
        for _ in range(100):
            self.send(b" " * (1 << 20))

    def large_head(self):
        self.connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            self.send(b"X-%d: " % number + b"a" * 65536 + b"\r\n")

    def many_heads(self):
        for _ in range(1_000_000):
            self.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100)

    def gzip(self):
        self.head("200 OK", 20, "Content-Encoding: gzip")
        self.send(b"\x1f\x8b" + b"\0" * 18)

    def redirect(self):
        self.head("302 Found", 0, "Location: /elsewhere")

    def garbage(self):
        self.send(b"\0\1\2\3 not HTTP at all\r\n\r\n")

    def short(self):
        self.head("200 OK", 1000)
        self.send(b"{")

    def twice(self):
        self.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n")
        self.send(b"{}{")


def main():
    folder = sys.argv[1]
    make_certificates(folder)
    server = Server(folder)
    print(json.dumps({"port": server.port}), flush=True)
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "up":
            server.up()
        elif command == "down":
            server.down()
        elif command == "mode":
            server.mode = argument
            with server.lock:
                server.sent = 0
        with server.lock:
            answer = {"port": server.port, "requests": server.requests, "sent": server.sent}
        print(json.dumps(answer), flush=True)


main()
