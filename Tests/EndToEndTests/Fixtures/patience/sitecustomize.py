"""Python reads this file before anything else: the servers of the tests share two cores with all other tests."""

try:
    import botocore.endpoint

    # From here boto3 and the AWS CLI take the seconds that they wait for a connection, and for an answer.
    botocore.endpoint.DEFAULT_TIMEOUT = 1200

    import botocore.config

    botocore.config.Config.OPTION_DEFAULTS.update(connect_timeout=1200, read_timeout=1200)
except ImportError:
    pass
