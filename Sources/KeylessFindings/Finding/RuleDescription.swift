/// What every report says of a rule: its handle, and what it flags.
package struct RuleDescription: Hashable, Sendable {
  /// `KL104`, never reused.
  package let number: String
  /// `sub-bare-wildcard`: also its page, its fixtures and its suppression.
  package let name: String
  /// What it flags, a lower-case clause without a full stop.
  package let summary: String
  /// What it is unless the finding says otherwise.
  package let severity: FindingSeverity
  /// The effects its findings can have.
  package let effects: [FindingEffect]

  package init(
    _ number: String,
    _ name: String,
    _ summary: String,
    _ severity: FindingSeverity,
    _ effects: FindingEffect...
  ) {
    self.number = number
    self.name = name
    self.summary = summary
    self.severity = severity
    self.effects = effects
  }
}
