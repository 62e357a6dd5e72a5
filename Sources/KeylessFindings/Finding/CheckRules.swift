/// The rules about the check itself; no comment silences them.
package enum CheckRules {
  package static let unusedSuppression = RuleDescription(
    "KL001",
    "unused-suppression",
    "a suppression comment silences nothing",
    .low,
    .dead
  )
  package static let suppressionWithoutReason = RuleDescription(
    "KL002",
    "suppression-without-reason",
    "a suppression comment does not say why",
    .low,
    .open
  )
  package static let unknownSuppression = RuleDescription(
    "KL003",
    "unknown-suppression",
    "a suppression comment names no rule that can be silenced",
    .low,
    .dead
  )

  package static let all = [unusedSuppression, suppressionWithoutReason, unknownSuppression]
}

extension RuleDescription {
  /// Whether a user who writes this means the rule: its number or its name, by bytes.
  func isCalled(_ text: String) -> Bool {
    number.utf8.elementsEqual(text.utf8) || name.utf8.elementsEqual(text.utf8)
  }

  var head: String { "\(number) \(name)" }
}
