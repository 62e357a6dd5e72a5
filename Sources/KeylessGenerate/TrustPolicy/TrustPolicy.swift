package import KeylessIntent
package import KeylessSource

/// Makes the trust policy of a role: it admits exactly what the role's `admits` says.
///
/// Every statement tests `aud` and `sub`; there is no `ForAllValues`, no `…IfExists` and no wildcard that the intent did not
/// ask for, except in place of an immutable id that the intent does not name.
package enum TrustPolicy {
  /// IAM's default quota for a trust policy; white space is not counted.
  package static let sizeLimit = 2048

  /// The policy in the plainest style that fits; throws `TrustPolicyError` when none does.
  package static func document(for role: Role, in intent: Intent) throws -> JSON {
    var sizes: [Int] = []
    for style in TrustStyle.all {
      let document = document(for: role.admits, in: intent, style)
      guard let document else { throw TrustPolicyError.admitsNothing(role: role.name) }
      let size = size(of: document)
      if size <= sizeLimit { return document }
      sizes.append(size)
    }
    let split = RoleSplit(role, in: intent)
    throw TrustPolicyError.tooLarge(
      role: role.name,
      size: sizes.min() ?? 0,
      limit: sizeLimit,
      split: split?.description
    )
  }

  /// The size in the smallest style; nil when the entries admit nobody.
  static func smallestSize(for admits: [Admission], in intent: Intent) -> Int? {
    TrustStyle.all.compactMap { style in document(for: admits, in: intent, style).map { size(of: $0) } }.min()
  }

  /// The policy in one style, whatever its size; nil when the entries admit nobody.
  package static func document(for admits: [Admission], in intent: Intent, _ style: TrustStyle) -> JSON? {
    var clauses = admits.flatMap { admission in
      switch admission.platform {
      case .gitlab: GitLabTrust(admission, intent, style).clauses
      case .github: GitHubTrust(admission, intent, style).clauses
      }
    }
    clauses = TrustClause.merge(clauses, style)
    if style.factors {
      for claim in ["ref", "environment"] { clauses = TrustClause.merge(clauses, along: claim) }
    }
    if clauses.isEmpty { return nil }
    let provider = OIDCProvider(intent)
    return [
      "Version": "2012-10-17",
      "Statement": .array(clauses.map { statement($0, provider, intent) }),
    ]
  }

  /// The characters IAM counts.
  package static func size(of document: JSON) -> Int {
    document.compact.unicodeScalars.count { !$0.properties.isWhitespace }
  }

  private static func statement(_ clause: TrustClause, _ provider: OIDCProvider, _ intent: Intent) -> JSON {
    let isLike = clause.subjects.contains(where: \.isLike)
    var conditions: [TrustClause.Condition] = [
      .init(test: .equals, claim: "aud", values: [ClaimPattern(intent.audience).value]),
      .init(test: isLike ? .like : .equals, claim: "sub", values: clause.subjects.map { $0.value(like: isLike) }),
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
