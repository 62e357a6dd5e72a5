import KeylessSource
import KeylessAWS
import KeylessCalls
import KeylessServer
import Testing

@Suite("the access log")
struct AccessLogTests {
  @Test("has a line for an exchange: who, with which token, as whom, decided how, how long")
  func exchange() throws {
    let world = try World()
    _ = try world.exchange(world.token())
    let entry = try #require(world.book.entries.first)
    #expect(world.book.entries.count == 1)
    #expect(entry.message == "info answered")
    #expect(entry.metadata["action"] == "sts:AssumeRoleWithWebIdentity")
    #expect(entry.metadata["caller"] == "unsigned")
    #expect(entry.metadata["identity"] == "arn:aws:sts::111122223333:assumed-role/deploy/job-42")
    #expect(entry.metadata["issuer"] == "https://gitlab.com")
    #expect(entry.metadata["subject"] == World.subject)
    #expect(entry.metadata["role"] == World.deploy)
    #expect(entry.metadata["time"] == "2026-09-21T14:13:20Z")
    #expect(entry.metadata["ms"] == "0.0")
    #expect(entry.metadata["request"]?.utf8.count == 36)
  }

  @Test("has AWS's code and our reason for a refusal")
  func refusal() throws {
    let world = try World()
    _ = try world.exchange(world.token(["ref_protected": "false"]))
    let entry = try #require(world.book.entries.first)
    #expect(entry.message == "info refused")
    #expect(entry.metadata["code"] == "AccessDenied")
    #expect(entry.metadata["reason"]?.contains("gitlab.com:ref_protected is `false`") == true)
    #expect(entry.metadata["identity"] == nil)
  }

  @Test("holds no token and no key that a request has in the place of a name")
  func redaction() throws {
    let world = try World()
    let admin = try world.administrator()
    let (secret, token) = ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEK3y", try world.token())
    for name in [secret, token] {
      let role = World.roleARN(name)
      _ = try world.assume(role, as: admin)
      let entry = try #require(world.book.entries.last)
      #expect(entry.metadata["decision"]?.contains("<redacted>") == true, "\(entry.metadata)")
      #expect(!world.book.text.contains(name))
      let findings = world.book.calls.last?.findings ?? []
      #expect(!findings.contains { $0.contains(name) })
    }
    // A name stays readable.
    _ = try world.assume(World.roleARN("ci/prod/nobody-2"), as: admin)
    let decision = try #require(world.book.entries.last?.metadata["decision"])
    #expect(decision.contains("there is no role arn:aws:iam::111122223333:role/ci/prod/nobody-2"))
  }

  @Test("shows a hostile subject on one bounded line")
  func hostile() throws {
    let world = try World()
    _ = try world.exchange(world.token(["sub": .string("\u{1b}[2J\n" + String(repeating: "x", count: 9000))]))
    let entry = try #require(world.book.entries.first)
    let subject = try #require(entry.metadata["subject"])
    #expect(subject.utf8.count < 3000)
    #expect(!subject.contains("\n") && !subject.contains("\u{1b}"))
  }
}
