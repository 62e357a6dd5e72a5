import KeylessSource
import KeylessOIDC
import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessTesting
import Testing

@Suite("hostile tokens at the exchange")
struct HostileExchangeTests {
  @Test(
    "every hostile token is refused in AWS's words, explained in the log and repeated nowhere",
    arguments: try HostileToken.all(Forges.selfManaged.get())
  )
  func refuses(_ hostile: HostileToken) throws {
    let world = try World()
    let answer = world.exchange(hostile.compact, role: World.open)
    let error = try answer.error()
    let expected = Self.expected(hostile)
    #expect(error.code == expected.code)
    #expect(error.status == expected.status)
    #expect(Array(error.message.utf8).starts(with: expected.message.utf8), "\(error.message)")
    #expect(world.book.entries.count == 1)
    let entry = try #require(world.book.entries.first)
    #expect(entry.metadata["code"] == expected.code)
    #expect(entry.metadata["reason"].map(\.isEmpty) == false)
    guard case .refused(let code, _, let reason) = try #require(world.book.calls.first).outcome else {
      throw Unexpected("the call was recorded as answered")
    }
    #expect(code == expected.code)
    #expect(!reason.isEmpty)
    Self.expectNoLeak(hostile.compact, answer, world)
  }

  /// Four of the tokens do not even reach the gate: AWS's own bounds on the parameter and on the form come first.
  private static func expected(_ hostile: HostileToken) -> (code: String, status: Int, message: String) {
    let count = hostile.compact.unicodeScalars.count
    let sensitive = "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: "
    if count > 512 * 1024 { return ("RequestEntityTooLarge", 413, "The request body is larger than 524288 bytes.") }
    if count > 20_000 {
      return ("ValidationError", 400, sensitive + "Member must have length less than or equal to 20000")
    }
    if count < 4 { return ("ValidationError", 400, sensitive + "Member must have length greater than or equal to 4") }
    if hostile.compact.unicodeScalars.contains("\u{0}") { return ("MalformedQueryString", 400, "The query string") }
    return (hostile.awsCode.rawValue, 400, hostile.message)
  }

  @Test(
    "every suspicious but genuine token is accepted",
    arguments: try HostileToken.genuine(Forges.selfManaged.get()).map(\.name)
  )
  func accepts(_ name: String) throws {
    let world = try World()
    let genuine = try HostileToken.genuine(world.selfManaged)
    let token = try #require(genuine.first { $0.name == name })
    let answer = world.exchange(token.compact, role: World.open)
    #expect(try answer.output().assumedRoleARN == "arn:aws:sts::111122223333:assumed-role/open/job-42")
    Self.expectNoLeak(token.compact, answer, world)
  }

  @Test("the credentials that were handed out are in no log and in no record")
  func credentialsStaySecret() throws {
    let world = try World()
    let credentials = try world.session()
    #expect(!world.book.text.contains(credentials.sessionToken.exposed))
    #expect(!world.book.text.contains(credentials.secretAccessKey.exposed))
    #expect(world.book.text.contains("arn:aws:sts::111122223333:assumed-role/deploy/job-42"))
  }

  @Test("one gate for all: a hostile token that another role would take is refused as well")
  func attackerForOtherRole() throws {
    let world = try World()
    let forged = try world.gitlab.token(claims: ["sub": .string(World.subject)], by: world.gitlab.attacker)
    #expect(try world.exchange(forged).error() == .invalidIdentityToken("Token signature invalid"))
    // The key of another registered issuer is as good as no key.
    let borrowed = try world.selfManaged.token(claims: ["iss": .string(world.gitlab.issuer)])
    #expect(try world.exchange(borrowed).error() == .noVerificationKey)
  }

  /// No part of the token long enough to be worth anything stands in the answer, the log or the records.
  static func expectNoLeak(_ token: String, _ answer: ServerAnswer, _ world: World) {
    let seen = answer.body + world.book.text
    for segment in token.utf8.split(separator: UInt8(ascii: ".")) where segment.count > 24 {
      let text = String(decoding: segment, as: UTF8.self)
      #expect(!seen.contains(text), "a part of the token is repeated")
      #expect(!seen.contains(text.suffix(24)), "the end of a part of the token is repeated")
    }
  }
}
