"""Providers, roles and managed policies as boto3 sees them: what works, what is refused, and every list in pages.

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
        problems.append(str(what))


def refused(code, status, message, call, **parameters):
    """The call must be refused with exactly these."""
    try:
        call(**parameters)
    except ClientError as error:
        found = error.response["Error"]
        got = (found["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"], found["Message"])
        expect(got == (code, status, message), f"{error.operation_name}: {got} where {(code, status, message)} was expected")
        return
    problems.append(f"{call.__name__} {parameters} was answered where {code} was expected")


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def pages(operation, key, size=2, **parameters):
    """Everything a paginator finds, page by page."""
    found = list(iam.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **parameters))
    return [page[key] for page in found]


trust = document({"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"})
reading = document({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})
role_arn = f"arn:aws:iam::{account}:role"
none = f"arn:aws:iam::{account}:policy/none"

# providers
url = "https://idp.example.com/tenant"
made = iam.create_open_id_connect_provider(
    Url=url, ClientIDList=["a"], ThumbprintList=["0" * 40], Tags=[{"Key": "Team", "Value": "shop"}]
)
provider = made["OpenIDConnectProviderArn"]
expect(provider == f"arn:aws:iam::{account}:oidc-provider/idp.example.com/tenant", provider)
shown = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider)
expect(shown["Url"] == "idp.example.com/tenant" and shown["ClientIDList"] == ["a"], shown)
expect(shown["ThumbprintList"] == ["0" * 40] and shown["Tags"] == [{"Key": "Team", "Value": "shop"}], shown)
iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="b")
iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="a")
iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=provider, ThumbprintList=["f" * 40])
iam.tag_open_id_connect_provider(OpenIDConnectProviderArn=provider, Tags=[{"Key": "Stage", "Value": "test"}])
iam.untag_open_id_connect_provider(OpenIDConnectProviderArn=provider, TagKeys=["Team"])
shown = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider)
expect(shown["ClientIDList"] == ["b"] and shown["ThumbprintList"] == ["f" * 40], shown)
tags = iam.list_open_id_connect_provider_tags(OpenIDConnectProviderArn=provider)
expect(tags["Tags"] == [{"Key": "Stage", "Value": "test"}] and not tags["IsTruncated"], tags)
listed = [entry["Arn"] for entry in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]]
expect(listed == [provider], listed)
refused(
    "EntityAlreadyExists", 409, f"Provider with url {url} already exists.", iam.create_open_id_connect_provider, Url=url
)
refused(
    "ValidationError",
    400,
    "Invalid Open ID Connect Provider URL",
    iam.create_open_id_connect_provider,
    Url="idp.example.com",
)
refused(
    "InvalidInput",
    400,
    "Thumbprint list must contain fewer than 5 entries.",
    iam.create_open_id_connect_provider,
    Url="https://other.example.com",
    ThumbprintList=["0" * 40] * 6,
)
refused(
    "InvalidInput",
    400,
    "Thumbprint list must contain at least one entry.",
    iam.update_open_id_connect_provider_thumbprint,
    OpenIDConnectProviderArn=provider,
    ThumbprintList=[],
)
iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)
refused(
    "NoSuchEntity",
    404,
    f"OpenId connect Provider {provider} cannot be found.",
    iam.delete_open_id_connect_provider,
    OpenIDConnectProviderArn=provider,
)
refused(
    "NoSuchEntity",
    404,
    f"OpenIDConnect Provider not found for arn {provider}",
    iam.get_open_id_connect_provider,
    OpenIDConnectProviderArn=provider,
)

# roles
made = iam.create_role(
    RoleName="deploy",
    Path="/ci/",
    AssumeRolePolicyDocument=trust,
    Description="deploys",
    MaxSessionDuration=7200,
    PermissionsBoundary="arn:aws:iam::aws:policy/PowerUserAccess",
    Tags=[{"Key": "Team", "Value": "shop"}],
)["Role"]
expect(made["Arn"] == f"{role_arn}/ci/deploy" and made["RoleId"].startswith("AROA"), made)
expect(made["AssumeRolePolicyDocument"] == json.loads(trust), made["AssumeRolePolicyDocument"])
expect("MaxSessionDuration" not in made and "RoleLastUsed" not in made, made)
shown = iam.get_role(RoleName="deploy")["Role"]
expect(shown["MaxSessionDuration"] == 7200 and shown["Description"] == "deploys" and shown["RoleLastUsed"] == {}, shown)
expect(
    shown["PermissionsBoundary"]
    == {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::aws:policy/PowerUserAccess"},
    shown,
)
iam.get_waiter("role_exists").wait(RoleName="deploy")
iam.update_role(RoleName="deploy", MaxSessionDuration=3600)
expect(iam.get_role(RoleName="deploy")["Role"]["Description"] == "deploys", "a description wiped by an update")
expect("MaxSessionDuration" not in iam.update_role_description(RoleName="deploy", Description="new")["Role"], "update")
iam.tag_role(RoleName="deploy", Tags=[{"Key": "team", "Value": "till"}, {"Key": "Stage", "Value": ""}])
expect([tag["Key"] for page in pages("list_role_tags", "Tags", 1, RoleName="deploy") for tag in page] == ["Stage", "team"], "tags")
iam.untag_role(RoleName="deploy", TagKeys=["TEAM", "stage"])
expect(iam.list_role_tags(RoleName="deploy")["Tags"] == [], "tags taken away")
iam.delete_role_permissions_boundary(RoleName="deploy")
iam.put_role_permissions_boundary(RoleName="deploy", PermissionsBoundary="arn:aws:iam::aws:policy/ReadOnlyAccess")
iam.delete_role_permissions_boundary(RoleName="deploy")
expect("PermissionsBoundary" not in iam.get_role(RoleName="deploy")["Role"], "a boundary that was taken away")
expect(iam.list_instance_profiles_for_role(RoleName="deploy")["InstanceProfiles"] == [], "instance profiles")
expect(pages("list_instance_profiles_for_role", "InstanceProfiles", RoleName="deploy") == [[]], "instance profiles")
iam.update_assume_role_policy(
    RoleName="deploy",
    PolicyDocument=document({"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}),
)
expect(
    iam.get_role(RoleName="deploy")["Role"]["AssumeRolePolicyDocument"]["Statement"][0]["Effect"] == "Deny", "a new trust"
)
for number in range(5):
    iam.create_role(RoleName=f"many-{number}", Path="/many/", AssumeRolePolicyDocument=trust)
found = pages("list_roles", "Roles", PathPrefix="/many/")
expect([len(page) for page in found] == [2, 2, 1], found)
for number in range(5):
    iam.delete_role(RoleName=f"many-{number}")
refused(
    "EntityAlreadyExists",
    409,
    "Role with name Deploy already exists.",
    iam.create_role,
    RoleName="Deploy",
    AssumeRolePolicyDocument=trust,
)
refused("NoSuchEntity", 404, "The role with name nobody cannot be found.", iam.get_role, RoleName="nobody")
refused("ValidationError", 400, "Invalid Marker.", iam.list_roles, Marker="nonsense")
refused(
    "NoSuchEntity",
    404,
    f"Scope ARN: {none} does not exist or is not attachable.",
    iam.put_role_permissions_boundary,
    RoleName="deploy",
    PermissionsBoundary=none,
)
refused(
    "InvalidInput",
    400,
    f"ARN {role_arn}/ci/deploy is not valid.",
    iam.put_role_permissions_boundary,
    RoleName="deploy",
    PermissionsBoundary=f"{role_arn}/ci/deploy",
)
refused(
    "MalformedPolicyDocument",
    400,
    "This policy contains invalid Json",
    iam.create_role,
    RoleName="x",
    AssumeRolePolicyDocument="nonsense",
)
refused(
    "MalformedPolicyDocument",
    400,
    f'Invalid principal in policy: "AWS":"{role_arn}/nobody"',
    iam.update_assume_role_policy,
    RoleName="deploy",
    PolicyDocument=document({"Effect": "Allow", "Principal": {"AWS": f"{role_arn}/nobody"}, "Action": "sts:AssumeRole"}),
)
github = f"arn:aws:iam::{account}:oidc-provider/token.actions.githubusercontent.com"
refused(
    "MalformedPolicyDocument",
    400,
    f"Trust policy with trusted principal {github} must evaluate, using StringEquals, StringLike or "
    "StringEqualsIgnoreCase, token.actions.githubusercontent.com:sub or "
    "token.actions.githubusercontent.com:job_workflow_ref which is not scoped to all.",
    iam.create_role,
    RoleName="x",
    AssumeRolePolicyDocument=document(
        {"Effect": "Allow", "Principal": {"Federated": github}, "Action": "sts:AssumeRoleWithWebIdentity"}
    ),
)
refused(
    "InvalidInput",
    400,
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    iam.tag_role,
    RoleName="deploy",
    Tags=[{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}],
)

# inline policies
for name in ["c", "a", "b"]:
    iam.put_role_policy(RoleName="deploy", PolicyName=name, PolicyDocument=reading)
shown = iam.get_role_policy(RoleName="deploy", PolicyName="a")
expect(shown["PolicyDocument"] == json.loads(reading), shown)
expect(pages("list_role_policies", "PolicyNames", RoleName="deploy") == [["a", "b"], ["c"]], "inline policies")
refused(
    "NoSuchEntity",
    404,
    "The role policy with name none cannot be found.",
    iam.get_role_policy,
    RoleName="deploy",
    PolicyName="none",
)
refused(
    "LimitExceeded",
    409,
    "Maximum policy size of 10240 bytes exceeded for role deploy",
    iam.put_role_policy,
    RoleName="deploy",
    PolicyName="big",
    PolicyDocument=document({"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::" + "b" * 11000}),
)
refused(
    "DeleteConflict", 409, "Cannot delete entity, must delete policies first.", iam.delete_role, RoleName="deploy"
)
for name in ["a", "b", "c"]:
    iam.delete_role_policy(RoleName="deploy", PolicyName=name)

# managed policies
made = iam.create_policy(PolicyName="reading", Path="/team/", PolicyDocument=reading, Description="reads")["Policy"]
policy = made["Arn"]
expect(policy == f"arn:aws:iam::{account}:policy/team/reading" and "Description" not in made and "Tags" not in made, made)
shown = iam.get_policy(PolicyArn=policy)["Policy"]
expect(shown["Description"] == "reads" and shown["Tags"] == [] and shown["AttachmentCount"] == 0, shown)
iam.get_waiter("policy_exists").wait(PolicyArn=policy)
for number in range(2, 6):
    version = iam.create_policy_version(PolicyArn=policy, PolicyDocument=reading, SetAsDefault=number == 3)["PolicyVersion"]
    expect(version["VersionId"] == f"v{number}" and version["IsDefaultVersion"] == (number == 3), version)
refused(
    "LimitExceeded",
    409,
    "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    iam.create_policy_version,
    PolicyArn=policy,
    PolicyDocument=reading,
)
found = [[version["VersionId"] for version in page] for page in pages("list_policy_versions", "Versions", PolicyArn=policy)]
expect(found == [["v5", "v4"], ["v3", "v2"], ["v1"]], found)
expect(iam.get_policy_version(PolicyArn=policy, VersionId="v1")["PolicyVersion"]["Document"] == json.loads(reading), "version")
iam.set_default_policy_version(PolicyArn=policy, VersionId="v1")
refused(
    "DeleteConflict",
    409,
    "Cannot delete the default version of a policy.",
    iam.delete_policy_version,
    PolicyArn=policy,
    VersionId="v1",
)
for version in ["v2", "v3", "v4", "v5"]:
    iam.delete_policy_version(PolicyArn=policy, VersionId=version)
refused(
    "NoSuchEntity",
    404,
    f"Policy {policy} version v5 does not exist or is not attachable.",
    iam.get_policy_version,
    PolicyArn=policy,
    VersionId="v5",
)
iam.tag_policy(PolicyArn=policy, Tags=[{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "2"}])
expect(len(pages("list_policy_tags", "Tags", 1, PolicyArn=policy)) == 2, "tags of a policy")
iam.untag_policy(PolicyArn=policy, TagKeys=["a"])
expect(iam.get_policy(PolicyArn=policy)["Policy"]["Tags"] == [{"Key": "A", "Value": "2"}], "tags of a policy")
refused(
    "EntityAlreadyExists",
    409,
    "A policy called READING already exists. Duplicate names are not allowed.",
    iam.create_policy,
    PolicyName="READING",
    PolicyDocument=reading,
)
refused(
    "MalformedPolicyDocument",
    400,
    "Policy statement must contain resources.",
    iam.create_policy,
    PolicyName="x",
    PolicyDocument=document({"Effect": "Allow", "Action": "s3:*"}),
)
refused("NoSuchEntity", 404, f"Policy {none} was not found.", iam.get_policy, PolicyArn=none)
refused(
    "AccessDenied",
    403,
    "Cannot delete policies outside your own account.",
    iam.delete_policy,
    PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess",
)
listed = [entry["PolicyName"] for page in pages("list_policies", "Policies", 10) for entry in page]
expect("reading" in listed and "AdministratorAccess" in listed and len(listed) == len(set(listed)), listed)
own = [entry["Arn"] for page in pages("list_policies", "Policies", Scope="Local", OnlyAttached=False) for entry in page]
expect(own == [policy], own)

# attachments
aws_policy = "arn:aws:iam::aws:policy/ReadOnlyAccess"
for arn in [policy, aws_policy]:
    iam.attach_role_policy(RoleName="deploy", PolicyArn=arn)
attached = pages("list_attached_role_policies", "AttachedPolicies", 1, RoleName="deploy")
expect(sorted(entry["PolicyArn"] for page in attached for entry in page) == sorted([policy, aws_policy]), attached)
iam.create_user(UserName="ann")
iam.attach_user_policy(UserName="ann", PolicyArn=policy)
entities = iam.list_entities_for_policy(PolicyArn=policy)
expect([entry["RoleName"] for entry in entities["PolicyRoles"]] == ["deploy"], entities)
expect([entry["UserName"] for entry in entities["PolicyUsers"]] == ["ann"] and entities["PolicyGroups"] == [], entities)
found = list(iam.get_paginator("list_entities_for_policy").paginate(PolicyArn=policy, PaginationConfig={"PageSize": 1}))
expect(sum(len(page["PolicyRoles"]) + len(page["PolicyUsers"]) for page in found) == 2 and len(found) == 2, found)
expect(iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 2, "the count of attachments")
refused(
    "DeleteConflict", 409, "Cannot delete a policy attached to entities.", iam.delete_policy, PolicyArn=policy
)
refused(
    "DeleteConflict", 409, "Cannot delete entity, must detach all policies first.", iam.delete_role, RoleName="deploy"
)
refused(
    "NoSuchEntity",
    404,
    f"Policy {none} does not exist or is not attachable.",
    iam.attach_role_policy,
    RoleName="deploy",
    PolicyArn=none,
)
refused(
    "ValidationError",
    400,
    "ARN something-that-is-no-arn is not valid.",
    iam.attach_role_policy,
    RoleName="deploy",
    PolicyArn="something-that-is-no-arn",
)
iam.detach_user_policy(UserName="ann", PolicyArn=policy)
iam.delete_user(UserName="ann")
for arn in [policy, aws_policy]:
    iam.detach_role_policy(RoleName="deploy", PolicyArn=arn)
refused("NoSuchEntity", 404, f"Policy {policy} was not found.", iam.detach_role_policy, RoleName="deploy", PolicyArn=policy)
iam.delete_policy(PolicyArn=policy)
iam.delete_role(RoleName="deploy")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
