@testable import KeylessAWS
import HTTPTypes
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

@Suite("mutated requests")
struct MutatedRequestTests {
  private static let seed: UInt64 = 0x6B65_796C_6573_7303
  private static let rounds = 4000

  @Test("no mutated request is answered with 5xx or with something that no client can read")
  func neverFails() throws {
    print("mutated requests: seed \(Self.seed)")
    let world = try World()
    var random = SplitMix64(seed: Self.seed)
    let token = try world.token()
    let bases = try Self.bases(world, token)
    let signature = String(token.split(separator: ".").last ?? "")
    var statuses: [Int: Int] = [:]
    for round in 0..<Self.rounds {
      var request = bases[round % bases.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&request, &random) }
      let answer = world.aws.answer(request)
      statuses[answer.status, default: 0] += 1
      // 501 is S3's own answer to what it does not have, and no client tries it again.
      #expect((200..<500).contains(answer.status) || answer.status == 501, "seed \(Self.seed), round \(round)")
      #expect(
        Self.isReadable(answer, to: request.method),
        "seed \(Self.seed), round \(round): \(answer.contentType) \(answer.body)"
      )
    }
    print("mutated requests: \(statuses.sorted { $0.key < $1.key }.map { "\($0.value) times \($0.key)" })")
    #expect(!world.book.text.contains(signature))
    #expect(world.book.entries.allSatisfy { $0.metadata["reason"].map(\.isEmpty) != true })
    // The mutations were neither all harmless nor all deadly.
    #expect((statuses[200] ?? 0) > 100)
    #expect((statuses[400] ?? 0) > 1000)
    #expect((statuses[403] ?? 0) > 20)
  }

  @Test("what is read back is judged: an answer cut in half is not readable")
  func judge() throws {
    let world = try World()
    let answer = world.exchange("not.a.token")
    #expect(Self.isReadable(answer))
    var half = answer
    half.body = String(answer.body.dropLast(20))
    #expect(!Self.isReadable(half))
  }

  private static func bases(_ world: World, _ token: String) throws -> [IncomingRequest] {
    let form = AssumeRoleWithWebIdentity.Input(
      roleARN: World.deploy,
      sessionName: "job-42",
      token: WebIdentityToken(token),
      durationSeconds: 900
    ).request.formBody
    let session = try world.session()
    let signer = SigV4Signer(
      accessKeyID: session.accessKeyID,
      secret: session.secretAccessKey,
      sessionToken: session.sessionToken,
      region: "eu-west-1",
      service: "sts"
    )
    let identity = GetCallerIdentity.request.formBody
    let host = HTTPHeader("Host", "localhost")
    let signed = try signer.sign(
      HTTPRequestHead(method: "POST", path: "/", headers: [host], body: identity),
      at: Forges.now
    )
    let presigned = try signer.presign(
      HTTPRequestHead(
        method: "GET",
        path: "/",
        query: String(decoding: identity, as: UTF8.self),
        headers: [host],
        body: []
      ),
      at: Forges.now,
      lifetime: 60
    )
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    var requests = [
      IncomingRequest(method: "POST", path: "/", authority: "localhost", headers: headers, body: form),
      IncomingRequest(method: "GET", path: "/", query: String(decoding: form, as: UTF8.self), authority: "localhost"),
      IncomingRequest(method: "GET", path: "/", query: presigned.query, authority: "localhost"),
      IncomingRequest(method: "GET", path: "/_keyless/issuers/gitlab.com/jwks", authority: "localhost"),
      IncomingRequest(method: "GET", path: "/bucket/key", query: "list-type=2", authority: "localhost"),
    ]
    for header in signed.headers where header.name != "Host" {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    requests.append(
      IncomingRequest(method: "POST", path: "/", authority: "localhost", headers: headers, body: identity)
    )
    if let target = HTTPField.Name("X-Amz-Target") {
      requests.append(
        IncomingRequest(
          method: "POST",
          path: "/",
          authority: "localhost",
          headers: [.contentType: "application/x-amz-json-1.1", target: "TrentService.Encrypt"],
          body: Array("{}".utf8)
        )
      )
    }
    return requests
  }

  private static let words = [
    "", "&", "=", "%", "%00", "%FF", "&Action=", "Action=GetCallerIdentity&Version=2011-06-15", "/", "//", "../",
    "\u{0}",
    "é", "e\u{301}", "\u{202E}", "\u{FFFE}", "&RoleArn=x", ".member.1.", "-1", "99999999999999999999", "arn:", "<",
    "]]>",
    "&#0;", "{", "}", "\"", "X-Amz-Signature=", "X-Amz-Credential=a%2Fb%2Fc", ";", ",", "Credential=", "\r\n", "+",
    String(repeating: "A", count: 3000),
  ]

  private static func mutate(_ request: inout IncomingRequest, _ random: inout SplitMix64) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3: request.body = mutate(request.body, &random)
    case 4, 5: request.query = String(decoding: mutate(Array(request.query.utf8), &random), as: UTF8.self)
    case 6: request.path = String(decoding: mutate(Array(request.path.utf8), &random), as: UTF8.self)
    case 7: request.method = ["GET", "POST", "HEAD", "PUT", "X"].randomElement(using: &random) ?? "GET"
    case 8:
      guard let field = request.headers.randomElement(using: &random) else { return }
      let value = mutate(Array(field.value.utf8), &random)
      request.headers[field.name] = String(decoding: value, as: UTF8.self)
    default:
      let names = [
        "accept", "authorization", "x-amz-target", "x-amz-date", "x-amz-content-sha256", "content-type", "host",
      ]
      guard let name = names.randomElement(using: &random).flatMap({ HTTPField.Name($0) }) else { return }
      request.headers[name] = words.randomElement(using: &random) ?? ""
    }
  }

  private static func mutate(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    case 1: bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: place)
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<40, using: &random)))
    case 3: bytes = Array(bytes[..<place])
    default: bytes += bytes[place...]
    }
    return bytes
  }

  /// Whether a client of the answer's content type can parse it.
  private static func isReadable(_ answer: ServerAnswer, to method: String = "POST") -> Bool {
    let body = Array(answer.body.utf8)
    if method == "HEAD", body.isEmpty { return true }
    switch answer.contentType {
    case "text/plain": return !body.isEmpty
    case "text/xml":
      let response = QueryResponse(status: answer.status, contentType: answer.contentType, body: answer.body)
      if answer.status == 200 { return (try? XMLReader.parse(body)) != nil }
      guard case .failure(let error, let id)? = try? response.decode("Any") else { return false }
      return !error.code.isEmpty && !error.message.isEmpty && id == answer.requestID
    case "application/xml":
      guard let root = try? XMLReader.parse(body), root.name == "Error" else { return false }
      return root.string("Code")?.isEmpty == false && root.string("RequestId") == answer.requestID
    default:
      guard answer.contentType.hasPrefix("application/"), let root = try? JSONParser.parse(body) else { return false }
      return if case .object = root.value { true } else { false }
    }
  }
}
