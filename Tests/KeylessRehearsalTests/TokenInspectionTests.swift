import KeylessOIDC
import KeylessRehearsal
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("keyless token inspect")
struct TokenInspectionTests {
  static let forge = Result {
    try TokenForge(issuer: "https://gitlab.com", audience: "https://aws.acme.example", now: Theatre.now)
  }

  /// A header without a key id, so that the text is the same on every run.
  private static let header = #"{"alg":"RS256","typ":"JWT"}"#

  private static func claims(_ more: String = "") -> String {
    #"{"iss":"https://gitlab.com","sub":"project_path:acme/shop:ref_type:branch:ref:main","#
      + #""aud":"https://aws.acme.example","iat":1789999990,"nbf":1789999980,"exp":1790000290,"project_id":"4711","#
      + #""ref_protected":"true","runner_id":1,"groups_direct":["acme","acme/ops"],"user_login":"alice"\#(more)}"#
  }

  private static func token(_ claims: String, header: String = header, by key: SigningKey? = nil) throws -> [UInt8] {
    let forge = try forge.get()
    return Array(try forge.sign(header, claims, by: key ?? forge.rsa).utf8)
  }

  private static func keys() throws -> JSONWebKeySet { try JSONWebKeySet([forge.get().rsa.publicKey]) }

  private static let hostile =
    #","\u001b[2Jname":"a\u0007b","user_email":"\u001b]0;owned\u0007\nheader\n  alg  none","pipeline_source":"\u202epush","x\u2028y":["\u009b"]"#

  @Test(
    "an inspection shows what the token says and what AWS would see of it",
    arguments: ["inspect-unchecked", "inspect-good", "inspect-wrong", "inspect-hostile", "inspect-expired"]
  )
  func text(name: String) throws {
    let forge = try Self.forge.get()
    let inspection =
      switch name {
      case "inspect-good": try TokenInspection(Self.token(Self.claims()), keys: Self.keys(), now: Theatre.now)
      case "inspect-wrong":
        try TokenInspection(Self.token(Self.claims(), by: forge.attacker), keys: Self.keys(), now: Theatre.now)
      case "inspect-hostile": try TokenInspection(Self.token(Self.claims(Self.hostile)), keys: nil, now: Theatre.now)
      case "inspect-expired":
        try TokenInspection(Self.token(Self.claims()), keys: nil, now: Theatre.now + 1_000_000)
      default: try TokenInspection(Self.token(Self.claims()), keys: nil, now: Theatre.now)
      }
    #expect(inspection.isTrustworthy == (name != "inspect-wrong"))
    #expect(Snapshot.difference(inspection.text, named: name, beside: #filePath) == nil)
    if ["inspect-good", "inspect-wrong", "inspect-hostile"].contains(name) {
      #expect(Snapshot.difference(inspection.json.pretty + "\n", named: "\(name)-json", beside: #filePath) == nil)
    }
    for scalar in (inspection.text + inspection.json.pretty).unicodeScalars {
      #expect(scalar == "\n" || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)))
      #expect(![0x2028, 0x202E].contains(scalar.value))
    }
  }

  @Test("a claim cannot forge a heading")
  func headings() throws {
    let inspection = try TokenInspection(Self.token(Self.claims(Self.hostile)), keys: nil, now: Theatre.now)
    #expect(inspection.text.split(separator: "\n").count { $0 == "header" } == 1)
    #expect(inspection.text.split(separator: "\n").count { $0 == "signature" } == 1)
  }

  @Test("neither the token nor its signature is part of an inspection")
  func secrets() throws {
    let token = try Self.token(Self.claims())
    let inspection = try TokenInspection(token, keys: nil, now: Theatre.now)
    for segment in token.split(separator: UInt8(ascii: ".")) {
      let text = String(decoding: segment, as: UTF8.self)
      #expect(!inspection.text.contains(text))
      #expect(!inspection.json.compact.contains(text))
    }
  }

  @Test("a file may end with one line end, and what is no token is refused")
  func files() throws {
    let token = try Self.token(Self.claims())
    for end in ["\n", "\r\n"] {
      let inspection = try TokenInspection(token + Array(end.utf8), keys: nil, now: Theatre.now)
      #expect(inspection.text.contains("acme/shop"))
    }
    for bytes in [token + Array("\n\n".utf8), [], Array("ya29.opaque".utf8), Array(token.dropLast())] {
      #expect(throws: TokenRefusal.self) { try TokenInspection(bytes, keys: nil, now: Theatre.now) }
    }
  }

  @Test("the verb reads files or standard input, and its status says whether the keys made the signature")
  func verb() throws {
    let theatre = try Theatre()
    let (disk, system) = (theatre.disk, theatre.system)
    let forge = try Self.forge.get()
    disk.put("good", String(decoding: try Self.token(Self.claims()), as: UTF8.self))
    disk.put("bad", String(decoding: try Self.token(Self.claims(), by: forge.attacker), as: UTF8.self))
    disk.put("-", String(decoding: try Self.token(Self.claims()), as: UTF8.self))
    disk.put("keys", try Self.keys().json.compact)
    disk.put("no-keys", "{}")
    func run(_ file: String, keys: String?, _ format: InspectVerb.Format = .text) throws -> Int32 {
      try InspectVerb(file: file, keySetFile: keys, format: format).run(system)
    }
    #expect(try run("good", keys: "keys") == 0)
    #expect(try run("bad", keys: "keys") == 1)
    #expect(try run("bad", keys: nil) == 0)
    #expect(try run("-", keys: "keys", .json) == 0)
    #expect(theatre.machine.output.hasSuffix("\"signature\": \"good\"\n}\n"), "\(theatre.machine.output.suffix(80))")
    #expect(throws: RehearsalError(.usage, "there is no file `none`")) { try run("none", keys: nil) }
    #expect(throws: RehearsalError(.usage, "there is no file `a\\u{1b}`")) { try run("good", keys: "a\u{1B}") }
    #expect(throws: KeyError.self) { try run("good", keys: "no-keys") }
  }
}
