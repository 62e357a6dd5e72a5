import KeylessAWS
import KeylessAccounts
import KeylessPolicy
import KeylessSource
import Testing

@Suite("the policies that AWS manages")
struct AWSManagedPoliciesTests {
  private static let prefix = "arn:aws:iam::aws:policy"

  private static func policy(_ place: String) throws -> ManagedPolicy {
    try #require(AWSManagedPolicies.policy(arn: prefix + place), "\(place)")
  }

  private static func decides(_ place: String, _ action: String, on resource: String = "*") throws -> PolicyOutcome {
    let request = PolicyRequest(action: action, resource: resource, context: ["aws:username": ["ann"]])
    return try policy(place).document.compiled.decide(request)
  }

  @Test("each is found under its path in every partition, is read, and names only ARNs of its partition")
  func all() throws {
    var places: [Set<String>] = []
    for partition in Partition.all {
      let policies = AWSManagedPolicies.all(in: partition)
      #expect(policies.count == AWSManagedPolicies.all.count)
      for policy in policies {
        let arn = "arn:\(partition.id):iam::aws:policy\(policy.path)\(policy.name)"
        #expect(policy.arn == arn)
        #expect(["/", "/job-function/", "/service-role/", "/root-task/"].contains(policy.path), "\(arn)")
        #expect(AWSManagedPolicies.policy(arn: arn)?.uniqueID == policy.uniqueID)
        #expect(policy.account == "aws")
        #expect(!policy.document.compiled.document.statements.isEmpty, "\(arn)")
        #expect(policy.document.text.contains("\"arn:\(Partition.aws.id):") == false || partition.id == "aws", "\(arn)")
        #expect(policy.versions.map(\.id) == [policy.defaultVersionID], "\(arn)")
        #expect(policy.created <= policy.updated && policy.created >= 1_423_000_000, "\(arn)")
      }
      places.append(Set(policies.map { $0.path + $0.name }))
    }
    #expect(Set(places).count == 1)
    // None is lost on the way: every document that is written down has been read.
    #expect(AWSManagedPolicies.all.count == 88)
  }

  @Test("their ids are theirs alone and the same after every start")
  func ids() throws {
    let ids = AWSManagedPolicies.all.map(\.uniqueID)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { UniqueID($0)?.kind == .managedPolicy })
    #expect(try Self.policy("/AdministratorAccess").uniqueID == "ANPAB424HNWAEERWKMUI4")
  }

  @Test(
    "the ones that pipeline roles carry are there",
    arguments: [
      "/AdministratorAccess", "/PowerUserAccess", "/ReadOnlyAccess", "/job-function/ViewOnlyAccess", "/IAMFullAccess",
      "/IAMReadOnlyAccess", "/IAMUserChangePassword", "/SecurityAudit", "/job-function/SystemAdministrator",
      "/job-function/NetworkAdministrator", "/job-function/DatabaseAdministrator", "/job-function/DataScientist",
      "/job-function/SupportUser", "/job-function/Billing", "/AmazonS3FullAccess", "/AmazonS3ReadOnlyAccess",
      "/AmazonEC2FullAccess", "/AmazonEC2ReadOnlyAccess", "/AmazonVPCFullAccess", "/AmazonDynamoDBFullAccess",
      "/AmazonEC2ContainerRegistryPowerUser", "/AmazonEC2ContainerRegistryReadOnly",
      "/AmazonEC2ContainerRegistryFullAccess", "/AWSLambda_FullAccess", "/AmazonECS_FullAccess",
      "/AmazonRoute53FullAccess", "/CloudFrontFullAccess", "/CloudWatchLogsFullAccess", "/CloudWatchReadOnlyAccess",
      "/AWSCloudFormationFullAccess", "/AWSKeyManagementServicePowerUser", "/SecretsManagerReadWrite",
      "/AmazonSSMReadOnlyAccess", "/AWSBillingReadOnlyAccess", "/AWSSupportAccess",
      "/service-role/AWSLambdaBasicExecutionRole",
    ]
  )
  func present(place: String) throws {
    #expect(try Self.policy(place).name == String(place.split(separator: "/").last ?? ""))
  }

  @Test(
    "an ARN that differs in path, case, account or partition is none of them",
    arguments: [
      "arn:aws:iam::aws:policy/ViewOnlyAccess", "arn:aws:iam::aws:policy/job-function/AdministratorAccess",
      "arn:aws:iam::aws:policy/administratoraccess", "arn:aws:iam::111122223333:policy/AdministratorAccess",
      "arn:aws-moon:iam::aws:policy/AdministratorAccess", "arn::iam::aws:policy/AdministratorAccess",
      "arn:iam::aws:policy/AdministratorAccess", ":iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy",
      "arn:aws:iam::aws:policy/", "", "arn:aws:iam::aws:policy/AdministratorAccess/",
      "xarn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess ",
    ]
  )
  func others(arn: String) { #expect(AWSManagedPolicies.policy(arn: arn) == nil) }

  @Test("they allow what they are for, and nothing beyond it")
  func decisions() throws {
    #expect(try Self.decides("/AdministratorAccess", "iam:CreateUser") == .allow)
    #expect(try Self.decides("/PowerUserAccess", "s3:PutObject") == .allow)
    #expect(try Self.decides("/PowerUserAccess", "iam:CreateUser") == .implicitDeny)
    #expect(try Self.decides("/PowerUserAccess", "iam:ListRoles") == .allow)
    #expect(try Self.decides("/AWSDenyAll", "sts:GetCallerIdentity") == .deny)
    #expect(try Self.decides("/IAMReadOnlyAccess", "iam:GetRole") == .allow)
    #expect(try Self.decides("/IAMReadOnlyAccess", "iam:CreateRole") == .implicitDeny)
    let (own, other) = ("arn:aws:iam::111122223333:user/ann", "arn:aws:iam::111122223333:user/bob")
    #expect(try Self.decides("/IAMUserChangePassword", "iam:ChangePassword", on: own) == .allow)
    #expect(try Self.decides("/IAMUserChangePassword", "iam:ChangePassword", on: other) == .implicitDeny)
  }

  @Test(
    "the shortened ones say so, allow reading and never writing",
    arguments: [
      "/ReadOnlyAccess", "/SecurityAudit", "/job-function/ViewOnlyAccess",
    ]
  )
  func shortened(place: String) throws {
    #expect(try !Self.policy(place).isWhole)
    #expect(try Self.decides(place, "iam:ListRoles") == .allow)
    #expect(try Self.decides(place, "ec2:DescribeInstances") == .allow)
    for action in [
      "iam:CreateRole", "iam:PutRolePolicy", "s3:PutObject", "s3:DeleteObject", "sts:AssumeRole", "kms:Decrypt",
      "secretsmanager:GetSecretValue", "lambda:InvokeFunction", "ec2:RunInstances", "dynamodb:PutItem",
      "iam:CreateAccessKey", "ssm:SendCommand", "iam:PassRole",
    ] {
      #expect(try Self.decides(place, action) == .implicitDeny, "\(action)")
    }
    let reads = try Self.decides(place, "s3:GetObject", on: "arn:aws:s3:::states/prod")
    #expect(reads == (place == "/ReadOnlyAccess" ? .allow : .implicitDeny))
    for statement in try Self.policy(place).document.compiled.document.statements {
      #expect(statement.effect.value == .allow)
      #expect(!statement.action.isNegated)
    }
  }

  @Test("a text that is AWS's in one partition is not claimed to be AWS's in another")
  func scope() throws {
    #expect(try Self.policy("/AmazonEC2FullAccess").isWhole)
    #expect(AWSManagedPolicies.policy(arn: "arn:aws-cn:iam::aws:policy/AmazonEC2FullAccess")?.isWhole == false)
    #expect(AWSManagedPolicies.policy(arn: "arn:aws-cn:iam::aws:policy/AdministratorAccess")?.isWhole == true)
  }
}
