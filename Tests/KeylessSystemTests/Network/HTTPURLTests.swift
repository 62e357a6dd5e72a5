import KeylessSystem
import Testing

@Suite("URLs of the plain kind")
struct HTTPURLTests {
  /// A URL and its parts.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var isSecure: Bool
    var host: String
    var port: Int
    var testDescription: String { text }

    init(_ text: String, _ isSecure: Bool, _ host: String, _ port: Int) {
      self.text = text
      self.isSecure = isSecure
      self.host = host
      self.port = port
    }
  }

  @Test(
    "a URL is taken apart",
    arguments: [
      Case("https://gitlab.com", true, "gitlab.com", 443),
      Case("http://localhost:4566/x?y=z", false, "localhost", 4566),
      Case("https://a-b.c1.example/.well-known/openid-configuration", true, "a-b.c1.example", 443),
      Case("https://EXAMPLE.com:8443?x", true, "EXAMPLE.com", 8443),
      Case("https://127.0.0.1:1", true, "127.0.0.1", 1),
      Case("https://[2a00:1450::1]:65535/", true, "[2a00:1450::1]", 65_535),
      Case("http://[::1]", false, "[::1]", 80), Case("https://1e100.net/", true, "1e100.net", 443),
      Case("https://3com/", true, "3com", 443),
      Case("https://xn--mnchen-3ya.example/%20", true, "xn--mnchen-3ya.example", 443),
    ]
  )
  func parts(_ wanted: Case) throws {
    let url = try #require(HTTPURL(wanted.text))
    #expect(url.isSecure == wanted.isSecure)
    #expect(url.host == wanted.host)
    #expect(url.port == wanted.port)
    #expect(url.text == wanted.text)
  }

  @Test("a host that is an address is known as one")
  func addresses() {
    #expect(HTTPURL("https://127.0.0.1/")?.address?.kind == .loopback)
    #expect(HTTPURL("https://[::ffff:127.0.0.1]/")?.address?.kind == .loopback)
    #expect(HTTPURL("https://10.0.0.1.example.com/")?.address == nil)
    #expect(HTTPURL("https://10.0.0.1.example.com/") != nil)
  }

  @Test(
    "what two readers could understand differently is refused",
    arguments: [
      "", "https", "https:", "https:/", "https://", "https:///", "https:///x", "HTTPS://x", "ftp://x",
      "file:///etc/passwd", "//x", "x", " https://x", "https://x ", "https://x\n", "https://x\t/",
      "https://x\r\nHost: y", "https://x\u{0}", "https://user@x", "https://user:pw@x", "https://x@127.0.0.1",
      "https://x#y", "https://x#@y", "https://x\\y", "https://x\\@y", "https://x/\\", "https://ex\u{E4}mple",
      "https://x\u{3002}y", "https://\u{FF11}27.0.0.1", "https://ex%61mple", "https://127.0.0.1%2f", "https://x:",
      "https://x:/", "https://x:0", "https://x:080", "https://x:65536", "https://x:99999999999999999999",
      "https://x:8a", "https://x:-1", "https://x:1:2", "https://2130706433", "https://0x7f000001", "https://0x7f.1",
      "https://0X7f.1", "https://0177.0.0.1", "https://127.1", "https://127.0.1", "https://127.0.0.1.",
      "https://127.0.0.01", "https://1.2.3.4.5", "https://256.0.0.1", "https://a.1", "https://a.0x1", "https://x.",
      "https://.x", "https://x..y", "https://-x", "https://x-", "https://x_y", "https://[::1", "https://::1",
      "https://[::1]x", "https://[::1]:", "https://[]", "https://[127.0.0.1]", "https://[::1%25eth0]",
      "https://[::1%eth0]", "https://[v1.x]", "https://x,y", "https://x;y", "https://*", "https://x/\u{7F}",
      "https://x/\"", "https://x/<>", "https://x/{}", "https://x/^`|",
      "https://" + String(repeating: "a", count: 64) + ".example",
      "https://x/" + String(repeating: "a", count: 2048),
      "https://" + Array(repeating: "abcdefghi", count: 26).joined(separator: "."),
    ]
  )
  func refused(text: String) { #expect(HTTPURL(text) == nil, "\(text.debugDescription)") }
}
