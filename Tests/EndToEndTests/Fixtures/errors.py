"""Every error of every action, as boto3 sees it; every paginator with several pages; and simulations held against real calls.

The environment holds the keys of an administrator, in OTHER_KEY and OTHER_SECRET those of the administrator of the account
444455556666, and in TOKEN a token of the played issuer https://gitlab.com for the project acme/shop, ref main. Every check
prints one line; those that do not hold begin with `wrong` and end the script with 1. Nothing is left behind.
"""

import json
import os
import subprocess
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT, OTHER, REGION = "111122223333", "444455556666", "eu-west-1"
ROLE, USER = f"arn:aws:iam::{ACCOUNT}:role", f"arn:aws:iam::{ACCOUNT}:user"
NO_POLICY = f"arn:aws:iam::{ACCOUNT}:policy/none"
NO_PROVIDER = f"arn:aws:iam::{ACCOUNT}:oidc-provider/none.example.com"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
failures = []


def client(service, key=None, secret=None, session=None, **config):
    return boto3.client(service, aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token=session,
                        config=Config(retries={"max_attempts": 0}, **config))


iam, sts, s3 = client("iam"), client("sts"), client("s3")
# What botocore itself would refuse must get to the server too.
loose_iam, loose_s3 = client("iam", parameter_validation=False), client("s3", parameter_validation=False)


def check(name, holds, seen=""):
    if not holds:
        failures.append(name)
    print(f"ok {name}" if holds else f"wrong {name}: {seen}", flush=True)


def refused(code, status, call, client=iam, message=None, name=None, **arguments):
    """The call must be refused with exactly these; without a message any will do."""
    name = name or f"{call}: {code}"
    try:
        getattr(client, call)(**arguments)
    except ClientError as error:
        answer = error.response
        found = (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"])
        text = answer["Error"].get("Message", "")
        check(name, found == (code, status) and message in (None, text), f"{found} {text}")
        return text
    check(name, False, "it was answered")
    return ""


class Changed:
    """A client whose next requests of one operation have another body, or lack header fields."""

    def __init__(self, operation, body=None, without=(), after=None):
        self.client = client("s3")
        events = self.client.meta.events
        if body is not None:
            events.register(f"before-call.s3.{operation}", lambda params, **_: params.update(body=body))
        if without:
            events.register(f"before-sign.s3.{operation}", lambda request, **_: self.take(request, without))
        if after is not None:
            events.register(f"before-send.s3.{operation}", lambda request, **_: setattr(request, "body", after))

    @staticmethod
    def take(request, names):
        for name in names:
            del request.headers[name]


def statement(action, resource="*", effect="Allow", **more):
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def tags(count, start=0):
    return [{"Key": f"k{number}", "Value": ""} for number in range(start, start + count)]


TRUST = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"})
BIG_TRUST = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole",
                      "Condition": {"StringEquals": {"sts:ExternalId": "x" * 2048}}})
READING = document(statement("s3:GetObject"))


def large(size):
    return document(statement("s3:GetObject", "arn:aws:s3:::" + "b" * size))


# Whom everything is refused.
iam.create_user(UserName="bare")
key = iam.create_access_key(UserName="bare")["AccessKey"]
bare = (key["AccessKeyId"], key["SecretAccessKey"])
bare_iam, bare_s3 = client("iam", *bare), client("s3", *bare)

# IAM: each action with names of nothing. Which code it has for them, and what makes it malformed.
none_role, none_user = {"RoleName": "nobody"}, {"UserName": "nobody"}
none_policy, none_provider = {"PolicyArn": NO_POLICY}, {"OpenIDConnectProviderArn": NO_PROVIDER}
named = {"PolicyName": "p"}
attach = {"PolicyArn": READ_ONLY}
tag, untag = {"Tags": [{"Key": "a", "Value": ""}]}, {"TagKeys": ["a"]}
written = {"PolicyDocument": READING}
version = {"VersionId": "v1"}
access_key = {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE"}
simulated = {"ActionNames": ["s3:GetObject"]}
long_name, long_arn = "x" * 129, "arn:aws:iam::" + "x" * 2048
no_role = "The role with name nobody cannot be found."
no_user = "The user with name nobody cannot be found."
no_version = f"Policy {NO_POLICY} version v1 does not exist or is not attachable."
no_policy = f"Policy {NO_POLICY} was not found."
not_attachable = f"Policy {NO_POLICY} does not exist or is not attachable."
no_provider = f"OpenIDConnect Provider not found for arn {NO_PROVIDER}"
no_scope = f"Scope ARN: {NO_POLICY} does not exist or is not attachable."
bad_role, bad_user, bad_arn = {"RoleName": long_name}, {"UserName": long_name}, {"PolicyArn": long_arn}
bad_provider, bad_page = {"OpenIDConnectProviderArn": long_arn}, {"MaxItems": 1001}

ACTIONS = [
    ("add_client_id_to_open_id_connect_provider", none_provider | {"ClientID": "a"}, no_provider, bad_provider),
    ("create_open_id_connect_provider", {"Url": "https://none.example.com"}, None, {"Url": "https://" + "x" * 255}),
    ("delete_open_id_connect_provider", none_provider, f"OpenId connect Provider {NO_PROVIDER} cannot be found.", bad_provider),
    ("get_open_id_connect_provider", none_provider, no_provider, bad_provider),
    ("list_open_id_connect_provider_tags", none_provider, no_provider, bad_page),
    ("list_open_id_connect_providers", {}, None, None),
    ("remove_client_id_from_open_id_connect_provider", none_provider | {"ClientID": "a"}, no_provider, {"ClientID": "x" * 256}),
    ("tag_open_id_connect_provider", none_provider | tag, no_provider, {"Tags": tags(51)}),
    ("untag_open_id_connect_provider", none_provider | untag, no_provider, {"TagKeys": ["x" * 129]}),
    ("update_open_id_connect_provider_thumbprint", none_provider | {"ThumbprintList": ["0" * 40]}, no_provider,
     {"ThumbprintList": ["0" * 41]}),
    ("create_role", none_role | {"AssumeRolePolicyDocument": TRUST, "PermissionsBoundary": NO_POLICY}, no_scope,
     {"RoleName": "x" * 65}),
    ("delete_role", none_role, no_role, {"RoleName": "a b"}),
    ("delete_role_permissions_boundary", none_role, no_role, bad_role),
    ("delete_role_policy", none_role | named, no_role, {"PolicyName": long_name}),
    ("get_role", none_role, no_role, bad_role),
    ("get_role_policy", none_role | named, no_role, {"PolicyName": "a b"}),
    ("list_instance_profiles_for_role", none_role, no_role, bad_page),
    ("list_role_policies", none_role, no_role, bad_page),
    ("list_role_tags", none_role, no_role, bad_page),
    ("list_roles", {}, None, {"PathPrefix": "x" * 513}),
    ("put_role_permissions_boundary", none_role | {"PermissionsBoundary": READ_ONLY}, no_role, {"PermissionsBoundary": "x"}),
    ("put_role_policy", none_role | named | written, no_role, {"PolicyName": "a b"}),
    ("tag_role", none_role | tag, no_role, {"Tags": tags(51)}),
    ("untag_role", none_role | untag, no_role, {"TagKeys": [f"k{number}" for number in range(51)]}),
    ("update_assume_role_policy", none_role | {"PolicyDocument": TRUST}, no_role, bad_role),
    ("update_role", none_role | {"Description": "x"}, no_role, {"MaxSessionDuration": 43201}),
    ("update_role_description", none_role | {"Description": "x"}, no_role, {"Description": "x" * 1001}),
    ("attach_role_policy", none_role | attach, no_role, bad_arn),
    ("create_policy", named | written, None, {"Path": "no-path"}),
    ("create_policy_version", none_policy | written, no_policy, bad_arn),
    ("delete_policy", none_policy, no_policy, bad_arn),
    ("delete_policy_version", none_policy | version, no_version, {"VersionId": "1"}),
    ("detach_role_policy", none_role | attach, no_role, bad_arn),
    ("get_policy", none_policy, no_policy, {"PolicyArn": "something-that-is-no-arn"}),
    ("get_policy_version", none_policy | version, no_version, {"VersionId": "v0"}),
    ("list_attached_role_policies", none_role, no_role, bad_page),
    ("list_entities_for_policy", none_policy, not_attachable, {"EntityFilter": "Nobody"}),
    ("list_policies", {}, None, {"Scope": "Mine"}),
    ("list_policy_tags", none_policy, no_policy, bad_page),
    ("list_policy_versions", none_policy, no_policy, bad_page),
    ("set_default_policy_version", none_policy | version, no_version, {"VersionId": "1"}),
    ("tag_policy", none_policy | tag, no_policy, {"Tags": [{"Key": "a", "Value": "x" * 257}]}),
    ("untag_policy", none_policy | untag, no_policy, {"TagKeys": ["!"]}),
    ("attach_user_policy", none_user | attach, no_user, bad_user),
    ("create_access_key", none_user, no_user, bad_user),
    ("create_user", none_user | {"PermissionsBoundary": NO_POLICY}, no_scope, {"UserName": "x" * 65}),
    ("delete_access_key", none_user | access_key, no_user, {"AccessKeyId": "x"}),
    ("delete_login_profile", none_user, no_user, bad_user),
    ("delete_user", none_user, no_user, bad_user),
    ("delete_user_permissions_boundary", none_user, no_user, bad_user),
    ("delete_user_policy", none_user | named, no_user, {"PolicyName": "a b"}),
    ("detach_user_policy", none_user | attach, no_user, bad_arn),
    ("get_access_key_last_used", {"AccessKeyId": bare[0]}, None, {"AccessKeyId": "x"}),
    ("get_login_profile", none_user, no_user, bad_user),
    ("get_user", none_user, no_user, {"UserName": "a b"}),
    ("get_user_policy", none_user | named, no_user, {"PolicyName": long_name}),
    ("list_access_keys", none_user, no_user, bad_page),
    ("list_attached_user_policies", none_user, no_user, {"PathPrefix": "no-path"}),
    ("list_groups", {}, None, bad_page),
    ("list_groups_for_user", none_user, no_user, bad_page),
    ("list_mfa_devices", none_user, no_user, bad_page),
    ("list_ssh_public_keys", none_user, no_user, bad_page),
    ("list_service_specific_credentials", none_user, no_user, bad_page),
    ("list_signing_certificates", none_user, no_user, bad_page),
    ("list_user_policies", none_user, no_user, bad_page),
    ("list_user_tags", none_user, no_user, bad_page),
    ("list_users", {}, None, bad_page),
    ("list_virtual_mfa_devices", {}, None, {"AssignmentStatus": "Lost"}),
    ("put_user_permissions_boundary", none_user | {"PermissionsBoundary": READ_ONLY}, no_user, bad_user),
    ("put_user_policy", none_user | named | written, no_user, {"PolicyDocument": ""}),
    ("tag_user", none_user | tag, no_user, {"Tags": [{"Key": "x" * 129, "Value": ""}]}),
    ("untag_user", none_user | untag, no_user, {"TagKeys": [""]}),
    ("update_access_key", none_user | access_key | {"Status": "Active"}, no_user, {"Status": "Lost"}),
    ("update_user", none_user | {"NewPath": "/new/"}, no_user, {"NewPath": "new"}),
    ("get_account_authorization_details", {}, None, {"Filter": ["Nobody"]}),
    ("get_account_password_policy", {}, f"The Password Policy with domain name {ACCOUNT} cannot be found.", None),
    ("get_account_summary", {}, None, None),
    ("get_context_keys_for_custom_policy", {"PolicyInputList": [READING]}, None, {"PolicyInputList": [""]}),
    ("get_context_keys_for_principal_policy", {"PolicySourceArn": f"{USER}/nobody"}, no_user, {"PolicySourceArn": "x"}),
    ("list_account_aliases", {}, None, bad_page),
    ("simulate_custom_policy", simulated | {"PolicyInputList": [READING]}, None, {"ActionNames": ["x"]}),
    ("simulate_principal_policy", simulated | {"PolicySourceArn": f"{ROLE}/nobody"}, no_role, {"ActionNames": ["x" * 129]}),
]
for call, parameters, missing, malformed in ACTIONS:
    text = refused("AccessDenied", 403, call, bare_iam, **parameters)
    check(f"{call}: the denial names the caller", f"User: {USER}/bare is not authorized to perform: iam:" in text, text)
    if missing:
        refused("NoSuchEntity", 404, call, message=missing, **parameters)
    if malformed:
        refused("ValidationError", 400, call, loose_iam, **parameters | malformed)

# IAM: the texts of what is malformed.
refused("ValidationError", 400, "get_policy_version", PolicyArn=NO_POLICY, VersionId="1",
        message="1 validation error detected: Value at 'versionId' failed to satisfy constraint: Member must satisfy regular "
        r"expression pattern: v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", name="the text of a malformed version")
refused("ValidationError", 400, "tag_role", RoleName="nobody", Tags=tags(51),
        message="1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than "
        "or equal to 50", name="the text of too many tags")
refused("ValidationError", 400, "create_role", RoleName="x", AssumeRolePolicyDocument=TRUST, Path="no-path",
        message="The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
        "characters and/or / characters.", name="the text of a malformed path")
refused("ValidationError", 400, "create_role", RoleName="x", AssumeRolePolicyDocument=TRUST, Path="/" + "x" * 512 + "/",
        message="1 validation error detected: Value at 'path' failed to satisfy constraint: Member must have length less than "
        "or equal to 512", name="the text of a long path")
three = refused("ValidationError", 400, "create_open_id_connect_provider", loose_iam, Url="https://" + "x" * 255,
                ClientIDList=["x" * 256], ThumbprintList=["0"], name="three faults at once")
check("three faults are three", three.startswith("3 validation errors detected: Value at 'clientIDList'"), three)

# IAM: what is there, and what is wrong with it.
refused("InvalidInput", 400, "create_open_id_connect_provider", Url="https://x.example.com", name="a provider with a tag twice",
        Tags=[{"Key": "a", "Value": ""}] * 2, message="Duplicate tag keys found.")
provider = iam.create_open_id_connect_provider(
    Url="https://idp.example.com", ClientIDList=[f"id-{number}" for number in range(100)], Tags=tags(50)
)["OpenIDConnectProviderArn"]
here = {"OpenIDConnectProviderArn": provider}
refused("LimitExceeded", 409, "add_client_id_to_open_id_connect_provider", ClientID="one-more", **here,
        message="Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100")
refused("LimitExceeded", 409, "tag_open_id_connect_provider", **here, Tags=[{"Key": "one-more", "Value": ""}],
        message="The number of tags has reached the maximum limit.")
refused("InvalidInput", 400, "tag_open_id_connect_provider", **here, Tags=[{"Key": "a", "Value": ""}] * 2,
        message="Duplicate tag keys found.")
refused("InvalidInput", 400, "update_open_id_connect_provider_thumbprint", **here, ThumbprintList=["0" * 40] * 6,
        message="Thumbprint list must contain fewer than 5 entries.")
refused("LimitExceeded", 409, "create_open_id_connect_provider", Url="https://x.example.com", name="a provider with 101 clients",
        ClientIDList=[f"id-{number}" for number in range(101)],
        message="Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100")
pages = [page["Tags"] for page in iam.get_paginator("list_open_id_connect_provider_tags").paginate(
    **here, PaginationConfig={"PageSize": 20})]
check("pages of a provider's tags", [len(page) for page in pages] == [20, 20, 10], pages)
some = [iam.create_open_id_connect_provider(Url=f"https://idp-{number}.example.com")["OpenIDConnectProviderArn"]
        for number in range(100 - len(iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]))]
refused("LimitExceeded", 409, "create_open_id_connect_provider", Url="https://one-more.example.com",
        message="Cannot exceed quota for OpenIDConnectProvidersPerAccount: 100")
for arn in [provider, *some]:
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)

twice = [{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}]
same_key = "Duplicate tag keys found. Please note that Tag keys are case insensitive."
refused("InvalidInput", 400, "create_role", RoleName="x", AssumeRolePolicyDocument=TRUST, Tags=twice, message=same_key)
refused("LimitExceeded", 409, "create_role", RoleName="x", AssumeRolePolicyDocument=BIG_TRUST,
        message="Cannot exceed quota for ACLSizePerRole: 2048")
refused("InvalidInput", 400, "create_role", RoleName="x", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=f"{ROLE}/boundary",
        message=f"ARN {ROLE}/boundary is not valid.", name="create_role: a boundary that is no policy")
iam.create_role(RoleName="there", AssumeRolePolicyDocument=TRUST, Tags=tags(50))
refused("LimitExceeded", 409, "tag_role", RoleName="there", Tags=[{"Key": "one-more", "Value": ""}],
        message="The number of tags has reached the maximum limit.")
refused("LimitExceeded", 409, "update_assume_role_policy", RoleName="there", PolicyDocument=BIG_TRUST,
        message="Cannot exceed quota for ACLSizePerRole: 2048")
refused("MalformedPolicyDocument", 400, "update_assume_role_policy", RoleName="there", PolicyDocument="nonsense",
        message="This policy contains invalid Json")
refused("MalformedPolicyDocument", 400, "update_assume_role_policy", RoleName="there", name="a trust policy with a resource",
        PolicyDocument=document(statement("sts:AssumeRole", Principal="*")), message="Has prohibited field Resource")
refused("MalformedPolicyDocument", 400, "put_role_policy", RoleName="there", PolicyName="p", PolicyDocument="nonsense",
        message="Syntax errors in policy.")
refused("NoSuchEntity", 404, "delete_role_policy", RoleName="there", PolicyName="none", name="a role's policy to delete",
        message="The role policy with name none cannot be found.")
refused("NoSuchEntity", 404, "get_role_policy", RoleName="there", PolicyName="none", name="a role's policy to get",
        message="The role policy with name none cannot be found.")
refused("NoSuchEntity", 404, "detach_role_policy", RoleName="there", PolicyArn=READ_ONLY, name="a policy to detach from a role",
        message=f"Policy {READ_ONLY} was not found.")

iam.create_user(UserName="there", Tags=tags(50))
refused("InvalidInput", 400, "create_user", UserName="x", Tags=twice, message=same_key)
refused("InvalidInput", 400, "tag_user", UserName="there", Tags=twice, message=same_key)
refused("LimitExceeded", 409, "tag_user", UserName="there", Tags=[{"Key": "one-more", "Value": ""}],
        message="The number of tags has reached the maximum limit.")
refused("InvalidInput", 400, "put_user_permissions_boundary", UserName="there", PermissionsBoundary=f"{ROLE}/there",
        message=f"ARN {ROLE}/there is not valid.")
refused("NoSuchEntity", 404, "put_user_permissions_boundary", UserName="there", PermissionsBoundary=NO_POLICY,
        message=no_scope, name="a user's boundary that is not there")
refused("LimitExceeded", 409, "put_user_policy", UserName="there", PolicyName="p", PolicyDocument=large(2048),
        message="Maximum policy size of 2048 bytes exceeded for user there")
refused("MalformedPolicyDocument", 400, "put_user_policy", UserName="there", PolicyName="p", PolicyDocument="nonsense",
        message="Syntax errors in policy.")
refused("NoSuchEntity", 404, "delete_user_policy", UserName="there", PolicyName="none", name="a user's policy to delete",
        message="The user policy with name none cannot be found.")
refused("NoSuchEntity", 404, "update_access_key", UserName="there", Status="Active", **access_key, name="a key to update",
        message=f"The Access Key with id {access_key['AccessKeyId']} cannot be found.")
refused("NoSuchEntity", 404, "delete_access_key", UserName="there", **access_key, name="a key to delete",
        message=f"The Access Key with id {access_key['AccessKeyId']} cannot be found.")
caller = sts.get_caller_identity()["Arn"]
refused("AccessDenied", 403, "get_access_key_last_used", **access_key, name="the last use of a key that is nobody's",
        message=f"User: {caller} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key "
        + access_key["AccessKeyId"])
keys = [iam.create_access_key(UserName="there")["AccessKey"]["AccessKeyId"] for _ in range(2)]
refused("InvalidInput", 400, "update_access_key", UserName="there", AccessKeyId=keys[0], Status="Expired")
refused("DeleteConflict", 409, "delete_user", UserName="there", name="a user with keys")
for call in ["get_login_profile", "delete_login_profile"]:
    refused("NoSuchEntity", 404, call, UserName="there", message="Login Profile for User there cannot be found.",
            name=f"{call}: no profile")
refused("EntityAlreadyExists", 409, "update_user", UserName="there", NewUserName="BARE",
        message="User with name BARE already exists.")
session = sts.get_session_token()["Credentials"]

# Managed policies.
refused("InvalidInput", 400, "create_policy", PolicyName="x", PolicyDocument=READING, Tags=[{"Key": "a", "Value": ""}] * 2,
        message="Duplicate tag keys found.")
refused("LimitExceeded", 409, "create_policy", PolicyName="x", PolicyDocument=large(6144),
        message="Cannot exceed quota for PolicySize: 6144")
policies = [iam.create_policy(PolicyName=f"p{number:02}", PolicyDocument=READING)["Policy"]["Arn"] for number in range(11)]
refused("LimitExceeded", 409, "create_policy_version", PolicyArn=policies[0], PolicyDocument=large(6144),
        message="Cannot exceed quota for PolicySize: 6144")
refused("MalformedPolicyDocument", 400, "create_policy_version", PolicyArn=policies[0], PolicyDocument="{}",
        message="Syntax errors in policy.")
refused("InvalidInput", 400, "tag_policy", PolicyArn=policies[0], Tags=[{"Key": "a", "Value": ""}] * 2,
        message="Duplicate tag keys found.")
iam.tag_policy(PolicyArn=policies[0], Tags=tags(50))
refused("LimitExceeded", 409, "tag_policy", PolicyArn=policies[0], Tags=[{"Key": "one-more", "Value": ""}],
        message="The number of tags has reached the maximum limit.")
iam.create_policy_version(PolicyArn=policies[0], PolicyDocument=READING)
refused("DeleteConflict", 409, "delete_policy", PolicyArn=policies[0], name="a policy with versions")
for call, verb, parameters in [
    ("create_policy_version", "update policies", written), ("set_default_policy_version", "update policies", version),
    ("tag_policy", "update policies", tag), ("untag_policy", "update policies", untag),
    ("delete_policy_version", "delete policy versions for policies", version), ("delete_policy", "delete policies", {}),
]:
    refused("AccessDenied", 403, call, PolicyArn=READ_ONLY, **parameters, name=f"{call}: AWS's own policy",
            message=f"Cannot {verb} outside your own account.")
for owner in ["role", "user"]:
    name = {f"{owner.title()}Name": "there"}
    for arn in policies[:10]:
        getattr(iam, f"attach_{owner}_policy")(**name, PolicyArn=arn)
    refused("LimitExceeded", 409, f"attach_{owner}_policy", **name, PolicyArn=policies[10],
            message=f"Cannot exceed quota for PoliciesPer{owner.title()}: 10")
    refused("NoSuchEntity", 404, f"attach_{owner}_policy", **name, PolicyArn=NO_POLICY, message=not_attachable,
            name=f"attach_{owner}_policy: no policy")
refused("DeleteConflict", 409, "delete_role", RoleName="there", message="Cannot delete entity, must detach all policies first.")

# Paginators that need what is here now, each with several pages, each entry once and in the same order as in one page.
for name in ["c", "a", "b"]:
    iam.put_user_policy(UserName="there", PolicyName=name, PolicyDocument=READING)
for operation, result, size, parameters in [
    ("list_access_keys", "AccessKeyMetadata", 1, {"UserName": "there"}),
    ("list_attached_user_policies", "AttachedPolicies", 3, {"UserName": "there"}),
    ("list_attached_role_policies", "AttachedPolicies", 3, {"RoleName": "there"}),
    ("list_user_policies", "PolicyNames", 2, {"UserName": "there"}),
    ("list_user_tags", "Tags", 20, {"UserName": "there"}),
    ("list_role_tags", "Tags", 20, {"RoleName": "there"}),
    ("list_policy_tags", "Tags", 20, {"PolicyArn": policies[0]}),
    ("list_policy_versions", "Versions", 1, {"PolicyArn": policies[0]}),
    ("list_policies", "Policies", 4, {"Scope": "Local"}),
    ("list_users", "Users", 1, {}),
    ("simulate_custom_policy", "EvaluationResults", 2,
     {"PolicyInputList": [READING], "ActionNames": ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "iam:GetUser", "sts:GetSessionToken"]}),
    ("simulate_principal_policy", "EvaluationResults", 2,
     {"PolicySourceArn": f"{ROLE}/there", "ActionNames": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]}),
]:
    whole = getattr(iam, operation)(**parameters)
    pages = [page[result] for page in iam.get_paginator(operation).paginate(**parameters, PaginationConfig={"PageSize": size})]
    expected = whole[result]
    check(f"pages of {operation}",
          not whole["IsTruncated"] and len(pages) == -(-len(expected) // size) > 1 and sum(pages, []) == expected, pages)
for operation, result, parameters in [
    ("list_account_aliases", "AccountAliases", {}), ("list_groups", "Groups", {}),
    ("list_groups_for_user", "Groups", {"UserName": "there"}), ("list_mfa_devices", "MFADevices", {"UserName": "there"}),
    ("list_ssh_public_keys", "SSHPublicKeys", {"UserName": "there"}),
    ("list_signing_certificates", "Certificates", {"UserName": "there"}), ("list_virtual_mfa_devices", "VirtualMFADevices", {}),
    ("list_instance_profiles_for_role", "InstanceProfiles", {"RoleName": "there"}),
]:
    pages = [page[result] for page in iam.get_paginator(operation).paginate(**parameters, PaginationConfig={"PageSize": 1})]
    check(f"the one empty page of {operation}", pages == [[]], pages)

# Simulations that cannot be made.
source = {"PolicySourceArn": f"{USER}/there"}
for name, more in {
    "an action that is none": {"ActionNames": ["s3:Get*"]},
    "a resource that is none": {"ResourceArns": ["nonsense"]},
    "an owner that is none": {"ResourceOwner": "nobody"},
    "a caller that is no user": {"CallerArn": f"{ROLE}/there"},
    "two boundaries": {"PermissionsBoundaryPolicyInputList": [READING, READING]},
    "a policy that is none": {"PolicyInputList": ["nonsense"]},
    "a resource policy that is none": {"ResourcePolicy": "{}"},
    "a context key twice": {"ContextEntries": [
        {"ContextKeyName": "aws:username", "ContextKeyValues": ["a"], "ContextKeyType": "string"}] * 2},
    "a context value of another type": {"ContextEntries": [
        {"ContextKeyName": "aws:EpochTime", "ContextKeyValues": ["soon"], "ContextKeyType": "numeric"}]},
}.items():
    refused("InvalidInput", 400, "simulate_principal_policy", **source | simulated | more,
            name=f"simulate_principal_policy: {name}")
    refused("InvalidInput", 400, "simulate_custom_policy", **{"PolicyInputList": [READING]} | simulated | more,
            name=f"simulate_custom_policy: {name}")
refused("InvalidInput", 400, "simulate_principal_policy", PolicySourceArn=f"arn:aws:iam::{OTHER}:user/x", **simulated,
        name="a simulation of another account's user")
refused("InvalidInput", 400, "simulate_principal_policy", PolicySourceArn=f"{ROLE}/there", ResourcePolicy=READING, **simulated,
        name="a simulated resource policy for a role")
for call, more in {"simulate_principal_policy": source, "simulate_custom_policy": {"PolicyInputList": [READING]}}.items():
    refused("NotImplemented", 400, call, ResourceHandlingOption="EC2-VPC-InstanceStore", **simulated, **more)
refused("InvalidInput", 400, "get_context_keys_for_custom_policy", PolicyInputList=["nonsense"])
refused("InvalidInput", 400, "get_context_keys_for_principal_policy", PolicySourceArn=f"arn:aws:sts::{ACCOUNT}:assumed-role/a/b")

# STS.
serial = f"arn:aws:iam::{ACCOUNT}:mfa/administrator"
refused("NotImplemented", 400, "get_session_token", sts, SerialNumber=serial, TokenCode="123456")
refused("ValidationError", 400, "get_session_token", client("sts", parameter_validation=False), DurationSeconds=899)
in_session = client("iam", session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
refused("InvalidClientTokenId", 403, "list_users", in_session, name="IAM with a user's session")
provider = iam.create_open_id_connect_provider(Url="https://gitlab.com", ClientIDList=["sts.amazonaws.com"])
provider = provider["OpenIDConnectProviderArn"]
iam.create_role(RoleName="pipeline", AssumeRolePolicyDocument=document({
    "Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {"StringLike": {"gitlab.com:sub": "project_path:acme/shop:*"}}}))
job = client("sts", signature_version=UNSIGNED)
loose_job = client("sts", signature_version=UNSIGNED, parameter_validation=False)
exchange = {"RoleArn": f"{ROLE}/pipeline", "RoleSessionName": "job", "WebIdentityToken": os.environ["TOKEN"]}
web = "assume_role_with_web_identity"
answer = job.assume_role_with_web_identity(**exchange)
check("the exchange", answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/pipeline/job", answer)
check("its provider", (answer["Provider"], answer["Audience"]) == ("https://gitlab.com", "sts.amazonaws.com"), answer)
refused("AccessDenied", 403, web, job, **exchange | {"RoleArn": f"{ROLE}/nobody"},
        message="Not authorized to perform sts:AssumeRoleWithWebIdentity")
refused("InvalidIdentityToken", 400, web, job, **exchange | {"WebIdentityToken": "nonsense"},
        message="The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)")
refused("ValidationError", 400, web, job, **exchange, DurationSeconds=3601,
        message="The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
refused("ValidationError", 400, web, job, **exchange | {"RoleArn": "nothing-valid-in-here"},
        message="Request ARN is invalid", name="an exchange for no ARN")
refused("ValidationError", 400, web, loose_job, **exchange | {"RoleSessionName": "s" * 65}, name="an exchange with a long name",
        message="1 validation error detected: Value '" + "s" * 65 + "' at 'roleSessionName' failed to satisfy constraint: "
        "Member must have length less than or equal to 64")
refused("ValidationError", 400, web, loose_job, **exchange, Policy="x" * 2049, name="an exchange with a long policy")
refused("MalformedPolicyDocument", 400, web, job, **exchange, Policy="nonsense")
refused("InvalidParameterValue", 400, web, job, **exchange, PolicyArns=[{"arn": NO_POLICY}])
refused("PackedPolicyTooLarge", 400, web, job, **exchange, Policy=large(1900))
refused("NotImplemented", 400, web, job, **exchange, ProviderId="www.amazon.com")
iam.delete_role(RoleName="pipeline")
refused("AccessDenied", 403, web, job, **exchange, name="an exchange for a role that is gone")
iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)
refused("InvalidIdentityToken", 400, web, job, **exchange, name="an exchange without a provider",
        message="No OpenIDConnect provider found in your account for https://gitlab.com")

# S3: buckets that cannot be made.
other_s3 = client("s3", os.environ["OTHER_KEY"], os.environ["OTHER_SECRET"])
BUCKET = "acme-errors"
place = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
s3.create_bucket(Bucket=BUCKET, **place)
refused("BucketAlreadyExists", 409, "create_bucket", other_s3, Bucket=BUCKET, **place)
refused("AccessDenied", 403, "create_bucket", bare_s3, Bucket="acme-errors-bare", **place)
refused("InvalidBucketName", 400, "create_bucket", s3, Bucket="Acme_Errors", **place)
refused("IllegalLocationConstraintException", 400, "create_bucket", s3, Bucket="acme-errors-x",
        message="The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.")
refused("IllegalLocationConstraintException", 400, "create_bucket", s3, Bucket="acme-errors-x", name="a bucket of another region",
        CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
refused("InvalidLocationConstraint", 400, "create_bucket", s3, Bucket="acme-errors-x",
        CreateBucketConfiguration={"LocationConstraint": "nowhere"})
refused("InvalidArgument", 400, "create_bucket", s3, Bucket="acme-errors-x", ObjectOwnership="Nobody", **place)
refused("NotImplemented", 501, "create_bucket", s3, Bucket="acme-errors-x", ObjectLockEnabledForBucket=True, **place)
refused("InvalidBucketAclWithObjectOwnership", 400, "create_bucket", s3, Bucket="acme-errors-x", ACL="public-read", **place)
refused("InvalidBucketAclWithBlockPublicAccessError", 400, "create_bucket", s3, Bucket="acme-errors-x", ACL="public-read",
        ObjectOwnership="ObjectWriter", **place)
tagged = {"LocationConstraint": REGION}
refused("InvalidTag", 400, "create_bucket", s3, Bucket="acme-errors-x",
        CreateBucketConfiguration=tagged | {"Tags": [{"Key": "aws:a", "Value": ""}]})
refused("BadRequest", 400, "create_bucket", s3, Bucket="acme-errors-x", CreateBucketConfiguration=tagged | {"Tags": tags(51)})
refused("MalformedXML", 400, "create_bucket", Changed("CreateBucket", b"<CreateBucketConfiguration>").client,
        Bucket="acme-errors-x", **place)
refused("AccessDenied", 403, "list_buckets", bare_s3)
refused("InvalidArgument", 400, "list_buckets", s3, ContinuationToken="nonsense")
refused("InvalidArgument", 400, "list_buckets", loose_s3, MaxBuckets=0, name="a page of no bucket")

# S3: each operation on a bucket, by somebody who may not, on a bucket that is not there, and with another owner.
ENCRYPTION = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
BLOCK = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
LIFECYCLE = {"Rules": [{"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]}
SET = {"TagSet": [{"Key": "a", "Value": "b"}]}
POLICY = document({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{BUCKET}/*",
                   "Condition": {"Bool": {"aws:SecureTransport": "false"}}})
BUCKET_CALLS = {
    "delete_bucket": {}, "get_bucket_location": {}, "get_bucket_versioning": {}, "get_bucket_tagging": {},
    "put_bucket_versioning": {"VersioningConfiguration": {"Status": "Enabled"}}, "put_bucket_tagging": {"Tagging": SET},
    "delete_bucket_tagging": {}, "get_bucket_policy": {}, "put_bucket_policy": {"Policy": POLICY}, "delete_bucket_policy": {},
    "get_bucket_policy_status": {}, "get_bucket_acl": {}, "put_bucket_acl": {"ACL": "private"},
    "put_bucket_logging": {"BucketLoggingStatus": {}}, "get_bucket_logging": {}, "list_objects_v2": {}, "list_objects": {},
    "list_object_versions": {}, "get_bucket_encryption": {}, "put_bucket_encryption": {"ServerSideEncryptionConfiguration": ENCRYPTION},
    "delete_bucket_encryption": {}, "get_public_access_block": {},
    "put_public_access_block": {"PublicAccessBlockConfiguration": BLOCK}, "delete_public_access_block": {},
    "get_bucket_ownership_controls": {},
    "put_bucket_ownership_controls": {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}},
    "delete_bucket_ownership_controls": {}, "get_bucket_lifecycle_configuration": {},
    "put_bucket_lifecycle_configuration": {"LifecycleConfiguration": LIFECYCLE}, "delete_bucket_lifecycle": {},
    "get_bucket_cors": {}, "get_bucket_website": {}, "get_bucket_accelerate_configuration": {}, "get_bucket_request_payment": {},
    "get_bucket_replication": {}, "get_object_lock_configuration": {}, "get_bucket_notification_configuration": {},
}
OBJECT_CALLS = {
    "put_object": {"Body": b"x"}, "get_object": {}, "delete_object": {}, "get_object_tagging": {},
    "put_object_tagging": {"Tagging": SET}, "delete_object_tagging": {}, "get_object_acl": {},
}
for calls, more in [(BUCKET_CALLS, {}), (OBJECT_CALLS, {"Key": "k"})]:
    for call, arguments in calls.items():
        arguments = arguments | more
        text = refused("AccessDenied", 403, call, bare_s3, Bucket=BUCKET, **arguments)
        check(f"{call}: the denial names the caller", text.startswith(f"User: {USER}/bare is not authorized to perform: s3:"), text)
        refused("NoSuchBucket", 404, call, s3, Bucket="acme-errors-none", **arguments, message="The specified bucket does not exist")
        owner = f"{call}: another owner is expected"
        if "ExpectedBucketOwner" in s3.meta.service_model.operation_model(
                s3.meta.method_to_api_mapping[call]).input_shape.members:
            refused("AccessDenied", 403, call, s3, Bucket=BUCKET, ExpectedBucketOwner=OTHER, **arguments, name=owner)
for call, more in {"head_bucket": {}, "head_object": {"Key": "k"}}.items():
    refused("403", 403, call, bare_s3, Bucket=BUCKET, **more)
    refused("404", 404, call, s3, Bucket="acme-errors-none", **more)
    refused("400", 400, call, s3, Bucket=BUCKET, ExpectedBucketOwner="1234", **more)
refused("InvalidBucketOwnerAWSAccountID", 400, "get_bucket_acl", s3, Bucket=BUCKET, ExpectedBucketOwner="1234")
refused("NoSuchBucket", 404, "delete_objects", s3, Bucket="acme-errors-none", Delete={"Objects": [{"Key": "k"}]})

# S3: the settings of a bucket, each made, asked for and taken away, and each refused.
here = {"Bucket": BUCKET}
s3.put_bucket_acl(**here, ACL="private")
mine = s3.get_bucket_acl(**here)
s3.put_bucket_acl(**here, AccessControlPolicy={"Owner": mine["Owner"], "Grants": mine["Grants"]})
check("the owner's own access control list", s3.get_bucket_acl(**here)["Grants"] == mine["Grants"])
refused("AccessControlListNotSupported", 400, "put_bucket_acl", s3, ACL="public-read", **here,
        message="The bucket does not allow ACLs")
refused("InvalidArgument", 400, "put_bucket_acl", s3, ACL="nonsense", **here)
refused("MissingRequestBodyError", 400, "put_bucket_acl", Changed("PutBucketAcl", b"").client, **here,
        AccessControlPolicy={"Owner": mine["Owner"], "Grants": mine["Grants"]})
refused("MalformedXML", 400, "put_bucket_acl", Changed("PutBucketAcl", b"<AccessControlPolicy>").client, **here,
        AccessControlPolicy={"Owner": mine["Owner"], "Grants": mine["Grants"]})
s3.put_bucket_ownership_controls(**here, OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]})
rules = s3.get_bucket_ownership_controls(**here)["OwnershipControls"]["Rules"]
check("ownership", rules == [{"ObjectOwnership": "ObjectWriter"}], rules)
refused("AccessDenied", 403, "put_bucket_acl", s3, ACL="public-read", **here, name="a public list where those are blocked")
refused("NotImplemented", 501, "put_bucket_acl", s3, ACL="log-delivery-write", **here)
refused("MalformedXML", 400, "put_bucket_ownership_controls", s3, **here,
        OwnershipControls={"Rules": [{"ObjectOwnership": "Nobody"}]})
s3.delete_bucket_ownership_controls(**here)
refused("OwnershipControlsNotFoundError", 404, "get_bucket_ownership_controls", s3, **here)
s3.put_bucket_ownership_controls(**here, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})

s3.put_bucket_logging(**here, BucketLoggingStatus={})
check("no logging", "LoggingEnabled" not in s3.get_bucket_logging(**here))
refused("NotImplemented", 501, "put_bucket_logging", s3, **here,
        BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": BUCKET, "TargetPrefix": ""}})
refused("MalformedXML", 400, "put_bucket_logging", Changed("PutBucketLogging", b"<BucketLogging/>").client, **here,
        BucketLoggingStatus={})
check("no acceleration", "Status" not in s3.get_bucket_accelerate_configuration(**here))
check("the owner pays", s3.get_bucket_request_payment(**here)["Payer"] == "BucketOwner")
found = s3.get_bucket_notification_configuration(**here)
check("no notifications", set(found) == {"ResponseMetadata"}, found)

refused("IllegalVersioningConfigurationException", 400, "put_bucket_versioning", s3, VersioningConfiguration={}, **here)
refused("MalformedXML", 400, "put_bucket_versioning", s3, VersioningConfiguration={"Status": "On"}, **here)
refused("NotImplemented", 501, "put_bucket_versioning", s3, **here,
        VersioningConfiguration={"Status": "Enabled", "MFADelete": "Enabled"}, MFA="serial 123456")

s3.put_bucket_tagging(**here, Tagging=SET)
check("tags", s3.get_bucket_tagging(**here)["TagSet"] == SET["TagSet"])
s3.delete_bucket_tagging(**here)
refused("NoSuchTagSet", 404, "get_bucket_tagging", s3, **here)
refused("InvalidTag", 400, "put_bucket_tagging", s3, Tagging={"TagSet": SET["TagSet"] * 2}, **here,
        message="Cannot provide multiple Tags with the same key")
refused("BadRequest", 400, "put_bucket_tagging", s3, Tagging={"TagSet": tags(51)}, **here)
refused("MalformedXML", 400, "put_bucket_tagging", loose_s3, Tagging={}, **here)

refused("NoSuchBucketPolicy", 404, "get_bucket_policy_status", s3, **here)
refused("MalformedPolicy", 400, "put_bucket_policy", s3, Policy="nonsense", **here,
        message="Policies must be valid JSON and the first byte must be '{'")
theirs = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{OTHER}:root"},
                   "Action": ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketAcl"],
                   "Resource": f"arn:aws:s3:::{BUCKET}"})
s3.put_bucket_policy(**here, Policy=theirs)
check("another account looks in", other_s3.get_bucket_acl(**here)["Owner"] == mine["Owner"])
for call in ["get_bucket_policy", "put_bucket_policy", "delete_bucket_policy"]:
    refused("MethodNotAllowed", 405, call, other_s3, **here, **BUCKET_CALLS[call])
s3.delete_bucket_policy(**here)
refused("NoSuchBucketPolicy", 404, "get_bucket_policy", s3, **here)
refused("AccessDenied", 403, "get_bucket_acl", other_s3, **here, name="another account without a policy")

kms = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
s3.put_bucket_encryption(**here, ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": kms,
                                                                               "BucketKeyEnabled": True}]})
rule = s3.get_bucket_encryption(**here)["ServerSideEncryptionConfiguration"]["Rules"][0]
check("encryption", rule["ApplyServerSideEncryptionByDefault"] == kms and rule["BucketKeyEnabled"] is True, rule)
s3.delete_bucket_encryption(**here)
rule = s3.get_bucket_encryption(**here)["ServerSideEncryptionConfiguration"]["Rules"][0]
check("encryption by default", rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}, rule)
for code, status, algorithm in [
    ("MalformedXML", 400, {"SSEAlgorithm": "rot13"}), ("NotImplemented", 501, {"SSEAlgorithm": "aws:kms:dsse"}),
    ("InvalidArgument", 400, kms | {"SSEAlgorithm": "AES256"}),
]:
    refused(code, status, "put_bucket_encryption", s3, **here,
            ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": algorithm}]})

s3.delete_public_access_block(**here)
refused("NoSuchPublicAccessBlockConfiguration", 404, "get_public_access_block", s3, **here)
s3.put_public_access_block(**here, PublicAccessBlockConfiguration=BLOCK | {"BlockPublicPolicy": False})
block = s3.get_public_access_block(**here)["PublicAccessBlockConfiguration"]
check("public access", block == BLOCK | {"BlockPublicPolicy": False}, block)
refused("MalformedXML", 400, "put_public_access_block",
        Changed("PutPublicAccessBlock", b"<PublicAccessBlockConfiguration><Other/></PublicAccessBlockConfiguration>").client,
        PublicAccessBlockConfiguration=BLOCK, **here)

s3.put_bucket_lifecycle_configuration(**here, LifecycleConfiguration=LIFECYCLE)
s3.delete_bucket_lifecycle(**here)
refused("NoSuchLifecycleConfiguration", 404, "get_bucket_lifecycle_configuration", s3, **here)
rule = LIFECYCLE["Rules"][0]
for code, rules in {
    "MalformedXML": [rule | {"Status": "On"}], "InvalidArgument": [rule | {"Expiration": {"Days": 0}}],
    "InvalidRequest": [{name: rule[name] for name in ["ID", "Status", "Filter"]}],
}.items():
    refused(code, 400, "put_bucket_lifecycle_configuration", s3, **here, LifecycleConfiguration={"Rules": rules})
refused("InvalidArgument", 400, "put_bucket_lifecycle_configuration", s3, **here,
        LifecycleConfiguration={"Rules": [rule, rule]}, name="two rules with one id")

# S3: objects.
s3.put_bucket_versioning(**here, VersioningConfiguration={"Status": "Enabled"})
put = s3.put_object(**here, Key="k", Body=b"hello")
s3.put_object(**here, Key="gone", Body=b"x")
marker = s3.delete_object(**here, Key="gone")["VersionId"]
thing = here | {"Key": "k"}
s3.put_object_tagging(**thing, Tagging=SET)
check("tags of an object", s3.get_object_tagging(**thing)["TagSet"] == SET["TagSet"])
s3.delete_object_tagging(**thing)
check("no tags of an object", s3.get_object_tagging(**thing)["TagSet"] == [])
check("the list of an object", s3.get_object_acl(**thing)["Grants"] == mine["Grants"])
for call in ["get_object", "get_object_tagging", "put_object_tagging", "delete_object_tagging", "get_object_acl"]:
    more = OBJECT_CALLS[call]
    refused("NoSuchKey", 404, call, s3, **here, Key="none", **more)
    refused("NoSuchKey", 404, call, s3, **here, Key="gone", **more, name=f"{call}: what was deleted")
    refused("NoSuchVersion", 404, call, s3, **thing, VersionId="0" * 32, **more)
    refused("InvalidArgument", 400, call, s3, **thing, VersionId="no version", **more)
    refused("MethodNotAllowed", 405, call, s3, **here, Key="gone", VersionId=marker, **more)
for code, status, more in [
    ("400", 400, {"VersionId": "no version"}), ("404", 404, {"VersionId": "0" * 32}),
    ("405", 405, {"Key": "gone", "VersionId": marker}), ("304", 304, {"IfNoneMatch": put["ETag"]}),
    ("412", 412, {"IfMatch": '"other"'}), ("416", 416, {"Range": "bytes=5-"}),
]:
    refused(code, status, "head_object", s3, **thing | more)
refused("InvalidTag", 400, "put_object_tagging", s3, **thing, Tagging={"TagSet": SET["TagSet"] * 2})
refused("BadRequest", 400, "put_object_tagging", s3, **thing, Tagging={"TagSet": tags(11)},
        message="Object tags cannot be greater than 10")
refused("MalformedXML", 400, "put_object_tagging", loose_s3, **thing, Tagging={})
refused("AccessDenied", 403, "get_object", bare_s3, **here, Key="none", name="whoever may not list is not told what is not there")
for code, status, more in [
    ("KeyTooLongError", 400, {"Key": "k" * 1025}),
    ("InvalidArgument", 400, {"ServerSideEncryption": "rot13"}),
    ("NotImplemented", 501, {"StorageClass": "GLACIER"}),
    ("MetadataTooLarge", 400, {"Metadata": {"a": "x" * 2048}}),
    ("EntityTooLarge", 400, {"Body": bytes(16 * 1024 * 1024 + 1)}),
    ("EntityTooLarge", 400, {"Body": bytes(17 * 1024 * 1024)}),
    ("InvalidTag", 400, {"Tagging": "aws:a=1"}),
    ("BadRequest", 400, {"Tagging": "&".join(f"k{number}=" for number in range(11))}),
    ("PreconditionFailed", 412, {"IfMatch": '"other"'}),
    ("NoSuchKey", 404, {"Key": "none", "IfMatch": '"other"'}),
    ("AccessControlListNotSupported", 400, {"ACL": "public-read"}),
    ("InvalidDigest", 400, {"ContentMD5": "nonsense"}),
    ("BadDigest", 400, {"ContentMD5": "AAAAAAAAAAAAAAAAAAAAAA=="}),
    ("InvalidRequest", 400, {"ChecksumCRC32": "nonsense"}),
]:
    refused(code, status, "put_object", s3, **thing | {"Body": b"hello"} | more)
refused("BadDigest", 400, "put_object", s3, **thing, Body=b"hello", ChecksumSHA256="A" * 43 + "=", name="a wrong SHA256",
        message="The SHA256 you specified did not match the calculated checksum.")
refused("InvalidArgument", 400, "put_object", s3, **thing, Body=b"hello", SSEKMSKeyId="alias/x", name="a key without aws:kms")
refused("XAmzContentSHA256Mismatch", 400, "put_object", Changed("PutObject", after=b"hullo").client, **thing, Body=b"hello")
check("nothing was written by what was refused", s3.get_object(**thing)["VersionId"] == put["VersionId"])
refused("InvalidArgument", 400, "delete_object", s3, **thing, VersionId="no version")
refused("PreconditionFailed", 412, "delete_object", s3, **thing, IfMatch='"other"')
refused("NoSuchKey", 404, "delete_object", s3, **here, Key="none", IfMatch='"other"')
one = {"Objects": [{"Key": "k"}]}
refused("InvalidRequest", 400, "delete_objects",
        Changed("DeleteObjects", without=["x-amz-checksum-crc32", "x-amz-sdk-checksum-algorithm"]).client, **here, Delete=one)
refused("KeyTooLongError", 400, "delete_objects", s3, **here, Delete={"Objects": [{"Key": "k" * 1025}]})
refused("NotImplemented", 501, "delete_objects", s3, **here, Delete={"Objects": [{"Key": "k", "ETag": put["ETag"]}]})
refused("MissingRequestBodyError", 400, "delete_objects", Changed("DeleteObjects", b"").client, **here, Delete=one)
refused("MalformedXML", 400, "delete_objects", s3, **here, Delete={"Objects": []})
answer = bare_s3.delete_objects(**here, Delete=one)
check("the deletion of many by somebody who may not", [error["Code"] for error in answer["Errors"]] == ["AccessDenied"]
      and "Deleted" not in answer, answer)
check("it is still there", s3.head_object(**thing)["VersionId"] == put["VersionId"])

# S3: lists.
refused("InvalidArgument", 400, "list_objects_v2", s3, **here, ContinuationToken="nonsense",
        message="The continuation token provided is incorrect")
refused("InvalidArgument", 400, "list_objects_v2", s3, **here, MaxKeys=-1, name="a page of less than nothing")
refused("InvalidArgument", 400, "list_objects", s3, **here, EncodingType="rot13",
        message="Invalid Encoding Method specified in Request")
refused("InvalidArgument", 400, "list_object_versions", s3, **here, VersionIdMarker="0" * 32,
        message="A version-id marker cannot be specified without a key marker.")
for number in range(3):
    s3.create_bucket(Bucket=f"acme-page-{number}", **place)
pages = [[bucket["Name"] for bucket in page["Buckets"]]
         for page in s3.get_paginator("list_buckets").paginate(Prefix="acme-page-", PaginationConfig={"PageSize": 2})]
check("pages of list_buckets", pages == [["acme-page-0", "acme-page-1"], ["acme-page-2"]], pages)
everything = [bucket["Name"] for page in s3.get_paginator("list_buckets").paginate(PaginationConfig={"PageSize": 1})
              for bucket in page["Buckets"]]
check("each bucket once", everything == [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]], everything)
for number in range(3):
    s3.delete_bucket(Bucket=f"acme-page-{number}")

# S3: nobody, where everybody may read.
s3.put_public_access_block(**here, PublicAccessBlockConfiguration={name: False for name in BLOCK})
s3.put_bucket_policy(**here, Policy=document(
    {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{BUCKET}/*"}))
check("it is public", s3.get_bucket_policy_status(**here)["PolicyStatus"]["IsPublic"] is True)
nobody = client("s3", signature_version=UNSIGNED)
check("nobody reads", nobody.get_object(**thing)["Body"].read() == b"hello")
refused("InvalidRequest", 400, "get_object", nobody, **thing, ResponseContentType="text/html")
refused("AccessDenied", 403, "put_object", nobody, **thing, Body=b"x", name="nobody writes")
s3.delete_bucket_policy(**here)
refused("AccessDenied", 403, "get_object", nobody, **thing, name="nobody reads any more")
refused("BucketNotEmpty", 409, "delete_bucket", s3, **here,
        message="The bucket you tried to delete is not empty. You must delete all versions in the bucket.")
for page in s3.get_paginator("list_object_versions").paginate(**here, PaginationConfig={"PageSize": 2}):
    s3.delete_objects(**here, Delete={"Quiet": True, "Objects": [
        {"Key": entry["Key"], "VersionId": entry["VersionId"]}
        for entry in page.get("Versions", []) + page.get("DeleteMarkers", [])]})
s3.delete_bucket(**here)


# Whoever may make something and not tag it makes it without tags.
iam.put_user_policy(UserName="bare", PolicyName="make", PolicyDocument=document(
    statement(["iam:CreateRole", "iam:CreatePolicy", "iam:CreateOpenIDConnectProvider", "iam:CreateUser"])))
for call, action, more in [
    ("create_role", "TagRole", {"RoleName": "tagged", "AssumeRolePolicyDocument": TRUST}),
    ("create_policy", "TagPolicy", {"PolicyName": "tagged", "PolicyDocument": READING}),
    ("create_open_id_connect_provider", "TagOpenIDConnectProvider", {"Url": "https://tagged.example.com"}),
    ("create_user", "TagUser", {"UserName": "tagged"}),
]:
    text = refused("AccessDenied", 403, call, bare_iam, **more | tag, name=f"{call}: with a tag")
    check(f"{call}: the denial names iam:{action}", f"not authorized to perform: iam:{action} on resource: " in text, text)
iam.delete_user_policy(UserName="bare", PolicyName="make")
if any(user["UserName"] == "tagged" for user in iam.list_users()["Users"]):
    iam.delete_user(UserName="tagged")

# Simulations held against real calls.
SIM = "acme-simulated"
ARN = f"arn:aws:s3:::{SIM}"
s3.create_bucket(Bucket=SIM, **place)
boundary = iam.create_policy(PolicyName="boundary", PolicyDocument=document(
    statement(["s3:Get*", "s3:List*", "s3:DeleteObject", "iam:Get*", "iam:List*", "sts:*"]),
    statement("iam:ListAccessKeys", effect="Deny")))["Policy"]["Arn"]
managed = iam.create_policy(PolicyName="managed", PolicyDocument=document(
    statement("s3:GetObject", f"{ARN}/home/${{aws:username}}/*"), statement("iam:GetRole", f"{ROLE}/worker"),
    statement("s3:GetBucketVersioning", ARN)))["Policy"]["Arn"]
INLINE = document(
    statement(["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging"], f"{ARN}/team/*"),
    statement("s3:GetObject", f"{ARN}/private/*"), statement("s3:*", f"{ARN}/private/*", "Deny"),
    statement("s3:ListBucket", ARN, Condition={"StringLike": {"s3:prefix": "team/*"}}),
    statement(["s3:PutBucketVersioning", "s3:GetBucketTagging"], ARN), statement("iam:GetUser", f"{USER}/ann"),
    statement(["iam:ListAccessKeys", "iam:TagUser"], "*"), statement("s3:ListAllMyBuckets"))
ROOT = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"})
iam.create_user(UserName="ann", PermissionsBoundary=boundary)
iam.put_user_policy(UserName="ann", PolicyName="inline", PolicyDocument=INLINE)
iam.attach_user_policy(UserName="ann", PolicyArn=managed)
iam.create_role(RoleName="worker", AssumeRolePolicyDocument=ROOT, PermissionsBoundary=boundary)
iam.put_role_policy(RoleName="worker", PolicyName="inline", PolicyDocument=INLINE)
iam.attach_role_policy(RoleName="worker", PolicyArn=managed)
BUCKET_POLICY = document(
    # Named by its ARN, a user gets past what its boundary does not say.
    {"Effect": "Allow", "Principal": {"AWS": f"{USER}/ann"}, "Action": ["s3:GetObject", "s3:PutObject"],
     "Resource": [f"{ARN}/open/*", f"{ARN}/drop/*"]},
    {"Effect": "Allow", "Principal": {"AWS": f"{USER}/ann"}, "Action": "s3:GetObject", "Resource": f"{ARN}/private/*"},
    {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": f"{ARN}/*"},
    {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{OTHER}:root"}, "Action": "s3:GetBucketTagging", "Resource": ARN})
made = iam.create_access_key(UserName="ann")["AccessKey"]
ann = (made["AccessKeyId"], made["SecretAccessKey"])
taken = sts.assume_role(RoleArn=f"{ROLE}/worker", RoleSessionName="simulated")["Credentials"]
worker = (taken["AccessKeyId"], taken["SecretAccessKey"], taken["SessionToken"])

# Action, resource, and the call that needs just that.
CALLS = [
    ("s3:GetObject", f"{ARN}/team/a", lambda s3, iam: s3.get_object(Bucket=SIM, Key="team/a")),
    ("s3:GetObject", f"{ARN}/private/b", lambda s3, iam: s3.get_object(Bucket=SIM, Key="private/b")),
    ("s3:GetObject", f"{ARN}/open/c", lambda s3, iam: s3.get_object(Bucket=SIM, Key="open/c")),
    ("s3:GetObject", f"{ARN}/home/ann/d", lambda s3, iam: s3.get_object(Bucket=SIM, Key="home/ann/d")),
    ("s3:GetObject", f"{ARN}/home/bob/e", lambda s3, iam: s3.get_object(Bucket=SIM, Key="home/bob/e")),
    ("s3:GetObjectTagging", f"{ARN}/team/a", lambda s3, iam: s3.get_object_tagging(Bucket=SIM, Key="team/a")),
    ("s3:PutObject", f"{ARN}/team/a", lambda s3, iam: s3.put_object(Bucket=SIM, Key="team/a", Body=b"y")),
    ("s3:PutObject", f"{ARN}/drop/f", lambda s3, iam: s3.put_object(Bucket=SIM, Key="drop/f", Body=b"y")),
    ("s3:DeleteObject", f"{ARN}/team/a", lambda s3, iam: s3.delete_object(Bucket=SIM, Key="team/a")),
    ("s3:DeleteObject", f"{ARN}/open/c", lambda s3, iam: s3.delete_object(Bucket=SIM, Key="open/c")),
    ("s3:ListBucket", ARN, lambda s3, iam: s3.list_objects_v2(Bucket=SIM, Prefix="team/")),
    ("s3:GetBucketVersioning", ARN, lambda s3, iam: s3.get_bucket_versioning(Bucket=SIM)),
    ("s3:PutBucketVersioning", ARN,
     lambda s3, iam: s3.put_bucket_versioning(Bucket=SIM, VersioningConfiguration={"Status": "Suspended"})),
    ("s3:GetBucketPolicyStatus", ARN, lambda s3, iam: s3.get_bucket_policy_status(Bucket=SIM)),
    ("iam:GetUser", f"{USER}/ann", lambda s3, iam: iam.get_user(UserName="ann")),
    ("iam:GetRole", f"{ROLE}/worker", lambda s3, iam: iam.get_role(RoleName="worker")),
    ("iam:ListAccessKeys", f"{USER}/ann", lambda s3, iam: iam.list_access_keys(UserName="ann")),
    ("iam:TagUser", f"{USER}/ann", lambda s3, iam: iam.tag_user(UserName="ann", Tags=[{"Key": "a", "Value": ""}])),
    ("iam:ListRoleTags", f"{ROLE}/worker", lambda s3, iam: iam.list_role_tags(RoleName="worker")),
    ("s3:ListAllMyBuckets", "*", lambda s3, iam: s3.list_buckets()),
]


def told(call, credentials):
    """What the server itself decides."""
    try:
        call(client("s3", *credentials), client("iam", *credentials))
        return "allowed"
    except ClientError as error:
        answer = error.response["Error"]
        if answer["Code"] in ("NoSuchBucketPolicy",):
            return "allowed"
        assert answer["Code"] == "AccessDenied", answer
        return "explicitDeny" if "explicit deny" in answer["Message"] else "implicitDeny"


def simulation(source, resource_policy, username):
    context = [{"ContextKeyName": "s3:prefix", "ContextKeyValues": ["team/"], "ContextKeyType": "string"}]
    if username:
        context.append({"ContextKeyName": "aws:username", "ContextKeyValues": [username], "ContextKeyType": "string"})
    request = {
        "PolicySourceArn": source, "ActionNames": sorted({action for action, _, _ in CALLS}),
        "ResourceArns": sorted({resource for _, resource, _ in CALLS}), "ContextEntries": context,
        "ResourceOwner": f"arn:aws:iam::{ACCOUNT}:root",
    }
    if resource_policy:
        request["ResourcePolicy"] = resource_policy
    return request


def results(found):
    return {(result["EvalActionName"], specific["EvalResourceName"]): specific["EvalResourceDecision"]
            for result in found for specific in result["ResourceSpecificResults"]}


def compare(what, source, credentials, resource_policy=None, username=None):
    # What the calls before this one took away is there again.
    for key in ["team/a", "private/b", "open/c", "home/ann/d", "home/bob/e", "drop/f"]:
        s3.put_object(Bucket=SIM, Key=key, Body=b"x")
    request = simulation(source, resource_policy, username)
    pages = iam.get_paginator("simulate_principal_policy").paginate(**request, PaginationConfig={"PageSize": 5})
    found = results([result for page in pages for result in page["EvaluationResults"]])
    # The same with the AWS CLI, which pages by itself.
    program = os.path.join(os.path.dirname(sys.executable), "aws")
    run = subprocess.run([program, "iam", "simulate-principal-policy", "--cli-input-json", json.dumps(request), "--output", "json"],
                         capture_output=True, text=True)
    by_cli = results(json.loads(run.stdout)["EvaluationResults"]) if run.returncode == 0 else run.stderr
    check(f"{what}: the AWS CLI is told the same", by_cli == found, by_cli)
    seen = {}
    for action, resource, call in CALLS:
        said = told(call, credentials)
        seen[(action, resource)] = said
        check(f"{what}: {action} on {resource} is {said}", found[(action, resource)] == said, found[(action, resource)])
    return seen


seen = compare("a user", f"{USER}/ann", ann, username="ann")
check("a user is let in, kept out and denied", set(seen.values()) == {"allowed", "implicitDeny", "explicitDeny"}, seen)
check("a user's boundary holds", seen[("s3:PutObject", f"{ARN}/team/a")] == "implicitDeny", seen)
seen = compare("a role", f"{ROLE}/worker", worker)
worker_iam = client("iam", *worker)
for call, more in {"get_user": {}, "list_access_keys": {}, "create_access_key": {}, "get_login_profile": {},
                   "list_mfa_devices": {}, "delete_access_key": access_key}.items():
    refused("ValidationError", 400, call, worker_iam, **more, name=f"{call}: a role's session is nobody's user",
            message="Must specify userName when calling with non-User credentials")
check("a role has no user name", seen[("s3:GetObject", f"{ARN}/home/ann/d")] == "implicitDeny", seen)
s3.put_bucket_policy(Bucket=SIM, Policy=BUCKET_POLICY)


class OnlyS3:
    """Calls on the bucket alone: the resource policy of a simulation is that of every resource."""

    def __enter__(self):
        self.all = list(CALLS)
        CALLS[:] = [call for call in CALLS if call[1].startswith(ARN)]

    def __exit__(self, *_):
        CALLS[:] = self.all


with OnlyS3():
    seen = compare("a user and a bucket policy", f"{USER}/ann", ann, BUCKET_POLICY, "ann")
    check("the bucket's policy opens", seen[("s3:GetObject", f"{ARN}/open/c")] == "allowed", seen)
    check("it gets past the boundary", seen[("s3:PutObject", f"{ARN}/drop/f")] == "allowed", seen)
    check("it does not get past a denial", seen[("s3:GetObject", f"{ARN}/private/b")] == "explicitDeny", seen)
    check("it denies", seen[("s3:DeleteObject", f"{ARN}/team/a")] == "explicitDeny", seen)
iam.delete_user_permissions_boundary(UserName="ann")
with OnlyS3():
    seen = compare("a user without a boundary", f"{USER}/ann", ann, BUCKET_POLICY, "ann")
    check("without a boundary it may write", seen[("s3:PutObject", f"{ARN}/team/a")] == "allowed", seen)
    text = json.dumps(iam.get_policy_version(PolicyArn=managed, VersionId="v1")["PolicyVersion"]["Document"])
    request = simulation("", BUCKET_POLICY, "ann") | {"PolicyInputList": [INLINE, text], "CallerArn": f"{USER}/ann"}
    del request["PolicySourceArn"]
    decided = results(iam.simulate_custom_policy(**request)["EvaluationResults"])
    check("a simulation of the same policies by their text", all(decided[pair] == said for pair, said in seen.items()), decided)

# The end.
for entry in s3.list_object_versions(Bucket=SIM).get("Versions", []) + s3.list_object_versions(Bucket=SIM).get("DeleteMarkers", []):
    s3.delete_object(Bucket=SIM, Key=entry["Key"], VersionId=entry["VersionId"])
s3.delete_bucket(Bucket=SIM)
iam.delete_access_key(UserName="ann", AccessKeyId=ann[0])
iam.detach_user_policy(UserName="ann", PolicyArn=managed)
iam.detach_role_policy(RoleName="worker", PolicyArn=managed)
iam.delete_user_policy(UserName="ann", PolicyName="inline")
iam.delete_role_policy(RoleName="worker", PolicyName="inline")
iam.delete_user(UserName="ann")
iam.delete_role(RoleName="worker")
for key in keys:
    iam.delete_access_key(UserName="there", AccessKeyId=key)
refused("DeleteConflict", 409, "delete_user", UserName="there", name="a user with attached policies",
        message="Cannot delete entity, must detach all policies first.")
for arn in policies[:10]:
    iam.detach_role_policy(RoleName="there", PolicyArn=arn)
    iam.detach_user_policy(UserName="there", PolicyArn=arn)
refused("DeleteConflict", 409, "delete_user", UserName="there", name="a user with policies of its own",
        message="Cannot delete entity, must delete policies first.")
for name in ["a", "b", "c"]:
    iam.delete_user_policy(UserName="there", PolicyName=name)
iam.delete_role(RoleName="there")
iam.delete_user(UserName="there")
iam.delete_policy_version(PolicyArn=policies[0], VersionId="v2")
for arn in [*policies, managed, boundary]:
    iam.delete_policy(PolicyArn=arn)
iam.delete_access_key(UserName="bare", AccessKeyId=bare[0])
iam.delete_user(UserName="bare")
print(f"{len(failures)} checks do not hold" if failures else "ok everything is gone")
sys.exit(1 if failures else 0)
