"""boto3 with KMS, which the local AWS hands on: verified and authorised first, and then answered by the emulator."""

import json

import boto3
from botocore.exceptions import ClientError

admin = boto3.Session()


def check(name, holds):
    assert holds, name
    print("ok", name, flush=True)


def refused(name, code, work):
    try:
        work()
    except ClientError as error:
        check(name, error.response["Error"]["Code"] == code)
        return error.response["Error"]["Message"]
    raise AssertionError(f"{name}: it was answered")


kms = admin.client("kms")
key = kms.create_key(Description="of the test")["KeyMetadata"]
check("a key is made", key["Description"] == "of the test")
check("the list has it", [entry["KeyId"] for entry in kms.list_keys()["Keys"]] == [key["KeyId"]])
sealed = kms.encrypt(KeyId=key["KeyId"], Plaintext=b"state")["CiphertextBlob"]
check("what is sealed opens", kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == b"state")
refused("the emulator's own refusal comes through", "NotFoundException", lambda: kms.describe_key(KeyId="alias/none"))

# A user who may seal with any key and do nothing else.
iam = admin.client("iam")
iam.create_user(UserName="sealer")
iam.put_user_policy(UserName="sealer", PolicyName="seal", PolicyDocument=json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Encrypt", "Resource": "*"}]}))
made = iam.create_access_key(UserName="sealer")["AccessKey"]
sealer = boto3.Session(made["AccessKeyId"], made["SecretAccessKey"]).client("kms")
check("who may seal seals", "CiphertextBlob" in sealer.encrypt(KeyId=key["KeyId"], Plaintext=b"x"))
message = refused("who may not open does not", "AccessDeniedException", lambda: sealer.decrypt(CiphertextBlob=sealed))
check("the refusal names the action", "user/sealer is not authorized to perform: kms:Decrypt" in message)
refused("who may not make keys makes none", "AccessDeniedException", lambda: sealer.create_key())
forger = boto3.Session(made["AccessKeyId"], "x" * 40).client("kms")
refused("a wrong secret", "InvalidSignatureException", lambda: forger.encrypt(KeyId=key["KeyId"], Plaintext=b"x"))
stranger = boto3.Session("AKIAIOSFODNN7EXAMPLE", "x" * 40).client("kms")
refused("an unknown key", "UnrecognizedClientException", lambda: stranger.list_keys())
check("nothing that was refused was done", len(kms.list_keys()["Keys"]) == 1)
refused("a service without an emulator", "NotImplemented", lambda: admin.client("sqs").list_queues())
print("done")
