package import KeylessPolicy
package import KeylessSource

extension Statement {
  /// The same statement with other conditions.
  package func asking(_ clauses: [ConditionClause]) -> Statement {
    var out = self
    out.conditions = clauses
    return out
  }

  /// The same statement where one clause has one value only.
  package func only(_ value: Located<ConditionValue>, at clause: Int) -> Statement {
    var out = self
    out.conditions[clause] = out.conditions[clause].only(value)
    return out
  }

  /// The same statement for one other principal.
  package func naming(_ entry: PrincipalEntry) -> Statement {
    var out = self
    guard let span = principal?.span else { return self }
    out.principal?.isNegated = false
    out.principal?.entries = [Located(entry, at: span)]
    return out
  }

  /// Whether it is the other one, unchanged.
  package func asks(asMuchAs other: Statement) -> Bool {
    let (providers, others) = (oidcProviders, other.oidcProviders)
    guard span == other.span, conditions.count == other.conditions.count, !providers.isEmpty, providers == others,
      providers.count == principal?.entries.count, others.count == other.principal?.entries.count
    else { return false }
    return zip(conditions, other.conditions).allSatisfy { one, two in
      one.test.value == two.test.value && one.key.value == two.key.value
        && one.values.map(\.span) == two.values.map(\.span)
    }
  }

  /// Its principals that are OIDC providers.
  package var oidcProviders: [Located<String>] {
    guard let principal, !principal.isNegated else { return [] }
    return principal.entries.compactMap { entry in
      guard case .federated(let arn) = entry.value, arn.contains(":oidc-provider/") else { return nil }
      return Located(arn, at: entry.span)
    }
  }
}

extension ConditionClause {
  package func only(_ value: Located<ConditionValue>) -> ConditionClause {
    var out = self
    out.values = [value]
    return out
  }

  /// The same texts under another comparison of texts; nil where a value is none for it.
  package func under(_ comparison: ConditionOperator, _ version: PolicyVersion) -> ConditionClause? {
    var out = self
    out.test.value.comparison = comparison
    for index in out.values.indices {
      let text = try? PolicyText(
        out.values[index].value.text,
        wildcards: comparison.comparison == .wildcards,
        variables: version == .v2012 ? .everywhere : .nowhere
      )
      guard let text else { return nil }
      out.values[index].value.operand = .text(text)
    }
    return out
  }

  /// A clause that no file holds, at the place of the statement that is asked about.
  package static func made(
    _ comparison: ConditionOperator,
    _ key: String,
    _ values: [String],
    at span: SourceSpan
  ) -> ConditionClause? {
    guard var out = pattern else { return nil }
    out.span = span
    out.test = Located(ConditionTest(comparison), at: span)
    out.key = Located(ConditionKey(key), at: span)
    guard var value = out.values.first?.value else { return nil }
    out.values = values.map { text in
      value.text = text
      return Located(value, at: span)
    }
    return out.under(comparison, .v2008)
  }

  private static let pattern: ConditionClause? = {
    let text =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{"StringLike":{"aws:a":"a"}}}]}"#
    let document = try? PolicyDocument.parse(bytes: Array(text.utf8), file: "", kind: .trust)
    return document?.statements.first?.conditions.first
  }()
}
