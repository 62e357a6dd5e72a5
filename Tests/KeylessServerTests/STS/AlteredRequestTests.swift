@testable import KeylessAWS
import HTTPTypes
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("altered requests")
struct AlteredRequestTests {
  /// Where a byte of a request can be.
  enum Place: CaseIterable {
    case method, path, query, host, header, authorization, body
  }

  @Test("no single byte of a signed request can be changed", arguments: [UInt64.random(in: 0...9_999_999)])
  func anyByte(seed: UInt64) throws {
    print("altered requests: seed \(seed)")
    var random = SplitMix64(seed: seed)
    let world = try World()
    let ada = try world.addUser("ada", World.allow("*"))
    let session = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    var tried = 0
    for signing in [ada, session] {
      let request = try world.signed("GetCallerIdentity", as: signing)
      try #require(world.aws.answer(request).status == 200)
      for place in Place.allCases {
        for _ in 0..<60 {
          guard let altered = Self.altered(request, place, &random) else { continue }
          tried += 1
          let answer = world.aws.answer(altered.request)
          #expect(answer.status >= 400 && answer.status < 500, "seed \(seed): \(place) \(altered.note)")
        }
      }
    }
    #expect(tried > 600)
    #expect(try world.call("GetCallerIdentity", as: session).status == 200)
  }

  @Test("no single byte of a presigned request can be changed", arguments: [UInt64.random(in: 0...9_999_999)])
  func anyByteOfQuery(seed: UInt64) throws {
    print("altered requests: seed \(seed)")
    var random = SplitMix64(seed: seed)
    let world = try World()
    let ada = try world.addUser("ada")
    let head = HTTPRequestHead(
      method: "GET",
      path: "/",
      query: "Action=GetCallerIdentity&Version=2011-06-15",
      headers: [HTTPHeader("Host", "127.0.0.1:4566"), HTTPHeader("x-k8s-aws-id", "cluster")],
      body: []
    )
    let signer = SigV4Signer(accessKeyID: ada.accessKeyID, secret: ada.secret, region: World.region, service: "sts")
    let request = World.request(try signer.presign(head, at: Forges.now, lifetime: 60), body: [])
    try #require(world.aws.answer(request).status == 200)
    var tried = 0
    for place in [Place.method, .path, .query, .query, .query, .host, .header] {
      for _ in 0..<60 {
        guard let altered = Self.altered(request, place, &random) else { continue }
        tried += 1
        let answer = world.aws.answer(altered.request)
        #expect(answer.status >= 400 && answer.status < 500, "seed \(seed): \(place) \(altered.note)")
      }
    }
    #expect(tried > 200)
  }

  /// The request with one byte changed to another; nil where the change says the same, as the case of an escape does.
  private static func altered(
    _ request: IncomingRequest,
    _ place: Place,
    _ random: inout SplitMix64
  ) -> (request: IncomingRequest, note: String)? {
    var changed = request
    var note = ""
    func change(_ text: String) -> String? {
      var bytes = Array(text.utf8)
      guard !bytes.isEmpty else { return nil }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let old = bytes[place]
      bytes[place] = UInt8.random(in: 0x21...0x7E, using: &random)
      guard bytes[place] != old else { return nil }
      note = "\(text) at \(place) becomes \(UnicodeScalar(bytes[place]))"
      return String(decoding: bytes, as: UTF8.self)
    }
    switch place {
    case .method: changed.method = change(request.method) ?? request.method
    case .path: changed.path = change(request.path) ?? request.path
    case .query:
      guard let query = change(request.query), meaning(query) != meaning(request.query) else { return nil }
      changed.query = query
    case .host: changed.authority = change(request.authority ?? "")
    case .header:
      let fields = request.headers.filter { $0.name != .authorization }
      guard let field = fields.randomElement(using: &random), let value = change(field.value) else { return nil }
      changed.headers[field.name] = value
    case .authorization:
      guard let value = change(request.headers[.authorization] ?? ""),
        parts(value) != parts(request.headers[.authorization] ?? "")
      else { return nil }
      changed.headers[.authorization] = value
    case .body:
      guard let body = change(String(decoding: request.body, as: UTF8.self)) else { return nil }
      changed.body = Array(body.utf8)
    }
    return note.isEmpty ? nil : (changed, note)
  }

  /// What an `Authorization` header says, without the way in which its parts are set apart.
  private static func parts(_ header: String) -> [[UInt8]] {
    header.utf8.split { $0 == UInt8(ascii: ",") || $0 == 0x20 }.map { Array($0) }
  }

  /// The pairs of a query, escapes undone.
  private static func meaning(_ query: String) -> [String] {
    query.split(separator: "&").map { pair in
      String(
        decoding: PercentEncoding.decode(Array(pair.utf8)[...], plusIsSpace: true) ?? Array(pair.utf8),
        as: UTF8.self
      )
    }.sorted()
  }
}
