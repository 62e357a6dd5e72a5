"""Python reads this file before anything else: the servers of the tests share two cores with all other tests.

boto3 and the AWS CLI then wait 20 minutes for a connection, and for an answer.
"""

import sys

try:
    # The AWS CLI brings a botocore of its own, which takes the place of the other once it is imported.
    if any(argument.endswith("/aws") for argument in sys.orig_argv):
        import awscli  # noqa: F401

    import botocore.endpoint

    botocore.endpoint.DEFAULT_TIMEOUT = 1200
except ImportError:
    pass
