extension AWSManagedPolicies {
  /// Policies for logs, measurements and trails.
  static let watching: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/CloudWatchFullAccess",
      version: 4,
      created: 1_423_248_000,
      updated: 1_669_555_429,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["autoscaling:Describe*", "cloudwatch:*", "logs:*", "sns:*", "iam:GetPolicy",
            "iam:GetPolicyVersion", "iam:GetRole", "oam:ListSinks"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*",
            "Condition": {"StringLike": {"iam:AWSServiceName": "events.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["oam:ListAttachedLinks"], "Resource": "arn:aws:oam:*:*:sink/*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/CloudWatchFullAccessV2",
      version: 15,
      created: 1_690_889_577,
      updated: 1_770_919_206,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "CloudWatchFullAccessPermissions", "Effect": "Allow",
            "Action": ["application-autoscaling:DescribeScalingPolicies", "application-signals:*",
            "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribePolicies", "cloudwatch:*", "logs:*",
            "sns:CreateTopic", "sns:ListSubscriptions", "sns:ListSubscriptionsByTopic", "sns:ListTopics",
            "sns:Subscribe", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "oam:ListSinks",
            "observabilityadmin:GetCentralizationRuleForOrganization",
            "observabilityadmin:ListCentralizationRulesForOrganization",
            "observabilityadmin:CreateCentralizationRuleForOrganization",
            "observabilityadmin:UpdateCentralizationRuleForOrganization",
            "observabilityadmin:DeleteCentralizationRuleForOrganization", "observabilityadmin:StartTelemetryEvaluation",
            "observabilityadmin:GetTelemetryEvaluationStatus", "observabilityadmin:ListResourceTelemetry",
            "observabilityadmin:StopTelemetryEvaluation", "observabilityadmin:StartTelemetryEvaluationForOrganization",
            "observabilityadmin:GetTelemetryEvaluationStatusForOrganization",
            "observabilityadmin:ListResourceTelemetryForOrganization",
            "observabilityadmin:StopTelemetryEvaluationForOrganization", "observabilityadmin:CreateTelemetryRule",
            "observabilityadmin:GetTelemetryRule", "observabilityadmin:ListTelemetryRules",
            "observabilityadmin:UpdateTelemetryRule", "observabilityadmin:DeleteTelemetryRule",
            "observabilityadmin:CreateTelemetryRuleForOrganization",
            "observabilityadmin:GetTelemetryRuleForOrganization",
            "observabilityadmin:ListTelemetryRulesForOrganization",
            "observabilityadmin:UpdateTelemetryRuleForOrganization",
            "observabilityadmin:DeleteTelemetryRuleForOrganization", "observabilityadmin:GetTelemetryEnrichmentStatus",
            "observabilityadmin:StartTelemetryEnrichment", "observabilityadmin:StopTelemetryEnrichment",
            "observabilityadmin:TagResource", "observabilityadmin:UntagResource",
            "observabilityadmin:ListTagsForResource", "observabilityadmin:CreateTelemetryPipeline",
            "observabilityadmin:GetTelemetryPipeline", "observabilityadmin:UpdateTelemetryPipeline",
            "observabilityadmin:DeleteTelemetryPipeline", "observabilityadmin:ListTelemetryPipelines",
            "observabilityadmin:TestTelemetryPipeline", "observabilityadmin:ValidateTelemetryPipelineConfiguration",
            "observabilityadmin:CreateS3TableIntegration", "observabilityadmin:GetS3TableIntegration",
            "observabilityadmin:ListS3TableIntegrations", "observabilityadmin:DeleteS3TableIntegration", "rum:*",
            "synthetics:*", "xray:*"], "Resource": "*"},
          {"Sid": "CloudWatchApplicationSignalsServiceLinkedRolePermissions", "Effect": "Allow",
            "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
            "Condition": {"StringLike": {"iam:AWSServiceName": "application-signals.cloudwatch.amazonaws.com"}}},
          {"Sid": "EventsServicePermissions", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*",
            "Condition": {"StringLike": {"iam:AWSServiceName": "events.amazonaws.com"}}},
          {"Sid": "OAMReadPermissions", "Effect": "Allow", "Action": ["oam:ListAttachedLinks"],
            "Resource": "arn:aws:oam:*:*:sink/*"},
          {"Sid": "CloudWatchCloudTrailPermissions", "Effect": "Allow",
            "Action": ["cloudtrail:CreateServiceLinkedChannel", "cloudtrail:GetChannel"],
            "Resource": "arn:aws:cloudtrail:*:*:channel/aws-service-channel/application-signals/*"},
          {"Sid": "CloudWatchApplicationSignalsCloudTrailListPermissions", "Effect": "Allow",
            "Action": ["cloudtrail:ListChannels"], "Resource": "*"},
          {"Sid": "CloudWatchServiceQuotaPermissions", "Effect": "Allow", "Action": ["servicequotas:GetServiceQuota"],
            "Resource": ["arn:aws:servicequotas:*:*:s3/*", "arn:aws:servicequotas:*:*:dynamodb/*",
            "arn:aws:servicequotas:*:*:kinesis/*", "arn:aws:servicequotas:*:*:sns/*",
            "arn:aws:servicequotas:*:*:bedrock/*", "arn:aws:servicequotas:*:*:lambda/*",
            "arn:aws:servicequotas:*:*:fargate/*", "arn:aws:servicequotas:*:*:elasticloadbalancing/*",
            "arn:aws:servicequotas:*:*:ec2/*"]},
          {"Sid": "CloudWatchResourceExplorerPermissions", "Effect": "Allow",
            "Action": ["resource-explorer-2:ListIndexes", "resource-explorer-2:Search"],
            "Resource": ["arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignals/service-view",
            "arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignalsOrgScopeProd/service-view"]},
          {"Sid": "CloudWatchResourceExplorerSLRPermissions", "Effect": "Allow",
            "Action": ["iam:CreateServiceLinkedRole"],
            "Resource": "arn:aws:iam::*:role/aws-service-role/resource-explorer-2.amazonaws.com/AWSServiceRoleForResourceExplorer",
            "Condition": {"StringEquals": {"iam:AWSServiceName": ["resource-explorer-2.amazonaws.com"]}}},
          {"Sid": "CloudWatchResourceExplorerCreateIndexPermissions", "Effect": "Allow",
            "Action": ["resource-explorer-2:CreateIndex"], "Resource": "arn:aws:resource-explorer-2:*:*:index/*"},
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
            "Condition": {"ArnLike": {"iam:AssociatedResourceArn": "arn:aws:observabilityadmin:*:*:s3tableintegration/*"},
            "StringEquals": {"iam:PassedToService": "logs.amazonaws.com"}}},
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
            "Condition": {"ArnLike": {"iam:AssociatedResourceArn": "arn:aws:observabilityadmin:*:*:telemetry-pipeline/*"},
            "StringEquals": {"iam:PassedToService": ["logs.amazonaws.com",
            "telemetry-pipelines.observabilityadmin.amazonaws.com"]}}},
          {"Effect": "Allow", "Action": ["s3tables:CreateTableBucket", "s3tables:PutTableBucketEncryption"],
            "Resource": "arn:aws:s3tables:*:*:bucket/aws-cloudwatch", "Condition": {"ForAnyValue:StringEquals": {
            "aws:CalledVia": "observabilityadmin.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["s3tables:PutTableBucketPolicy"],
            "Resource": "arn:aws:s3tables:*:*:bucket/aws-cloudwatch"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/CloudWatchReadOnlyAccess",
      version: 24,
      created: 1_423_248_001,
      updated: 1_770_919_310,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "CloudWatchReadOnlyAccessPermissions", "Effect": "Allow",
            "Action": ["application-autoscaling:DescribeScalingPolicies", "application-signals:BatchGet*",
            "application-signals:Get*", "application-signals:List*", "autoscaling:Describe*", "cloudtrail:ListChannels",
            "cloudwatch:BatchGet*", "cloudwatch:Describe*", "cloudwatch:GenerateQuery", "cloudwatch:Get*",
            "cloudwatch:List*", "logs:Get*", "logs:List*", "logs:StartQuery", "logs:StopQuery", "logs:Describe*",
            "logs:TestMetricFilter", "logs:FilterLogEvents", "logs:StartLiveTail", "logs:StopLiveTail", "oam:ListSinks",
            "observabilityadmin:GetCentralizationRuleForOrganization",
            "observabilityadmin:ListCentralizationRulesForOrganization",
            "observabilityadmin:GetTelemetryEvaluationStatus",
            "observabilityadmin:GetTelemetryEvaluationStatusForOrganization", "observabilityadmin:GetTelemetryRule",
            "observabilityadmin:GetTelemetryRuleForOrganization", "observabilityadmin:ListResourceTelemetry",
            "observabilityadmin:ListResourceTelemetryForOrganization", "observabilityadmin:ListTelemetryRules",
            "observabilityadmin:ListTelemetryRulesForOrganization", "observabilityadmin:GetTelemetryEnrichmentStatus",
            "observabilityadmin:ListTagsForResource", "observabilityadmin:GetTelemetryPipeline",
            "observabilityadmin:ListTelemetryPipelines", "observabilityadmin:TestTelemetryPipeline",
            "observabilityadmin:ValidateTelemetryPipelineConfiguration", "observabilityadmin:GetS3TableIntegration",
            "observabilityadmin:ListS3TableIntegrations", "sns:Get*", "sns:List*", "rum:BatchGet*", "rum:Get*",
            "rum:List*", "synthetics:Describe*", "synthetics:Get*", "synthetics:List*", "xray:BatchGet*", "xray:Get*",
            "xray:List*", "xray:StartTraceRetrieval", "xray:CancelTraceRetrieval"], "Resource": "*"},
          {"Sid": "OAMReadPermissions", "Effect": "Allow", "Action": ["oam:ListAttachedLinks"],
            "Resource": "arn:aws:oam:*:*:sink/*"},
          {"Sid": "CloudWatchReadOnlyGetRolePermissions", "Effect": "Allow", "Action": "iam:GetRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals"},
          {"Sid": "CloudWatchCloudTrailPermissions", "Effect": "Allow", "Action": ["cloudtrail:GetChannel"],
            "Resource": "arn:aws:cloudtrail:*:*:channel/aws-service-channel/application-signals/*"},
          {"Sid": "CloudWatchServiceQuotaPermissions", "Effect": "Allow", "Action": ["servicequotas:GetServiceQuota"],
            "Resource": ["arn:aws:servicequotas:*:*:s3/*", "arn:aws:servicequotas:*:*:dynamodb/*",
            "arn:aws:servicequotas:*:*:kinesis/*", "arn:aws:servicequotas:*:*:sns/*",
            "arn:aws:servicequotas:*:*:bedrock/*", "arn:aws:servicequotas:*:*:lambda/*",
            "arn:aws:servicequotas:*:*:fargate/*", "arn:aws:servicequotas:*:*:elasticloadbalancing/*",
            "arn:aws:servicequotas:*:*:ec2/*"]},
          {"Sid": "CloudWatchResourceExplorerPermissions", "Effect": "Allow",
            "Action": ["resource-explorer-2:ListIndexes", "resource-explorer-2:Search"],
            "Resource": ["arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignals/service-view",
            "arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignalsOrgScopeProd/service-view"]}
        ]}
        """
    ),
    AWSManagedDocument(
      "/CloudWatchLogsFullAccess",
      version: 8,
      created: 1_423_248_002,
      updated: 1_770_919_233,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "CloudWatchLogsFullAccess", "Effect": "Allow", "Action": ["logs:*", "cloudwatch:GenerateQuery",
            "cloudwatch:GenerateQueryResultsSummary", "observabilityadmin:GetS3TableIntegration",
            "observabilityadmin:ListS3TableIntegrations", "observabilityadmin:ListTelemetryPipelines"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/CloudWatchLogsReadOnlyAccess",
      version: 12,
      created: 1_423_248_003,
      updated: 1_770_919_153,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "CloudWatchLogsReadOnlyAccess", "Effect": "Allow", "Action": ["logs:Describe*", "logs:Get*",
            "logs:List*", "logs:StartQuery", "logs:StopQuery", "logs:TestMetricFilter", "logs:FilterLogEvents",
            "logs:StartLiveTail", "logs:StopLiveTail", "cloudwatch:GenerateQuery",
            "cloudwatch:GenerateQueryResultsSummary", "observabilityadmin:ListS3TableIntegrations",
            "observabilityadmin:GetS3TableIntegration", "observabilityadmin:ListTelemetryPipelines"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSCloudTrail_FullAccess",
      version: 3,
      created: 1_602_200_475,
      updated: 1_614_020_460,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["sns:AddPermission", "sns:CreateTopic", "sns:SetTopicAttributes",
            "sns:GetTopicAttributes"], "Resource": ["arn:aws:sns:*:*:aws-cloudtrail-logs*"]},
          {"Effect": "Allow", "Action": ["sns:ListTopics"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["s3:CreateBucket", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock"],
            "Resource": ["arn:aws:s3:::aws-cloudtrail-logs*"]},
          {"Effect": "Allow", "Action": ["s3:ListAllMyBuckets", "s3:GetBucketLocation", "s3:GetBucketPolicy"],
            "Resource": "*"},
          {"Effect": "Allow", "Action": "cloudtrail:*", "Resource": "*"},
          {"Effect": "Allow", "Action": ["logs:CreateLogGroup"],
            "Resource": ["arn:aws:logs:*:*:log-group:aws-cloudtrail-logs*"]},
          {"Effect": "Allow", "Action": ["iam:ListRoles", "iam:GetRolePolicy", "iam:GetUser"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": "*",
            "Condition": {"StringEquals": {"iam:PassedToService": "cloudtrail.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["kms:CreateKey", "kms:CreateAlias", "kms:ListKeys", "kms:ListAliases"],
            "Resource": "*"},
          {"Effect": "Allow", "Action": ["lambda:ListFunctions"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["dynamodb:ListGlobalTables", "dynamodb:ListTables"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSCloudTrail_ReadOnlyAccess",
      version: 1,
      created: 1_655_227_145,
      updated: 1_655_227_145,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*",
            "cloudtrail:LookupEvents"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSConfigUserAccess",
      version: 4,
      created: 1_424_288_321,
      updated: 1_552_940_867,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["config:Get*", "config:Describe*", "config:Deliver*", "config:List*",
            "config:Select*", "tag:GetResources", "tag:GetTagKeys", "cloudtrail:DescribeTrails",
            "cloudtrail:GetTrailStatus", "cloudtrail:LookupEvents"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/ResourceGroupsandTagEditorReadOnlyAccess",
      version: 3,
      created: 1_423_247_994,
      updated: 1_691_674_978,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["tag:getResources", "tag:getTagKeys", "tag:getTagValues",
            "resource-groups:Get*", "resource-groups:List*", "resource-groups:Search*", "cloudformation:DescribeStacks",
            "cloudformation:ListStackResources", "cloudformation:ListStacks"], "Resource": "*"}
        ]}
        """
    ),
  ]
}
