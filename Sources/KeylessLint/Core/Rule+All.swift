extension Rule {
  /// Every rule, by number.
  package static let all: [Rule] = [
    TrustNoConditionRule.rule
  ]
}
