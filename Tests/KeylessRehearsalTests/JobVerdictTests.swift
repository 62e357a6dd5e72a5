import KeylessRehearsal
import KeylessCalls
import Testing

@Suite("the verdict on a job's calls")
struct JobVerdictTests {
  static let arn = "arn:aws:sts::111122223333:assumed-role/deploy/rehearsal-main"

  static func exchange(_ tokenID: String?, _ outcome: CallRecord.Outcome, role: String = "r") -> CallRecord {
    CallRecord(
      service: "sts",
      action: "AssumeRoleWithWebIdentity",
      caller: .unsigned,
      outcome: outcome,
      token: .init(issuer: "https://gitlab.com", subject: "s", tokenID: tokenID, roleARN: role)
    )
  }

  static func identity(_ caller: CallRecord.Caller) -> CallRecord {
    let outcome: CallRecord.Outcome =
      if case .session(let arn, _) = caller {
        .answered(identity: arn)
      } else {
        .refused(code: "InvalidClientTokenId", message: "m", reason: "r")
      }
    return CallRecord(service: "sts", action: "GetCallerIdentity", caller: caller, outcome: outcome)
  }

  static let opened = exchange("token-1", .answered(identity: arn))
  static let denied = exchange("token-1", .refused(code: "AccessDenied", message: "no", reason: "because"))
  static let session = identity(.session(arn: arn, accessKeyID: "ASIA1"))
  static let stranger = identity(.unverified(accessKeyID: "AKIA1"))

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var calls: [CallRecord]
    var verdict: JobVerdict
    var testDescription: String { name }

    init(_ name: String, _ calls: [CallRecord], _ verdict: JobVerdict) {
      self.name = name
      self.calls = calls
      self.verdict = verdict
    }
  }

  static let cases: [Case] = [
    Case("exchanged and used", [opened, session], .opens(identity: arn)),
    Case("exchanged and not used", [opened], .opens(identity: arn)),
    Case("refused first, then exchanged", [denied, opened, session], .opens(identity: arn)),
    Case("exchanged twice", [opened, opened, session], .opens(identity: arn)),
    Case("refused", [denied], .refused(code: "AccessDenied", message: "no", reason: "because")),
    Case("refused twice", [denied, denied], .refused(code: "AccessDenied", message: "no", reason: "because")),
    Case(
      "refused, then another key",
      [denied, stranger],
      .refused(code: "AccessDenied", message: "no", reason: "because")
    ),
    Case("no call", [], .tokenNeverPresented(.nobody)),
    Case("only an unsigned call", [identity(.unsigned)], .tokenNeverPresented(.unsigned)),
    Case("only another key", [stranger], .tokenNeverPresented(.others(accessKeyIDs: ["AKIA1"]))),
    Case("one key often", [stranger, stranger], .tokenNeverPresented(.others(accessKeyIDs: ["AKIA1"]))),
    Case(
      "two other keys, in order",
      [identity(.unverified(accessKeyID: "AKIA2")), stranger],
      .tokenNeverPresented(.others(accessKeyIDs: ["AKIA2", "AKIA1"]))
    ),
    Case("another token", [exchange("token-2", .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case("a token without an id", [exchange(nil, .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case("a look-alike id", [exchange("token-1\u{200B}", .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case(
      "a session that another token gave",
      [opened, identity(.session(arn: arn + "-2", accessKeyID: "ASIA2"))],
      .anotherIdentity(accessKeyIDs: ["ASIA2"])
    ),
    Case("only a session that another token gave", [session], .tokenNeverPresented(.others(accessKeyIDs: ["ASIA1"]))),
    Case(
      "the job's token, but another role",
      [exchange("token-1", .answered(identity: arn), role: "other")],
      .anotherRole(identities: [arn])
    ),
    Case(
      "the role that was asked for, then another",
      [opened, exchange("token-1", .answered(identity: arn + "-2"), role: "other")],
      .anotherRole(identities: [arn + "-2"])
    ),
    Case(
      "another role refused, then the one that was asked for",
      [exchange("token-1", .refused(code: "AccessDenied", message: "no", reason: "b"), role: "other"), opened],
      .opens(identity: arn)
    ),
    Case("another key after", [opened, session, stranger], .anotherIdentity(accessKeyIDs: ["AKIA1"])),
    Case("another key before", [stranger, opened, session], .anotherIdentity(accessKeyIDs: ["AKIA1"])),
  ]

  @Test("a verdict follows from the calls alone", arguments: cases)
  func judges(_ example: Case) {
    let verdict = JobVerdict(example.calls, tokenID: "token-1", roleARN: "r")
    #expect(verdict == example.verdict)
    if case .opens = example.verdict { #expect(verdict.isOpen) } else { #expect(!verdict.isOpen) }
  }
}
