extension AWSManagedPolicies {
  /// Policies for stacks, secrets, queues and events.
  static let deployment: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/AWSCloudFormationFullAccess",
      version: 1,
      created: 1_564_177_835,
      updated: 1_564_177_835,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudformation:*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSCloudFormationReadOnlyAccess",
      version: 7,
      created: 1_423_247_989,
      updated: 1_770_919_320,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudformation:Describe*", "cloudformation:BatchDescribe*",
            "cloudformation:EstimateTemplateCost", "cloudformation:Get*", "cloudformation:List*",
            "cloudformation:ValidateTemplate", "cloudformation:Detect*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSKeyManagementServicePowerUser",
      version: 2,
      created: 1_423_248_040,
      updated: 1_488_848_111,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["kms:CreateAlias", "kms:CreateKey", "kms:DeleteAlias", "kms:Describe*",
            "kms:GenerateRandom", "kms:Get*", "kms:List*", "kms:TagResource", "kms:UntagResource", "iam:ListGroups",
            "iam:ListRoles", "iam:ListUsers"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/SecretsManagerReadWrite",
      version: 5,
      created: 1_522_865_129,
      updated: 1_708_625_526,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "BasePermissions", "Effect": "Allow", "Action": ["secretsmanager:*", "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet", "cloudformation:DescribeStackResource", "cloudformation:DescribeStacks",
            "cloudformation:ExecuteChangeSet", "docdb-elastic:GetCluster", "docdb-elastic:ListClusters",
            "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "kms:DescribeKey",
            "kms:ListAliases", "kms:ListKeys", "lambda:ListFunctions", "rds:DescribeDBClusters",
            "rds:DescribeDBInstances", "redshift:DescribeClusters", "redshift-serverless:ListWorkgroups",
            "redshift-serverless:GetNamespace", "tag:GetResources"], "Resource": "*"},
          {"Sid": "LambdaPermissions", "Effect": "Allow", "Action": ["lambda:AddPermission", "lambda:CreateFunction",
            "lambda:GetFunction", "lambda:InvokeFunction", "lambda:UpdateFunctionConfiguration"],
            "Resource": "arn:aws:lambda:*:*:function:SecretsManager*"},
          {"Sid": "SARPermissions", "Effect": "Allow", "Action": ["serverlessrepo:CreateCloudFormationChangeSet",
            "serverlessrepo:GetApplication"], "Resource": "arn:aws:serverlessrepo:*:*:applications/SecretsManager*"},
          {"Sid": "S3Permissions", "Effect": "Allow", "Action": ["s3:GetObject"],
            "Resource": ["arn:aws:s3:::awsserverlessrepo-changesets*",
            "arn:aws:s3:::secrets-manager-rotation-apps-*/*"]}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSSMFullAccess",
      version: 4,
      created: 1_432_921_187,
      updated: 1_574_280_536,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudwatch:PutMetricData", "ds:CreateComputer", "ds:DescribeDirectories",
            "ec2:DescribeInstanceStatus", "logs:*", "ssm:*", "ec2messages:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*",
            "Condition": {"StringLike": {"iam:AWSServiceName": "ssm.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"],
            "Resource": "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*"},
          {"Effect": "Allow", "Action": ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSSMReadOnlyAccess",
      version: 1,
      created: 1_432_921_459,
      updated: 1_432_921_459,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ssm:Describe*", "ssm:Get*", "ssm:List*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSCodeBuildDeveloperAccess",
      version: 21,
      created: 1_480_618_952,
      updated: 1_770_919_294,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AWSServicesAccess", "Effect": "Allow", "Action": ["codebuild:StartBuild", "codebuild:StopBuild",
            "codebuild:StartBuildBatch", "codebuild:StopBuildBatch", "codebuild:RetryBuild",
            "codebuild:RetryBuildBatch", "codebuild:BatchGet*", "codebuild:GetResourcePolicy",
            "codebuild:DescribeTestCases", "codebuild:DescribeCodeCoverages", "codebuild:List*", "codecommit:GetBranch",
            "codecommit:GetCommit", "codecommit:GetRepository", "codecommit:ListBranches",
            "cloudwatch:GetMetricStatistics", "events:DescribeRule", "events:ListTargetsByRule",
            "events:ListRuleNamesByTarget", "logs:GetLogEvents", "s3:GetBucketLocation", "s3:ListAllMyBuckets"],
            "Resource": "*"},
          {"Sid": "SSMParameterWriteAccess", "Effect": "Allow", "Action": ["ssm:PutParameter"],
            "Resource": "arn:aws:ssm:*:*:parameter/CodeBuild/*"},
          {"Sid": "SSMStartSessionAccess", "Effect": "Allow", "Action": ["ssm:StartSession"],
            "Resource": "arn:aws:ecs:*:*:task/*/*"},
          {"Sid": "SSMOpenDataChannelAccess", "Effect": "Allow", "Action": ["ssmmessages:OpenDataChannel"],
            "Resource": "arn:aws:ssm:*:*:session/*"},
          {"Sid": "CodeStarConnectionsUserAccess", "Effect": "Allow", "Action": ["codestar-connections:ListConnections",
            "codestar-connections:GetConnection"], "Resource": ["arn:aws:codestar-connections:*:*:connection/*",
            "arn:aws:codeconnections:*:*:connection/*"]},
          {"Sid": "CodeStarNotificationsReadWriteAccess", "Effect": "Allow",
            "Action": ["codestar-notifications:CreateNotificationRule",
            "codestar-notifications:DescribeNotificationRule", "codestar-notifications:UpdateNotificationRule",
            "codestar-notifications:Subscribe", "codestar-notifications:Unsubscribe"], "Resource": "*",
            "Condition": {"ArnLike": {"codestar-notifications:NotificationsForResource": "arn:aws:codebuild:*:*:project/*"}}},
          {"Sid": "CodeStarNotificationsListAccess", "Effect": "Allow",
            "Action": ["codestar-notifications:ListNotificationRules", "codestar-notifications:ListEventTypes",
            "codestar-notifications:ListTargets", "codestar-notifications:ListTagsforResource"], "Resource": "*"},
          {"Sid": "SNSTopicListAccess", "Effect": "Allow", "Action": ["sns:ListTopics", "sns:GetTopicAttributes"],
            "Resource": "*"},
          {"Sid": "CodeStarNotificationsChatbotAccess", "Effect": "Allow",
            "Action": ["chatbot:DescribeSlackChannelConfigurations", "chatbot:ListMicrosoftTeamsChannelConfigurations"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSNSFullAccess",
      version: 2,
      created: 1_423_248_065,
      updated: 1_727_217_125,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "SNSFullAccess", "Effect": "Allow", "Action": "sns:*", "Resource": "*"},
          {"Sid": "SMSAccessViaSNS", "Effect": "Allow", "Action": ["sms-voice:DescribeVerifiedDestinationNumbers",
            "sms-voice:CreateVerifiedDestinationNumber", "sms-voice:SendDestinationNumberVerificationCode",
            "sms-voice:SendTextMessage", "sms-voice:DeleteVerifiedDestinationNumber",
            "sms-voice:VerifyDestinationNumber", "sms-voice:DescribeAccountAttributes", "sms-voice:DescribeSpendLimits",
            "sms-voice:DescribePhoneNumbers", "sms-voice:SetTextMessageSpendLimitOverride",
            "sms-voice:DescribeOptedOutNumbers", "sms-voice:DeleteOptedOutNumber"], "Resource": "*",
            "Condition": {"StringEquals": {"aws:CalledViaLast": "sns.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSNSReadOnlyAccess",
      version: 2,
      created: 1_423_248_066,
      updated: 1_727_215_992,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "SNSReadOnlyAccess", "Effect": "Allow", "Action": ["sns:GetTopicAttributes", "sns:List*",
            "sns:CheckIfPhoneNumberIsOptedOut", "sns:GetEndpointAttributes", "sns:GetDataProtectionPolicy",
            "sns:GetPlatformApplicationAttributes", "sns:GetSMSAttributes", "sns:GetSMSSandboxAccountStatus",
            "sns:GetSubscriptionAttributes"], "Resource": "*"},
          {"Sid": "SMSAccessViaSNS", "Effect": "Allow", "Action": ["sms-voice:DescribeVerifiedDestinationNumbers",
            "sms-voice:DescribeAccountAttributes", "sms-voice:DescribeSpendLimits", "sms-voice:DescribePhoneNumbers",
            "sms-voice:DescribeOptedOutNumbers"], "Resource": "*",
            "Condition": {"StringEquals": {"aws:CalledViaLast": "sns.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSQSFullAccess",
      version: 1,
      created: 1_423_248_067,
      updated: 1_423_248_067,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSQSReadOnlyAccess",
      version: 4,
      created: 1_423_248_068,
      updated: 1_716_574_604,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AmazonSQSReadOnlyAccess", "Effect": "Allow", "Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl",
            "sqs:ListDeadLetterSourceQueues", "sqs:ListQueues", "sqs:ListMessageMoveTasks", "sqs:ListQueueTags"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonKinesisFullAccess",
      version: 1,
      created: 1_423_248_029,
      updated: 1_423_248_029,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSStepFunctionsFullAccess",
      version: 1,
      created: 1_484_171_492,
      updated: 1_484_171_492,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "states:*", "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEventBridgeFullAccess",
      version: 7,
      created: 1_562_854_135,
      updated: 1_770_919_105,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "EventBridgeActions", "Effect": "Allow", "Action": ["events:*", "schemas:*", "scheduler:*",
            "pipes:*"], "Resource": "*"},
          {"Sid": "IAMCreateServiceLinkedRoleForApiDestinations", "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "apidestinations.events.amazonaws.com"}}},
          {"Sid": "IAMCreateServiceLinkedRoleForAmazonEventBridgeSchemas", "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "schemas.amazonaws.com"}}},
          {"Sid": "SecretsManagerAccessForApiDestinations", "Effect": "Allow", "Action": ["secretsmanager:CreateSecret",
            "secretsmanager:UpdateSecret", "secretsmanager:DeleteSecret", "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue"], "Resource": "arn:aws:secretsmanager:*:*:secret:events!*"},
          {"Sid": "IAMPassRoleAccessForEventBridge", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::*:role/*",
            "Condition": {"StringLike": {"iam:PassedToService": "events.amazonaws.com"}}},
          {"Sid": "IAMPassRoleAccessForScheduler", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::*:role/*",
            "Condition": {"StringLike": {"iam:PassedToService": "scheduler.amazonaws.com"}}},
          {"Sid": "IAMPassRoleAccessForPipes", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::*:role/*",
            "Condition": {"StringLike": {"iam:PassedToService": "pipes.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEventBridgeReadOnlyAccess",
      version: 6,
      created: 1_562_853_547,
      updated: 1_669_914_168,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["events:DescribeRule", "events:DescribeEventBus", "events:DescribeEventSource",
            "events:ListEventBuses", "events:ListEventSources", "events:ListRuleNamesByTarget", "events:ListRules",
            "events:ListTargetsByRule", "events:TestEventPattern", "events:DescribeArchive", "events:ListArchives",
            "events:DescribeReplay", "events:ListReplays", "events:DescribeConnection", "events:ListConnections",
            "events:DescribeApiDestination", "events:ListApiDestinations", "events:DescribeEndpoint",
            "events:ListEndpoints", "schemas:DescribeCodeBinding", "schemas:DescribeDiscoverer",
            "schemas:DescribeRegistry", "schemas:DescribeSchema", "schemas:ExportSchema",
            "schemas:GetCodeBindingSource", "schemas:GetDiscoveredSchema", "schemas:GetResourcePolicy",
            "schemas:ListDiscoverers", "schemas:ListRegistries", "schemas:ListSchemas", "schemas:ListSchemaVersions",
            "schemas:ListTagsForResource", "schemas:SearchSchemas", "scheduler:GetSchedule",
            "scheduler:GetScheduleGroup", "scheduler:ListSchedules", "scheduler:ListScheduleGroups",
            "scheduler:ListTagsForResource", "pipes:DescribePipe", "pipes:ListPipes", "pipes:ListTagsForResource"],
            "Resource": "*"}
        ]}
        """
    ),
  ]
}
