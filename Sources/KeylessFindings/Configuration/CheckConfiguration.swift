import KeylessSource

/// What a project decides about its own check: the `check:` section of `keyless.yaml`.
package struct CheckConfiguration: Hashable, Sendable {
  /// By rule number; a rule that is not named keeps what it says itself.
  package var severities: [String: RuleSeverity] = [:]
  /// Nothing at these paths is reported.
  package var ignored: [PathGlob] = []
  package var exceptions: [Exception] = []
  /// The lowest severity that makes the check fail; findings below it are notes.
  package var failOn = FailOn.at(.medium)

  package init() {}

  package enum RuleSeverity: Hashable, Sendable {
    case off
    case at(FindingSeverity)
  }

  package enum FailOn: Hashable, Sendable {
    case never
    case at(FindingSeverity)

    package func includes(_ severity: FindingSeverity) -> Bool {
      guard case .at(let lowest) = self else { return false }
      return severity >= lowest
    }

    /// `medium`, or `none` for a check that never fails.
    package init?(_ text: String) {
      if text == "none" {
        self = .never
      } else if let severity = FindingSeverity(rawValue: text) {
        self = .at(severity)
      } else {
        return nil
      }
    }
  }

  /// Rules that do not count at some paths, and why.
  package struct Exception: Hashable, Sendable {
    /// Rule numbers.
    package var rules: [String]
    package var paths: [PathGlob]
    package var reason: String

    package init(rules: [String], paths: [PathGlob], because reason: String) {
      self.rules = rules
      self.paths = paths
      self.reason = reason
    }
  }

  package func isOff(_ rule: RuleDescription) -> Bool { severities[rule.number] == .off }

  func severity(of rule: RuleDescription) -> FindingSeverity? {
    guard case .at(let severity) = severities[rule.number] else { return nil }
    return severity
  }

  /// The finding with the severity the project gives its rule; nil when the project wants nothing of it.
  func judged(_ finding: Finding) -> Finding? {
    guard !isOff(finding.rule), !ignored.contains(where: { $0.matches(finding.primary.span.file) }) else { return nil }
    var finding = finding
    finding.severity = severity(of: finding.rule) ?? finding.severity
    return finding
  }

  /// The reason of the exception that a finding falls under.
  func exception(for finding: Finding) -> String? {
    exceptions.first { exception in
      exception.rules.contains(finding.rule.number)
        && exception.paths.contains { $0.matches(finding.primary.span.file) }
    }?.reason
  }
}
