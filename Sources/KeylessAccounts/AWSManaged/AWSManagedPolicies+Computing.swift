extension AWSManagedPolicies {
  /// Policies for machines, containers and functions.
  static let computing: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/AmazonEC2FullAccess",
      version: 5,
      created: 1_423_248_015,
      updated: 1_543_285_016,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "elasticloadbalancing:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "cloudwatch:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "autoscaling:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": ["autoscaling.amazonaws.com",
            "ec2scheduled.amazonaws.com", "elasticloadbalancing.amazonaws.com", "spot.amazonaws.com",
            "spotfleet.amazonaws.com", "transitgateway.amazonaws.com"]}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEC2ReadOnlyAccess",
      version: 5,
      created: 1_423_248_017,
      updated: 1_770_919_397,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ec2:Describe*", "ec2:GetSecurityGroupsForVpc"], "Resource": "*"},
          {"Effect": "Allow", "Action": "elasticloadbalancing:Describe*", "Resource": "*"},
          {"Effect": "Allow", "Action": ["cloudwatch:ListMetrics", "cloudwatch:GetMetricStatistics",
            "cloudwatch:Describe*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "autoscaling:Describe*", "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AutoScalingFullAccess",
      version: 2,
      created: 1_484_249_518,
      updated: 1_517_954_353,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "autoscaling:*", "Resource": "*"},
          {"Effect": "Allow", "Action": "cloudwatch:PutMetricAlarm", "Resource": "*"},
          {"Effect": "Allow", "Action": ["ec2:DescribeAccountAttributes", "ec2:DescribeAvailabilityZones",
            "ec2:DescribeImages", "ec2:DescribeInstanceAttribute", "ec2:DescribeInstances", "ec2:DescribeKeyPairs",
            "ec2:DescribeLaunchTemplateVersions", "ec2:DescribePlacementGroups", "ec2:DescribeSecurityGroups",
            "ec2:DescribeSpotInstanceRequests", "ec2:DescribeSubnets", "ec2:DescribeVpcClassicLink"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTargetGroups"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "autoscaling.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AutoScalingReadOnlyAccess",
      version: 1,
      created: 1_484_249_975,
      updated: 1_484_249_975,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "autoscaling:Describe*", "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEC2ContainerRegistryFullAccess",
      version: 3,
      created: 1_450_717_608,
      updated: 1_607_126_659,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ecr:*", "cloudtrail:LookupEvents"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["iam:CreateServiceLinkedRole"], "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": ["replication.ecr.amazonaws.com"]}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEC2ContainerRegistryPowerUser",
      version: 3,
      created: 1_450_717_533,
      updated: 1_576_010_888,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages",
            "ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
            "ecr:ListTagsForResource", "ecr:DescribeImageScanFindings", "ecr:InitiateLayerUpload",
            "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEC2ContainerRegistryReadOnly",
      version: 3,
      created: 1_450_717_455,
      updated: 1_576_011_392,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages",
            "ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
            "ecr:ListTagsForResource", "ecr:DescribeImageScanFindings"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEC2ContainerRegistryPullOnly",
      version: 1,
      created: 1_728_061_129,
      updated: 1_728_061_129,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
            "ecr:BatchImportUpstreamImage"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonECS_FullAccess",
      version: 21,
      created: 1_510_090_614,
      updated: 1_723_577_977,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "ECSIntegrationsManagementPolicy", "Effect": "Allow",
            "Action": ["application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DeregisterScalableTarget", "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget",
            "appmesh:DescribeVirtualGateway", "appmesh:DescribeVirtualNode", "appmesh:ListMeshes",
            "appmesh:ListVirtualGateways", "appmesh:ListVirtualNodes", "autoscaling:CreateAutoScalingGroup",
            "autoscaling:CreateLaunchConfiguration", "autoscaling:DeleteAutoScalingGroup",
            "autoscaling:DeleteLaunchConfiguration", "autoscaling:Describe*", "autoscaling:UpdateAutoScalingGroup",
            "cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStack*",
            "cloudformation:UpdateStack", "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricStatistics", "cloudwatch:PutMetricAlarm", "codedeploy:BatchGetApplicationRevisions",
            "codedeploy:BatchGetApplications", "codedeploy:BatchGetDeploymentGroups", "codedeploy:BatchGetDeployments",
            "codedeploy:ContinueDeployment", "codedeploy:CreateApplication", "codedeploy:CreateDeployment",
            "codedeploy:CreateDeploymentGroup", "codedeploy:GetApplication", "codedeploy:GetApplicationRevision",
            "codedeploy:GetDeployment", "codedeploy:GetDeploymentConfig", "codedeploy:GetDeploymentGroup",
            "codedeploy:GetDeploymentTarget", "codedeploy:ListApplicationRevisions", "codedeploy:ListApplications",
            "codedeploy:ListDeploymentConfigs", "codedeploy:ListDeploymentGroups", "codedeploy:ListDeployments",
            "codedeploy:ListDeploymentTargets", "codedeploy:RegisterApplicationRevision", "codedeploy:StopDeployment",
            "ec2:AssociateRouteTable", "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupIngress",
            "ec2:CancelSpotFleetRequests", "ec2:CreateInternetGateway", "ec2:CreateLaunchTemplate", "ec2:CreateRoute",
            "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateVpc",
            "ec2:DeleteLaunchTemplate", "ec2:DeleteSubnet", "ec2:DeleteVpc", "ec2:Describe*",
            "ec2:DetachInternetGateway", "ec2:DisassociateRouteTable", "ec2:ModifySubnetAttribute",
            "ec2:ModifyVpcAttribute", "ec2:RequestSpotFleet", "ec2:RunInstances", "ecs:*",
            "elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeFileSystems",
            "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:CreateRule", "elasticloadbalancing:CreateTargetGroup",
            "elasticloadbalancing:DeleteListener", "elasticloadbalancing:DeleteLoadBalancer",
            "elasticloadbalancing:DeleteRule", "elasticloadbalancing:DeleteTargetGroup",
            "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups", "events:DeleteRule",
            "events:DescribeRule", "events:ListRuleNamesByTarget", "events:ListTargetsByRule", "events:PutRule",
            "events:PutTargets", "events:RemoveTargets", "fsx:DescribeFileSystems", "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfiles", "iam:ListRoles", "lambda:ListFunctions", "logs:CreateLogGroup",
            "logs:DescribeLogGroups", "logs:FilterLogEvents", "route53:CreateHostedZone", "route53:DeleteHostedZone",
            "route53:GetHealthCheck", "route53:GetHostedZone", "route53:ListHostedZonesByName",
            "servicediscovery:CreatePrivateDnsNamespace", "servicediscovery:CreateService",
            "servicediscovery:DeleteService", "servicediscovery:GetNamespace", "servicediscovery:GetOperation",
            "servicediscovery:GetService", "servicediscovery:ListNamespaces", "servicediscovery:ListServices",
            "servicediscovery:UpdateService", "sns:ListTopics"], "Resource": ["*"]},
          {"Sid": "SSMPolicy", "Effect": "Allow", "Action": ["ssm:GetParameter", "ssm:GetParameters",
            "ssm:GetParametersByPath"], "Resource": "arn:aws:ssm:*:*:parameter/aws/service/ecs*"},
          {"Sid": "ManagedCloudformationResourcesCleanupPolicy", "Effect": "Allow",
            "Action": ["ec2:DeleteInternetGateway", "ec2:DeleteRoute", "ec2:DeleteRouteTable",
            "ec2:DeleteSecurityGroup"], "Resource": ["*"],
            "Condition": {"StringLike": {"ec2:ResourceTag/aws:cloudformation:stack-name": "EC2ContainerService-*"}}},
          {"Sid": "TasksPassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole", "Resource": ["*"],
            "Condition": {"StringLike": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}},
          {"Sid": "InfrastructurePassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": ["arn:aws:iam::*:role/ecsInfrastructureRole"],
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs.amazonaws.com"}}},
          {"Sid": "InstancePassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": ["arn:aws:iam::*:role/ecsInstanceRole*"], "Condition": {"StringLike": {"iam:PassedToService": [
            "ec2.amazonaws.com", "ec2.amazonaws.com.cn"]}}},
          {"Sid": "AutoScalingPassRolePolicy", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": ["arn:aws:iam::*:role/ecsAutoscaleRole*"], "Condition": {"StringLike": {"iam:PassedToService": [
            "application-autoscaling.amazonaws.com", "application-autoscaling.amazonaws.com.cn"]}}},
          {"Sid": "ServiceLinkedRoleCreationPolicy", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "*", "Condition": {"StringLike": {"iam:AWSServiceName": ["ecs.amazonaws.com",
            "autoscaling.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "spot.amazonaws.com",
            "spotfleet.amazonaws.com"]}}},
          {"Sid": "ELBTaggingPolicy", "Effect": "Allow", "Action": ["elasticloadbalancing:AddTags"], "Resource": "*",
            "Condition": {"StringEquals": {"elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateRule",
            "CreateListener", "CreateLoadBalancer"]}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSLambda_FullAccess",
      version: 7,
      created: 1_605_647_648,
      updated: 1_770_919_251,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudformation:DescribeStacks", "cloudformation:ListStackResources",
            "cloudwatch:ListMetrics", "cloudwatch:GetMetricData", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
            "ec2:DescribeVpcs", "kms:DescribeKey", "kms:ListAliases", "iam:GetPolicy", "iam:GetPolicyVersion",
            "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:ListRoles",
            "lambda:*", "logs:DescribeLogGroups", "states:DescribeStateMachine", "states:ListStateMachines",
            "tag:GetResources", "xray:GetTraceSummaries", "xray:BatchGetTraces"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
            "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["logs:DescribeLogStreams", "logs:GetLogEvents", "logs:FilterLogEvents",
            "logs:StartLiveTail", "logs:StopLiveTail"], "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "lambda.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSLambda_ReadOnlyAccess",
      version: 5,
      created: 1_605_647_432,
      updated: 1_770_919_375,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["cloudformation:DescribeStacks", "cloudformation:ListStacks",
            "cloudformation:ListStackResources", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics",
            "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "kms:ListAliases", "iam:GetPolicy",
            "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies",
            "iam:ListRolePolicies", "iam:ListRoles", "logs:DescribeLogGroups", "lambda:Get*", "lambda:List*",
            "states:DescribeStateMachine", "states:ListStateMachines", "tag:GetResources", "xray:GetTraceSummaries",
            "xray:BatchGetTraces"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["logs:DescribeLogStreams", "logs:GetLogEvents", "logs:FilterLogEvents",
            "logs:StartQuery", "logs:StopQuery", "logs:DescribeQueries", "logs:GetLogGroupFields", "logs:GetLogRecord",
            "logs:GetQueryResults", "logs:StartLiveTail", "logs:StopLiveTail"],
            "Resource": "arn:aws:logs:*:*:log-group:/aws/lambda/*"}
        ]}
        """
    ),
  ]
}
