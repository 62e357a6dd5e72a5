package import KeylessAWSHalf
package import KeylessPolicy
package import KeylessSource

/// The statement that allows something, and which of its texts do.
package struct Grant: Sendable {
  package let policy: GrantedPolicy
  package let statement: Statement
  /// Nil for a `NotAction`.
  package let action: Located<ActionPattern>?
  /// Nil for a `NotResource`.
  package let resource: Located<ResourcePattern>?

  init(_ policy: GrantedPolicy, _ document: PolicyDocument, _ statement: Int, _ request: PolicyRequest) {
    self.policy = policy
    self.statement = document.statements[statement]
    let whole = self.statement
    action =
      whole.action.isNegated ? nil : whole.action.patterns.first { $0.value.matches(request.action) }
    guard let resource = whole.resource, !resource.isNegated else {
      self.resource = nil
      return
    }
    self.resource = resource.patterns.first { pattern in
      var one = document
      one.statements = [whole]
      one.statements[0].resource?.patterns = [pattern]
      return CompiledPolicy(one).speaks(0, of: request)
    }
  }

  /// The text that has to change: the action, or the attachment of a policy that is not the owner's to change.
  package var span: SourceSpan {
    if isOfAWS { return policy.span }
    return action?.span ?? statement.action.span
  }

  /// Whether the policy is one of AWS's own, whose text nobody here can change.
  package var isOfAWS: Bool { AWSPolicies.document(policy.name) != nil }

  /// As `Allow iam:* on *`: rules that speak of one grant say one cause.
  package var cause: String {
    let action = action?.value.text.source ?? "not " + Self.list(statement.action.patterns.map(\.value.text.source))
    let resource =
      resource?.value.text.source
      ?? (statement.resource?.isNegated == true
        ? "not " + Self.list(statement.resource?.patterns.map(\.value.text.source) ?? []) : "*")
    return "Allow \(action.lowercased()) on \(resource)"
  }

  private static func list(_ texts: [String]) -> String { texts.sorted().joined(separator: ", ") }
}
