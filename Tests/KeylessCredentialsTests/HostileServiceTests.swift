import KeylessSystem
import Testing

@testable import KeylessCredentials

struct HostileServiceTests {
  private static let keys = #""AccessKeyId":"ASIAX","SecretAccessKey":"SECRET-KEY-OF-X","Token":"SESSION-TOKEN-OF-X""#

  @Test(arguments: [
    ("garbage SECRET-KEY-OF-X", "is no JSON object"), ("{}", "has no `AccessKeyId`"),
    ("{\"Code\":\"Failed\",\(keys)}", "says `Failed`"), ("{\"Code\":1,\(keys)}", "has another `Code` than `Success`"),
    ("{\"Code\":\"SESSION-TOKEN-OF-X\",\(keys)}", "has another `Code` than `Success`"),
    ("{\(keys),\"Expiration\":\"2026-09-21T14:13:20Z\"}", "has credentials that have expired"),
  ])
  func `what a container's endpoint answers that is no credentials is refused, and not repeated`(
    _ body: String,
    _ problem: String
  ) async {
    let words = await container("http://127.0.0.1:9/creds", body)
    #expect(words == "container (AWS_CONTAINER_CREDENTIALS_FULL_URI): what `127.0.0.1` answered \(problem)")
  }

  @Test
  func `an answer that is nested too deeply is refused`() async {
    let body = String(repeating: "[", count: 60_000)
    #expect(await container("http://127.0.0.1:9/creds", body).hasSuffix("what `127.0.0.1` answered is no JSON object"))
  }

  @Test
  func `a megabyte is too much for either service`() async throws {
    let flood = String(repeating: "a", count: 1 << 20)
    #expect(await container("http://127.0.0.1:9/creds", flood).contains("answered more than 65536 bytes"))
    let token = try traffic("PUT", "http://169.254.169.254/latest/api/token", flood)
    let words = await Exchanges.problem(Exchanges.make(token), Exchanges.metadata)
    #expect(words.contains("answered more than 65536 bytes"))
  }

  @Test(arguments: [
    "http://example.com/creds", "http://169.254.169.254/creds", "http://10.0.0.1/creds", "http://169.254.170.3/creds",
    "http://localhost.example.com/creds", "http://[fd00:ec2::254]/creds", "http://127.0.0.1.example.com/creds",
    "http://2130706433/creds", "http://user@127.0.0.1/creds", "ftp://127.0.0.1/creds", "http://127.0.0.1/creds#x",
  ])
  func `a host that is not allowed is asked nothing`(_ url: String) async {
    let system = DescribedSystem.make(
      traffic: .recorded { _ in
        Issue.record("\(url) was asked")
        return HTTPResponse(status: 200)
      }
    )
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.container(url))
    #expect(words.contains("may be") || words.contains("is no plain URL"))
  }

  @Test(arguments: [
    "http://127.0.0.1:8080/creds", "http://127.9.9.9/creds", "http://localhost/creds", "http://[::1]:80/creds",
    "http://169.254.170.2/creds", "http://169.254.170.23/creds", "http://[fd00:ec2::23]/creds",
    "https://example.com/creds",
  ])
  func `a host that is allowed is asked`(_ url: String) async {
    #expect(await container(url, "{\(Self.keys)}") == "")
  }

  @Test
  func `localhost is this machine, whatever a resolver says`() async {
    let system = DescribedSystem.make(
      traffic: .recorded { request in
        #expect(request.reach == .loopback)
        return HTTPResponse(status: 200, body: Array("{\(Self.keys)}".utf8))
      }
    )
    #expect(await Exchanges.problem(Exchanges.make(system), Exchanges.container("http://localhost/creds")) == "")
  }

  @Test(arguments: ["..", "a/b", "a?b", "a%2fb", "a b", "a#b", "ro\u{301}le", "\u{7F}"])
  func `the name of a node's role is one segment of a path`(_ name: String) async {
    let system = DescribedSystem.make(
      traffic: .recorded { request in
        HTTPResponse(status: 200, body: Array((request.method == "PUT" ? "METADATA-TOKEN" : name).utf8))
      }
    )
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.metadata)
    #expect(words.hasSuffix("what the service calls the instance's role is no name of a role"))
  }

  @Test(arguments: ["a\r\nX-Injected: 1", "a b", ""])
  func `a metadata token that no header can carry is not sent`(_ token: String) async {
    let system = DescribedSystem.make(
      traffic: .recorded { request in
        #expect(request.method == "PUT" || token.isEmpty)
        return HTTPResponse(status: 200, body: Array(token.utf8))
      }
    )
    #expect(await Exchanges.problem(Exchanges.make(system), Exchanges.metadata) != "")
  }

  @Test
  func `a refusal of a megabyte is cut, after what is secret in it was hidden`() async {
    let message = String(repeating: Exchanges.token + "\u{301} ", count: 10_000)
    let body =
      "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>Denied</Code>"
      + "<Message>\(message)\u{1B}[31m</Message></Error></ErrorResponse>"
    let system = DescribedSystem.make(
      files: { $0 == "/run/token" ? Array(Exchanges.token.utf8) : nil },
      traffic: .recorded { _ in
        HTTPResponse(status: 403, headers: [HeaderLine("Content-Type", "text/xml")], body: Array(body.utf8))
      }
    )
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.webIdentity)
    #expect(words.utf8.count < 8_000)
    #expect(!words.contains("eyJ") && !words.contains("SIGNATURE") && !words.contains("\u{1B}"))
  }

  private func container(_ url: String, _ body: String) async -> String {
    guard let system = try? traffic("GET", url, body) else { return "no traffic" }
    let words = await Exchanges.problem(Exchanges.make(system), Exchanges.container(url))
    #expect(!words.contains("SECRET") && !words.contains("SESSION"))
    return words
  }

  private func traffic(_ method: String, _ url: String, _ body: String) throws -> System {
    let escaped = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let json =
      "[{\"request\":{\"method\":\"\(method)\",\"url\":\"\(url)\"},\"response\":{\"status\":200,\"body\":\"\(escaped)\"}}]"
    let traffic = try RecordedTraffic(Array(json.utf8))
    return DescribedSystem.make(traffic: .recorded { try traffic.send($0) })
  }
}
