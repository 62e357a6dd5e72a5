#!/usr/bin/env python3
"""Asks the real boto3, or the real AWS CLI, who it is in each of many situations.

    boto3_rows.py ROWS.jsonl [--aws PATH] [--sts URL]

Each line of ROWS is one situation and each line of the output one answer, in the same order:

    {"id", "root", "environment", "profile", "files", "instanceMetadata"}
    {"id", "identity", "method"} or {"id", "error", "text"}

`root` is a folder that is made and filled with `files` (path -> text); it is the home of the tool. In values and files,
`CONTAINER_PORT`, `METADATA_PORT` and `CLOSED_PORT` become ports on loopback. A row that is one folder's `row.json` can be
run alone. Without `--sts` the STS is played here: it derives an identity from the request, so that who is told apart from
whom is seen at a glance.
"""

import argparse
import concurrent.futures
import http.server
import json
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.parse
from xml.sax.saxutils import escape

FAR = "2099-01-01T00:00:00Z"


class Identities:
    """Who an access key is; those that nobody issued are the keys themselves."""

    def __init__(self):
        self.lock = threading.Lock()
        self.known = {}

    def issue(self, identity):
        with self.lock:
            key = f"ASIAISSUED{len(self.known):010d}"
            self.known[key] = identity
            return key

    def of(self, key, token):
        if key in self.known:
            return self.known[key]
        return f"keys {key}" + (f" with {token}" if token else "")


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, text, status=200, kind="text/xml"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def sts(identities):
    class STS(Quiet):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            asked = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
            action = asked.get("Action")
            found = re.search(r"Credential=([^/]*)/", self.headers.get("Authorization", ""))
            caller = identities.of(found[1], self.headers.get("X-Amz-Security-Token")) if found else "nobody"
            if action == "GetCallerIdentity":
                return self.result(action, f"<Arn>{escape(caller)}</Arn><UserId>U</UserId><Account>123456789012</Account>")
            if action == "AssumeRoleWithWebIdentity":
                token = asked["WebIdentityToken"].replace("\n", "\\n")
                who = f"web {asked['RoleArn']} token {token}{self.session(asked)}"
            elif action == "AssumeRole":
                who = f"role {asked['RoleArn']}{self.session(asked)}"
                for name, word in (("ExternalId", "external"), ("DurationSeconds", "seconds")):
                    who += f" {word} {asked[name]}" if name in asked else ""
                who += f" by ({caller})"
            else:
                return self.answer("<ErrorResponse/>", 400)
            key = identities.issue(who)
            return self.result(
                action,
                f"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                f"<SessionToken>t</SessionToken><Expiration>{FAR}</Expiration></Credentials>"
                "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn>"
                "<AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>",
            )

        def session(self, asked):
            name = asked.get("RoleSessionName", "")
            return "" if name.startswith("botocore-session-") else f" session {name}"

        def result(self, action, inner):
            self.answer(
                f'<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>{inner}'
                f"</{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
            )

    return STS


def credentials(identities, who):
    key = identities.issue(who)
    return json.dumps(
        {
            "Code": "Success",
            "AccessKeyId": key,
            "SecretAccessKey": "s",
            "Token": "t",
            "Expiration": FAR,
            "LastUpdated": "2020-01-01T00:00:00Z",
            "Type": "AWS-HMAC",
        }
    )


def container(identities):
    class Container(Quiet):
        def do_GET(self):
            authorization = self.headers.get("Authorization")
            who = f"container {self.path}" + (f" authorization {authorization}" if authorization else "")
            self.answer(credentials(identities, who), kind="application/json")

    return Container


def metadata(identities):
    class Metadata(Quiet):
        def do_PUT(self):
            self.answer("token", kind="text/plain")

        def do_GET(self):
            if self.path.endswith("/security-credentials/"):
                return self.answer("node", kind="text/plain")
            return self.answer(credentials(identities, "instance"), kind="application/json")

    return Metadata


def portal(identities):
    class Portal(Quiet):
        def do_GET(self):
            asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
            token = self.headers.get("x-amz-sso_bearer_token")
            key = identities.issue(f"sso {asked['account_id']} {asked['role_name']} token {token}")
            issued = {"accessKeyId": key, "secretAccessKey": "s", "sessionToken": "t", "expiration": 4070908800000}
            self.answer(json.dumps({"roleCredentials": issued}), kind="application/json")

    return Portal


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def prepared(row, ports):
    """The environment of a row, its files written."""

    def filled(text):
        for name, port in ports.items():
            text = text.replace(name, str(port))
        return text

    root = row["root"]
    os.makedirs(root, exist_ok=True)
    for path, text in row["files"].items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", newline="") as file:
            file.write(filled(text))
    environment = {name: filled(value) for name, value in row["environment"].items()}
    environment.setdefault("HOME", root)
    environment.setdefault("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "1")
    # Whoever is there may be slow, and whoever is not refuses at once.
    environment.setdefault("AWS_METADATA_SERVICE_TIMEOUT", "600")
    there = "METADATA_PORT" if row["instanceMetadata"] else "CLOSED_PORT"
    environment.setdefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", f"http://127.0.0.1:{ports[there]}/")
    return environment


class Boto3:
    """All rows in this process: a new session each, and the environment replaced as a whole."""

    def __init__(self, ports, url):
        import boto3
        import botocore.config
        import botocore.credentials
        import botocore.loaders
        import botocore.session
        import botocore.tokens
        import botocore.utils

        self.boto3, self.botocore, self.ports, self.url = boto3, botocore, ports, url
        # Reading the service models anew for each row is most of the time.
        self.loader = botocore.loaders.create_loader()
        self.config = botocore.config.Config(retries={"total_max_attempts": 1}, connect_timeout=600, read_timeout=600)
        # What stands behind a relative URI is played on loopback, too.
        botocore.utils.ContainerMetadataFetcher.TIMEOUT_SECONDS = 600
        botocore.utils.ContainerMetadataFetcher.IP_ADDRESS = f"127.0.0.1:{ports['CONTAINER_PORT']}"

    def run(self, row):
        os.environ.clear()
        os.environ.update(prepared(row, self.ports))
        cache = os.path.join(os.environ["HOME"], ".aws", "sso", "cache")
        # Computed from the home of the moment of the import.
        self.botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = cache
        self.botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache
        os.chdir(row["root"])
        answer = {"id": row["id"]}
        try:
            core = self.botocore.session.get_session()
            core.register_component("data_loader", self.loader)
            session = self.boto3.Session(
                botocore_session=core,
                profile_name=row.get("profile"),
                aws_access_key_id=row.get("accessKey"),
                aws_secret_access_key=row.get("secretKey"),
            )
            client = session.client("sts", region_name="us-east-1", endpoint_url=self.url, config=self.config)
            found = session.get_credentials()
            answer["method"] = found.method if found else None
            answer["identity"] = client.get_caller_identity()["Arn"]
        except Exception as error:
            answer["error"], answer["text"] = type(error).__name__, str(error)
        return answer


class AWS:
    """Each row is a run of the real command."""

    def __init__(self, ports, url, path):
        self.ports, self.url, self.path = ports, url, path

    def run(self, row):
        environment = prepared(row, self.ports)
        environment.setdefault("AWS_DEFAULT_REGION", "us-east-1")
        environment.setdefault("PATH", "/usr/bin:/bin")
        environment["AWS_MAX_ATTEMPTS"] = "1"
        command = [self.path, "sts", "get-caller-identity", "--output", "json"]
        if row.get("profile") is not None:
            command += ["--profile", row.get("profile")]
        done = subprocess.run(
            command, env=environment, cwd=row["root"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=1200
        )
        if done.returncode == 0:
            return {"id": row["id"], "identity": json.loads(done.stdout)["Arn"]}
        return {"id": row["id"], "error": str(done.returncode), "text": done.stderr.strip()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows")
    parser.add_argument("--aws")
    parser.add_argument("--sts")
    asked = parser.parse_args()
    with open(asked.rows) as file:
        rows = [json.loads(line) for line in file if line.strip()]

    identities = Identities()
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))  # bound and never listening: a connection is refused at once
    ports = {
        "CONTAINER_PORT": serve(container(identities)),
        "METADATA_PORT": serve(metadata(identities)),
        "CLOSED_PORT": closed.getsockname()[1],
    }
    url = asked.sts or f"http://127.0.0.1:{serve(sts(identities))}"
    sso = f"http://127.0.0.1:{serve(portal(identities))}"
    for row in rows:
        row["environment"].update({"AWS_ENDPOINT_URL_STS": url, "AWS_ENDPOINT_URL_SSO": sso})
        row["root"] = os.path.abspath(row["root"])

    if asked.aws:
        tool = AWS(ports, url, asked.aws)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(tool.run, rows))
    else:
        answers = [tool.run(row) for tool in [Boto3(ports, url)] for row in rows]
    for answer in answers:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
