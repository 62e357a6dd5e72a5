extension AWSManagedPolicies {
  /// Policies that running machines, containers and functions get themselves.
  static let runtimes: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/service-role/AmazonECSTaskExecutionRolePolicy",
      version: 1,
      created: 1_510_858_102,
      updated: 1_510_858_102,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/service-role/AWSLambdaBasicExecutionRole",
      version: 1,
      created: 1_428_591_823,
      updated: 1_428_591_823,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/service-role/AWSLambdaVPCAccessExecutionRole",
      version: 3,
      created: 1_455_232_526,
      updated: 1_704_494_306,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AWSLambdaVPCAccessExecutionPermissions", "Effect": "Allow", "Action": ["logs:CreateLogGroup",
            "logs:CreateLogStream", "logs:PutLogEvents", "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonSSMManagedInstanceCore",
      version: 2,
      created: 1_552_670_532,
      updated: 1_558_630_461,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance",
            "ssm:GetDocument", "ssm:DescribeDocument", "ssm:GetManifest", "ssm:GetParameter", "ssm:GetParameters",
            "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
            "ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus",
            "ssm:UpdateInstanceInformation"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage",
            "ec2messages:FailMessage", "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEKSClusterPolicy",
      version: 10,
      created: 1_527_455_174,
      updated: 1_770_919_095,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AmazonEKSClusterPolicy", "Effect": "Allow", "Action": ["autoscaling:DescribeAutoScalingGroups",
            "autoscaling:UpdateAutoScalingGroup", "ec2:AttachVolume", "ec2:AuthorizeSecurityGroupIngress",
            "ec2:CreateRoute", "ec2:CreateSecurityGroup", "ec2:CreateTags", "ec2:CreateVolume", "ec2:DeleteRoute",
            "ec2:DeleteSecurityGroup", "ec2:DeleteVolume", "ec2:DescribeInstances", "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVolumes",
            "ec2:DescribeVolumesModifications", "ec2:DescribeVpcs", "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeAvailabilityZones", "ec2:DetachVolume",
            "ec2:ModifyInstanceAttribute", "ec2:ModifyVolume", "ec2:RevokeSecurityGroupIngress",
            "ec2:DescribeAccountAttributes", "ec2:DescribeAddresses", "ec2:DescribeInternetGateways",
            "ec2:DescribeInstanceTopology", "elasticloadbalancing:AddTags",
            "elasticloadbalancing:ApplySecurityGroupsToLoadBalancer",
            "elasticloadbalancing:AttachLoadBalancerToSubnets", "elasticloadbalancing:ConfigureHealthCheck",
            "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateLoadBalancer",
            "elasticloadbalancing:CreateLoadBalancerListeners", "elasticloadbalancing:CreateLoadBalancerPolicy",
            "elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:DeleteListener",
            "elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteLoadBalancerListeners",
            "elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DeregisterInstancesFromLoadBalancer",
            "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancerAttributes", "elasticloadbalancing:DescribeLoadBalancerPolicies",
            "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
            "elasticloadbalancing:DetachLoadBalancerFromSubnets", "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyLoadBalancerAttributes", "elasticloadbalancing:ModifyTargetGroup",
            "elasticloadbalancing:ModifyTargetGroupAttributes",
            "elasticloadbalancing:RegisterInstancesWithLoadBalancer", "elasticloadbalancing:RegisterTargets",
            "elasticloadbalancing:SetLoadBalancerPoliciesForBackendServer",
            "elasticloadbalancing:SetLoadBalancerPoliciesOfListener", "kms:DescribeKey"], "Resource": "*"},
          {"Sid": "AmazonEKSClusterPolicySLRCreate", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "elasticloadbalancing.amazonaws.com"}}},
          {"Sid": "AmazonEKSClusterPolicyENIDelete", "Effect": "Allow", "Action": "ec2:DeleteNetworkInterface",
            "Resource": "*", "Condition": {"StringEquals": {"ec2:ResourceTag/eks:eni:owner": "amazon-vpc-cni"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEKSWorkerNodePolicy",
      version: 3,
      created: 1_527_455_341,
      updated: 1_701_043_573,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "WorkerNodePermissions", "Effect": "Allow", "Action": ["ec2:DescribeInstances",
            "ec2:DescribeInstanceTypes", "ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
            "ec2:DescribeVolumes", "ec2:DescribeVolumesModifications", "ec2:DescribeVpcs", "eks:DescribeCluster",
            "eks-auth:AssumeRoleForPodIdentity"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AmazonEKS_CNI_Policy",
      version: 6,
      created: 1_527_455_262,
      updated: 1_772_651_534,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AmazonEKSCNIPolicy", "Effect": "Allow", "Action": ["ec2:AssignPrivateIpAddresses",
            "ec2:AttachNetworkInterface", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
            "ec2:DescribeInstances", "ec2:DescribeTags", "ec2:DescribeNetworkInterfaces", "ec2:DescribeInstanceTypes",
            "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DetachNetworkInterface",
            "ec2:ModifyNetworkInterfaceAttribute", "ec2:UnassignPrivateIpAddresses"], "Resource": "*"},
          {"Sid": "AmazonEKSCNIPolicyENITag", "Effect": "Allow", "Action": ["ec2:CreateTags"],
            "Resource": ["arn:aws:ec2:*:*:network-interface/*"]}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSXRayDaemonWriteAccess",
      version: 2,
      created: 1_535_497_233,
      updated: 1_707_861_510,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AWSXRayDaemonWriteAccess", "Effect": "Allow", "Action": ["xray:PutTraceSegments",
            "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries"], "Resource": ["*"]}
        ]}
        """
    ),
    AWSManagedDocument(
      "/service-role/AWSCodeDeployRole",
      version: 11,
      created: 1_430_762_737,
      updated: 1_692_218_338,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["autoscaling:CompleteLifecycleAction", "autoscaling:DeleteLifecycleHook",
            "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeLifecycleHooks",
            "autoscaling:PutLifecycleHook", "autoscaling:RecordLifecycleActionHeartbeat",
            "autoscaling:CreateAutoScalingGroup", "autoscaling:CreateOrUpdateTags",
            "autoscaling:UpdateAutoScalingGroup", "autoscaling:EnableMetricsCollection", "autoscaling:DescribePolicies",
            "autoscaling:DescribeScheduledActions", "autoscaling:DescribeNotificationConfigurations",
            "autoscaling:SuspendProcesses", "autoscaling:ResumeProcesses", "autoscaling:AttachLoadBalancers",
            "autoscaling:AttachLoadBalancerTargetGroups", "autoscaling:PutScalingPolicy",
            "autoscaling:PutScheduledUpdateGroupAction", "autoscaling:PutNotificationConfiguration",
            "autoscaling:PutWarmPool", "autoscaling:DescribeScalingActivities", "autoscaling:DeleteAutoScalingGroup",
            "ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:TerminateInstances", "tag:GetResources",
            "sns:Publish", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm",
            "elasticloadbalancing:DescribeLoadBalancerAttributes", "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeInstanceHealth",
            "elasticloadbalancing:RegisterInstancesWithLoadBalancer",
            "elasticloadbalancing:DeregisterInstancesFromLoadBalancer", "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth", "elasticloadbalancing:RegisterTargets",
            "elasticloadbalancing:DeregisterTargets"], "Resource": "*"}
        ]}
        """
    ),
  ]
}
