extension AWSManagedPolicies {
  /// Policies for whoever administers an account, or may do nothing in it.
  static let administration: [AWSManagedDocument] = [
    AWSManagedDocument(
      "/AdministratorAccess",
      version: 1,
      created: 1_423_247_986,
      updated: 1_423_247_986,
      scope: .everywhere,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/PowerUserAccess",
      version: 12,
      created: 1_423_247_987,
      updated: 1_770_919_154,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": ["account:GetAccountInformation", "account:GetGovCloudAccountInformation",
            "account:GetPrimaryEmail", "account:ListRegions", "iam:CreateServiceLinkedRole",
            "iam:DeleteServiceLinkedRole", "iam:ListRoles", "organizations:DescribeEffectivePolicy",
            "organizations:DescribeOrganization"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSDenyAll",
      version: 2,
      created: 1_556_750_174,
      updated: 1_702_917_725,
      scope: .everywhere,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "DenyAll", "Effect": "Deny", "Action": ["*"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMFullAccess",
      version: 2,
      created: 1_423_248_038,
      updated: 1_561_146_000,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["iam:*", "organizations:DescribeAccount", "organizations:DescribeOrganization",
            "organizations:DescribeOrganizationalUnit", "organizations:DescribePolicy", "organizations:ListChildren",
            "organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:ListRoots",
            "organizations:ListPolicies", "organizations:ListTargetsForPolicy"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMReadOnlyAccess",
      version: 4,
      created: 1_423_248_039,
      updated: 1_516_907_487,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["iam:GenerateCredentialReport", "iam:GenerateServiceLastAccessedDetails",
            "iam:Get*", "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMUserChangePassword",
      version: 5,
      created: 1_479_169_516,
      updated: 1_770_919_137,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["iam:ChangePassword"], "Resource": ["arn:aws:iam::*:user/${aws:username}",
            "arn:aws:iam::*:user/*/${aws:username}"]},
          {"Effect": "Allow", "Action": ["iam:GetAccountPasswordPolicy"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMUserSSHKeys",
      version: 1,
      created: 1_436_461_734,
      updated: 1_436_461_734,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["iam:DeleteSSHPublicKey", "iam:GetSSHPublicKey", "iam:ListSSHPublicKeys",
            "iam:UpdateSSHPublicKey", "iam:UploadSSHPublicKey"], "Resource": "arn:aws:iam::*:user/${aws:username}"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMAccessAnalyzerFullAccess",
      version: 1,
      created: 1_575_306_760,
      updated: 1_575_306_760,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["access-analyzer:*"], "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*",
            "Condition": {"StringEquals": {"iam:AWSServiceName": "access-analyzer.amazonaws.com"}}},
          {"Effect": "Allow", "Action": ["organizations:DescribeAccount", "organizations:DescribeOrganization",
            "organizations:DescribeOrganizationalUnit", "organizations:ListAccounts",
            "organizations:ListAccountsForParent", "organizations:ListAWSServiceAccessForOrganization",
            "organizations:ListChildren", "organizations:ListDelegatedAdministrators",
            "organizations:ListOrganizationalUnitsForParent", "organizations:ListParents", "organizations:ListRoots"],
            "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/IAMAccessAnalyzerReadOnlyAccess",
      version: 4,
      created: 1_575_306_773,
      updated: 1_721_324_944,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "IAMAccessAnalyzerReadOnlyAccess", "Effect": "Allow",
            "Action": ["access-analyzer:CheckAccessNotGranted", "access-analyzer:CheckNoNewAccess",
            "access-analyzer:CheckNoPublicAccess", "access-analyzer:Get*", "access-analyzer:List*",
            "access-analyzer:ValidatePolicy"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSOrganizationsFullAccess",
      version: 9,
      created: 1_541_536_317,
      updated: 1_770_919_147,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AWSOrganizationsFullAccess", "Effect": "Allow", "Action": "organizations:*", "Resource": "*"},
          {"Sid": "AWSOrganizationsFullAccessAccount", "Effect": "Allow", "Action": ["account:PutAlternateContact",
            "account:DeleteAlternateContact", "account:GetAlternateContact", "account:GetContactInformation",
            "account:PutContactInformation", "account:ListRegions", "account:EnableRegion", "account:DisableRegion",
            "account:PutAccountName", "account:GetAccountInformation"], "Resource": "*"},
          {"Sid": "AWSOrganizationsFullAccessCreateSLR", "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
            "Resource": "*", "Condition": {"StringEquals": {"iam:AWSServiceName": "organizations.amazonaws.com"}}}
        ]}
        """
    ),
    AWSManagedDocument(
      "/AWSOrganizationsReadOnlyAccess",
      version: 6,
      created: 1_541_536_358,
      updated: 1_717_795_936,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "AWSOrganizationsReadOnly", "Effect": "Allow", "Action": ["organizations:Describe*",
            "organizations:List*"], "Resource": "*"},
          {"Sid": "AWSOrganizationsReadOnlyAccount", "Effect": "Allow", "Action": ["account:GetAlternateContact",
            "account:GetContactInformation", "account:ListRegions", "account:GetRegionOptStatus",
            "account:GetPrimaryEmail"], "Resource": "*"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/root-task/IAMAuditRootUserCredentials",
      version: 1,
      created: 1_730_932_078,
      updated: 1_730_932_078,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "DenyAllOtherActionsOnAnyResource", "Effect": "Deny", "NotAction": ["iam:ListAccessKeys",
            "iam:ListSigningCertificates", "iam:GetLoginProfile", "iam:ListMFADevices", "iam:GetAccountSummary",
            "iam:GetUser", "iam:GetAccessKeyLastUsed"], "Resource": "*"},
          {"Sid": "DenyAuditingCredentialsOnNonRootUserResource", "Effect": "Deny", "Action": ["iam:ListAccessKeys",
            "iam:ListSigningCertificates", "iam:GetLoginProfile", "iam:ListMFADevices", "iam:GetUser",
            "iam:GetAccessKeyLastUsed"], "NotResource": "arn:aws:iam::*:root"}
        ]}
        """
    ),
    AWSManagedDocument(
      "/SignInLocalDevelopmentAccess",
      version: 3,
      created: 1_763_577_249,
      updated: 1_770_919_145,
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
            "Resource": "arn:aws:signin:*:*:oauth2/public-client/*"}
        ]}
        """
    ),
  ]
}
