import KeylessPolicy
import KeylessSource

/// What AWS Organizations asks of a policy besides the grammar that all policies have (Organizations User Guide, "SCP
/// syntax" and "RCP syntax"): a file that it would not take must not decide anything here either.
enum OrganizationRules {
  static func problems(of document: PolicyDocument) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if document.version != .v2012 {
      problems.append(
        Diagnostic(
          "organization-version",
          .error,
          Diagnostic.Message(stringLiteral: "the `Version` of \(document.kind.description) is `2012-10-17`"),
          at: .init(document.versionSpan ?? document.span),
          help: "write `\"Version\": \"2012-10-17\"`"
        )
      )
    }
    if document.kind == .resourceControl {
      for statement in document.statements { problems += self.problems(ofResourceControl: statement) }
    }
    return problems
  }

  private static func problems(ofResourceControl statement: Statement) -> [Diagnostic] {
    if statement.effect.value == .allow {
      guard !isFullAccess(statement) else { return [] }
      return [
        Diagnostic(
          "organization-effect",
          .error,
          "a resource control policy only denies; to allow, AWS has its own `RCPFullAWSAccess` attached everywhere",
          at: .init(statement.effect.span),
          help: "write `Deny`, or remove the statement"
        )
      ]
    }
    let action = statement.action
    if action.isNegated {
      return [
        Diagnostic(
          "organization-not-action",
          .error,
          "a resource control policy has no `NotAction`",
          at: .init(action.span),
          help: "name the actions under `Action`"
        )
      ]
    }
    return action.patterns.filter { isStar($0.value.text.source) }.map { pattern in
      Diagnostic(
        "organization-any-action",
        .error,
        "the `Action` of a resource control policy names a service, `*` names none",
        at: .init(pattern.span),
        help: "write the service before it, as in `s3:*`"
      )
    }
  }

  /// The statement of `RCPFullAWSAccess`.
  private static func isFullAccess(_ statement: Statement) -> Bool {
    guard let principal = statement.principal, !principal.isNegated, let resource = statement.resource else {
      return false
    }
    return !statement.action.isNegated && statement.action.patterns.allSatisfy { isStar($0.value.text.source) }
      && !resource.isNegated && resource.patterns.allSatisfy { isStar($0.value.text.source) }
      && statement.conditions.isEmpty
  }

  private static func isStar(_ text: String) -> Bool { text.utf8.elementsEqual("*".utf8) }
}
