extension AWSManagedPolicies {
  /// Policies for files, tables and databases.
  static let storage: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/AmazonS3FullAccess",
      version: 2,
      created: 1_423_248_058,
      updated: 1_632_773_797,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["s3:*", "s3-object-lambda:*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonS3ReadOnlyAccess",
      version: 3,
      created: 1_423_248_059,
      updated: 1_691_703_099,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*",
            "s3-object-lambda:List*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonDynamoDBFullAccess",
      version: 15,
      created: 1_423_248_011,
      updated: 1_611_941_910,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["dynamodb:*", "dax:*", "application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DeregisterScalableTarget", "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget",
            "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms",
            "cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics",
            "cloudwatch:PutMetricAlarm", "cloudwatch:GetMetricData", "datapipeline:ActivatePipeline",
            "datapipeline:CreatePipeline", "datapipeline:DeletePipeline", "datapipeline:DescribeObjects",
            "datapipeline:DescribePipelines", "datapipeline:GetPipelineDefinition", "datapipeline:ListPipelines",
            "datapipeline:PutPipelineDefinition", "datapipeline:QueryObjects", "ec2:DescribeVpcs",
            "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "iam:GetRole", "iam:ListRoles", "kms:DescribeKey",
            "kms:ListAliases", "sns:CreateTopic", "sns:DeleteTopic", "sns:ListSubscriptions",
            "sns:ListSubscriptionsByTopic", "sns:ListTopics", "sns:Subscribe", "sns:Unsubscribe",
            "sns:SetTopicAttributes", "lambda:CreateFunction", "lambda:ListFunctions", "lambda:ListEventSourceMappings",
            "lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping", "lambda:GetFunctionConfiguration",
            "lambda:DeleteFunction", "resource-groups:ListGroups", "resource-groups:ListGroupResources",
            "resource-groups:GetGroup", "resource-groups:GetGroupQuery", "resource-groups:DeleteGroup",
            "resource-groups:CreateGroup", "tag:GetResources", "kinesis:ListStreams", "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary"], "Resource": "*"},
          {"Effect": "Allow", "Action": "cloudwatch:GetInsightRuleReport",
            "Resource": "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"},
          {"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": "*",
            "Condition": {"StringLike": {"iam:PassedToService": ["application-autoscaling.amazonaws.com",
            "application-autoscaling.amazonaws.com.cn", "dax.amazonaws.com"]}}},
          {"Effect": "Allow", "Action": ["iam:CreateServiceLinkedRole"], "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": ["replication.dynamodb.amazonaws.com",
            "dax.amazonaws.com", "dynamodb.application-autoscaling.amazonaws.com",
            "contributorinsights.dynamodb.amazonaws.com", "kinesisreplication.dynamodb.amazonaws.com"]}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonDynamoDBReadOnlyAccess",
      version: 15,
      created: 1_423_248_012,
      updated: 1_731_951_495,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "GeneralReadOnlyAccess", "Effect": "Allow",
            "Action": ["application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
            "cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmsForMetric",
            "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "cloudwatch:GetMetricData",
            "datapipeline:DescribeObjects", "datapipeline:DescribePipelines", "datapipeline:GetPipelineDefinition",
            "datapipeline:ListPipelines", "datapipeline:QueryObjects", "dynamodb:BatchGetItem", "dynamodb:Describe*",
            "dynamodb:List*", "dynamodb:GetAbacStatus", "dynamodb:GetItem", "dynamodb:GetResourcePolicy",
            "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "dax:Describe*", "dax:List*", "dax:GetItem",
            "dax:BatchGetItem", "dax:Query", "dax:Scan", "ec2:DescribeVpcs", "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups", "iam:GetRole", "iam:ListRoles", "kms:DescribeKey", "kms:ListAliases",
            "sns:ListSubscriptionsByTopic", "sns:ListTopics", "lambda:ListFunctions", "lambda:ListEventSourceMappings",
            "lambda:GetFunctionConfiguration", "resource-groups:ListGroups", "resource-groups:ListGroupResources",
            "resource-groups:GetGroup", "resource-groups:GetGroupQuery", "tag:GetResources", "kinesis:ListStreams",
            "kinesis:DescribeStream", "kinesis:DescribeStreamSummary"], "Resource": "*"},
          {"Sid": "CCIAccess", "Effect": "Allow", "Action": "cloudwatch:GetInsightRuleReport",
            "Resource": "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonRDSFullAccess",
      version: 14,
      created: 1_423_248_052,
      updated: 1_692_313_217,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["rds:*", "application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DeregisterScalableTarget", "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget",
            "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricStatistics", "cloudwatch:PutMetricAlarm",
            "cloudwatch:DeleteAlarms", "cloudwatch:ListMetrics", "cloudwatch:GetMetricData",
            "ec2:DescribeAccountAttributes", "ec2:DescribeAvailabilityZones", "ec2:DescribeCoipPools",
            "ec2:DescribeInternetGateways", "ec2:DescribeLocalGatewayRouteTablePermissions",
            "ec2:DescribeLocalGatewayRouteTables", "ec2:DescribeLocalGatewayRouteTableVpcAssociations",
            "ec2:DescribeLocalGateways", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
            "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs", "ec2:GetCoipPoolUsage", "sns:ListSubscriptions",
            "sns:ListTopics", "sns:Publish", "logs:DescribeLogStreams", "logs:GetLogEvents",
            "outposts:GetOutpostInstanceTypes", "devops-guru:GetResourceCollection"], "Resource": "*"},
          {"Effect": "Allow", "Action": "pi:*", "Resource": ["arn:aws:pi:*:*:metrics/rds/*",
            "arn:aws:pi:*:*:perf-reports/rds/*"]},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
            "Condition": {"StringLike": {"iam:AWSServiceName": ["rds.amazonaws.com",
            "rds.application-autoscaling.amazonaws.com"]}}},
          {"Effect": "Allow", "Action": ["devops-guru:SearchInsights", "devops-guru:ListAnomaliesForInsight"],
            "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"devops-guru:ServiceNames": ["RDS"]},
            "Null": {"devops-guru:ServiceNames": "false"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonRDSReadOnlyAccess",
      version: 7,
      created: 1_423_248_053,
      updated: 1_681_475_529,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["rds:Describe*", "rds:ListTagsForResource", "ec2:DescribeAccountAttributes",
            "ec2:DescribeAvailabilityZones", "ec2:DescribeInternetGateways", "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics",
            "cloudwatch:GetMetricData", "logs:DescribeLogStreams", "logs:GetLogEvents",
            "devops-guru:GetResourceCollection"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["devops-guru:SearchInsights", "devops-guru:ListAnomaliesForInsight"],
            "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"devops-guru:ServiceNames": ["RDS"]},
            "Null": {"devops-guru:ServiceNames": "false"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonElasticFileSystemFullAccess",
      version: 10,
      created: 1_432_743_748,
      updated: 1_731_008_060,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "ElasticFileSystemFullAccess", "Effect": "Allow", "Action": ["cloudwatch:DescribeAlarmsForMetric",
            "cloudwatch:GetMetricData", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
            "ec2:DescribeAvailabilityZones", "ec2:DescribeNetworkInterfaceAttribute", "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs",
            "ec2:ModifyNetworkInterfaceAttribute", "elasticfilesystem:CreateFileSystem",
            "elasticfilesystem:CreateMountTarget", "elasticfilesystem:CreateTags",
            "elasticfilesystem:CreateAccessPoint", "elasticfilesystem:CreateReplicationConfiguration",
            "elasticfilesystem:DeleteFileSystem", "elasticfilesystem:DeleteMountTarget", "elasticfilesystem:DeleteTags",
            "elasticfilesystem:DeleteAccessPoint", "elasticfilesystem:DeleteFileSystemPolicy",
            "elasticfilesystem:DeleteReplicationConfiguration", "elasticfilesystem:DescribeAccountPreferences",
            "elasticfilesystem:DescribeBackupPolicy", "elasticfilesystem:DescribeFileSystems",
            "elasticfilesystem:DescribeFileSystemPolicy", "elasticfilesystem:DescribeLifecycleConfiguration",
            "elasticfilesystem:DescribeMountTargets", "elasticfilesystem:DescribeMountTargetSecurityGroups",
            "elasticfilesystem:DescribeTags", "elasticfilesystem:DescribeAccessPoints",
            "elasticfilesystem:DescribeReplicationConfigurations", "elasticfilesystem:ModifyMountTargetSecurityGroups",
            "elasticfilesystem:PutAccountPreferences", "elasticfilesystem:PutBackupPolicy",
            "elasticfilesystem:PutLifecycleConfiguration", "elasticfilesystem:PutFileSystemPolicy",
            "elasticfilesystem:UpdateFileSystem", "elasticfilesystem:UpdateFileSystemProtection",
            "elasticfilesystem:TagResource", "elasticfilesystem:UntagResource", "elasticfilesystem:ListTagsForResource",
            "elasticfilesystem:Backup", "elasticfilesystem:Restore", "elasticfilesystem:ReplicationRead",
            "elasticfilesystem:ReplicationWrite", "kms:DescribeKey", "kms:ListAliases"], "Resource": "*"},
          {"Sid": "CreateServiceLinkedRoleForEFS", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "*", "Condition": {"StringEquals": {"iam:AWSServiceName": [
            "elasticfilesystem.amazonaws.com"]}}},
          {"Sid": "IAMPassRoleAccessForEFS", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::*:role/*",
            "Condition": {"StringLike": {"iam:PassedToService": "elasticfilesystem.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonElastiCacheFullAccess",
      version: 3,
      created: 1_423_248_020,
      updated: 1_701_143_396,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "ElastiCacheManagementActions", "Effect": "Allow", "Action": "elasticache:*", "Resource": "*"},
          {"Sid": "CreateServiceLinkedRole", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache",
            "Condition": {"StringLike": {"iam:AWSServiceName": "elasticache.amazonaws.com"}}},
          {"Sid": "CreateVPCEndpoints", "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint",
            "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
            "Condition": {"StringLike": {"ec2:VpceServiceName": "com.amazonaws.elasticache.serverless.*"}}},
          {"Sid": "AllowAccessToElastiCacheTaggedVpcEndpoints", "Effect": "Allow", "Action": ["ec2:CreateVpcEndpoint"],
            "NotResource": "arn:aws:ec2:*:*:vpc-endpoint/*"},
          {"Sid": "TagVPCEndpointsOnCreation", "Effect": "Allow", "Action": ["ec2:CreateTags"],
            "Resource": "arn:aws:ec2:*:*:vpc-endpoint/*",
            "Condition": {"StringEquals": {"aws:RequestTag/AmazonElastiCacheManaged": "true",
            "ec2:CreateAction": "CreateVpcEndpoint"}}},
          {"Sid": "AllowAccessToEc2", "Effect": "Allow", "Action": ["ec2:DescribeVpcs", "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups"], "Resource": "*"},
          {"Sid": "AllowAccessToKMS", "Effect": "Allow", "Action": ["kms:DescribeKey", "kms:ListAliases",
            "kms:ListKeys"], "Resource": "*"},
          {"Sid": "AllowAccessToCloudWatch", "Effect": "Allow", "Action": ["cloudwatch:GetMetricStatistics",
            "cloudwatch:GetMetricData"], "Resource": "*"},
          {"Sid": "AllowAccessToAutoScaling", "Effect": "Allow",
            "Action": ["application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScheduledActions", "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScalingActivities"], "Resource": "*"},
          {"Sid": "DescribeLogGroups", "Effect": "Allow", "Action": ["logs:DescribeLogGroups"], "Resource": "*"},
          {"Sid": "ListLogDeliveryStreams", "Effect": "Allow", "Action": ["firehose:ListDeliveryStreams"],
            "Resource": "*"},
          {"Sid": "DescribeS3Buckets", "Effect": "Allow", "Action": ["s3:ListAllMyBuckets"], "Resource": "*"},
          {"Sid": "AllowAccessToOutposts", "Effect": "Allow", "Action": ["outposts:ListOutposts"], "Resource": "*"},
          {"Sid": "AllowAccessToSNS", "Effect": "Allow", "Action": ["sns:ListTopics"], "Resource": "*"}
        ]}
        """
    ),
  ]
}
