"""What boto3 makes of the local AWS's S3, through its own parsers, waiters and paginators and nothing else.

Every check prints one line; the first that does not hold ends the script.
"""

import io
import json
import threading
import urllib.error
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = "eu-west-1"
BUCKET = "acme-python-state"

s3 = boto3.client("s3", config=Config(retries={"max_attempts": 1}))


def check(name, holds):
    assert holds, name
    print(f"ok {name}", flush=True)


def refused(name, code, status, call, client=s3, **arguments):
    try:
        getattr(client, call)(**arguments)
    except ClientError as error:
        answer = error.response
        found = (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), (name, found, answer["Error"].get("Message"))
        assert answer["ResponseMetadata"].get("RetryAttempts", 0) == 0, (name, "it was tried again")
        print(f"ok {name}", flush=True)
        return
    raise AssertionError(f"{name}: it was answered")


# Buckets and their settings.
s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
s3.get_waiter("bucket_exists").wait(Bucket=BUCKET)
check("the waiter finds the bucket", s3.head_bucket(Bucket=BUCKET)["BucketRegion"] == REGION)
check("the list has it", BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]])
check("its place is known", s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] == REGION)
refused("making it twice", "BucketAlreadyOwnedByYou", 409, "create_bucket", Bucket=BUCKET,
        CreateBucketConfiguration={"LocationConstraint": REGION})
refused("no such bucket", "404", 404, "head_bucket", Bucket="acme-python-other")
refused("a bad name", "InvalidBucketName", 400, "list_objects_v2", Bucket="Acme-Bucket")
for call, code in {
    "get_bucket_tagging": "NoSuchTagSet",
    "get_bucket_policy": "NoSuchBucketPolicy",
    "get_bucket_cors": "NoSuchCORSConfiguration",
    "get_bucket_website": "NoSuchWebsiteConfiguration",
    "get_bucket_lifecycle_configuration": "NoSuchLifecycleConfiguration",
    "get_bucket_replication": "ReplicationConfigurationNotFoundError",
    "get_object_lock_configuration": "ObjectLockConfigurationNotFoundError",
}.items():
    refused(call, code, 404, call, Bucket=BUCKET)
s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
check("versioning", s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled")
s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": [{"Key": "a", "Value": "b c/d+e"}]})
check("tags", s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "a", "Value": "b c/d+e"}])
rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
check("encryption", rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256")
block = s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
check("all public access is blocked", all(block.values()) and len(block) == 4)
ownership = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"]
check("ownership", ownership == [{"ObjectOwnership": "BucketOwnerEnforced"}])
acl = s3.get_bucket_acl(Bucket=BUCKET)
check("the owner's access control list", acl["Grants"][0]["Grantee"]["ID"] == acl["Owner"]["ID"])
lifecycle = {"Rules": [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "x/"},
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]}
s3.put_bucket_lifecycle_configuration(Bucket=BUCKET, LifecycleConfiguration=lifecycle)
check("lifecycle", s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"] == lifecycle["Rules"])
policy = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]})
s3.put_bucket_policy(Bucket=BUCKET, Policy=policy)
check("policy", s3.get_bucket_policy(Bucket=BUCKET)["Policy"] == policy)
check("it is not public", s3.get_bucket_policy_status(Bucket=BUCKET)["PolicyStatus"]["IsPublic"] is False)
refused("a public policy", "AccessDenied", 403, "put_bucket_policy", Bucket=BUCKET, Policy=json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{BUCKET}/*"}]}))
refused("a policy of another bucket", "MalformedPolicy", 400, "put_bucket_policy", Bucket=BUCKET,
        Policy=policy.replace(BUCKET, "acme-python-other"))

# Objects, with the checksums and the 100-continue that boto3 adds by itself.
for algorithm in ["CRC32", "SHA1", "SHA256"]:
    put = s3.put_object(Bucket=BUCKET, Key="env:/dev/shop.tfstate", Body=b"{}" * 1000, ChecksumAlgorithm=algorithm,
                        Metadata={"lineage": "abc"}, ContentType="application/json", Tagging="team=shop&stage=a%20b")
    check(f"an upload with {algorithm}", put[f"Checksum{algorithm}"] and put["ServerSideEncryption"] == "AES256")
got = s3.get_object(Bucket=BUCKET, Key="env:/dev/shop.tfstate")
check("the download", got["Body"].read() == b"{}" * 1000 and got["Metadata"] == {"lineage": "abc"}
      and got["ContentType"] == "application/json" and got["TagCount"] == 2)
head = s3.head_object(Bucket=BUCKET, Key="env:/dev/shop.tfstate")
check("the head", head["ContentLength"] == 2000 and head["ETag"] == put["ETag"] and head["VersionId"] == put["VersionId"])
part = s3.get_object(Bucket=BUCKET, Key="env:/dev/shop.tfstate", Range="bytes=1-2")
check("a part", part["Body"].read() == b"}{" and part["ContentRange"] == "bytes 1-2/2000")
refused("a part that is not there", "InvalidRange", 416, "get_object", Bucket=BUCKET, Key="env:/dev/shop.tfstate",
        Range="bytes=2000-")
refused("not modified", "304", 304, "get_object", Bucket=BUCKET, Key="env:/dev/shop.tfstate", IfNoneMatch=head["ETag"])
refused("another entity tag", "PreconditionFailed", 412, "get_object", Bucket=BUCKET, Key="env:/dev/shop.tfstate",
        IfMatch='"other"')
refused("no such key", "NoSuchKey", 404, "get_object", Bucket=BUCKET, Key="nothing")
refused("no such key, by its head", "404", 404, "head_object", Bucket=BUCKET, Key="nothing")
tags = s3.get_object_tagging(Bucket=BUCKET, Key="env:/dev/shop.tfstate")["TagSet"]
check("tags of an object", tags == [{"Key": "team", "Value": "shop"}, {"Key": "stage", "Value": "a b"}])
odd = "naïve key/+ &<>%41\u0001"
s3.put_object(Bucket=BUCKET, Key=odd, Body=b"odd")
check("an odd key", s3.get_object(Bucket=BUCKET, Key=odd)["Body"].read() == b"odd")
check("an odd key in a list", odd in [entry["Key"] for entry in s3.list_objects_v2(Bucket=BUCKET)["Contents"]])
s3.upload_fileobj(io.BytesIO(b"z" * 1_000_000), BUCKET, "large")
check("a large upload", s3.head_object(Bucket=BUCKET, Key="large")["ContentLength"] == 1_000_000)
sink = io.BytesIO()
s3.download_fileobj(BUCKET, "large", sink)
check("a large download", sink.getvalue() == b"z" * 1_000_000)

# The lock file.
refused_writers, winners = [], []


def lock(writer):
    client = boto3.client("s3")
    try:
        client.put_object(Bucket=BUCKET, Key="shop.tfstate.tflock", Body=str(writer).encode(), IfNoneMatch="*")
        winners.append(writer)
    except ClientError as error:
        refused_writers.append(error.response["Error"]["Code"])


threads = [threading.Thread(target=lock, args=(writer,)) for writer in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
held = s3.get_object(Bucket=BUCKET, Key="shop.tfstate.tflock")["Body"].read().decode()
check("one of eight writers gets the lock", winners == [int(held)] and refused_writers == ["PreconditionFailed"] * 7)

# Lists and pages.
for number in range(7):
    s3.put_object(Bucket=BUCKET, Key=f"list/{number % 3}/{number}", Body=b"x")
for call in ["list_objects_v2", "list_objects"]:
    pages = s3.get_paginator(call).paginate(Bucket=BUCKET, Prefix="list/", PaginationConfig={"PageSize": 2})
    keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
    check(f"pages of {call}", len(keys) == 7 and keys == sorted(keys))
    pages = s3.get_paginator(call).paginate(Bucket=BUCKET, Prefix="list/", Delimiter="/", PaginationConfig={"PageSize": 1})
    prefixes = [entry["Prefix"] for page in pages for entry in page.get("CommonPrefixes", [])]
    check(f"common prefixes of {call}", prefixes == ["list/0/", "list/1/", "list/2/"])
pages = s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET, Prefix="env:/", PaginationConfig={"PageSize": 1})
versions = [version for page in pages for version in page.get("Versions", [])]
check("versions", len(versions) == 3 and [version["IsLatest"] for version in versions] == [True, False, False])
old = s3.get_object(Bucket=BUCKET, Key="env:/dev/shop.tfstate", VersionId=versions[2]["VersionId"])
check("an old version", old["VersionId"] == versions[2]["VersionId"])

# Presigned URLs.
# Left to itself boto3 presigns with Signature Version 2, which S3 does not take for buckets made since June 2020.
presigner = boto3.client("s3", config=Config(signature_version="s3v4"))
url = presigner.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "large"}, ExpiresIn=3600)
check("a presigned URL", len(urllib.request.urlopen(url).read()) == 1_000_000)
upload = presigner.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "by-url"}, ExpiresIn=3600)
urllib.request.urlopen(urllib.request.Request(upload, data=b"by url", method="PUT", headers={"Content-Type": ""}))
check("a presigned upload", s3.get_object(Bucket=BUCKET, Key="by-url")["Body"].read() == b"by url")


def refused_url(name, url, code, status):
    try:
        urllib.request.urlopen(url)
    except urllib.error.HTTPError as error:
        check(name, error.code == status and code.encode() in error.read())
        return
    raise AssertionError(f"{name}: it was answered")


refused_url("a presigned URL for another object", url.replace("large", "by-url"), "SignatureDoesNotMatch", 403)
old = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "large"}, ExpiresIn=3600)
refused_url("a presigned URL of version 2", old, "InvalidRequest", 400)

# Somebody else, and nobody.
stranger = boto3.client("s3", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="x" * 40)
refused("an unknown key", "InvalidAccessKeyId", 403, "get_object", client=stranger, Bucket=BUCKET, Key="large")
forger = boto3.client("s3", aws_secret_access_key="x" * 40, aws_access_key_id=boto3.Session().get_credentials().access_key)
refused("a wrong secret", "SignatureDoesNotMatch", 403, "get_object", client=forger, Bucket=BUCKET, Key="large")
nobody = boto3.client("s3", config=Config(signature_version=UNSIGNED))
refused("nobody", "AccessDenied", 403, "get_object", client=nobody, Bucket=BUCKET, Key="large")

# What is not here is refused at once.
refused("multipart", "NotImplemented", 501, "create_multipart_upload", Bucket=BUCKET, Key="large")
refused("a website", "NotImplemented", 501, "put_bucket_website", Bucket=BUCKET,
        WebsiteConfiguration={"IndexDocument": {"Suffix": "x"}})
refused("a copy", "NotImplemented", 501, "copy_object", Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/large")

# The end.
refused("a bucket that is not empty", "BucketNotEmpty", 409, "delete_bucket", Bucket=BUCKET)
for page in s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET):
    everything = page.get("Versions", []) + page.get("DeleteMarkers", [])
    # XML 1.0 cannot say U+0001, so such a name is never one of many.
    for entry in [entry for entry in everything if "\x01" in entry["Key"]]:
        refused("the deletion of many with a name that XML cannot carry", "MalformedXML", 400, "delete_objects", Bucket=BUCKET,
                Delete={"Objects": [{"Key": entry["Key"]}]})
        s3.delete_object(Bucket=BUCKET, Key=entry["Key"], VersionId=entry["VersionId"])
        everything.remove(entry)
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={
        "Objects": [{"Key": entry["Key"], "VersionId": entry["VersionId"]} for entry in everything]})
    check("the deletion of many", len(deleted["Deleted"]) == len(everything) and "Errors" not in deleted)
s3.delete_bucket(Bucket=BUCKET)
s3.get_waiter("bucket_not_exists").wait(Bucket=BUCKET)
check("the bucket is gone", BUCKET not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]])
