package import KeylessSource

/// One thing a rule has to say about the two halves; emitted and reported, never thrown.
package struct Finding: Hashable, Sendable {
  package var rule: RuleDescription
  package var severity: FindingSeverity
  package var effect: FindingEffect
  /// A lower-case sentence without a full stop, with the user's text in backticks.
  package var message: Diagnostic.Message
  /// Where the text is that has to change, with a few words for under the caret.
  package var primary: Diagnostic.Label
  /// Where the other half of the problem is.
  package var related: [Diagnostic.Label]
  /// The pipeline that gets in, or that is refused, as one clause: `a push to branch x of evil/repo (GitHub)`.
  package var witness: String?
  /// What to do, as an imperative.
  package var help: String?
  /// What the finding is about, as its owner addresses it: `aws_iam_role.deploy`, `role deploy`, `.gitlab-ci.yml: deploy`.
  package var subject: String
  /// What makes it so, free of places and layout: `StringLike gitlab.com:sub project_path:acme/*`.
  ///
  /// With rule, file and subject it is the fingerprint. Findings of one subject and one cause are one finding: the most
  /// specific rule speaks, the others are notes.
  package var cause: String
  /// Edits that mend it; empty when what is right cannot be known.
  package var fix: [TextEdit]
  /// Less specific rules that speak of the same cause.
  package var notes: [Note]

  package struct Note: Hashable, Sendable {
    package var rule: RuleDescription
    package var message: Diagnostic.Message

    package init(rule: RuleDescription, message: Diagnostic.Message) {
      self.rule = rule
      self.message = message
    }
  }

  package init(
    _ rule: RuleDescription,
    _ severity: FindingSeverity? = nil,
    _ effect: FindingEffect? = nil,
    _ message: Diagnostic.Message,
    at primary: Diagnostic.Label,
    related: [Diagnostic.Label] = [],
    witness: String? = nil,
    help: String? = nil,
    subject: String,
    cause: String,
    fix: [TextEdit] = []
  ) {
    self.rule = rule
    self.severity = severity ?? rule.severity
    self.effect = effect ?? rule.effects[0]
    self.message = message
    self.primary = primary
    self.related = related
    self.witness = witness
    self.help = help
    self.subject = subject
    self.cause = cause
    self.fix = fix
    notes = []
  }
}
