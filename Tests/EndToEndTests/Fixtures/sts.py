"""STS as boto3 sees it: roles assumed in one account, across accounts and in chains, and sessions that may do less.

Every step prints nothing when it went well; what did not is printed and ends the script with 1. The environment holds the
keys of an administrator; BARE_KEY and BARE_SECRET are those of a user who may do nothing. The roles are there already:
`first` trusts the administrator and may do everything in STS, `second` trusts `first` and everybody who is allowed in the
account, `guarded` wants an external id, `elsewhere` lives in another account and trusts this one, `long` lasts two hours.
"""

import email.utils
import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

account = "111122223333"
other = "444455556666"
admin = f"arn:aws:iam::{account}:user/administrator"
problems = []


def role(name, owner=account):
    return f"arn:aws:iam::{owner}:role/{name}"


def client(service, credentials=None):
    if credentials is None:
        return boto3.client(service)
    return boto3.client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


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
        expect(got == (code, status), f"{error.operation_name}: {got} where {(code, status)} was expected: {found}")
        return found["Message"]
    problems.append(f"{call.__name__} {parameters} was answered where {code} was expected")
    return ""


def may_not(caller, action, resource):
    return f"User: {caller} is not authorized to perform: {action} on resource: {resource}"


def document(*actions, effect="Allow"):
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": list(actions), "Resource": "*"}]}
    )


def lasts(answer):
    # By the server's clock: the answer may have taken a while to get here.
    answered = email.utils.parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
    left = answer["Credentials"]["Expiration"] - answered
    return round(left.total_seconds() / 60)


sts = client("sts")
bare = client("sts", {"AccessKeyId": os.environ["BARE_KEY"], "SecretAccessKey": os.environ["BARE_SECRET"]})
bare_arn = f"arn:aws:iam::{account}:user/bare"
expect(sts.get_caller_identity()["Arn"] == admin, "the administrator")
expect(bare.get_caller_identity()["Arn"] == bare_arn, "the user who may do nothing")

# one role
answer = sts.assume_role(RoleArn=role("first"), RoleSessionName="one")
expect(answer["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{account}:assumed-role/first/one", f"{answer['AssumedRoleUser']}")
expect(answer["AssumedRoleUser"]["AssumedRoleId"].endswith(":one"), f"{answer['AssumedRoleUser']}")
expect("PackedPolicySize" not in answer and "SourceIdentity" not in answer, "a plain answer")
expect(lasts(answer) == 60, f"an hour, not {lasts(answer)} minutes")
first = client("sts", answer["Credentials"])
expect(first.get_caller_identity()["Arn"] == answer["AssumedRoleUser"]["Arn"], "the identity of the session")
expect(first.get_caller_identity()["UserId"] == answer["AssumedRoleUser"]["AssumedRoleId"], "the id of the session")

# who is not let in
message = refused("AccessDenied", 403, bare.assume_role, RoleArn=role("first"), RoleSessionName="two")
expect(message == may_not(bare_arn, "sts:AssumeRole", role("first")), message)
message = refused("AccessDenied", 403, sts.assume_role, RoleArn=role("nobody"), RoleSessionName="two")
expect(message == may_not(admin, "sts:AssumeRole", role("nobody")), message)
message = refused("ValidationError", 400, sts.assume_role, RoleArn="nothing-valid-in-here", RoleSessionName="two")
expect(message == "nothing-valid-in-here is invalid", message)
message = refused("ValidationError", 400, sts.assume_role, RoleArn=role("first"), RoleSessionName="Session1:2")
expect(
    message
    == "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: "
    r"Member must satisfy regular expression pattern: [\w+=,.@-]*",
    message,
)

# an external id
message = refused("AccessDenied", 403, sts.assume_role, RoleArn=role("guarded"), RoleSessionName="two")
refused("AccessDenied", 403, sts.assume_role, RoleArn=role("guarded"), RoleSessionName="two", ExternalId="Example988")
sts.assume_role(RoleArn=role("guarded"), RoleSessionName="two", ExternalId="Example987")

# another account
answer = sts.assume_role(RoleArn=role("elsewhere", other), RoleSessionName="far")
expect(client("sts", answer["Credentials"]).get_caller_identity()["Account"] == other, "the other account")
message = refused("AccessDenied", 403, bare.assume_role, RoleArn=role("elsewhere", other), RoleSessionName="far")
expect(message == may_not(bare_arn, "sts:AssumeRole", role("elsewhere", other)), message)

# durations
answer = sts.assume_role(RoleArn=role("long"), RoleSessionName="long", DurationSeconds=7200)
expect(lasts(answer) == 120, f"two hours, not {lasts(answer)} minutes")
long = client("sts", answer["Credentials"])
message = refused(
    "ValidationError", 400, sts.assume_role, RoleArn=role("long"), RoleSessionName="long", DurationSeconds=7201
)
expect(message == "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", message)
message = refused(
    "ValidationError", 400, sts.assume_role, RoleArn=role("long"), RoleSessionName="long", DurationSeconds=43201
)
expect("Member must have value less than or equal to 43200" in message, message)

# a chain
answer = first.assume_role(RoleArn=role("second"), RoleSessionName="two")
second = client("sts", answer["Credentials"])
expect(second.get_caller_identity()["Arn"] == f"arn:aws:sts::{account}:assumed-role/second/two", "the second link")
message = refused(
    "ValidationError", 400, long.assume_role, RoleArn=role("second"), RoleSessionName="two", DurationSeconds=3601
)
expect(
    message == "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    message,
)

# tags and a source identity along the chain
tags = [{"Key": "Star", "Value": "1"}, {"Key": "Moon", "Value": "2"}]
answer = sts.assume_role(
    RoleArn=role("first"), RoleSessionName="tagged", Tags=tags, TransitiveTagKeys=["star"], SourceIdentity="ann"
)
expect(answer["SourceIdentity"] == "ann", "the source identity")
expect(answer["PackedPolicySize"] > 0, f"the packed size: {answer.get('PackedPolicySize')}")
tagged = client("sts", answer["Credentials"])
answer = tagged.assume_role(RoleArn=role("second"), RoleSessionName="two")
expect(answer["SourceIdentity"] == "ann", "the source identity of the second link")
expect(answer["PackedPolicySize"] > 0, "the packed size of the second link")
message = refused(
    "AccessDenied", 403, tagged.assume_role, RoleArn=role("second"), RoleSessionName="two", SourceIdentity="eve"
)
expect("sts:SetSourceIdentity" in message, message)
message = refused(
    "InvalidParameterValue",
    400,
    tagged.assume_role,
    RoleArn=role("second"),
    RoleSessionName="two",
    Tags=[{"Key": "STAR", "Value": "3"}],
)
expect("conflicts with a transitive tag key from the calling session" in message, message)
message = refused(
    "InvalidParameterValue",
    400,
    sts.assume_role,
    RoleArn=role("first"),
    RoleSessionName="two",
    Tags=[{"Key": "Star", "Value": "1"}, {"Key": "star", "Value": "2"}],
)
expect(message == "Duplicate tag keys found. Please note that Tag keys are case insensitive.", message)
message = refused(
    "InvalidParameterValue",
    400,
    sts.assume_role,
    RoleArn=role("first"),
    RoleSessionName="two",
    Tags=tags,
    TransitiveTagKeys=["Sun"],
)
expect(message == "The specified transitive tag key must be included in the requested tags.", message)
message = refused("AccessDenied", 403, sts.assume_role, RoleArn=role("long"), RoleSessionName="two", Tags=tags)
expect(message == may_not(admin, "sts:TagSession", role("long")), message)

# policies that narrow
key = {"AccessKeyId": "ASIAQNZGKIQY56JQ7WML"}
expect(first.get_access_key_info(**key)["Account"] == "029608264753", "the account of a key")
for policy, is_allowed in [
    (document("sts:GetAccessKeyInfo"), True),
    (document("s3:*"), False),
]:
    answer = sts.assume_role(RoleArn=role("first"), RoleSessionName="narrow", Policy=policy)
    expect(answer["PackedPolicySize"] > 0, "the packed size of a policy")
    narrow = client("sts", answer["Credentials"])
    if is_allowed:
        narrow.get_access_key_info(**key)
    else:
        message = refused("AccessDenied", 403, narrow.get_access_key_info, **key)
        expect(message.endswith("because no session policy allows the sts:GetAccessKeyInfo action"), message)
readonly = "arn:aws:iam::aws:policy/IAMReadOnlyAccess"
answer = sts.assume_role(RoleArn=role("first"), RoleSessionName="narrow", PolicyArns=[{"arn": readonly}])
refused("AccessDenied", 403, client("sts", answer["Credentials"]).get_access_key_info, **key)
message = refused(
    "InvalidParameterValue",
    400,
    sts.assume_role,
    RoleArn=role("first"),
    RoleSessionName="narrow",
    PolicyArns=[{"arn": f"arn:aws:iam::{account}:policy/nothing"}],
)
expect(message.startswith("At least one Policy ARN in the PolicyArns parameter does not match"), message)
refused("MalformedPolicyDocument", 400, sts.assume_role, RoleArn=role("first"), RoleSessionName="narrow", Policy="{}")
wide = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::" + "b" * 1800}
]})
message = refused(
    "PackedPolicyTooLarge", 400, sts.assume_role, RoleArn=role("first"), RoleSessionName="narrow", Policy=wide
)
expect(message.startswith("Packed policy consumes 1"), message)

# a user's session
answer = bare.get_session_token()
expect(lasts(answer) == 720, f"twelve hours, not {lasts(answer)} minutes")
session = client("sts", answer["Credentials"])
expect(session.get_caller_identity()["Arn"] == bare_arn, "the identity of a user's session")
message = refused("AccessDenied", 403, session.get_session_token)
expect(message == "Cannot call GetSessionToken with session credentials", message)
refused("AccessDenied", 403, session.get_access_key_info, **key)
refused("InvalidClientTokenId", 403, client("iam", answer["Credentials"]).list_policies)
expect(lasts(sts.get_session_token(DurationSeconds=900)) == 15, "a quarter of an hour")
refused("ValidationError", 400, sts.get_session_token, DurationSeconds=129601)

# the account of a key
expect(sts.get_access_key_info(AccessKeyId=os.environ["BARE_KEY"])["Account"] == account, "the account of a user's key")
message = refused("AccessDenied", 403, bare.get_access_key_info, **key)
expect(
    message
    == f"User: {bare_arn} is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy allows the "
    "sts:GetAccessKeyInfo action",
    message,
)
refused("ValidationError", 400, sts.get_access_key_info, AccessKeyId="AKIAIOSFODNN7EXAMPLE")

# what is not built says so
refused("NotImplemented", 400, sts.get_federation_token, Name="ann")
refused("NotImplemented", 400, sts.decode_authorization_message, EncodedMessage="x")
message = refused(
    "NotImplemented",
    400,
    sts.assume_role,
    RoleArn=role("first"),
    RoleSessionName="two",
    SerialNumber=f"arn:aws:iam::{account}:mfa/ann",
    TokenCode="123456",
)
expect("SerialNumber, TokenCode" in message, message)

# other people's credentials
wrong = dict(answer["Credentials"], SecretAccessKey="x" * 40)
refused("SignatureDoesNotMatch", 403, client("sts", wrong).get_caller_identity)
refused("InvalidClientTokenId", 403, client("sts", dict(answer["Credentials"], SessionToken="x")).get_caller_identity)

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
