package import KeylessIntent
package import KeylessSource

/// Makes the trust policy of a role: it admits exactly what the role's `admits` says.
///
/// Every statement tests `aud` and `sub`; there is no `ForAllValues`, no `…IfExists` and no wildcard that the intent did not
/// ask for, except in place of an immutable id that the intent does not name.
package enum TrustPolicy {
  /// IAM's default quota for a trust policy; white space is not counted.
  package static let sizeLimit = 2048

  package static func document(for role: Role, in intent: Intent) throws -> JSON {
    let clauses = TrustClause.merge(
      role.admits.flatMap { admission in
        switch admission.platform {
        case .gitlab: GitLabTrust(admission, intent).clauses
        case .github: GitHubTrust(admission, intent).clauses
        }
      }
    )
    guard !clauses.isEmpty else { throw TrustPolicyError.admitsNothing(role: role.name.value) }
    let provider = OIDCProvider(intent)
    let document: JSON = [
      "Version": "2012-10-17",
      "Statement": .array(clauses.map { statement($0, provider, intent) }),
    ]
    let size = size(of: document)
    guard size <= sizeLimit else {
      throw TrustPolicyError.tooLarge(role: role.name.value, size: size, limit: sizeLimit)
    }
    return document
  }

  /// The characters IAM counts.
  package static func size(of document: JSON) -> Int {
    document.compact.unicodeScalars.count { !$0.properties.isWhitespace }
  }

  private static func statement(_ clause: TrustClause, _ provider: OIDCProvider, _ intent: Intent) -> JSON {
    let isLike = clause.subjects.contains(where: \.isLike)
    var conditions: [TrustClause.Condition] = [
      .init(test: .equals, claim: "aud", values: [ClaimPattern(intent.audience).value]),
      .init(test: isLike ? .like : .equals, claim: "sub", values: clause.subjects.map(\.value)),
    ]
    conditions += clause.conditions
    let blocks = TrustClause.Test.allCases.compactMap { test -> JSON.Member? in
      let members = conditions.filter { $0.test == test }.map { condition in
        JSON.Member("\(intent.issuer.key):\(condition.claim)", list(condition.values))
      }
      return members.isEmpty ? nil : JSON.Member(test.rawValue, .object(members))
    }
    return [
      "Effect": "Allow",
      "Principal": ["Federated": .string(provider.arn)],
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": .object(blocks),
    ]
  }

  private static func list(_ values: [String]) -> JSON {
    if values.count == 1, let only = values.first { return .string(only) }
    return .array(values.map(JSON.string))
  }
}
