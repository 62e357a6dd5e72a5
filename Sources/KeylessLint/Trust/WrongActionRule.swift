import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessReach
import KeylessSource

/// An action that a token holder has nothing of, or more than the exchange.
enum WrongActionRule {
  static let rule = Rule(description, .trust(findings))

  private static let description = RuleDescription(
    "KL137",
    "wrong-action",
    "`sts:AssumeRole` or `sts:*` with a federated principal",
    .medium,
    .dead,
    .open,
    .unknown
  )

  private static func findings(_ subject: TrustSubject) -> [Finding] {
    subject.document.statements.compactMap { statement in
      guard statement.effect.value == .allow, !statement.oidcProviders.isEmpty, !statement.action.isNegated else {
        return nil
      }
      return TrustQuestion.isExchange(statement) ? open(statement, subject) : dead(statement, subject)
    }
  }

  /// The provider's tokens are exchanged by another action, so the statement does nothing for them.
  private static func dead(_ statement: Statement, _ subject: TrustSubject) -> Finding? {
    guard let action = statement.action.patterns.first(where: { $0.value.matches("sts:AssumeRole") }),
      let provider = statement.oidcProviders.first
    else { return nil }
    let others = Set(subject.admitting.flatMap { $0.oidcProviders.map(\.value) })
    // Where another statement allows the exchange, this one is only idle.
    let isIdle = statement.oidcProviders.allSatisfy { others.contains($0.value) }
    return Finding(
      description,
      subject.severity(isIdle ? .low : .medium),
      .dead,
      "`\(action.value.text.source)` does nothing for the tokens of a provider",
      at: .init(action.span, "a pipeline calls `sts:AssumeRoleWithWebIdentity`"),
      related: [.init(provider.span, "speaks of its tokens")],
      help: isIdle ? "remove it" : "write `sts:AssumeRoleWithWebIdentity`",
      subject: subject.role.address,
      cause: "Action \(action.value.text.source)"
    )
  }

  private static func open(_ statement: Statement, _ subject: TrustSubject) -> Finding? {
    let more = statement.action.patterns.first { pattern in
      pattern.value.text.literal == nil && pattern.value.matches("sts:AssumeRoleWithWebIdentity")
        && ["sts:TagSession", "sts:SetSourceIdentity"].contains { pattern.value.matches($0) }
    }
    guard let more else { return nil }
    let worth = subject.worth([statement])
    guard worth.areOpen else { return nil }
    return Finding(
      description,
      subject.severity(.medium),
      subject.openEffect,
      "`\(more.value.text.source)` allows more than the exchange of a token: session tags and source identity too",
      at: .init(more.span, "names actions that nobody chose"),
      witness: worth.widestWitness,
      help: "write `sts:AssumeRoleWithWebIdentity`",
      subject: subject.role.address,
      cause: "Action \(more.value.text.source)"
    )
  }
}
