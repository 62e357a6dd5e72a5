package import KeylessSource

/// One statement of a policy.
package struct Statement: Sendable {
  package var sid: Located<String>?
  package var effect: Located<Effect>
  /// Nil in the kinds of policy that have none.
  package var principal: PrincipalElement?
  package var action: ActionElement
  /// Nil where the policy is part of the resource, as in a trust policy.
  package var resource: ResourceElement?
  /// All must hold.
  package var conditions: [ConditionClause]
  package var span: SourceSpan

  package enum Effect: String, Sendable {
    case allow = "Allow"
    case deny = "Deny"
  }
}

/// `Action` or `NotAction`.
package struct ActionElement: Sendable {
  package var isNegated: Bool
  package var patterns: [Located<ActionPattern>]
  package var span: SourceSpan
}

/// `Resource` or `NotResource`.
package struct ResourceElement: Sendable {
  package var isNegated: Bool
  package var patterns: [Located<ResourcePattern>]
  package var span: SourceSpan
}

/// `service:Name` with wildcards, compared without regard to case.
package struct ActionPattern: Sendable {
  package var text: PolicyText
}

/// An ARN with wildcards, and with policy variables after its fifth colon.
package struct ResourcePattern: Sendable {
  package var text: PolicyText
}
