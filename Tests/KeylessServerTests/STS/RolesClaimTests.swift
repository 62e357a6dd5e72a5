import KeylessAWS
import KeylessCalls
import KeylessSource
import KeylessTesting
import Testing

@Suite("the roles claim of a token")
struct RolesClaimTests {
  @Test("the roles claim is an ARN or a list of ARNs, and nothing else", arguments: rolesClaims)
  func rolesClaim(example: RolesClaim) throws {
    let world = try World()
    let answer = world.exchange(try world.token(["https://aws.amazon.com/roles": example.claim]))
    switch example.answer {
    case .listed: #expect(answer.status == 200, "\(world.book.text)")
    case .notListed:
      #expect(
        try answer.error()
          == .invalidIdentityToken("The target role ARN is not present in the roles claim of the identity token")
      )
    case .malformed:
      #expect(try answer.error() == .invalidIdentityToken("The roles claim is not in a supported format"))
    }
  }

  struct RolesClaim: Sendable, CustomTestStringConvertible {
    enum Answer { case listed, notListed, malformed }
    var claim: JSON
    var answer: Answer
    var testDescription: String { "\(claim.compact) \(answer)" }

    init(_ claim: JSON, _ answer: Answer) {
      self.claim = claim
      self.answer = answer
    }
  }

  static let rolesClaims: [RolesClaim] = [
    RolesClaim(.string(World.deploy), .listed),
    RolesClaim([.string(World.deploy)], .listed),
    RolesClaim([.string(World.release), .string(World.deploy)], .listed),
    RolesClaim([], .notListed),
    RolesClaim(.string(World.release), .notListed),
    RolesClaim(.string(World.elsewhere), .notListed),
    RolesClaim("arn:aws:iam::111122223333:role/*", .notListed),
    RolesClaim("arn:aws:iam::111122223333:role/Deploy", .notListed),
    RolesClaim("arn:aws:iam::111122223333:role/deploy/", .notListed),
    RolesClaim("arn:aws-cn:iam::111122223333:role/deploy", .notListed),
    RolesClaim("arn:aws:sts::111122223333:assumed-role/deploy/x", .notListed),
    RolesClaim("deploy", .malformed), RolesClaim("", .malformed), RolesClaim("*", .malformed),
    RolesClaim(["*"], .malformed), RolesClaim(1, .malformed), RolesClaim(true, .malformed),
    RolesClaim(.null, .malformed),
    RolesClaim([["arn": "x"]], .malformed), RolesClaim(["arn": .string(World.deploy)], .malformed),
    RolesClaim([[.string(World.deploy)]], .malformed), RolesClaim([.string(World.deploy), 1], .malformed),
    RolesClaim([.string(World.deploy), .null], .malformed), RolesClaim([.string(World.deploy), "deploy"], .malformed),
    RolesClaim(.string(World.deploy + "," + World.release), .notListed),
    RolesClaim(.string("[\"\(World.deploy)\"]"), .malformed),
  ]

  @Test("the roles claim refuses before the trust policy is asked, and the policy may ask for it")
  func rolesClaimOrder() throws {
    let world = try World()
    let listed: [String: JSON?] = ["https://aws.amazon.com/roles": .string(World.roleARN("nobody"))]
    // Listed and not there: the answer of a role that is not there.
    #expect(
      try world.exchange(world.token(listed), role: World.roleARN("nobody")).error() == ExchangeRefusalTests.denied
    )
    // Not listed and not trusted: the token's own list comes first.
    let wrong = try world.token(["https://aws.amazon.com/roles": .string(World.release), "project_id": "1"])
    #expect(try world.exchange(wrong).error().code == "InvalidIdentityToken")
    try world.add(
      World.deploy,
      ["Bool": ["sts:RoleAuthorizedByIdp": "true"], "StringEquals": ["gitlab.com:sub": .string(World.subject)]]
    )
    #expect(try world.exchange(world.token(["https://aws.amazon.com/roles": .string(World.deploy)])).status == 200)
    #expect(try world.exchange(world.token()).error() == ExchangeRefusalTests.denied)
  }
}
