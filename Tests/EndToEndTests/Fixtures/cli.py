"""Every action by the AWS CLI: each succeeds once and is refused once, in one process, as `aws` itself would be.

The environment holds the keys of an administrator, and in TOKEN a token of the played issuer https://gitlab.com for the
project acme/shop, ref main. Every check prints one line; those that do not hold begin with `wrong` and end the script with 1.
Nothing is left behind.
"""

import contextlib
import io
import json
import os
import sys
import tempfile

from awscli.clidriver import create_clidriver
from botocore import xform_name

ACCOUNT, REGION = "111122223333", "eu-west-1"
ROLE, USER = f"arn:aws:iam::{ACCOUNT}:role", f"arn:aws:iam::{ACCOUNT}:user"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
failures, succeeded, failed = [], set(), set()
# Slow to make; it keeps the credentials that it found.
driver = create_clidriver()


def check(name, holds, seen=""):
    if not holds:
        failures.append(name)
    print(f"ok {name}" if holds else f"wrong {name}: {seen}", flush=True)


def run(*arguments):
    """Status, what was printed, and what was said about errors."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = driver.main([*arguments, "--output", "json"])
        except SystemExit as error:
            status = error.code
    return status, out.getvalue(), err.getvalue()


def call(service, action, more, **parameters):
    command = "s3api" if service == "s3" else service
    given = ["--cli-input-json", json.dumps(parameters)] if parameters else []
    return run(command, xform_name(action, "-"), *more, *given)


def done(service, action, *more, **parameters):
    """The call must succeed."""
    status, out, err = call(service, action, more, **parameters)
    succeeded.add((service, action))
    check(f"{service} {action}", status == 0, err.strip())
    return json.loads(out) if out.strip() else {}


def refused(service, action, code, *more, **parameters):
    """The call must fail, and the CLI say so with this code."""
    status, out, err = call(service, action, more, **parameters)
    failed.add((service, action))
    text = f"An error occurred ({code}) when calling the {action} operation"
    check(f"{service} {action}: {code}", status != 0 and not out and text in err, err.strip() or out)


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


READING = document({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})
TRUST = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"})
TAGS = [{"Key": "a", "Value": "b"}]

# Providers.
provider = {"OpenIDConnectProviderArn": f"arn:aws:iam::{ACCOUNT}:oidc-provider/cli.example.com"}
done("iam", "CreateOpenIDConnectProvider", Url="https://cli.example.com")
refused("iam", "CreateOpenIDConnectProvider", "EntityAlreadyExists", Url="https://cli.example.com")
IN_PROVIDERS = [
    ("AddClientIDToOpenIDConnectProvider", {"ClientID": "a"}), ("TagOpenIDConnectProvider", {"Tags": TAGS}),
    ("UpdateOpenIDConnectProviderThumbprint", {"ThumbprintList": ["0" * 40]}), ("GetOpenIDConnectProvider", {}),
    ("ListOpenIDConnectProviderTags", {}), ("RemoveClientIDFromOpenIDConnectProvider", {"ClientID": "a"}),
    ("UntagOpenIDConnectProvider", {"TagKeys": ["a"]}), ("DeleteOpenIDConnectProvider", {}),
]
done("iam", "ListOpenIDConnectProviders")
for action, more in IN_PROVIDERS:
    done("iam", action, **provider, **more)
for action, more in IN_PROVIDERS:
    refused("iam", action, "NoSuchEntity", **provider, **more)

# Policies.
policy = {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/cli"}
done("iam", "CreatePolicy", PolicyName="cli", PolicyDocument=READING)
refused("iam", "CreatePolicy", "EntityAlreadyExists", PolicyName="cli", PolicyDocument=READING)
IN_POLICIES = [
    ("CreatePolicyVersion", {"PolicyDocument": READING, "SetAsDefault": True}), ("SetDefaultPolicyVersion", {"VersionId": "v1"}),
    ("GetPolicyVersion", {"VersionId": "v2"}), ("ListPolicyVersions", {}), ("TagPolicy", {"Tags": TAGS}), ("ListPolicyTags", {}),
    ("UntagPolicy", {"TagKeys": ["a"]}), ("GetPolicy", {}), ("ListEntitiesForPolicy", {}),
    ("DeletePolicyVersion", {"VersionId": "v2"}), ("DeletePolicy", {}),
]
for action, more in IN_POLICIES[:-1]:
    done("iam", action, **policy, **more)
listed = done("iam", "ListPolicies", Scope="Local")["Policies"]
check("the list has it", [entry["Arn"] for entry in listed] == [policy["PolicyArn"]], listed)
refused("iam", "ListPolicies", "ValidationError", PathPrefix="nonsense")

# Roles and users.
for owner, made in [("Role", {"AssumeRolePolicyDocument": TRUST}), ("User", {})]:
    name = {f"{owner}Name": "cli"}
    done("iam", f"Create{owner}", **name, **made)
    refused("iam", f"Create{owner}", "EntityAlreadyExists", **name, **made)
    listed = [entry[f"{owner}Name"] for entry in done("iam", f"List{owner}s")[f"{owner}s"]]
    check(f"the list has the {owner}", "cli" in listed, listed)
    refused("iam", f"List{owner}s", "ValidationError", PathPrefix="nonsense")
    attached, inline = {"PolicyArn": policy["PolicyArn"]}, {"PolicyName": "p"}
    actions = [
        (f"Attach{owner}Policy", attached), (f"ListAttached{owner}Policies", {}), (f"Detach{owner}Policy", attached),
        (f"Put{owner}Policy", inline | {"PolicyDocument": READING}), (f"Get{owner}Policy", inline),
        (f"List{owner}Policies", {}), (f"Delete{owner}Policy", inline),
        (f"Put{owner}PermissionsBoundary", {"PermissionsBoundary": READ_ONLY}), (f"Delete{owner}PermissionsBoundary", {}),
        (f"Tag{owner}", {"Tags": TAGS}), (f"List{owner}Tags", {}), (f"Untag{owner}", {"TagKeys": ["a"]}), (f"Get{owner}", {}),
    ]
    if owner == "Role":
        actions += [
            ("UpdateAssumeRolePolicy", {"PolicyDocument": TRUST}), ("UpdateRole", {"Description": "x"}),
            ("UpdateRoleDescription", {"Description": "y"}), ("ListInstanceProfilesForRole", {}),
        ]
    else:
        key = {"AccessKeyId": done("iam", "CreateAccessKey", **name)["AccessKey"]["AccessKeyId"]}
        refused("iam", "CreateAccessKey", "NoSuchEntity", UserName="nobody")
        done("iam", "GetAccessKeyLastUsed", **key)
        refused("iam", "GetAccessKeyLastUsed", "AccessDenied", AccessKeyId="AKIAIOSFODNN7EXAMPLE")
        actions += [(f"List{what}", {}) for what in [
            "AccessKeys", "GroupsForUser", "MFADevices", "SSHPublicKeys", "SigningCertificates", "ServiceSpecificCredentials"]]
        actions += [("UpdateAccessKey", key | {"Status": "Inactive"}), ("DeleteAccessKey", key), ("UpdateUser", {"NewPath": "/x/"})]
        for action in ["GetLoginProfile", "DeleteLoginProfile"]:
            refused("iam", action, "NoSuchEntity", **name)
    for action, more in actions:
        done("iam", action, **name, **more)
    source = {"PolicySourceArn": f"{USER}/x/cli" if owner == "User" else f"{ROLE}/cli"}
    done("iam", "SimulatePrincipalPolicy", **source, ActionNames=["s3:GetObject"])
    done("iam", "GetContextKeysForPrincipalPolicy", **source)
    for action, more in [*actions, (f"Delete{owner}", {})]:
        refused("iam", action, "NoSuchEntity", **{f"{owner}Name": "nobody"}, **more)

# Reports.
nobody = {"PolicySourceArn": f"{USER}/nobody"}
refused("iam", "SimulatePrincipalPolicy", "NoSuchEntity", **nobody, ActionNames=["s3:GetObject"])
refused("iam", "GetContextKeysForPrincipalPolicy", "NoSuchEntity", **nobody)
done("iam", "SimulateCustomPolicy", PolicyInputList=[READING], ActionNames=["s3:GetObject"])
refused("iam", "SimulateCustomPolicy", "InvalidInput", PolicyInputList=["nonsense"], ActionNames=["s3:GetObject"])
done("iam", "GetContextKeysForCustomPolicy", PolicyInputList=[READING])
refused("iam", "GetContextKeysForCustomPolicy", "InvalidInput", PolicyInputList=["nonsense"])
done("iam", "GetAccountAuthorizationDetails")
refused("iam", "GetAccountAuthorizationDetails", "ValidationError", Filter=["Nobody"])
refused("iam", "GetAccountPasswordPolicy", "NoSuchEntity")
for action in ["GetAccountSummary", "ListAccountAliases", "ListGroups", "ListVirtualMFADevices"]:
    done("iam", action)
refused("iam", "ListVirtualMFADevices", "ValidationError", AssignmentStatus="Lost")
refused("iam", "ListGroups", "ValidationError", PathPrefix="nonsense")

# STS.
done("sts", "GetCallerIdentity")
done("sts", "GetSessionToken")
refused("sts", "GetSessionToken", "ValidationError", DurationSeconds=129601)
done("sts", "GetAccessKeyInfo", AccessKeyId="ASIAQNZGKIQY56JQ7WML")
refused("sts", "GetAccessKeyInfo", "ValidationError", AccessKeyId="AKIAIOSFODNN7EXAMPLE")
taken = done("sts", "AssumeRole", RoleArn=f"{ROLE}/cli", RoleSessionName="cli").get("Credentials")
refused("sts", "AssumeRole", "AccessDenied", RoleArn=f"{ROLE}/nobody", RoleSessionName="cli")
federated = done("iam", "CreateOpenIDConnectProvider", Url="https://gitlab.com", ClientIDList=["sts.amazonaws.com"])
done("iam", "UpdateAssumeRolePolicy", RoleName="cli", PolicyDocument=document({
    "Effect": "Allow", "Principal": {"Federated": federated["OpenIDConnectProviderArn"]},
    "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringLike": {"gitlab.com:sub": "project_path:acme/shop:*"}}}))
exchange = {"RoleSessionName": "cli", "WebIdentityToken": os.environ["TOKEN"]}
done("sts", "AssumeRoleWithWebIdentity", RoleArn=f"{ROLE}/cli", **exchange)
refused("sts", "AssumeRoleWithWebIdentity", "AccessDenied", RoleArn=f"{ROLE}/nobody", **exchange)
done("iam", "DeleteOpenIDConnectProvider", **federated)

# S3.
bucket, none = {"Bucket": "acme-cli-actions"}, {"Bucket": "acme-cli-none"}
done("s3", "CreateBucket", **bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
refused("s3", "CreateBucket", "BucketAlreadyOwnedByYou", **bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
done("s3", "ListBuckets")
SETTINGS = [
    ("HeadBucket", {}), ("GetBucketLocation", {}), ("PutBucketVersioning", {"VersioningConfiguration": {"Status": "Enabled"}}),
    ("GetBucketVersioning", {}), ("PutBucketTagging", {"Tagging": {"TagSet": TAGS}}), ("GetBucketTagging", {}),
    ("DeleteBucketTagging", {}), ("PutBucketPolicy", {"Policy": document({
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::acme-cli-actions/*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}}})}),
    ("GetBucketPolicy", {}), ("GetBucketPolicyStatus", {}), ("DeleteBucketPolicy", {}), ("PutBucketAcl", {"ACL": "private"}),
    ("GetBucketAcl", {}), ("PutBucketLogging", {"BucketLoggingStatus": {}}), ("GetBucketLogging", {}),
    ("PutBucketEncryption", {"ServerSideEncryptionConfiguration": {
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}),
    ("GetBucketEncryption", {}), ("DeleteBucketEncryption", {}), ("PutPublicAccessBlock", {
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}), ("GetPublicAccessBlock", {}),
    ("DeletePublicAccessBlock", {}), ("PutBucketOwnershipControls", {
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}), ("GetBucketOwnershipControls", {}),
    ("DeleteBucketOwnershipControls", {}), ("PutBucketLifecycleConfiguration", {"LifecycleConfiguration": {"Rules": [
        {"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]}}),
    ("GetBucketLifecycleConfiguration", {}), ("DeleteBucketLifecycle", {}), ("GetBucketAccelerateConfiguration", {}),
    ("GetBucketRequestPayment", {}), ("GetBucketNotificationConfiguration", {}), ("ListObjects", {}), ("ListObjectsV2", {}),
    ("ListObjectVersions", {}),
]
for action, more in SETTINGS:
    done("s3", action, **bucket, **more)
    refused("s3", action, "404" if action.startswith("Head") else "NoSuchBucket", **none, **more)
for action, code in {
    "GetBucketCors": "NoSuchCORSConfiguration", "GetBucketWebsite": "NoSuchWebsiteConfiguration",
    "GetBucketReplication": "ReplicationConfigurationNotFoundError",
    "GetObjectLockConfiguration": "ObjectLockConfigurationNotFoundError",
}.items():
    refused("s3", action, code, **bucket)
with tempfile.TemporaryDirectory() as folder:
    copy = os.path.join(folder, "copy")
    with open(os.path.join(folder, "body"), "w") as file:
        file.write("hello")
    put = done("s3", "PutObject", "--body", file.name, **bucket, Key="k")
    refused("s3", "PutObject", "PreconditionFailed", "--body", file.name, "--if-none-match", "*", **bucket, Key="k")
    # With a file to write to, the CLI takes no input as JSON.
    done("s3", "GetObject", f"--bucket={bucket['Bucket']}", "--key=k", copy)
    check("what came back", open(copy).read() == "hello")
    refused("s3", "GetObject", "NoSuchKey", f"--bucket={bucket['Bucket']}", "--key=none", copy)
for action, more in [
    ("HeadObject", {}), ("PutObjectTagging", {"Tagging": {"TagSet": TAGS}}), ("GetObjectTagging", {}), ("DeleteObjectTagging", {}),
    ("GetObjectAcl", {}),
]:
    done("s3", action, **bucket, Key="k", **more)
    refused("s3", action, "404" if action.startswith("Head") else "NoSuchKey", **bucket, Key="none", **more)
refused("s3", "DeleteBucket", "BucketNotEmpty", **bucket)
refused("s3", "DeleteObject", "PreconditionFailed", "--if-match", "other", **bucket, Key="k")
refused("s3", "DeleteObjects", "NoSuchBucket", **none, Delete={"Objects": [{"Key": "k"}]})
marker = done("s3", "DeleteObject", **bucket, Key="k")["VersionId"]
gone = done("s3", "DeleteObjects", **bucket, Delete={"Objects": [
    {"Key": "k", "VersionId": put["VersionId"]}, {"Key": "k", "VersionId": marker}]})
check("both versions are gone", len(gone["Deleted"]) == 2 and "Errors" not in gone, gone)
done("s3", "DeleteBucket", **bucket)

# The end, and what a role's session without permissions is told of actions that have no other error.
kept = dict(os.environ)
os.environ.update(AWS_ACCESS_KEY_ID=taken["AccessKeyId"],
                  AWS_SECRET_ACCESS_KEY=taken["SecretAccessKey"], AWS_SESSION_TOKEN=taken["SessionToken"])
driver = create_clidriver()
for action in ["GetAccountSummary", "ListOpenIDConnectProviders", "ListAccountAliases"]:
    refused("iam", action, "AccessDenied")
refused("s3", "ListBuckets", "AccessDenied")
os.environ["AWS_SECRET_ACCESS_KEY"] = "x" * 40
driver = create_clidriver()
refused("sts", "GetCallerIdentity", "SignatureDoesNotMatch")
os.environ.update(kept)
del os.environ["AWS_SESSION_TOKEN"]
driver = create_clidriver()
done("iam", "DeleteRole", RoleName="cli")
done("iam", "DeleteUser", UserName="cli")
done("iam", *IN_POLICIES[-1][:1], **policy)
for action, more in IN_POLICIES:
    refused("iam", action, "NoSuchEntity", **policy, **more)
print(f"ok {len(succeeded)} actions succeeded, {len(failed)} were refused")
sys.exit(1 if failures else 0)
