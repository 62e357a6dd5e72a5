"""Reads the files of each numbered folder below argv[1] as botocore does, and prints what it found as JSON."""
import json
import os
import sys

import botocore.configloader
import botocore.exceptions
import botocore.session


def attempt(read):
    try:
        return read()
    except botocore.exceptions.ConfigNotFound:
        return None
    except Exception as error:
        return {"error": str(error), "type": type(error).__name__}


session = botocore.session.Session()


def full(folder):
    session._config = None  # one session for all: to make one costs more than to read the files
    session.set_config_variable("config_file", os.path.join(folder, "config"))
    session.set_config_variable("credentials_file", os.path.join(folder, "credentials"))
    return session.full_config


answers = []
for number in range(int(sys.argv[2])):
    folder = os.path.join(sys.argv[1], str(number))
    answers.append(
        {
            "config": attempt(lambda: botocore.configloader.load_config(os.path.join(folder, "config"))),
            "credentials": attempt(lambda: botocore.configloader.raw_config_parse(os.path.join(folder, "credentials"))),
            "full": attempt(lambda: full(folder)),
        }
    )
print(json.dumps(answers))
