import KeylessCIHalf
import KeylessFindings
import KeylessHandshake
import KeylessLint
import KeylessSource
import Testing

/// Whom a change of the files lets in, and whom it locks out.
@Suite("Reviews of a change")
struct ChangeReviewTests {
  private static let main = "project_path:acme/api:ref_type:branch:ref:main"
  private static let subject = "\"gitlab.com:sub\""

  private static func condition(_ value: String, _ test: String = "StringLike") -> String {
    "{ StringEquals = { \"gitlab.com:aud\" = \"sts.amazonaws.com\" }, \(test) = { \(subject) = \(value) } }"
  }

  private static func role(
    _ condition: String,
    name: String = "deploy",
    address: String = "deploy",
    principal: String = "\"arn:aws:iam::123456789012:oidc-provider/gitlab.com\""
  ) -> String {
    """
    variable "x" { type = string }
    variable "y" { type = string }
    resource "aws_iam_role" "\(address)" {
      name = "\(name)"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Federated = \(principal) }
          Action    = "sts:AssumeRoleWithWebIdentity"
          Condition = \(condition)
        }]
      })
    }

    """
  }

  private static func outcome(_ files: [String: String]) -> CheckOutcome {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: "acme/api")
    return Check(input).outcome()
  }

  private static func review(_ old: [String: String], _ new: [String: String]) -> ChangeReview {
    ChangeReview(from: outcome(old), to: outcome(new), issuers: KnownIssuers())
  }

  private static func review(_ old: String, _ new: String) -> ChangeReview {
    review(["main.tf": old], ["main.tf": new])
  }

  /// The one change, of the one role.
  private static func change(_ old: String, _ new: String) throws -> RoleChange {
    let review = review(old, new)
    #expect(review.isNotable && review.roles.count == 1)
    return try #require(review.roles.first)
  }

  @Test("nothing is said of files that admit the same, however they are written")
  func same() {
    let list = Self.role(
      "{ StringLike = { \"gitlab.com:aud\" = [\"sts.amazonaws.com\"], \(Self.subject) = [\"\(Self.main)\"] } }"
    )
    #expect(!Self.review(Self.role(Self.condition("\"\(Self.main)\"")), list).isNotable)
    #expect(!Self.review(list, "# a comment\n" + list).isNotable)
    let unknown = Self.role(Self.condition("[var.x, \"\(Self.main)\"]"))
    #expect(!Self.review(unknown, "# a comment\n" + unknown).isNotable)
    #expect(!Self.review(unknown, unknown.replacing("\"Allow\"", with: "join(\"\", [\"Al\", \"low\"])")).isNotable)
  }

  @Test("more get in, and one of them is named")
  func widened() throws {
    let change = try Self.change(
      Self.role(Self.condition("\"\(Self.main)\"")),
      Self.role(Self.condition("\"\(Self.main)*\""))
    )
    #expect(change.kind == .widened && change.widens && !change.locksOut)
    #expect(change.admitted != nil && change.lockedOut == nil && change.reasons.isEmpty)
  }

  @Test("fewer get in, and one who does not any more is named")
  func narrowed() throws {
    let change = try Self.change(
      Self.role(Self.condition("\"\(Self.main)*\"")),
      Self.role(Self.condition("\"\(Self.main)\""))
    )
    #expect(change.kind == .narrowed && !change.widens && change.locksOut)
    #expect(change.admitted == nil && change.lockedOut != nil)
  }

  @Test("others get in")
  func moved() throws {
    let other = Self.main.replacing("main", with: "next")
    let change = try Self.change(
      Self.role(Self.condition("\"\(Self.main)\"")),
      Self.role(Self.condition("\"\(other)\""))
    )
    #expect(change.kind == .moved && change.widens && change.locksOut)
    #expect(try #require(change.admitted).contains("next") && #require(change.lockedOut).contains("main"))
  }

  @Test("a role that nobody got in by opens, and one is shut")
  func dead() throws {
    // No token of the platform has such a subject.
    let (dead, alive) = (Self.role(Self.condition("\"repo:acme/api\"")), Self.role(Self.condition("\"\(Self.main)\"")))
    #expect(!Self.review(dead, Self.role(Self.condition("\"repo:acme/web\""))).isNotable)
    let opened = try Self.change(dead, alive)
    #expect(opened.kind == .opened && opened.admitted != nil)
    let shut = try Self.change(alive, dead)
    #expect(shut.kind == .shut && shut.lockedOut != nil && !shut.widens)
  }

  @Test("a new role opens, and one that is gone locks out")
  func added() throws {
    let role = Self.role(Self.condition("\"\(Self.main)\""))
    let added = try Self.change("", role)
    #expect(added.kind == .new && added.admitted != nil)
    let removed = try Self.change(role, "")
    #expect(removed.kind == .removed && removed.lockedOut != nil)
    let dead = Self.role(Self.condition("\"repo:acme/api\""))
    #expect(!Self.review("", dead).isNotable && !Self.review(dead, "").isNotable)
  }

  @Test("a role of another name is out of reach for whoever asks for the old one")
  func renamed() throws {
    let old = Self.role(Self.condition("\"\(Self.main)\""))
    let same = try Self.change(old, Self.role(Self.condition("\"\(Self.main)\""), name: "release"))
    #expect(same.kind == .renamed && !same.widens && same.locksOut)
    let wider = try Self.change(old, Self.role(Self.condition("\"\(Self.main)*\""), name: "release"))
    #expect(wider.kind == .moved && wider.admitted != nil)
    #expect(try #require(wider.lockedOut).contains("/deploy"))
  }

  @Test("a role that moves to another address is the same role")
  func address() {
    let old = Self.role(Self.condition("\"\(Self.main)\""))
    #expect(!Self.review(old, Self.role(Self.condition("\"\(Self.main)\""), address: "ci")).isNotable)
    #expect(!Self.review(["main.tf": old], ["roles.tf": old]).isNotable)
  }

  @Test("two roles that change addresses are known by their names")
  func exchanged() {
    let (tight, wide) = (Self.condition("\"\(Self.main)\""), Self.condition("\"project_path:acme/*\""))
    func files(_ admin: String, _ reader: String, _ names: (String, String)) -> String {
      let second = Self.role(reader, name: names.1, address: "b")
      return Self.role(admin, name: names.0, address: "a")
        + second[(second.firstRange(of: "resource")?.lowerBound ?? second.startIndex)...]
    }
    let review = Self.review(files(tight, wide, ("admin", "reader")), files(tight, wide, ("reader", "admin")))
    // The administrator's role is open to everybody now, though at either address the policy is what it was.
    #expect(Set(review.roles.map(\.kind)) == [.widened, .narrowed])
    #expect(review.roles.first { $0.kind == .widened }?.role == "aws_iam_role.b")
  }

  @Test("a role of each of two roots is compared with its own past")
  func roots() {
    let (tight, wide) = (
      Self.role(Self.condition("\"\(Self.main)\"")), Self.role(Self.condition("\"project_path:acme/*\""))
    )
    let old = ["dev/main.tf": wide, "prod/main.tf": tight]
    #expect(!Self.review(old, old).isNotable)
    let review = Self.review(old, ["dev/main.tf": wide, "prod/main.tf": wide])
    #expect(review.roles.map(\.kind) == [.widened])
  }

  @Test(
    "what is unknown of both states hides no difference",
    arguments: [
      ("\"\(main)${var.x}\"", "\"\(main)${var.x}*\""), ("\"${var.x}\"", "\"${var.x}*\""),
      ("[var.x, \"a\"]", "[var.x, \"b\"]"), ("[var.x, var.y, \"a\"]", "[var.y, var.x, \"b\"]"), ("var.x", "var.y"),
    ]
  )
  func unknown(_ old: String, _ new: String) throws {
    for test in ["StringLike", "StringNotLike", "ForAllValues:StringLike"] {
      let name = test.contains(":") ? "\"\(test)\"" : test
      let change = try Self.change(Self.role(Self.condition(old, name)), Self.role(Self.condition(new, name)))
      #expect(change.kind == .unknown && change.widens && !change.reasons.isEmpty, "\(test)")
    }
  }

  @Test("a policy of an unknown provider hides no difference in its conditions")
  func provider() throws {
    let (old, new) = (Self.condition("\"a\"", "StringNotLike"), Self.condition("\"b\"", "StringNotLike"))
    let change = try Self.change(Self.role(old, principal: "var.x"), Self.role(new, principal: "var.x"))
    #expect(change.kind == .unknown)
    #expect(!Self.review(Self.role(old, principal: "var.x"), Self.role(old, principal: "var.x")).isNotable)
    #expect(Self.review(Self.role(old, principal: "var.x"), Self.role(old, principal: "var.y")).isNotable)
  }

  @Test("what is sure in spite of something unknown is said")
  func sure() throws {
    let other = Self.main.replacing("main", with: "next")
    let known = Self.role(Self.condition("\"\(Self.main)\""))
    let both = try Self.change(known, Self.role(Self.condition("[var.x, \"\(other)\"]")))
    #expect(try #require(both.admitted).contains("next"))
    #expect(both.widens && !both.reasons.isEmpty)
    // Whoever got in by the other is out, whatever the variable is.
    let prefix = "\"project_path:acme/web:ref_type:branch:ref:${var.x}\""
    let out = try Self.change(known, Self.role(Self.condition(prefix)))
    #expect(try #require(out.lockedOut).contains("main"))
    #expect(out.locksOut && out.widens)
  }

  @Test("a policy that cannot be read is not compared with one that can")
  func broken() throws {
    let known = Self.role(Self.condition("\"\(Self.main)\""))
    let broken = "resource \"aws_iam_role\" \"deploy\" {\n  name = \"deploy\"\n  assume_role_policy = \"{\"\n}\n"
    #expect(try Self.change(known, broken).kind == .unknown)
    #expect(try Self.change(broken, known).kind == .unknown)
    #expect(!Self.review(broken, "# a comment\n" + broken).isNotable)
  }

  @Test("a job that got in and is refused now is named, and so is one that is new or gone")
  func jobs() {
    let scene = MatchScene.gitLab(conditions: "")
    func files(_ subject: String, job: String?) -> [String: String] {
      let role = Self.role(Self.condition("\"\(subject)\""))
      guard let job else { return ["main.tf": role] }
      return ["main.tf": role, scene.ci.path: scene.ci.text.replacing("deploy:\n", with: "\(job):\n")]
    }
    func changes(_ old: [String: String], _ new: [String: String]) -> [String] {
      Self.review(old, new).jobs.map { "\($0.job.split(separator: " ").last ?? "") \($0.opens) \($0.why)" }
    }
    let wide = files("project_path:*", job: "deploy")
    let dead = files("repo:acme/api", job: "deploy")
    #expect(changes(wide, wide) == [])
    #expect(changes(wide, dead).map { $0.hasPrefix("deploy false opens before, refused now: ") } == [true])
    #expect(changes(dead, wide) == ["deploy true refused before, opens now"])
    #expect(changes(wide, files("project_path:*", job: nil)) == ["deploy false opens before, gone now"])
    #expect(changes(files("project_path:*", job: nil), wide) == ["deploy true not there before, opens now"])
    #expect(
      Set(changes(wide, files("project_path:*", job: "release")))
        == ["release true not there before, opens now", "deploy false opens before, gone now"]
    )
    #expect(changes(dead, files("repo:acme/api", job: nil)) == [])
  }
}
