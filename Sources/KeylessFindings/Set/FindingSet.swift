import KeylessSource

/// All findings of one run, in the order and number in which people see them.
///
/// One cause is one finding: where several rules speak of the same file, subject and cause, the most specific speaks, the
/// highest severity holds, and the others become notes on it. Findings of one rule at different places stay apart.
package struct FindingSet: Sendable {
  /// By file, offset and rule number; the silenced ones too.
  package internal(set) var findings: [ReportedFinding]
  package let configuration: CheckConfiguration
  /// Entries of the baseline that no finding has any more.
  package internal(set) var goneFromBaseline = 0

  /// `specificity` is larger for a rule that explains more exactly; of two alike the one with the lower number speaks.
  package init(
    _ findings: [Finding],
    configuration: CheckConfiguration = CheckConfiguration(),
    specificity: (RuleDescription) -> Int = { _ in 0 }
  ) {
    self.configuration = configuration
    var causes: [Cause: [Finding]] = [:]
    for finding in findings {
      guard let finding = configuration.judged(finding) else { continue }
      causes[Cause(finding), default: []].append(finding)
    }
    self.findings = Self.identified(
      causes.values.flatMap { FindingMerge.merged($0, specificity) }.map { finding in
        var finding = finding
        finding.severity = configuration.severity(of: finding.rule) ?? finding.severity
        return finding
      }
    )
    for index in self.findings.indices { self.findings[index].silence = exception(self.findings[index].finding) }
  }

  /// Adds findings about the check itself, which no comment silences.
  mutating func add(_ more: [Finding]) {
    let more = Self.identified(more.compactMap(configuration.judged)).map { reported in
      ReportedFinding(reported.finding, reported.fingerprint, silence: exception(reported.finding))
    }
    findings = (findings + more).sorted { $0.finding.precedes($1.finding) }
  }

  private func exception(_ finding: Finding) -> ReportedFinding.Silence? {
    configuration.exception(for: finding).map { .exception(because: $0) }
  }

  private static func identified(_ findings: [Finding]) -> [ReportedFinding] {
    var counters: [Identity: Int] = [:]
    return findings.sorted { $0.precedes($1) }.map { finding in
      let identity = Identity(cause: Cause(finding), rule: Array(finding.rule.number.utf8))
      let counter = counters[identity, default: 0]
      counters[identity] = counter + 1
      let fingerprint = Fingerprint(
        rule: finding.rule,
        file: finding.primary.span.file,
        subject: finding.subject,
        cause: finding.cause,
        counter: counter
      )
      return ReportedFinding(finding, fingerprint)
    }
  }

  /// Compared by bytes: two names that differ only in normalisation are two names.
  private struct Cause: Hashable {
    let file: [UInt8]
    let subject: [UInt8]
    let cause: [UInt8]

    init(_ finding: Finding) {
      file = Array(finding.primary.span.file.utf8)
      subject = Array(finding.subject.utf8)
      cause = Array(finding.cause.utf8)
    }
  }

  private struct Identity: Hashable {
    let cause: Cause
    let rule: [UInt8]
  }
}
