import KeylessAWSHalf
import KeylessPolicy
import KeylessSource
import KeylessTerraform
import KeylessTesting
import Testing

/// What a trust policy with unknown parts surely admits, and what it may admit.
@Suite("Bounds of a policy with unknown parts")
struct PolicyBoundTests {
  @Test("whatever the unknown parts are, the policy admits no less than is sure and no more than is possible")
  func property() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    var (judged, admitted, refused) = (0, 0, 0)
    for _ in 0..<150 {
      let template = PolicyTemplate.random(&random)
      guard case .bounds(let least, let most, _)? = Self.trust(template.terraform) else { continue }
      let (sure, possible) = (CompiledPolicy(least), CompiledPolicy(most))
      for _ in 0..<4 {
        let json = template.resolved(&random)
        guard let exact = try? PolicyDocument.parse(bytes: Array(json.utf8), file: "trust.json", kind: .trust) else {
          continue
        }
        judged += 1
        let policy = CompiledPolicy(exact)
        for _ in 0..<24 {
          let request = PolicyTemplate.request(&random)
          let isAdmitted = policy.decide(request) == .allow
          if isAdmitted {
            admitted += 1
            #expect(possible.decide(request) == .allow, "seed \(seed): \(template.json) as \(json): \(request.context)")
          } else {
            refused += 1
            #expect(sure.decide(request) != .allow, "seed \(seed): \(template.json) as \(json): \(request.context)")
          }
        }
      }
    }
    #expect(judged > 50 && admitted > 50 && refused > 50, "seed \(seed): \(judged), \(admitted), \(refused)")
  }

  private static let exchange = "\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRoleWithWebIdentity\""
  private static let gitLab = "\"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/gitlab.com\"}"

  private static func policy(_ statements: String...) -> String {
    "{\"Version\": \"2012-10-17\", \"Statement\": [\(statements.map { "{\($0)}" }.joined(separator: ", "))]}"
  }

  /// Nil where nothing is known of it.
  private func admits(_ json: String) -> (sure: Bool, possible: Bool)? {
    guard case .bounds(let sure, let possible, _)? = Self.trust(PolicyTemplate(json: json, names: ["t0"]).terraform)
    else { return nil }
    let request = PolicyTemplate.request("gitlab.com", subject: "a", audience: "a", tag: nil)
    return (CompiledPolicy(sure).decide(request) == .allow, CompiledPolicy(possible).decide(request) == .allow)
  }

  @Test("a provider is known by the end of its ARN, or by a key that only its tokens have")
  func provider() throws {
    let named = "\"Principal\": {\"Federated\": \"arn:aws:iam::<t0>:oidc-provider/gitlab.com\"}"
    #expect(try #require(admits(Self.policy("\(Self.exchange), \(named)"))).possible)
    let unknown = "\"Principal\": {\"Federated\": \"<t0>\"}"
    let asked = "\"Condition\": {\"StringEquals\": {\"gitlab.com:sub\": \"a\"}}"
    let bounds = try #require(admits(Self.policy("\(Self.exchange), \(unknown), \(asked)")))
    #expect(bounds.possible && !bounds.sure)
  }

  @Test(
    "a provider that nothing tells makes the policy unknown, and does not shut it",
    arguments: [
      "", ", \"Condition\": {\"StringNotEquals\": {\"gitlab.com:sub\": \"b\"}}",
      ", \"Condition\": {\"ForAllValues:StringEquals\": {\"gitlab.com:sub\": \"a\"}}",
      ", \"Condition\": {\"StringEqualsIfExists\": {\"gitlab.com:sub\": \"a\"}}",
    ]
  )
  func anyProvider(_ condition: String) {
    #expect(admits(Self.policy("\(Self.exchange), \"Principal\": {\"Federated\": \"<t0>\"}\(condition)")) == nil)
    #expect(admits(Self.policy("\(Self.exchange), \"Principal\": {\"AWS\": \"<t0>\"}\(condition)")) == nil)
  }

  @Test(
    "a star beside an unknown piece may be everybody, and an account in part is none of a provider's",
    arguments: [("<t0>*", false), ("*<t0>", false), ("arn:aws:iam::<t0>:root", true), ("<t0>:root", true)]
  )
  func star(_ principal: String, _ isKnown: Bool) {
    let bounds = admits(Self.policy("\(Self.exchange), \"Principal\": {\"AWS\": \"\(principal)\"}"))
    #expect((bounds != nil) == isKnown)
    #expect(bounds?.possible != true)
  }

  @Test("a refusal of somebody unknown may be a refusal of everybody")
  func refusal() throws {
    let open = "\(Self.exchange), \(Self.gitLab)"
    let action = "\"Effect\": \"Deny\", \"Action\": \"sts:AssumeRoleWithWebIdentity\""
    let unknown = try #require(admits(Self.policy(open, "\(action), \"Principal\": {\"Federated\": \"<t0>\"}")))
    #expect(unknown.possible && !unknown.sure)
    let other = "\"Principal\": {\"Federated\": \"cognito-identity.amazonaws.com\"}, \"Sid\": \"<t0>\""
    #expect(try #require(admits(Self.policy(open, "\(action), \(other)"))).sure)
  }

  @Test(
    "an unknown name of a variable, and a mark of accent behind an unknown piece, hide nobody",
    arguments: ["${aws:RequestTag/<t0>}", "<t0>\u{301}", "*\u{301}<t0>"]
  )
  func hidden(_ value: String) throws {
    for name in ["StringEquals", "StringLike"] {
      let condition = "\"Condition\": {\"\(name)\": {\"gitlab.com:sub\": \"\(value)\"}}"
      let json = Self.policy("\(Self.exchange), \(Self.gitLab), \(condition)")
      guard case .bounds(let sure, let possible, _)? = Self.trust(PolicyTemplate(json: json, names: ["t0"]).terraform)
      else {
        Issue.record("\(json) has no bounds")
        continue
      }
      // Each of the values may become this one.
      let subject = value.unicodeScalars.contains("\u{301}") ? "*\u{301}\(value.hasPrefix("*") ? "b" : "")" : "${b"
      let request = PolicyTemplate.request("gitlab.com", subject: subject, audience: "a", tag: nil)
      #expect(CompiledPolicy(possible).decide(request) == .allow, "\(name) \(value)")
      #expect(CompiledPolicy(sure).decide(request) != .allow, "\(name) \(value)")
    }
  }

  @Test("what an unknown exception excepts grants nothing, and a known one does")
  func exceptions() {
    func statements(_ exception: String) -> Int? {
      let text = """
        variable "x" {}
        resource "aws_iam_role" "r" {
          name               = "r"
          assume_role_policy = "{}"
        }
        resource "aws_iam_role_policy" "r" {
          role   = aws_iam_role.r.name
          policy = jsonencode({
            Version = "2012-10-17"
            Statement = [
              { Effect = "Allow", NotAction = \(exception), Resource = "*" },
              { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
              { Effect = "Deny", NotAction = "iam:${var.x}", Resource = "*" },
            ]
          })
        }
        """
      return Self.roles(text).first?.permissions.first?.document?.statements.count
    }
    #expect(statements("\"iam:${var.x}\"") == 2)
    #expect(statements("\"iam:*\"") == 3)
  }

  private static func trust(_ terraform: String) -> TrustPolicy? { roles(terraform).first?.trust }

  private static func roles(_ terraform: String) -> [AWSRole] {
    var tree = SourceTree()
    tree["main.tf"] = Array(terraform.utf8)
    return TerraformHalf.read(TerraformProject(tree: tree)).roles
  }
}
