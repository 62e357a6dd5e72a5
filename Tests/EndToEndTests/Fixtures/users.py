"""Users, their keys and policies, and the reports about an account, as boto3 sees them.

Every step prints nothing when it went well; what did not is printed and ends the script with 1. The environment holds
the keys of an administrator.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

account = "111122223333"
iam = boto3.client("iam")
problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def refused(code, status, call, **parameters):
    """The message of the refusal that the call must get."""
    try:
        call(**parameters)
    except ClientError as error:
        found = error.response["Error"]
        got = (found["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        expect(got == (code, status), f"{error.operation_name}: {got} where {(code, status)} was expected")
        return found["Message"]
    problems.append(f"{call.__name__} {parameters} was answered where {code} was expected")
    return ""


def as_user(key):

    return boto3.Session(
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"], region_name="eu-west-1"
    )


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


# users
made = iam.create_user(Path="/team/", UserName="ann", Tags=[{"Key": "Team", "Value": "shop"}])["User"]
expect(made["Arn"] == f"arn:aws:iam::{account}:user/team/ann", made["Arn"])
expect(made["UserId"].startswith("AIDA") and len(made["UserId"]) == 21, made["UserId"])
expect(made["Tags"] == [{"Key": "Team", "Value": "shop"}], "tags of a new user")
expect("PermissionsBoundary" not in made, "a boundary that nobody set")
message = refused("EntityAlreadyExists", 409, iam.create_user, UserName="Ann")
expect(message == "User with name Ann already exists.", message)
message = refused("NoSuchEntity", 404, iam.get_user, UserName="nobody")
expect(message == "The user with name nobody cannot be found.", message)
expect(iam.get_user(UserName="ANN")["User"]["UserName"] == "ann", "names without regard to case")
iam.get_waiter("user_exists").wait(UserName="ann")
for number in range(25):
    iam.create_user(UserName=f"many-{number:02}", Path="/many/")
pages = list(iam.get_paginator("list_users").paginate(PathPrefix="/many/", PaginationConfig={"PageSize": 10}))
expect([len(page["Users"]) for page in pages] == [10, 10, 5], "pages of users")
names = [user["UserName"] for page in pages for user in page["Users"]]
expect(names == sorted(names) and len(set(names)) == 25, "users in order, each once")
for name in names:
    iam.delete_user(UserName=name)
refused("ValidationError", 400, iam.list_users, Marker="nonsense")

# tags
iam.tag_user(UserName="ann", Tags=[{"Key": "team", "Value": "till"}, {"Key": "Stage", "Value": ""}])
tags = [tag for page in iam.get_paginator("list_user_tags").paginate(UserName="ann") for tag in page["Tags"]]
expect({tag["Key"].lower(): tag["Value"] for tag in tags} == {"team": "till", "stage": ""}, f"tags: {tags}")
iam.untag_user(UserName="ann", TagKeys=["STAGE"])
expect(len(iam.list_user_tags(UserName="ann")["Tags"]) == 1, "a removed tag")

# keys
first = iam.create_access_key(UserName="ann")["AccessKey"]
expect(first["Status"] == "Active" and len(first["SecretAccessKey"]) == 40, "a new key")
second = iam.create_access_key(UserName="ann")["AccessKey"]
message = refused("LimitExceeded", 409, iam.create_access_key, UserName="ann")
expect(message == "Cannot exceed quota for AccessKeysPerUser: 2", message)
listed = iam.list_access_keys(UserName="ann")["AccessKeyMetadata"]
expect([key["AccessKeyId"] for key in listed] == [first["AccessKeyId"], second["AccessKeyId"]], "listed keys")
expect(not any("SecretAccessKey" in key for key in listed), "a secret in a list")
ann = as_user(first)
expect(ann.client("sts").get_caller_identity()["Arn"] == made["Arn"], "the identity of a new key")
expect(ann.client("sts").get_caller_identity()["UserId"] == made["UserId"], "the id of a new key's user")
last = iam.get_access_key_last_used(AccessKeyId=first["AccessKeyId"])
expect(last["UserName"] == "ann" and last["AccessKeyLastUsed"]["ServiceName"] == "sts", f"last use: {last}")
expect(last["AccessKeyLastUsed"]["Region"] == "eu-west-1", f"last use: {last}")
never = iam.get_access_key_last_used(AccessKeyId=second["AccessKeyId"])["AccessKeyLastUsed"]
expect(never["ServiceName"] == "N/A" and never["Region"] == "N/A" and "LastUsedDate" not in never, f"never: {never}")
iam.update_access_key(UserName="ann", AccessKeyId=second["AccessKeyId"], Status="Inactive")
refused("InvalidClientTokenId", 403, as_user(second).client("sts").get_caller_identity)
message = refused("NoSuchEntity", 404, iam.delete_access_key, UserName="ann", AccessKeyId="AKIAIOSFODNN7EXAMPLE")
expect(message == "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.", message)

# what the user may do, and what the simulation says about it
message = refused("AccessDenied", 403, ann.client("iam").get_user)
expect(f"{made['Arn']} is not authorized to perform: iam:GetUser on resource: {made['Arn']}" in message, message)
iam.put_user_policy(
    UserName="ann",
    PolicyName="own",
    PolicyDocument=document(
        {"Sid": "Look", "Effect": "Allow", "Action": ["iam:GetUser", "iam:ListUserPolicies"], "Resource": made["Arn"]},
        {"Sid": "Keys", "Effect": "Allow", "Action": "iam:*AccessKey*", "Resource": "*"},
        {"Sid": "Never", "Effect": "Deny", "Action": "iam:DeleteAccessKey", "Resource": "*"},
    ),
)
refused("MalformedPolicyDocument", 400, iam.put_user_policy, UserName="ann", PolicyName="bad", PolicyDocument="{}")
expect(ann.client("iam").get_user()["User"]["UserName"] == "ann", "the caller's own user")
expect(len(ann.client("iam").list_access_keys()["AccessKeyMetadata"]) == 2, "the caller's own keys")
read = iam.get_user_policy(UserName="ann", PolicyName="own")
expect(read["PolicyDocument"]["Statement"][0]["Sid"] == "Look", "an inline policy")
expect(iam.list_user_policies(UserName="ann")["PolicyNames"] == ["own"], "names of inline policies")
message = refused("NoSuchEntity", 404, iam.get_user_policy, UserName="ann", PolicyName="other")
expect(message == "The user policy with name other cannot be found.", message)

calls = {
    "iam:GetUser": lambda client: client.get_user(UserName="ann"),
    "iam:ListUserPolicies": lambda client: client.list_user_policies(UserName="ann"),
    "iam:ListUserTags": lambda client: client.list_user_tags(UserName="ann"),
    "iam:ListAccessKeys": lambda client: client.list_access_keys(UserName="ann"),
    "iam:ListAttachedUserPolicies": lambda client: client.list_attached_user_policies(UserName="ann"),
    "iam:DeleteAccessKey": lambda client: client.delete_access_key(
        UserName="ann", AccessKeyId=second["AccessKeyId"]
    ),
}


def compare(key, source):
    """Asks the simulation about each call and makes the call; both must agree."""
    client = as_user(key).client("iam")
    pages = iam.get_paginator("simulate_principal_policy").paginate(
        PolicySourceArn=source,
        ActionNames=list(calls),
        ResourceArns=[made["Arn"]],
        PaginationConfig={"PageSize": 4},
    )
    found = {}
    for page in pages:
        for result in page["EvaluationResults"]:
            found[result["EvalActionName"]] = result
    expect(list(found) == list(calls), f"simulated actions: {list(found)}")
    for action, call in calls.items():
        try:
            call(client)
            said = "allowed"
        except ClientError as error:
            text = error.response["Error"]["Message"]
            expect(error.response["Error"]["Code"] == "AccessDenied", f"{action}: {text}")
            said = "explicitDeny" if "explicit deny" in text else "implicitDeny"
        expect(found[action]["EvalDecision"] == said, f"{action}: {said}, simulated {found[action]['EvalDecision']}")
        (specific,) = found[action]["ResourceSpecificResults"]
        expect(specific["EvalResourceDecision"] == said, f"{action} on the resource")
    return found


found = compare(first, made["Arn"])
(statement,) = found["iam:GetUser"]["MatchedStatements"]
expect(statement["SourcePolicyId"] == "user_ann_own", f"{statement}")
expect(statement["SourcePolicyType"] == "IAM Policy", f"{statement}")
expect(statement["StartPosition"] == {"Line": 1, "Column": 41}, f"{statement}")
(denied,) = found["iam:DeleteAccessKey"]["MatchedStatements"]
expect(denied["StartPosition"]["Column"] > statement["EndPosition"]["Column"], f"{denied}")

# a managed policy and a boundary
iam.attach_user_policy(UserName="ann", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess")
iam.attach_user_policy(UserName="ann", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess")
attached = iam.list_attached_user_policies(UserName="ann")["AttachedPolicies"]
expect([policy["PolicyName"] for policy in attached] == ["IAMReadOnlyAccess"], f"{attached}")
found = compare(first, made["Arn"])
names = {statement["SourcePolicyId"] for statement in found["iam:GetUser"]["MatchedStatements"]}
expect(names == {"user_ann_own", "IAMReadOnlyAccess"}, f"{names}")
refused("NoSuchEntity", 404, iam.attach_user_policy, UserName="ann", PolicyArn="arn:aws:iam::aws:policy/Nothing")
boundary = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
iam.put_user_permissions_boundary(UserName="ann", PermissionsBoundary=boundary)
shown = iam.get_user(UserName="ann")["User"]["PermissionsBoundary"]
expect(shown["PermissionsBoundaryArn"] == boundary, f"{shown}")
found = compare(first, made["Arn"])
detail = found["iam:GetUser"]["PermissionsBoundaryDecisionDetail"]
expect(detail == {"AllowedByPermissionsBoundary": False}, f"{detail}")
iam.delete_user_permissions_boundary(UserName="ann")
compare(first, made["Arn"])

# simulations of what is not attached
custom = iam.simulate_custom_policy(
    PolicyInputList=[
        document(
            {
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::box/${aws:username}/*",
                "Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
            }
        )
    ],
    ActionNames=["s3:GetObject"],
    ResourceArns=["arn:aws:s3:::box/ann/x", "arn:aws:s3:::box/bob/x"],
    ContextEntries=[
        {"ContextKeyName": "aws:username", "ContextKeyValues": ["ann"], "ContextKeyType": "string"},
        {"ContextKeyName": "aws:SourceIp", "ContextKeyValues": ["192.0.2.7"], "ContextKeyType": "ip"},
    ],
)["EvaluationResults"][0]
specific = [result["EvalResourceDecision"] for result in custom["ResourceSpecificResults"]]
expect(custom["EvalDecision"] == "implicitDeny" and specific == ["allowed", "implicitDeny"], f"{custom}")
keys = iam.get_context_keys_for_custom_policy(
    PolicyInputList=[document({"Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::${aws:username}"})]
)["ContextKeyNames"]
expect(keys == ["aws:username"], f"{keys}")
keys = iam.get_context_keys_for_principal_policy(PolicySourceArn=made["Arn"])["ContextKeyNames"]
expect(keys == [], f"{keys}")
assumed = f"arn:aws:sts::{account}:assumed-role/a/b"
message = refused(
    "InvalidInput", 400, iam.simulate_principal_policy, PolicySourceArn=assumed, ActionNames=["s3:GetObject"]
)
expect(message == f"Invalid Entity Arn: {assumed} does not clearly define entity type and name.", message)

# reports
pages = iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 1})
details = {"UserDetailList": [], "RoleDetailList": [], "Policies": [], "GroupDetailList": []}
for page in pages:
    for name in details:
        details[name] += page[name]
users = {user["UserName"]: user for user in details["UserDetailList"]}
expect(users["ann"]["UserPolicyList"][0]["PolicyDocument"]["Statement"][2]["Sid"] == "Never", "the report's policies")
expect(users["ann"]["AttachedManagedPolicies"][0]["PolicyName"] == "IAMReadOnlyAccess", "the report's attachments")
expect(users["ann"]["GroupList"] == [] and details["GroupDetailList"] == [], "groups in the report")
managed = {policy["PolicyName"]: policy for policy in details["Policies"]}
expect(managed["IAMReadOnlyAccess"]["AttachmentCount"] == 1, "the report's managed policies")
versions = managed["IAMReadOnlyAccess"]["PolicyVersionList"]
expect(versions[0]["Document"]["Version"] == "2012-10-17", "the report's versions")
only = iam.get_account_authorization_details(Filter=["Role"])
expect(only["UserDetailList"] == [] and only["Policies"] == [], "the filter of the report")
summary = iam.get_account_summary()["SummaryMap"]
expect(summary["Users"] == len(users) and summary["AccessKeysPerUserQuota"] == 2, f"{summary}")
expect(iam.list_account_aliases()["AccountAliases"] == [], "aliases")
refused("NoSuchEntity", 404, iam.get_account_password_policy)

# what this AWS has none of
for name in ["list_groups_for_user", "list_mfa_devices", "list_signing_certificates", "list_ssh_public_keys"]:
    answer = getattr(iam, name)(UserName="ann")
    expect(all(value == [] for value in answer.values() if isinstance(value, list)), name)
expect(iam.list_service_specific_credentials(UserName="ann")["ServiceSpecificCredentials"] == [], "credentials")
expect(iam.list_virtual_mfa_devices()["VirtualMFADevices"] == [], "virtual devices")
expect(iam.list_groups()["Groups"] == [], "groups")
refused("NoSuchEntity", 404, iam.get_login_profile, UserName="ann")
refused("NoSuchEntity", 404, iam.delete_login_profile, UserName="ann")
message = refused("NotImplemented", 400, iam.create_group, GroupName="g")
expect("iam:CreateGroup" in message, message)

# another name, and the end
iam.update_user(UserName="ann", NewUserName="anna", NewPath="/")
renamed = iam.get_user(UserName="anna")["User"]
expect(renamed["UserId"] == made["UserId"] and renamed["Arn"] == f"arn:aws:iam::{account}:user/anna", f"{renamed}")
expect(ann.client("sts").get_caller_identity()["Arn"] == renamed["Arn"], "a key after its user got another name")
refused("NoSuchEntity", 404, iam.get_user, UserName="ann")
message = refused("DeleteConflict", 409, iam.delete_user, UserName="anna")
expect(message.startswith("Cannot delete entity, must"), message)
for key in (first, second):
    iam.delete_access_key(UserName="anna", AccessKeyId=key["AccessKeyId"])
refused("InvalidClientTokenId", 403, ann.client("sts").get_caller_identity)
iam.detach_user_policy(UserName="anna", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess")
refused(
    "NoSuchEntity", 404, iam.detach_user_policy, UserName="anna", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess"
)
iam.delete_user_policy(UserName="anna", PolicyName="own")
iam.delete_user(UserName="anna")
refused("NoSuchEntity", 404, iam.delete_user, UserName="anna")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
