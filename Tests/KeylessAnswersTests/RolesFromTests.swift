import KeylessAnswers
import KeylessPolicy
import Testing

@Suite("from one pipeline to every role that it reaches")
struct RolesFromTests {
  private static let gitlab = "arn:aws:iam::111122223333:oidc-provider/gitlab.com"

  /// A first role that every GitLab pipeline becomes, and a second one in another account that trusts the first.
  private func reached(
    first: String,
    policies: String = "",
    condition: String = "{}"
  ) throws -> [RolesFrom.Reached] {
    let dump = """
      {"RoleDetailList":[
      {"RoleName":"ci","Arn":"arn:aws:iam::111122223333:role/ci","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Principal":{"Federated":"\(Self.gitlab)"},"Action":"sts:AssumeRoleWithWebIdentity"}]}\(first)},
      {"RoleName":"prod","Arn":"arn:aws:iam::444455556666:role/prod","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"Action":"sts:AssumeRole","Condition":\(condition)}]},
      "AttachedManagedPolicies":[],"RolePolicyList":[]}]\(policies)}
      """
    let roles = try AccountDump.read(Array(dump.utf8), file: "dump").roles
    return RolesFrom(roles, issuer: "https://gitlab.com", context: RequestContext()).reached
  }

  private func inline(_ effect: String, _ action: String, _ resource: String) -> String {
    """
    ,"AttachedManagedPolicies":[],"RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17",
    "Statement":[{"Effect":"\(effect)","Action":"\(action)","Resource":"\(resource)"}]}}]
    """
  }

  @Test("a role that may call sts:AssumeRole on the next one reaches it surely")
  func allowed() throws {
    let found = try reached(first: inline("Allow", "sts:AssumeRole", "arn:aws:iam::444455556666:role/prod"))
    #expect(found.map(\.role.name) == ["ci", "prod"])
    #expect(found.last?.isCertain == true)
    #expect(found.last?.note == nil)
  }

  @Test("a role that may not call it does not reach the next one, whatever that one trusts")
  func refused() throws {
    #expect(try reached(first: inline("Allow", "s3:*", "*")).map(\.role.name) == ["ci"])
    #expect(try reached(first: inline("Allow", "sts:AssumeRole", "arn:aws:iam::444455556666:role/other")).count == 1)
    #expect(try reached(first: inline("Deny", "*", "*")).count == 1)
  }

  @Test("a policy whose document was not given makes the step possible and names the policy")
  func unread() throws {
    let attached =
      #","AttachedManagedPolicies":[{"PolicyName":"x","PolicyArn":"arn:aws:iam::111122223333:policy/x"}],"RolePolicyList":[]"#
    let found = try reached(first: attached)
    #expect(found.last?.role.name == "prod")
    #expect(found.last?.isCertain == false)
    #expect(found.last?.note?.contains("arn:aws:iam::111122223333:policy/x") == true)
    let document =
      #","Policies":[{"Arn":"arn:aws:iam::111122223333:policy/x","PolicyVersionList":[{"IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}}]}]"#
    #expect(try reached(first: attached, policies: document).count == 1)
  }

  @Test("a boundary that does not allow it stops the chain")
  func boundary() throws {
    let bounded =
      inline("Allow", "*", "*")
      + #","PermissionsBoundary":{"PermissionsBoundaryArn":"arn:aws:iam::111122223333:policy/b"}"#
    func policy(_ action: String) -> String {
      #","Policies":[{"Arn":"arn:aws:iam::111122223333:policy/b","PolicyVersionList":[{"IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"\#(action)","Resource":"*"}]}}]}]"#
    }
    #expect(try reached(first: bounded, policies: policy("sts:AssumeRole")).last?.isCertain == true)
    #expect(try reached(first: bounded, policies: policy("s3:*")).count == 1)
    #expect(try reached(first: bounded).last?.isCertain == false)
  }

  @Test("an external id is the caller's to give, and is said")
  func externalID() throws {
    let found = try reached(
      first: inline("Allow", "sts:*", "*"),
      condition: #"{"StringEquals":{"sts:ExternalId":"e-1"}}"#
    )
    #expect(found.last?.note == "with the external id that `prod` asks for")
    #expect(found.last?.isCertain == true)
    let other = try reached(
      first: inline("Allow", "sts:*", "*"),
      condition: #"{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#
    )
    #expect(other.count == 1)
  }

  @Test("an entry without policies leaves the step to what it may do")
  func bare() throws {
    let found = try reached(first: "")
    #expect(found.last?.note == "if `ci` may call sts:AssumeRole on it")
    #expect(found.last?.isCertain == false)
  }

  /// What a pipeline of acme/shop is told of a role with this statement, beside one of another account's provider.
  private func note(_ condition: String, account: String = "111122223333") throws -> (note: String?, isCertain: Bool)? {
    let dump = """
      {"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
      {"Effect":"Deny","Principal":{"Federated":"arn:aws:iam::999922223333:oidc-provider/gitlab.com"},"Action":"sts:AssumeRoleWithWebIdentity"},
      {"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::\(account):oidc-provider/gitlab.com"},
      "Action":"sts:AssumeRoleWithWebIdentity","Condition":\(condition)}]}}
      """
    let roles = try AccountDump.read(Array(dump.utf8), file: "role").roles
    let pipeline = try GivenPipeline(facts: ["project_path=acme/shop"], platform: "gitlab", issuer: nil, audience: nil)
    let found = RolesFrom(roles, issuer: pipeline.issuer, context: pipeline.context).reached
    return found.first.map { ($0.note, $0.isCertain) }
  }

  @Test("what the caller chooses restricts nobody, and circumstances are said")
  func choices() throws {
    let name = try #require(try note(#"{"StringLike":{"sts:RoleSessionName":"ci-*"}}"#))
    #expect(name.note == "with a session name like `ci-`")
    #expect(name.isCertain)
    let address = try #require(try note(#"{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"#))
    #expect(address.note == "if `aws:SourceIp` is 10.0.0.0/8")
    #expect(!address.isCertain)
    #expect(try #require(try note(#"{"Bool":{"aws:SecureTransport":"true"}}"#)).isCertain)
    #expect(try #require(try note(#"{"StringLike":{"gitlab.com:sub":"project_path:acme/shop:*"}}"#)).note == nil)
  }

  @Test("a token that is not let in reaches nothing, whatever its caller chooses")
  func refusedToken() throws {
    #expect(
      try note(#"{"StringLike":{"gitlab.com:sub":"project_path:acme/web:*","sts:RoleSessionName":"ci-*"}}"#) == nil
    )
    #expect(try note(#"{"StringLike":{"sts:RoleSessionName":"?"}}"#) == nil)
    #expect(try note(#"{"Bool":{"aws:SecureTransport":"false"}}"#) == nil)
    #expect(try note(#"{"Null":{"gitlab.com:sub":"true"}}"#) == nil)
    #expect(try note("{}", account: "999922223333") == nil)
  }
}
