import KeylessFindings
import KeylessSource
import Testing

@Suite("a set of findings")
struct FindingSetTests {
  private func finding(
    _ rule: RuleDescription,
    _ severity: FindingSeverity? = nil,
    at offset: Int = 0,
    file: String = "a.tf",
    subject: String = "s",
    cause: String = "c",
    related: [Diagnostic.Label] = []
  ) -> Finding {
    Finding(
      rule,
      severity,
      nil,
      "m",
      at: .init(SourceSpan(file: file, range: offset..<offset + 1)),
      related: related,
      subject: subject,
      cause: cause
    )
  }

  private func numbers(_ set: FindingSet) -> [String] { set.findings.map(\.finding.rule.number) }

  @Test
  func `the most specific rule speaks, the highest severity holds, the others are notes`() {
    let set = FindingSet([finding(Example.owner, .high), finding(Example.loose, .low)]) { $0.number == "KL139" ? 1 : 0 }
    #expect(numbers(set) == ["KL139"])
    #expect(set.findings.first?.finding.severity == .high)
    #expect(set.findings.first?.finding.notes.map(\.rule.number) == ["KL105"])
  }

  @Test(arguments: [("b.tf", "s", "c"), ("a.tf", "other", "c"), ("a.tf", "s", "other")])
  func `another file, subject or cause is another finding`(file: String, subject: String, cause: String) {
    let other = finding(Example.loose, file: file, subject: subject, cause: cause)
    #expect(FindingSet([finding(Example.owner), other]).findings.count == 2)
  }

  @Test
  func `one rule at two places is two findings with two fingerprints`() {
    let set = FindingSet([finding(Example.owner, at: 9), finding(Example.owner, at: 3), finding(Example.loose, at: 5)])
    #expect(set.findings.map(\.finding.primary.span.range.lowerBound) == [3, 9])
    #expect(Set(set.findings.map(\.fingerprint)).count == 2)
    #expect(set.findings.first?.finding.notes.count == 1)
  }

  @Test
  func `what two instances of a module say at one place is said once, with the places of both`() {
    let labels = (1...2).map { Diagnostic.Label(SourceSpan(file: "main.tf", range: $0..<$0)) }
    let set = FindingSet([
      finding(Example.owner, .low, related: [labels[0]]), finding(Example.owner, .high, related: [labels[1]]),
    ])
    #expect(set.findings.count == 1)
    #expect(set.findings.first?.finding.severity == .high)
    #expect(set.findings.first?.finding.related.count == 2)
  }

  @Test
  func `the order is file by bytes, offset, rule`() {
    let set = FindingSet([
      finding(Example.owner, file: "é.tf", cause: "1"), finding(Example.owner, file: "z.tf", cause: "2"),
      finding(Example.owner, at: 5, cause: "3"), finding(Example.profile, at: 1, cause: "4"),
      finding(Example.owner, at: 1, cause: "5"),
    ])
    #expect(set.findings.map(\.finding.cause) == ["5", "4", "3", "2", "1"])
  }

  @Test
  func `a fingerprint stays when lines are added above and goes with the cause`() {
    let before = Example.set(Example.tree())
    let after = Example.set(Example.tree(["infra/role.tf": "# new\n\n" + Example.role]))
    #expect(before.findings.map(\.fingerprint) == after.findings.map(\.fingerprint))
    let other = Fingerprint(rule: Example.bare, file: "f", subject: "s", cause: "c")
    #expect(other != Fingerprint(rule: Example.bare, file: "f", subject: "sc", cause: ""))
    #expect(other != Fingerprint(rule: Example.bare, file: "f", subject: "s", cause: "c", counter: 1))
    #expect(other != Fingerprint(rule: Example.owner, file: "f", subject: "s", cause: "c"))
  }

  /// A value that must never change, or every baseline would be void.
  @Test
  func `a fingerprint is the same on every machine`() {
    let fingerprint = Fingerprint(rule: Example.bare, file: "infra/role.tf", subject: "aws_iam_role.x", cause: "y")
    #expect(fingerprint.description == "82281e5552c4323d5757a9d039fa4411")
    #expect(Fingerprint(fingerprint.description) == fingerprint)
    #expect(Fingerprint("F" + fingerprint.description.dropFirst()) == nil)
  }

  @Test
  func `a rule that is off says nothing, not even as a note`() {
    var configuration = CheckConfiguration()
    configuration.severities["KL105"] = .off
    let set = FindingSet([finding(Example.owner), finding(Example.loose)], configuration: configuration)
    #expect(numbers(set) == ["KL139"])
    #expect(set.findings.first?.finding.notes.isEmpty == true)
    #expect(set.findings.first?.finding.severity == .low)
  }

  @Test
  func `a project's severity for the rule that speaks is final`() {
    var configuration = CheckConfiguration()
    configuration.severities["KL105"] = .at(.info)
    let set = FindingSet([finding(Example.owner), finding(Example.profile, .high)], configuration: configuration)
    #expect(set.findings.map(\.finding.severity) == [.info])
  }
}
