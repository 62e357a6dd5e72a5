package import KeylessSource

/// One kind of pipeline in which a job can run; everything it says holds at once.
package struct JobRun: Hashable, Sendable {
  /// The platform's own word for the event: GitLab's `pipeline_source` (`push`, `merge_request_event`, `schedule`…),
  /// GitHub's `event_name` (`push`, `pull_request`, `workflow_dispatch`…).
  package var event: String
  package var refType: RefType
  /// Which names of that type: every one of these holds.
  package var refs: [RefTest]
  /// Whether only protected refs (GitLab); nil when it is not asked.
  package var isProtected: Bool?
  /// Whether a condition leaves out every commit of another repository (GitHub's events that a fork can cause).
  package var excludesForks = false
  /// Conditions that could not be judged, as clauses: the job runs in some of these pipelines, or in none.
  package var unknowns: [String]
  /// The rule, trigger or filter that says so.
  package var span: SourceSpan

  package enum RefType: String, Hashable, Sendable {
    case branch, tag
    /// GitHub's `refs/pull/N/merge`.
    case pullRequest
  }

  package struct RefTest: Hashable, Sendable {
    package var pattern: RefPattern
    package var isNegated: Bool

    package init(_ pattern: RefPattern, isNegated: Bool = false) {
      self.pattern = pattern
      self.isNegated = isNegated
    }
  }

  package enum RefPattern: Hashable, Sendable {
    case exact(String)
    /// GitHub's filter patterns: `*` without `/`, `**`, `?`, `+`, `[…]`.
    case filter(String)
    /// An RE2 expression, found anywhere unless anchored; with the flags of the platform (`i`).
    case regex(String, ignoresCase: Bool)
    /// Any of these.
    case any([RefPattern])
    /// The project's default branch, whatever its name.
    case defaultBranch
  }

  package init(
    event: String,
    refType: RefType,
    refs: [RefTest] = [],
    isProtected: Bool? = nil,
    unknowns: [String] = [],
    span: SourceSpan
  ) {
    self.event = event
    self.refType = refType
    self.refs = refs
    self.isProtected = isProtected
    self.unknowns = unknowns
    self.span = span
  }
}
