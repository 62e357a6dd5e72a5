import KeylessSystem
import Synchronization
import Testing

@testable import KeylessCredentials

struct HostileProcessTests {
  private static let keys =
    #""AccessKeyId":"ASIAX","SecretAccessKey":"SECRET-KEY-OF-X","SessionToken":"SESSION-TOKEN-OF-X""#
  private static let command = "TOKEN=SECRET-ARGUMENT vault"

  @Test(arguments: [
    ("", "is no JSON object"), ("\u{0}\u{1}garbage SECRET-KEY-OF-X", "is no JSON object"), ("[]", "is no JSON object"),
    ("null", "is no JSON object"), ("{\(keys)}", "has no `Version` 1"),
    ("{\"Version\":\"1\",\(keys)}", "has no `Version` 1"),
    ("{\"Version\":2,\(keys)}", "has no `Version` 1"), ("{\"Version\":1}", "has no `AccessKeyId`"),
    ("{\"Version\":1,\"AccessKeyId\":\"SECRET-KEY-OF-X\"}", "has no `SecretAccessKey`"),
    ("{\"Version\":1,\(keys),\"Expiration\":\"2026-09-21T14:13:20Z\"}", "has credentials that have expired"),
    ("{\"Version\":1,\(keys),\"Expiration\":\"soon\"}", "has an `Expiration` that is no time"),
    ("{\"Version\":1,\(keys),\"Expiration\":1790003600}", "has an `Expiration` that is no time"),
    ("{\"Version\":1,\(keys),\"Version\":1}", "is no JSON object"),
  ])
  func `what a command writes that is no credentials is refused, and not repeated`(
    _ output: String,
    _ problem: String
  )
    async
  {
    let words = await self.words { _ in ProcessOutput(.exited(0), Array(output.utf8)) }
    #expect(
      words
        == "process (profile `dev` in /home/me/.aws/config): what the command of `credential_process` wrote \(problem)"
    )
  }

  @Test(arguments: [
    ("ASIA X", "SECRET-KEY", "TOKEN", "the access key id"), ("ASIAX\n", "SECRET-KEY", "TOKEN", "the access key id"),
    ("ASIAX", "SECRET\nKEY", "TOKEN", "the secret access key"),
    ("ASIAX", "SECRET-KEY", "TOKEN\r\nX-Injected: 1", "the session token"),
  ])
  func `credentials that would begin another header line are refused`(
    _ id: String,
    _ secret: String,
    _ token: String,
    _ what: String
  ) async {
    func json(_ text: String) -> String {
      "\"" + text.map { $0 == "\n" ? "\\n" : $0 == "\r\n" ? "\\r\\n" : String($0) }.joined() + "\""
    }
    let output =
      "{\"Version\":1,\"AccessKeyId\":\(json(id)),\"SecretAccessKey\":\(json(secret)),\"SessionToken\":\(json(token))}"
    let words = await self.words { _ in ProcessOutput(.exited(0), Array(output.utf8)) }
    #expect(words.contains("\(what) has a line break, a blank or another character that no request can carry"))
  }

  @Test(arguments: [
    (SystemError.Code.timedOut, "did not end within 60 s and was killed"),
    (.responseTooLarge, "wrote more than 65536 bytes and was killed"),
    (.commandNotFound, "names a program that is not there"),
    (.commandNotRunnable, "could not be run"),
  ])
  func `a command that hangs, floods or is not there is named by its place and never by its words`(
    _ code: SystemError.Code,
    _ problem: String
  ) async {
    let words = await self.words { request in
      throw SystemError(code, "\(request.command.joined(separator: " ")) failed")
    }
    #expect(words == "process (profile `dev` in /home/me/.aws/config): the command of `credential_process` \(problem)")
  }

  @Test(arguments: [(ProcessResult.exited(1), "1"), (.signalled(9), "137")])
  func `a command that fails is refused, whatever it wrote`(_ result: ProcessResult, _ status: String) async {
    let output = "{\"Version\":1,\(Self.keys)}"
    let words = await self.words { _ in ProcessOutput(result, Array(output.utf8)) }
    #expect(words.hasSuffix("the command of `credential_process` ended with status \(status)"))
  }

  @Test
  func `a machine that is only described runs nothing here`() async {
    let ran = Mutex(false)
    let system = DescribedSystem.make(output: { _ in
      ran.withLock { $0 = true }
      return ProcessOutput(.exited(0), Array("{\"Version\":1,\(Self.keys)}".utf8))
    })
    let link = Exchanges.process(Self.command)
    let words = await Exchanges.problem(Exchanges.make(system, programs: .refuse), link)
    #expect(words.hasSuffix("which is done for this machine's own files only, and for none that a configuration names"))
    #expect(!ran.withLock { $0 })
    #expect(await Exchanges.problem(Exchanges.make(system), link) == "")
    #expect(ran.withLock { $0 })
  }

  @Test
  func `a command of a NUL is none`() async {
    let words = await Exchanges.problem(Exchanges.make(DescribedSystem.make()), Exchanges.process("a\u{0}b"))
    #expect(words.hasSuffix("holds a NUL"))
  }

  private func words(_ output: @escaping @Sendable (ProcessRequest) throws -> ProcessOutput) async -> String {
    let system = DescribedSystem.make(output: output)
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.process(Self.command))
    #expect(!words.contains("SECRET") && !words.contains("SESSION") && !words.contains("vault"))
    return words
  }
}
