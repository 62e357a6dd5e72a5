import KeylessIssuers
import KeylessOIDC
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("hostile and broken issuers")
struct HostileIssuerTests {
  private let key: SigningKey

  init() throws { key = try Keys.first.get() }

  /// The reason for which nothing of the site is believed; every refusal has AWS's answer.
  private func reason(_ site: PlayedSite, code: TokenRefusal.Code = .keysUnavailable) async throws -> String {
    let refusal = try #require(await site.ask(key.keyID).refusal)
    #expect(refusal.code == code)
    #expect(refusal.awsError.code == .invalidIdentityToken)
    #expect(refusal.awsError.status == 400)
    return refusal.reason
  }

  private func document(_ site: PlayedSite, keySet: String) -> String {
    DiscoveryDocument(issuer: site.issuer, keySetURL: keySet, signingAlgorithms: [.es256]).json.compact
  }

  @Test(
    "a discovery document that cannot be trusted is refused",
    arguments: [
      ("", "not JSON"), ("<html>", "not JSON"), ("[]", "an array, not an object"), ("{}", "lacks `issuer`"),
      ("{\"issuer\":\"https://issuer.example.com\"}", "lacks `jwks_uri`"),
      ("{\"issuer\":\"https://evil.example\"}", "is for `https://evil.example`"),
      ("{\"issuer\":\"https://issuer.example.com/\"}", "equal to the last slash"),
      (
        "{\"issuer\":\"https://issuer.example.com\",\"issuer\":\"https://evil.example\"}",
        "not JSON that can be trusted"
      ),
      (String(repeating: "[", count: 100_000), "not JSON that can be trusted"),
    ]
  )
  func discovery(text: String, wanted: String) async throws {
    let site = try PlayedSite()
    site.network.put(site.discovery, text)
    #expect(try await reason(site).contains(wanted))
    #expect(site.network.count(site.keySet) == 0)
  }

  @Test("AWS's five members are all required", arguments: 0..<5)
  func members(missing: Int) async throws {
    let site = try PlayedSite()
    guard
      case .object(var members) = DiscoveryDocument(
        issuer: site.issuer,
        keySetURL: site.keySet,
        signingAlgorithms: [.es256]
      ).json
    else { return }
    #expect(members.count == 5)
    let name = members.remove(at: missing).name
    site.network.put(site.discovery, JSON.object(members).compact)
    #expect(try await reason(site).contains("lacks `\(name)`"))
  }

  @Test(
    "`jwks_uri` leads to https on the internet or nowhere",
    arguments: [
      ("http://issuer.example.com/jwks", "must begin with https://"),
      ("http://127.0.0.1/jwks", "must begin with https://"),
      ("https://127.0.0.1/jwks", "this machine"), ("https://[::1]/jwks", "this machine"),
      ("https://[::ffff:127.0.0.1]/jwks", "this machine"), ("https://10.1.2.3/jwks", "in a private network"),
      ("https://169.254.169.254/latest/meta-data/", "link-local"),
      ("https://[fd00:ec2::254]/latest", "metadata service"),
      ("https://2130706433/jwks", "no URL of the plain kind"), ("https://0x7f.1/jwks", "no URL of the plain kind"),
      ("https://0177.0.0.1/jwks", "no URL of the plain kind"), ("https://127.1/jwks", "no URL of the plain kind"),
      ("https://user@issuer.example.com/jwks", "no URL of the plain kind"),
      ("https://issuer.example.com@127.0.0.1/jwks", "no URL of the plain kind"),
      ("https://issuer.example.com\\@127.0.0.1/jwks", "no URL of the plain kind"),
      ("https://issuer.example.com#@127.0.0.1/", "no URL of the plain kind"),
      ("file:///etc/passwd", "is not a URL"), ("https://", "no URL of the plain kind"),
      ("https://issuer.example.com:0/jwks", "no URL of the plain kind"),
      ("https://issuer.example.com:65536/jwks", "no URL of the plain kind"),
      ("https://inside.example.com/jwks", "in a private network"), ("https://both.example.com/jwks", "this machine"),
    ]
  )
  func keySetURL(url: String, wanted: String) async throws {
    let site = try PlayedSite()
    site.network.place("inside.example.com", at: "192.168.1.1")
    site.network.place("both.example.com", at: "93.184.215.14", "::1")
    site.network.put(url, try JSONWebKeySet([key.publicKey]).json.compact)
    site.network.put(site.discovery, document(site, keySet: url))
    let reason = try await reason(site)
    #expect(reason.contains(wanted), "\(reason)")
  }

  @Test("keys may be on another host of the internet, as Google's are")
  func otherHost() async throws {
    let site = try PlayedSite()
    site.network.put("https://keys.example.net/certs?v=1", try JSONWebKeySet([key.publicKey]).json.compact)
    site.network.put(site.discovery, document(site, keySet: "https://keys.example.net/certs?v=1"))
    #expect(await site.ask(key.keyID).keyIDs == [key.keyID])
  }

  @Test(
    "an issuer whose URL is not one that AWS registers is never asked",
    arguments: [
      "http://issuer.example.com", "http://127.0.0.1:8080", "https://10.0.0.1", "https://127.0.0.1:8443",
      "https://2130706433",
      "https://user:pw@issuer.example.com", "https://issuer.example.com?x=1", "https://issuer.example.com#f",
      "HTTPS://issuer.example.com", "https://issuer.example.com/" + String(repeating: "a", count: 255),
      "https://issuer.example.com\u{301}", "https://issuer..example.com", "issuer.example.com", "",
    ]
  )
  func issuer(url: String) async throws {
    let site = try PlayedSite(url)
    _ = try await reason(site)
    #expect(site.network.count(site.keySet) == 0)
  }

  @Test("a redirect is not followed", arguments: [301, 302, 303, 307, 308])
  func redirect(status: Int) async throws {
    let site = try PlayedSite()
    let elsewhere = [HeaderLine("Location", "https://evil.example/")]
    site.network.put(site.discovery, "", status: status, headers: elsewhere)
    #expect(try await reason(site).contains("answered \(status), and redirects are not followed"))
    let second = try PlayedSite()
    second.network.put(second.keySet, "", status: status, headers: elsewhere)
    #expect(try await reason(second).contains("redirects are not followed"))
    #expect(second.network.requests.count == 2)
  }

  @Test("nothing but 200 is an answer", arguments: [201, 204, 400, 404, 500, 503])
  func status(status: Int) async throws {
    let site = try PlayedSite()
    site.network.put(site.keySet, try JSONWebKeySet([key.publicKey]).json.compact, status: status)
    #expect(try await reason(site).contains("answered \(status)"))
  }

  @Test("an answer that is compressed is not unpacked", arguments: ["gzip", "deflate", "br", "identity, gzip"])
  func compressed(encoding: String) async throws {
    let site = try PlayedSite()
    let text = try JSONWebKeySet([key.publicKey]).json.compact
    site.network.put(site.keySet, text, headers: [HeaderLine("Content-Encoding", encoding)])
    #expect(try await reason(site).contains("encoding `\(encoding)`"))
    site.network.put(site.keySet, text, headers: [HeaderLine("content-encoding", "Identity")])
    site.machine.advance(seconds: 30)
    #expect(await site.ask(key.keyID).keyIDs == [key.keyID])
  }

  @Test("a document without end is cut off at its limit")
  func endless() async throws {
    let site = try PlayedSite()
    site.network.put(site.discovery, .endless)
    #expect(try await reason(site).contains("more than 262144 bytes"))
    let second = try PlayedSite()
    second.network.put(second.keySet, .endless)
    #expect(try await reason(second).contains("more than 1048576 bytes"))
  }

  @Test("an issuer that hangs costs five seconds, once in half a minute")
  func hangs() async throws {
    let site = try PlayedSite()
    site.network.put(site.discovery, .silence)
    let start = site.machine.system().now()
    #expect(try await reason(site).contains("no whole answer within 5 s"))
    #expect(site.machine.system().now() - start == 5)
    for _ in 0..<50 { _ = try await reason(site) }
    #expect(site.machine.system().now() - start == 5)
    #expect(site.attempts == 1)
  }

  @Test("both documents together have the five seconds")
  func sharedDeadline() async throws {
    let site = try PlayedSite { $0.deadline = 5 }
    site.network.put(site.keySet, .silence)
    let start = site.machine.system().now()
    _ = try await reason(site)
    #expect(site.machine.system().now() - start == 5)
  }

  @Test(
    "a key set that cannot be trusted is refused",
    arguments: [
      ("{}", "no array `keys`"), ("{\"keys\":{}}", "no array `keys`"), ("null", "no array"),
      ("{\"keys\":[1]}", "entry 0"),
      ("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\"}]}", "entry 0"),
      ("{\"keys\":[{\"kty\":\"EC\",\"d\":\"AQ\"}]}", "private member"),
    ]
  )
  func keySet(text: String, wanted: String) async throws {
    let site = try PlayedSite()
    site.network.put(site.keySet, text)
    #expect(try await reason(site).contains(wanted))
  }

  @Test("more keys of a family than AWS allows refuse the whole set")
  func tooManyKeys() async throws {
    let site = try PlayedSite()
    let entries = (0..<101).map {
      JSON.object([.init("kty", "EC"), .init("use", "enc"), .init("kid", .string("k\($0)"))])
    }
    site.network.put(site.keySet, JSON.object([.init("keys", .array(entries))]).compact)
    #expect(try await reason(site, code: .tooManyKeys).contains("more than 100 EC keys"))
    site.network.put(site.keySet, JSON.object([.init("keys", .array(Array(entries.dropLast())))]).compact)
    site.machine.advance(seconds: 30)
    #expect(await site.ask(key.keyID).keyIDs == [])
  }

  @Test("a certificate that is not trusted has AWS's sentence; with its authority named it is trusted")
  func certificate() async throws {
    let site = try PlayedSite()
    site.network.usesPrivateAuthority("issuer.example.com")
    let refusal = try #require(await site.ask(key.keyID).refusal)
    #expect(refusal.code == .untrustedCertificate)
    #expect(
      refusal.awsError.message == "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"
    )
    let trust = try TrustRoots(pem: Array(Authority.pem.utf8), name: "ca.pem")
    let trusting = try PlayedSite { $0.trust = trust }
    trusting.network.usesPrivateAuthority("issuer.example.com")
    #expect(await trusting.ask(key.keyID).keyIDs == [key.keyID])
    #expect(trusting.network.requests.allSatisfy { $0.trust == trust })
  }

  @Test("a private network is reached when that is allowed; metadata services are not")
  func privateNetworks() async throws {
    let site = try PlayedSite { $0.allowsPrivateNetworks = true }
    for place in ["10.0.0.7", "192.168.0.7", "127.0.0.1", "::1", "fd12::1", "100.64.0.9"] {
      site.network.place("issuer.example.com", at: place)
      site.machine.advance(seconds: 300)
      #expect(await site.ask(key.keyID).keyIDs == [key.keyID], "\(place)")
    }
    for place in ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "fe80::1", "224.0.0.1", "0.0.0.0", "::"] {
      let other = try PlayedSite { $0.allowsPrivateNetworks = true }
      other.network.place("issuer.example.com", at: place)
      #expect(try await reason(other).contains("where no request may go"), "\(place)")
    }
  }

  @Test("http:// is for this machine alone, and only when that is allowed")
  func plainLoopback() async throws {
    let site = try PlayedSite("http://127.0.0.1:8080") { $0.allowsPlainLoopback = true }
    #expect(await site.ask(key.keyID).keyIDs == [key.keyID])
    #expect(site.network.requests.allSatisfy { $0.reach == .loopback })
    for other in ["http://issuer.example.com", "http://10.0.0.1:8080", "http://93.184.215.14"] {
      let site = try PlayedSite(other) {
        $0.allowsPlainLoopback = true
        $0.allowsPrivateNetworks = true
      }
      #expect(try await reason(site).contains("where no request may go"), "\(other)")
    }
    let rebinding = try PlayedSite("http://localhost:8080") { $0.allowsPlainLoopback = true }
    rebinding.network.place("localhost", at: "93.184.215.14")
    #expect(try await reason(rebinding).contains("where no request may go"))
  }
}
