import KeylessRehearsal
import KeylessTesting
import Testing

@Suite("the transcript of a rehearsal")
struct HandshakeTranscriptTests {
  static let opened = HandshakeAttempt.Outcome.opened(
    identity: "arn:aws:sts::111122223333:assumed-role/deploy/rehearsal-main"
  )
  static let denied = HandshakeAttempt.Outcome.refused(
    code: "AccessDenied",
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    reason: "gitlab.com:sub is `x`, and StringEquals wants `y`"
  )
  static let audience = HandshakeAttempt.Outcome.refused(
    code: "InvalidIdentityToken",
    message: "Incorrect token audience",
    reason: "Incorrect token audience"
  )

  static func pipeline(_ outcome: HandshakeAttempt.Outcome) -> HandshakeAttempt {
    HandshakeAttempt(
      kind: .pipeline(name: "main"),
      isAdmitted: true,
      outcome: outcome,
      claims: ["sub                   x", "project_id            4711"]
    )
  }

  static func variation(
    _ name: String,
    isAdmitted: Bool = false,
    _ outcome: HandshakeAttempt.Outcome,
    changes: [String] = ["ref = dev"]
  ) -> HandshakeAttempt {
    HandshakeAttempt(kind: .variation(name: name, changes: changes), isAdmitted: isAdmitted, outcome: outcome)
  }

  static let miss = variation("another branch", denied)

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var attempts: [HandshakeAttempt]
    var isRight: Bool
    var testDescription: String { name }

    init(_ name: String, _ isRight: Bool, _ attempts: [HandshakeAttempt]) {
      self.name = name
      self.attempts = attempts
      self.isRight = isRight
    }
  }

  static let cases: [Case] = [
    Case("right", true, [pipeline(opened), miss, variation("wrong audience", audience, changes: [])]),
    Case("right-admitted", true, [pipeline(opened), variation("merge request", isAdmitted: true, opened), miss]),
    Case(
      "right-no-token",
      true,
      [pipeline(opened), variation("fork", .unmintable(reason: "a fork gets no token")), miss]
    ),
    Case("wrong-refused", false, [pipeline(denied), miss]),
    Case("wrong-miss", false, [pipeline(opened), miss, variation("prefix twin", opened)]),
    Case("wrong-untried", false, [pipeline(opened)]),
    Case(
      "wrong-no-real-miss",
      false,
      [
        pipeline(opened), variation("merge request", isAdmitted: true, opened),
        variation("fork", .unmintable(reason: "a fork gets no token")),
      ]
    ),
    Case(
      "wrong-admitted-refused",
      false,
      [pipeline(opened), variation("merge request", isAdmitted: true, denied), miss]
    ),
    Case("wrong-nothing", false, []),
  ]

  static func transcript(_ attempts: [HandshakeAttempt]...) -> HandshakeTranscript {
    HandshakeTranscript(
      endpoint: "http://127.0.0.1:4000",
      issuer: "https://gitlab.com",
      providerARN: "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
      audience: "https://aws.acme.example",
      roles: attempts.enumerated().map {
        HandshakeTranscript.Role(arn: "arn:aws:iam::111122223333:role/role-\($0.offset + 1)", attempts: $0.element)
      }
    )
  }

  @Test("what is right is what the intent says, with at least one real miss", arguments: cases)
  func judges(_ example: Case) {
    let transcript = Self.transcript(example.attempts)
    #expect(transcript.isRight == example.isRight)
    #expect(transcript.text.contains("WRONG") == !example.isRight)
    #expect(transcript.text.contains("Every handshake went as the intent says.") == example.isRight)
    #expect(
      Snapshot.difference(transcript.text, named: "transcript-\(example.name)", beside: #filePath) == nil
    )
  }

  @Test("one wrong role makes the whole rehearsal wrong")
  func everyRole() {
    #expect(Self.transcript([Self.pipeline(Self.opened), Self.miss], [Self.pipeline(Self.opened), Self.miss]).isRight)
    #expect(!Self.transcript([Self.pipeline(Self.opened), Self.miss], [Self.pipeline(Self.opened)]).isRight)
    #expect(
      !Self.transcript([Self.pipeline(Self.denied), Self.miss], [Self.pipeline(Self.opened), Self.miss]).isRight
    )
  }

  @Test("a rehearsal of no role at all proves nothing, and says so")
  func noRole() {
    let transcript = Self.transcript()
    #expect(!transcript.isRight)
    #expect(transcript.text.hasSuffix("\nWRONG: the intent has no role, so there was no handshake to play.\n"))
  }

  @Test("text from outside can neither move the cursor nor forge a line")
  func escapes() {
    let attempts = [
      HandshakeAttempt(
        kind: .pipeline(name: "a\u{1B}[2J"),
        isAdmitted: true,
        outcome: .opened(identity: "b\nEvery handshake went as the intent says."),
        claims: ["sub  c\r\u{202E}d"]
      ),
      Self.variation("e\u{7F}", .refused(code: "f\u{9B}", message: "g", reason: "h\u{2028}"), changes: ["i\u{0}"]),
    ]
    let text = Self.transcript(attempts).text
    for scalar in text.unicodeScalars {
      #expect(scalar == "\n" || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)))
      #expect(![0x2028, 0x202E].contains(scalar.value))
    }
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("Every handshake") })
  }
}
