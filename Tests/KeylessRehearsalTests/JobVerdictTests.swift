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

  static let decoy = "arn:aws:iam::111122223333:user/decoy-dev"
  static let decoyCaller = CallRecord.Caller.user(arn: decoy, accessKeyID: "AKIA2")
  static let user = CallRecord(
    service: "sts",
    action: "GetCallerIdentity",
    caller: decoyCaller,
    outcome: .answered(identity: decoy)
  )
  /// A role that the job's own session assumed, and a call by it.
  static let other = "arn:aws:sts::111122223333:assumed-role/state/rehearsal-main"
  static let chained = CallRecord(
    service: "sts",
    action: "AssumeRole",
    caller: .session(arn: arn, accessKeyID: "ASIA1"),
    outcome: .answered(identity: other)
  )
  static let next = identity(.session(arn: other, accessKeyID: "ASIA3"))

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
    Case("only another key", [stranger], .tokenNeverPresented(.others([.key("AKIA1")]))),
    Case("one key often", [stranger, stranger], .tokenNeverPresented(.others([.key("AKIA1")]))),
    Case(
      "two other keys, in order",
      [identity(.unverified(accessKeyID: "AKIA2")), stranger],
      .tokenNeverPresented(.others([.key("AKIA2"), .key("AKIA1")]))
    ),
    Case("another token", [exchange("token-2", .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case("a token without an id", [exchange(nil, .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case("a look-alike id", [exchange("token-1\u{200B}", .answered(identity: arn))], .tokenNeverPresented(.unsigned)),
    Case(
      "a session that another token gave",
      [opened, identity(.session(arn: arn + "-2", accessKeyID: "ASIA2"))],
      .anotherIdentity([.session(arn + "-2")])
    ),
    Case("only a session that another token gave", [session], .tokenNeverPresented(.others([.session(arn)]))),
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
    Case("only a user", [user], .tokenNeverPresented(.others([.user(decoy)]))),
    Case("the token, and a user too", [opened, session, user], .anotherIdentity([.user(decoy)])),
    Case("the token, then a role that its session assumed", [opened, chained, next], .opens(identity: arn)),
    Case(
      "a role that was assumed before the token was exchanged",
      [next, opened],
      .anotherIdentity([.session(other)])
    ),
    Case(
      "a role that a user assumed",
      [
        opened,
        CallRecord(service: "sts", action: "AssumeRole", caller: decoyCaller, outcome: .answered(identity: other)),
        next,
      ],
      .anotherIdentity([.user(decoy), .session(other)])
    ),
    Case("another key after", [opened, session, stranger], .anotherIdentity([.key("AKIA1")])),
    Case("another key before", [stranger, opened, session], .anotherIdentity([.key("AKIA1")])),
  ]

  @Test("a verdict follows from the calls alone", arguments: cases)
  func judges(_ example: Case) {
    let verdict = JobVerdict(example.calls, tokenIDs: ["token-0", "token-1"], roleARN: "r")
    #expect(verdict == example.verdict)
    if case .opens = example.verdict { #expect(verdict.isOpen) } else { #expect(!verdict.isOpen) }
  }
}
