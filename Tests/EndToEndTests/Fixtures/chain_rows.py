"""Runs Terraform's AWS provider and S3 backend for each of many described machines, against a local AWS.

Usage: chain_rows.py KEYLESS TERRAFORM PLUGINS < rows.json > seen.json

A row is {"id", "tool": "provider" or "backend", "environment", "files", "terraform"}: `terraform` is the inside of the
provider or backend block. In all texts `/home/me` is the row's own home, `KEY-name` and `SECRET-name` are the keys of a
user, and port 9 of 127.0.0.1 plays a container endpoint (`/container`) and an instance metadata service (`/imds`).
Rows of the provider whose environment and files are equal share one run, as aliases.
What is seen of a row is {"arn"} or {"error"}, its own names put back.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3

keyless, terraform, plugins = sys.argv[1:4]
rows = json.load(sys.stdin)
top = tempfile.mkdtemp(prefix="keyless-rows-")
account = "111122223333"
users = ["env", "static", "base", "argument", "container", "metadata", "process"]
roles = ["env-role", "profile-role", "block-role", "first", "second"]
keys = {}


def spawn_server():
    ready = os.path.join(top, "ready.json")
    log = open(os.path.join(top, "serve.log"), "wb")
    server = subprocess.Popen(
        [keyless, "serve", "--port", "0", "--ready-file", ready, "--play", "https://gitlab.com"],
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    while not os.path.exists(ready):
        assert server.poll() is None, "the server did not start"
        time.sleep(0.05)
    return server, json.load(open(ready)), ready


def prepare(aws, ready):
    admin = boto3.Session(
        aws_access_key_id=aws["administrator"]["accessKeyId"],
        aws_secret_access_key=aws["administrator"]["secretAccessKey"],
        region_name="eu-west-1",
    )
    iam = admin.client("iam", endpoint_url=aws["endpoint"])
    everything = "arn:aws:iam::aws:policy/AdministratorAccess"
    for user in users:
        iam.create_user(UserName=user)
        iam.attach_user_policy(UserName=user, PolicyArn=everything)
        key = iam.create_access_key(UserName=user)["AccessKey"]
        keys[user] = key["AccessKeyId"], key["SecretAccessKey"]
    provider = iam.create_open_id_connect_provider(Url="https://gitlab.com", ClientIDList=["sts.amazonaws.com"])
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": provider["OpenIDConnectProviderArn"]},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {
                    "StringEquals": {
                        "gitlab.com:aud": "sts.amazonaws.com",
                        "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:main",
                    }
                },
            },
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"},
        ],
    }
    for role in roles:
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))
        iam.attach_role_policy(RoleName=role, PolicyArn=everything)
    s3 = admin.client("s3", endpoint_url=aws["endpoint"], config=boto3.session.Config(s3={"addressing_style": "path"}))
    s3.create_bucket(Bucket="state", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    token = os.path.join(top, "token")
    subprocess.run(
        [keyless, "token", "mint", "--platform", "gitlab", "--server", ready, "--audience", "sts.amazonaws.com"]
        + ["--fact", "project_path=acme/shop", "--fact", "ref=main", "--out", token],
        check=True,
    )
    return open(token).read().strip()


class Endpoints(BaseHTTPRequestHandler):
    def answer(self, body):
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", "21600")
        self.end_headers()
        self.wfile.write(data)

    def credentials(self, user):
        key, secret = keys[user]
        return json.dumps(
            {
                "Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": key, "SecretAccessKey": secret, "Token": "",
                "Expiration": "2099-01-01T00:00:00Z", "LastUpdated": "2026-01-01T00:00:00Z",
            }
        )

    def do_PUT(self):
        self.answer("token")

    def do_GET(self):
        if self.path.startswith("/container"):
            self.answer(self.credentials("container"))
        elif self.path.endswith("/security-credentials/"):
            self.answer("node")
        elif "/security-credentials/" in self.path:
            self.answer(self.credentials("metadata"))
        else:
            self.send_error(404)

    def log_message(self, *arguments):
        pass


server, aws, ready = spawn_server()
endpoints = ThreadingHTTPServer(("127.0.0.1", 0), Endpoints)
threading.Thread(target=endpoints.serve_forever, daemon=True).start()
port = endpoints.server_address[1]


def filled(text, home):
    for user, (key, secret) in keys.items():
        text = re.sub(rf"KEY-{user}\b", key, text)
        text = re.sub(rf"SECRET-{user}\b", secret, text)
    text = text.replace("TOKEN-good", token).replace("127.0.0.1:9/", f"127.0.0.1:{port}/")
    return text.replace("/home/me", home)


def restored(text, home):
    return text.replace(home, "/home/me").replace(f"127.0.0.1:{port}/", "127.0.0.1:9/")


def home_of(rows, name):
    home = os.path.join(top, name)
    os.makedirs(home)
    for path, text in rows[0]["files"].items():
        path = os.path.join(home, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(filled(text, home))
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": home, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "GOGC": "400",
        "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_STS": aws["endpoint"], "AWS_ENDPOINT_URL_S3": aws["endpoint"],
        "TF_CLI_CONFIG_FILE": "/dev/null",
    }
    environment.update({name: filled(value, home) for name, value in rows[0]["environment"].items()})
    return home, environment


def run(arguments, home, environment):
    return subprocess.run(
        [terraform] + arguments, cwd=home, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def provider(rows, name):
    home, environment = home_of(rows, name)
    text = ""
    lines = {}
    for number, row in enumerate(rows):
        start = text.count("\n") + 1
        text += f'provider "aws" {{\n  alias = "a{number}"\n{filled(row["terraform"], home)}\n}}\n'
        text += f'data "aws_caller_identity" "a{number}" {{\n  provider = aws.a{number}\n}}\n'
        text += f'output "a{number}" {{\n  value = 1\n  precondition {{\n    condition = data.aws_caller_identity.a{number}.arn == ""\n'
        text += f'    error_message = "arn=${{data.aws_caller_identity.a{number}.arn}}"\n  }}\n}}\n'
        lines.update({line: row["id"] for line in range(start, text.count("\n") + 1)})
    with open(os.path.join(home, "main.tf"), "w") as file:
        file.write(text)
    os.symlink(os.path.join(template, ".terraform"), os.path.join(home, ".terraform"))
    shutil.copy(os.path.join(template, ".terraform.lock.hcl"), home)
    plan = run(["plan", "-json", "-input=false", "-lock=false"], home, environment)
    seen = {}
    for line in plan.stdout.splitlines():
        event = json.loads(line)
        diagnostic = event.get("diagnostic")
        if not diagnostic or diagnostic["severity"] != "error" or "range" not in diagnostic:
            if diagnostic and diagnostic["severity"] == "error":
                seen.setdefault("?", []).append(diagnostic["summary"] + "\n\n" + diagnostic.get("detail", ""))
            continue
        row = lines[diagnostic["range"]["start"]["line"]]
        found = re.search(r"arn=(\S+?)\.?$", diagnostic["detail"], re.M)
        if found:
            seen[row] = {"arn": found.group(1)}
        else:
            text = diagnostic["summary"] + ("\n\n" + diagnostic["detail"] if diagnostic["detail"] else "")
            # A schema names each of two arguments, in any order.
            error = restored(text, home)
            seen[row] = {"error": min(error, seen[row]["error"]) if row in seen else error}
    for row in rows:
        seen.setdefault(row["id"], {"error": "NOTHING WAS SEEN: " + plan.stdout + plan.stderr})
    return seen


def backend(row, name):
    home, environment = home_of([row], name)
    with open(os.path.join(home, "main.tf"), "w") as file:
        file.write('terraform {\n  backend "s3" {\n    bucket = "state"\n    key = "' + row["id"] + '"\n')
        file.write("    region = \"eu-west-1\"\n    use_path_style = true\n" + filled(row["terraform"], home) + "\n  }\n}\n")
    # One at a time, and nobody else calls S3: whoever does is the row.
    start = os.path.getsize(os.path.join(top, "serve.log"))
    result = run(["init", "-json", "-input=false"], home, environment)
    with open(os.path.join(top, "serve.log")) as file:
        file.seek(start)
        callers = re.findall(r"action=s3:\w+ caller=(\S+)", file.read())
    if result.returncode == 0:
        return {row["id"]: {"arn": callers[0] if callers else "nobody"}}
    errors = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    errors = [event["diagnostic"] for event in errors if event.get("diagnostic", {}).get("severity") == "error"]
    texts = [error["summary"] + ("\n\n" + error["detail"] if error.get("detail") else "") for error in errors]
    return {row["id"]: {"error": restored("\n\n".join(texts), home)}}


token = prepare(aws, ready)
template = os.path.join(top, "template")
os.makedirs(template)
with open(os.path.join(template, "main.tf"), "w") as file:
    file.write('provider "aws" {\n}\n')
made = run(["init", f"-plugin-dir={plugins}", "-input=false"], template, {"PATH": "/usr/bin:/bin", "HOME": template})
assert made.returncode == 0, made.stderr
groups = {}
for row in rows:
    if row["tool"] == "provider":
        key = json.dumps([row["environment"], row["files"]], sort_keys=True)
        groups.setdefault(key, []).append(row)


def backends():
    found = {}
    for number, row in enumerate(row for row in rows if row["tool"] == "backend"):
        found.update(backend(row, f"backend{number}"))
    return found


seen = {}
try:
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(backends)]
        work += [pool.submit(provider, group, f"group{number}") for number, group in enumerate(groups.values())]
        for one in work:
            seen.update(one.result())
finally:
    server.terminate()
    server.wait()
if os.environ.get("KEEP"):
    print(top, file=sys.stderr)
json.dump(seen, sys.stdout, indent=1)
if not os.environ.get("KEEP"):
    shutil.rmtree(top)
