import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("Names")
struct ARNTests {
  @Test(
    "a role's ARN is taken apart, path and all",
    arguments: [
      ("arn:aws:iam::111122223333:role/deploy", "/", "deploy"),
      ("arn:aws-cn:iam::000000000001:role/team/prod/Deploy-1", "/team/prod/", "Deploy-1"),
    ]
  )
  func role(text: String, path: String, name: String) throws {
    let role = try RoleARN(parsing: text)
    #expect(role.path == path)
    #expect(role.name == name)
    #expect(role.description == text)
    #expect(
      ARN.assumedRole(role, sessionName: "s").description
        == "arn:\(role.partition):sts::\(role.account):assumed-role/\(name)/s"
    )
  }

  @Test(
    "what is no role ARN is refused with its reason",
    arguments: [
      ("***", ARNError.prefix), ("nothing-valid-in-here", .prefix),
      ("arn::b:::something/test-role", .empty("partition")),
      ("arn:a::::something/test-role", .empty("service")), ("arn:a:::something/test-role", .parts(5)),
      ("arn:a:a::aaaaaaaaaa:", .empty("resource")), ("arn:aws:s3:::bucket", .notIAM),
      ("arn:aws:iam:eu-west-1:111122223333:role/x", .hasRegion), ("arn:aws:iam::11112222333:role/x", .account),
      ("arn:aws:iam::١١١١٢٢٢٢٣٣٣٣:role/x", .account),
      ("arn:aws:iam::111122223333:oidc-provider/gitlab.com", .notARole), ("arn:aws:iam::111122223333:role/", .roleName),
      ("arn:aws:iam::111122223333:role/é", .roleName), ("arn:aws:iam::111122223333:role/a b", .spaceOrControl),
      ("arn:aws:iam::111122223333:role/*", .roleName), ("arn:aws:iam::111122223333:role/a\r\n", .spaceOrControl),
    ]
  )
  func refused(text: String, reason: ARNError) {
    #expect(throws: reason) { try RoleARN(parsing: text) }
  }

  @Test("an ARN's resource keeps its colons, and canonically equivalent ARNs do not match")
  func equality() throws {
    let arn = try ARN(parsing: "arn:aws:s3:::b:c:d")
    #expect(arn.resource == "b:c:d")
    let composed = try ARN(parsing: "arn:aws:s3:::é")
    #expect(!composed.matches(try ARN(parsing: "arn:aws:s3:::e\u{301}")))
    #expect(composed.matches(composed))
  }

  @Test("an OIDC provider's ARN loses the scheme and keeps a final slash")
  func provider() throws {
    let account = try #require(AccountID("111122223333"))
    let arn = ARN.oidcProvider(issuer: "https://auth.example.com/", account: account)
    #expect(arn.description == "arn:aws:iam::111122223333:oidc-provider/auth.example.com/")
    #expect(arn.oidcIssuer == "auth.example.com/")
    #expect(try ARN(parsing: "arn:aws:iam::111122223333:role/x").oidcIssuer == nil)
  }

  @Test(
    "a region names its partition",
    arguments: [
      ("eu-west-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("us-iso-east-1", "aws-iso"), ("cn-north-1", "aws-cn"),
      ("us-isob-east-1", "aws-iso-b"), ("eusc-de-east-1", "aws-eusc"),
    ]
  )
  func partition(region: String, id: String) { #expect(Partition(region: region)?.id == id) }

  @Test("what is no region has no partition", arguments: ["", "us", "us-east", "us-east-x", "xx-east-1", "us--1"])
  func noPartition(region: String) { #expect(Partition(region: region) == nil) }

  @Test("a key id carries its account, as the published example does")
  func keyID() throws {
    #expect(AccessKeyID("ASIAQNZGKIQY56JQ7WML")?.account?.text == "029608264753")
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let account = try #require(AccountID(number: UInt64.random(in: 0...999_999_999_999, using: &random)))
      let noise = (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) }
      let id = AccessKeyID(.session, account: account) { _ in noise }
      #expect(id.text.utf8.count == 20)
      #expect(AccessKeyID(id.text)?.account == account)
    }
    #expect(AccessKeyID("ASIAQNZGKIQY56JQ7WM1") == nil)
    #expect(AccessKeyID("XSIAQNZGKIQY56JQ7WML") == nil)
    #expect(AccessKeyID("AKIAIOSFODNN7EXAMPLE")?.account == nil)
    #expect(UniqueID(UniqueID(.role) { [UInt8](repeating: 7, count: $0) }.text)?.kind == .role)
    #expect(UniqueID("AROASHORT") == nil)
  }
}
