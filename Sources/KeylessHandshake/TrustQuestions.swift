import KeylessPlatforms
package import KeylessPolicy
package import KeylessReach
import KeylessSource

/// Whose tokens a role's trust policy speaks of, private issuers included whose platform is known here.
package struct TrustQuestions: Sendable {
  private let issuers: KnownIssuers

  package init(_ issuers: KnownIssuers) {
    self.issuers = issuers
  }

  /// The same, also for parts of a policy in which nothing tells the platform any more.
  package func knowing(_ document: PolicyDocument) -> TrustQuestions {
    TrustQuestions(KnownIssuers(issuers.platforms.merging(guessed(document)) { told, _ in told }))
  }

  package func question(_ document: PolicyDocument) -> TrustQuestion? {
    try? TrustQuestion(document, known: issuers.platforms.merging(guessed(document)) { told, _ in told })
  }

  /// A private GitLab is known by how its subjects begin: no other platform's do (GitLab documentation, "ID token authentication").
  private func guessed(_ document: PolicyDocument) -> [String: Platform] {
    var subjects: [String: [String]] = [:]
    for clause in document.statements.flatMap(\.conditions) where clause.key.value.name.hasSuffix(":sub") {
      subjects[String(clause.key.value.name.dropLast(4)), default: []] += clause.values.map(\.value.text)
    }
    return subjects.filter { host, values in
      Platform.issuing("https://" + host) == nil && !values.isEmpty
        && values.allSatisfy { $0.utf8.starts(with: "project_path:".utf8) }
    }.mapValues { _ in .gitlab }
  }
}
