/// One shape a platform's tokens take: how the subject and every claim that AWS can map are put together from
/// components.
///
/// Each completed pipeline has exactly one form (for one issuer, template and layout); `fixed`, `absent` and the
/// components say which. Two forms may still give the same claims: a subject without ref does not tell a branch from a
/// tag. A claim that is not listed is absent from tokens of this form, and which of the listed ones AWS exposes is
/// decided by `ConditionKeyMap`.
package struct TokenForm: Hashable, Sendable {
  /// `branch`, `tag`, `environment`, `pull_request`, `ref`; on GitLab with ` without user` and the like.
  package let name: String
  /// GitHub only.
  package let layout: SubjectLayout?
  package let components: [Component]
  /// Facts that every pipeline of this form has with this value.
  package let fixed: [String: FactValue]
  /// Facts that no pipeline of this form has.
  package let absent: [String]
  package let subject: ClaimTemplate
  package let claims: [ClaimForm]
  package let evidence: Evidence

  /// A named raw value and the language it is taken from.
  package struct Component: Hashable, Sendable {
    package let name: String
    package let kind: FactKind

    init(_ name: String, _ kind: FactKind) {
      self.name = name
      self.kind = kind
    }
  }

  /// A claim of this form as a template.
  package struct ClaimForm: Hashable, Sendable {
    package let claim: String
    package let template: ClaimTemplate
    /// False when tokens of this form may lack the claim: some servers and some accounts leave it out.
    package let isCertain: Bool

    init(_ claim: String, _ template: [ClaimTemplate.Segment], isCertain: Bool = true) {
      self.claim = claim
      self.template = ClaimTemplate(template).joined
      self.isCertain = isCertain
    }
  }

  package func component(_ name: String) -> Component? { components.first { $0.name == name } }
}

/// How GitHub writes the repository into the subject.
///
/// Repositories created, renamed or transferred after 2026-07-15 are immutable, older ones classic unless they opt in;
/// GHES has only classic.
package enum SubjectLayout: String, Hashable, Sendable, CaseIterable {
  /// `repo:OWNER/REPO`
  case classic
  /// `repo:OWNER@OWNER-ID/REPO@REPO-ID`
  case immutable
}
