"""Who AWS says we are, through boto3's own credential chain and nothing else.

Without input the environment is the one case. Otherwise every line of standard input is a case of its own: a JSON object of
environment variables. Every case is answered by one line of JSON.
"""

import json
import os
import sys

import boto3
import botocore.loaders
import botocore.session
from botocore.exceptions import BotoCoreError, ClientError


# Service descriptions, which are the same for every case and slow to read; the credential chain is new each time.
descriptions = botocore.loaders.create_loader()


def identity():
    session = botocore.session.Session()
    session.register_component("data_loader", descriptions)
    try:
        client = boto3.Session(botocore_session=session).client("sts")
        return {"arn": client.get_caller_identity()["Arn"]}
    except ClientError as error:
        return {
            "operation": error.operation_name,
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        }
    except BotoCoreError as error:
        return {"client": type(error).__name__}


cases = [json.loads(line) for line in sys.stdin if line.strip()] or [{}]
for case in cases:
    os.environ.update(case)
    print(json.dumps(identity()), flush=True)
