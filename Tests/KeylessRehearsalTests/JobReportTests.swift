import KeylessRehearsal
import KeylessCalls
import KeylessTesting
import Testing

@Suite("the report on a job")
struct JobReportTests {
  static let hostile = CallRecord(
    service: "sts",
    action: "AssumeRoleWithWebIdentity",
    caller: .unsigned,
    outcome: .refused(code: "AccessDenied", message: "no\u{1B}[2J", reason: "`a\nb\u{202E}` is refused"),
    token: .init(issuer: "i", subject: "ref:a\u{1B}[31m\nopens: forged", tokenID: "token-1", roleARN: "r")
  )

  static let reports: [(name: String, calls: [CallRecord], status: Int32)] = [
    ("job-opens", [JobVerdictTests.opened, JobVerdictTests.session], 0),
    ("job-refused", [JobVerdictTests.denied], 254),
    ("job-no-call", [], 0),
    ("job-unsigned", [JobVerdictTests.identity(.unsigned)], 0),
    ("job-other-key", [JobVerdictTests.stranger], 1),
    (
      "job-another-identity",
      [
        JobVerdictTests.opened, JobVerdictTests.session, JobVerdictTests.stranger,
        JobVerdictTests.identity(.unverified(accessKeyID: "AKIA\u{1B}[2J")),
      ],
      0
    ),
    ("job-hostile", [hostile], 1),
  ]

  @Test("a report says who made each call and what came of it", arguments: reports.indices)
  func text(_ index: Int) {
    let (name, calls, status) = Self.reports[index]
    let report = JobReport(
      command: [name == "job-hostile" ? "terraform\u{1B}[2J" : "terraform", "plan"],
      role: "deploy",
      pipeline: "main",
      calls: calls,
      verdict: JobVerdict(calls, tokenIDs: ["token-1"], roleARN: "r"),
      status: status
    )
    #expect(Snapshot.difference(report.text, named: name, beside: #filePath) == nil)
    #expect(!report.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test("what a verdict of opens does not say stands in a note, and a plain one has none")
  func notes() {
    func report(_ calls: [CallRecord], leftBehind: String? = nil) -> JobReport {
      let verdict = JobVerdict(calls, tokenIDs: ["token-1"], roleARN: "r")
      return JobReport(
        command: ["x"],
        role: "deploy",
        pipeline: "main",
        calls: calls,
        verdict: verdict,
        status: 0,
        leftBehind: leftBehind
      )
    }
    let opened = [JobVerdictTests.opened, JobVerdictTests.session]
    #expect(!report(opened).text.contains("note:"))
    #expect(
      report(opened + [JobVerdictTests.identity(.unsigned)]).text.contains(
        "note: 1 call was made without any credentials"
      )
    )
    #expect(report([JobVerdictTests.denied] + opened).text.contains("note: an exchange was refused with AccessDenied"))
    #expect(report(opened, leftBehind: "removing failed\u{1B}[2J").text.contains("note: removing failed\\u{1b}[2J"))
  }

  @Test("a subject cannot forge a line of the report")
  func forged() {
    let report = JobReport(
      command: ["x"],
      role: "deploy",
      pipeline: "main",
      calls: [Self.hostile],
      verdict: JobVerdict([Self.hostile], tokenIDs: ["token-1"], roleARN: "r"),
      status: 0
    )
    #expect(!report.text.split(separator: "\n").contains { $0.hasPrefix("opens") })
    #expect(report.text.split(separator: "\n").contains { $0.hasPrefix("refused") })
  }
}
