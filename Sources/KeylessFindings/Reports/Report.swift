package import KeylessSource

/// What one run of the check has to say, for every format.
package struct Report: Sendable {
  /// In the order of `FindingSet`; the silenced ones too.
  package var findings: [ReportedFinding]
  /// What could not be read, and why; never left out, or silence would look like a pass.
  package var problems: [Diagnostic]
  package var handshakes: [ReportRow]
  /// The rules that ran, by number.
  package var rules: [RuleDescription]
  /// The texts that spans point into.
  package var files: SourceFiles
  package var tool: ReportTool
  package var failOn: CheckConfiguration.FailOn
  /// Entries of the baseline that no finding has any more.
  package var goneFromBaseline: Int

  package init(
    _ set: FindingSet,
    files: SourceFiles,
    tool: ReportTool,
    rules: [RuleDescription],
    handshakes: [ReportRow] = [],
    problems: [Diagnostic] = [],
    failOn: CheckConfiguration.FailOn? = nil
  ) {
    findings = set.findings
    self.problems = problems
    self.handshakes = handshakes
    self.rules = rules.sorted { $0.number < $1.number }
    self.files = files
    self.tool = tool
    self.failOn = failOn ?? set.configuration.failOn
    goneFromBaseline = set.goneFromBaseline
  }

  /// Findings that count: those that nobody silenced.
  package var open: [ReportedFinding] { findings.filter { $0.silence == nil } }

  /// Whether the check fails because of its findings, or because it is not known whom a role lets in: nobody has looked then.
  package var fails: Bool {
    open.contains { failOn.includes($0.finding.severity) }
      || failOn.includes(.medium) && problems.contains(where: \.leavesTrustOpen)
  }

  /// The open findings, the worst first.
  var bySeverity: [ReportedFinding] {
    open.enumerated().sorted { left, right in
      let (here, there) = (left.element.finding.severity, right.element.finding.severity)
      return here == there ? left.offset < right.offset : here > there
    }.map(\.element)
  }

  func isNote(_ finding: Finding) -> Bool { !failOn.includes(finding.severity) }
}
