import KeylessSystem
import Testing

@Suite(
  "requests to servers that mean no good",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: TestIssuer.isThere, TestIssuer.absence)
)
struct HostileServerTests {
  private static let path = "/.well-known/openid-configuration"

  /// What comes of one guarded request; the deadline is far away unless it is what the test is about, because the machine may
  /// be busy.
  private func ask(
    _ issuer: TestIssuer,
    _ mode: String,
    reach: Reach = .loopback,
    seconds: Int = 1_200,
    url: String? = nil
  ) async throws -> Result<HTTPResponse, SystemError> {
    try await issuer.tell("mode \(mode)")
    var request = HTTPRequest(method: "GET", url: (url ?? issuer.url) + Self.path)
    request.reach = reach
    request.deadline = seconds
    request.responseLimit = 1 << 18
    request.trust = try TrustRoots(pem: issuer.pem("ca"), name: "ca.pem")
    do {
      return .success(try await System.live().send(request))
    } catch {
      return .failure(try #require(error as? SystemError, "\(error)"))
    }
  }

  private func code(_ result: Result<HTTPResponse, SystemError>) -> SystemError.Code? {
    guard case .failure(let error) = result else { return nil }
    return error.code
  }

  // The server never ends these answers: whoever waits for the end waits for the time limit of this suite.
  @Test("a server that hangs, or drips its answer, is cut off at the deadline")
  func slow() async throws {
    try await TestIssuer.use { issuer async throws in
      for mode in ["hang", "drip", "drip-head", "no-tls", "plain"] {
        #expect(code(try await ask(issuer, mode, seconds: 1)) == .timedOut, "\(mode)")
      }
    }
  }

  @Test("a document of 100 MB is cut off after little more than the limit")
  func large() async throws {
    try await TestIssuer.use { issuer async throws in
      for mode in ["large", "large-chunked", "large-until-close"] {
        #expect(code(try await ask(issuer, mode)) == .responseTooLarge, "\(mode)")
        // What was written and not read is in the buffers of the two sockets.
        let sent = try await issuer.tell("state").sent
        #expect(sent < 24 << 20, "\(mode)")
      }
    }
  }

  @Test("header lines without end are refused")
  func headers() async throws {
    try await TestIssuer.use { issuer async throws in
      #expect(code(try await ask(issuer, "large-head")) == .network)
      #expect(try await issuer.tell("state").sent < 24 << 20)
      let interim = code(try await ask(issuer, "many-heads", seconds: 2))
      #expect(interim == .timedOut || interim == .network)
    }
  }

  @Test("what is no HTTP, is cut short, or has two lengths is a failure", arguments: ["garbage", "short", "twice"])
  func broken(mode: String) async throws {
    try await TestIssuer.use { issuer async throws in
      try issuer.publish()
      let result = try await ask(issuer, mode)
      #expect(code(result) == .network, "\(result)")
    }
  }

  @Test("redirects and compressed bodies come back as they are")
  func untouched() async throws {
    try await TestIssuer.use { issuer async throws in
      let redirect = try await ask(issuer, "redirect").get()
      #expect(redirect.status == 302)
      #expect(try await issuer.tell("state").requests == [Self.path])
      let compressed = try await ask(issuer, "gzip").get()
      #expect(compressed.body.count == 20)
      #expect(compressed.header("content-encoding") == "gzip")
    }
  }

  @Test("a name that leads to this machine is refused before anybody is called, unless it may")
  func reach() async throws {
    try await TestIssuer.use { issuer async throws in
      try issuer.publish()
      #expect(code(try await ask(issuer, "good", reach: .internet)) == .addressRefused)
      #expect(code(try await ask(issuer, "good", reach: [.internet, .privateNetworks])) == .addressRefused)
      for host in ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "user@localhost"] {
        let result = try await ask(issuer, "good", reach: .internet, url: "https://\(host):\(issuer.port)")
        #expect(code(result) == .addressRefused, "\(host)")
      }
      #expect(try await issuer.tell("state").requests.isEmpty)
      let plain = try await ask(issuer, "plain", reach: .loopback, url: "http://localhost:\(issuer.port)")
      #expect(try plain.get().status == 200)
      #expect(try await ask(issuer, "good").get().status == 200)
    }
  }

  @Test("a name without an address, and a port where nobody listens, are failures")
  func nobody() async throws {
    try await TestIssuer.use { issuer async throws in
      try await issuer.tell("down")
      #expect(code(try await ask(issuer, "good")) == .network)
      let result = try await ask(issuer, "good", reach: .internet, seconds: 10, url: "https://nobody.invalid")
      #expect(code(result) == .network || code(result) == .timedOut, "\(result)")
    }
  }
}
