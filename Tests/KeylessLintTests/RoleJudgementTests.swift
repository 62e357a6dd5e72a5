import KeylessFindings
import KeylessIntent
import KeylessLint
import KeylessSource
import Testing

/// What is declared, or not known, of who gets in by a role.
@Suite("What is meant and what is not known of a role")
struct RoleJudgementTests {
  private static let main = "project_path:acme/shop:ref_type:branch:ref:main"
  private static let everybody = "project_path:*"

  private static func statement(
    _ subject: String,
    account: String = "111122223333",
    audience: String = "sts.amazonaws.com",
    issuer: String = "gitlab.com"
  ) -> String {
    """
    {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
     "Principal": {"Federated": "arn:aws:iam::\(account):oidc-provider/\(issuer)"},
     "Condition": {"StringEquals": {"\(issuer):aud": "\(audience)"}, "StringLike": {"\(issuer):sub": "\(subject)"}}}
    """
  }

  private static func role(_ statements: String...) -> String {
    """
    resource "aws_iam_role" "shop" {
      name = "shop"
      assume_role_policy = <<EOF
    {"Version": "2012-10-17", "Statement": [\(statements.joined(separator: ", "))]}
    EOF
    }

    """
  }

  private static func outcome(_ files: [String: String], intent: String? = nil) throws -> CheckOutcome {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    var input = CheckInput(tree: tree)
    if let intent { input.intents = [try #require(Intent.read(Array(intent.utf8), file: "keyless.yaml").intent)] }
    return Check(input).outcome()
  }

  private static let intent = """
    version: 1
    account: "111122223333"
    region: eu-west-1
    platform: gitlab
    owner: acme
    roles:
      shop:
        admits:
          - {name: branches, project: acme/shop, branches: ["*"]}
    """

  /// The rules whose findings name people who get in.
  private static func open(_ statements: [String], intent: String? = nil) throws -> [String] {
    let policy = role(statements.joined(separator: ", "))
    let numbers = try outcome(["main.tf": policy], intent: intent).findings.map(\.rule.number)
    return numbers.filter { $0 != "KL125" && $0 != "KL126" && ("KL104"..."KL118").contains($0) }
  }

  @Test("whoever is declared to be wanted is no finding")
  func meant() throws {
    let branches = Self.statement("project_path:acme/shop:ref_type:branch:ref:*")
    #expect(try !Self.open([branches]).isEmpty)
    #expect(try Self.open([branches], intent: Self.intent).isEmpty)
  }

  @Test("somebody who gets in by another account's provider, or by another audience, is one")
  func beyond() throws {
    let main = Self.statement(Self.main)
    let account = Self.statement(Self.everybody, account: "444455556666")
    #expect(try !Self.open([main, account], intent: Self.intent).isEmpty)
    let audience = Self.statement(Self.everybody, audience: "https://example.com")
    #expect(try !Self.open([main, audience], intent: Self.intent).isEmpty)
  }

  @Test("an issuer of no known platform is told beside an opening of another issuer's tokens")
  func unknownIssuer() throws {
    let unknown = Self.statement("a", issuer: "ci.example.com")
    let codes = try Self.outcome(["main.tf": Self.role(Self.statement(Self.everybody), unknown)]).diagnostics.map(
      \.id.description
    )
    #expect(codes.contains("issuer-without-platform"))
    let known = try Self.outcome(["main.tf": Self.role(Self.statement(Self.everybody))]).diagnostics.map { "\($0.id)" }
    #expect(!known.contains("issuer-without-platform"))
  }

  @Test(
    "an issuer whose tokens are not all known is told beside an opening of another statement, and not beside its own"
  )
  func unknownSet() throws {
    let github = "token.actions.githubusercontent.com"
    func isTold(_ statements: String...) throws -> Bool {
      let policy = Self.role(statements.joined(separator: ", "))
      return try Self.outcome(["main.tf": policy]).diagnostics.contains(where: \.leavesTrustOpen)
    }
    let open = Self.statement(Self.everybody)
    let unknown = Self.statement("$${\(github):sub}", issuer: github)
    #expect(try isTold(unknown))
    #expect(try isTold(open, unknown))
    #expect(try isTold(unknown, open))
    #expect(try !isTold(open))
    #expect(try !isTold(open, Self.statement("repo:acme/shop:ref:refs/heads/main", issuer: github)))
    #expect(try isTold(unknown, Self.statement("repo:*", issuer: github)))
    let both = Self.statement("repo:*", issuer: github)
      .replacing("\"repo:*\"", with: "[\"repo:*\", \"$${\(github):sub}\"]")
    #expect(try !isTold(both))
  }

  @Test("an intent speaks of the roles of its own account")
  func account() throws {
    let policy = Self.statement("project_path:acme/shop:ref_type:branch:ref:*")
    func found(_ account: String) throws -> [String] {
      let dump = """
        {"RoleDetailList": [{"RoleName": "shop", "Path": "/", "Arn": "arn:aws:iam::\(account):role/shop",
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [\(policy)]}}]}
        """
      return try Self.outcome(["account.json": dump], intent: Self.intent).findings.map(\.rule.number)
    }
    #expect(try !found("111122223333").contains("KL112"))
    #expect(try found("444455556666").contains("KL112"))
  }

  @Test("a role of a private issuer is surely reached though another statement has an unknown part")
  func privateIssuer() throws {
    let files = Self.role(
      Self.statement(Self.main, issuer: "gitlab.example.com"),
      Self.statement("project_path:acme/${var.x}", issuer: "gitlab.example.com")
    )
    let powers = """
      variable "x" {}
      resource "aws_iam_role_policy_attachment" "shop" {
        role       = aws_iam_role.shop.name
        policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
      }
      """
    let findings = try Self.outcome(["main.tf": files + powers]).findings.filter { $0.rule.number == "KL201" }
    #expect(findings.map(\.effect) == [.open])
  }

  @Test
  func `a block that is too large keeps no rule from the role beside it`() throws {
    func found(_ count: Int) throws -> Bool {
      let other = "resource \"aws_iam_role\" \"a\" {\n  count = \(count)\n  assume_role_policy = var.x\n}\n"
      let outcome = try Self.outcome(["main.tf": Self.role(Self.statement(Self.everybody)) + other])
      #expect(!outcome.diagnostics.contains { $0.leavesTrustOpen })
      return outcome.findings.contains { $0.severity == .critical }
    }
    #expect(try found(20))
    #expect(try found(100_000))
  }

  @Test
  func `a configuration that takes more work than is done counts as one of which nothing is known`() throws {
    func outcome(_ turns: Int) throws -> CheckOutcome {
      let loop = "[for i in range(\(turns)) : [for j in range(\(turns)) : [for k in range(\(turns)) : \"x\"]]]"
      let other =
        "locals {\n  x = \(loop)\n}\nresource \"aws_iam_role\" \"a\" {\n"
        + "  assume_role_policy = jsonencode({ x = length(local.x) })\n}\n"
      return try Self.outcome(["infra/main.tf": other])
    }
    let large = try outcome(1000)
    let problem = try #require(large.diagnostics.first { $0.leavesTrustOpen })
    #expect(problem.primary.span.file == "infra/main.tf")
    let unresolved = try #require(large.findings.first { $0.rule.number == "KL308" })
    #expect(unresolved.help?.contains("--var") == false)
    #expect(try !outcome(3).diagnostics.contains { $0.id == problem.id })
    let open = "variable \"x\" {}\nresource \"aws_iam_role\" \"a\" {\n  assume_role_policy = var.x\n}\n"
    let findings = try Self.outcome(["main.tf": open]).findings
    let given = try #require(findings.first { $0.rule.number == "KL308" })
    #expect(given.help?.contains("--var") == true)
  }
}
