import Foundation
import KeylessGenerate
import KeylessIntent
import Testing

/// Intents whose CI half is looked at.
enum CICases {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var intent: String
    var roles = CIRoles()
    var testDescription: String { name }

    func tree() throws -> FileTree {
      let (intent, diagnostics) = Intent.read(Array(intent.utf8), file: "keyless.yaml")
      return try CIHalf.tree(for: #require(intent, "\(diagnostics)"), roles: roles)
    }
  }

  /// Every printable character but letters and digits; none of them makes a variable with its neighbours.
  static let strangeAudience = ##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##

  static let all = [
    gitlab, github,
    Case(name: "gitlab-strange", intent: strange("gitlab", "branches: ['*', 'a`|b']", audience: strangeAudience)),
    Case(
      name: "github-strange",
      intent: strange("github", "environments: [\"say \\\"hi\\\"\"]", audience: strangeAudience)
    ),
  ]

  static let gitlab = Case(
    name: "gitlab",
    intent: example("gitlab"),
    roles: CIRoles(credentials: "shop-deploy", plan: "shop-plan", apply: "shop-deploy")
  )
  static let github = Case(
    name: "github",
    intent: example("github"),
    roles: CIRoles(credentials: "shop-deploy", plan: "shop-plan", apply: "shop-deploy")
  )

  private static func example(_ name: String) -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: root.appending(path: "examples/\(name)/keyless.yaml"), encoding: .utf8)) ?? ""
  }

  /// Two roles, so that none is chosen by itself, and one of them with every character a name may have.
  static func strange(_ platform: String, _ admits: String, audience: String) -> String {
    """
    version: 1
    account: "111122223333"
    partition: aws-cn
    platform: \(platform)
    audience: '\(audience.replacing("'", with: "''"))'
    roles:
      a_+=,.@-b:
        path: /x!"#&'()*+,-.:;<=>?@[\\]^_`{|}~/
        admits:
          - {project: acme/shop, \(admits)}
      reader:
        admits:
          - {project: acme/shop, \(platform == "gitlab" ? "tags: ['v*']" : "pull-requests: true")}

    """
  }
}
