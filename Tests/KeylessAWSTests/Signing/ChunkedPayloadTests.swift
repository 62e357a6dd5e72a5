import Testing

@testable import KeylessAWS
import KeylessTesting

/// The two uploads of AWS's documentation ("Transferring Payload in Multiple Chunks" and "Including Trailing Headers"):
/// 66,560 times the letter a, in chunks of 65,536, 1,024 and 0 bytes.
///
/// That their published signatures verify shows that they were recalled right.
@Suite("bodies in chunks")
struct ChunkedPayloadTests {
  private static let secret = SecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
  private static let data = [UInt8](repeating: UInt8(ascii: "a"), count: 66_560)

  private static let plainSeed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"
  private static let plain = [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ]

  private static let trailerSeed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"
  private static let trailed = [
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
  ]
  private static let checksum = "x-amz-checksum-crc32c:sOO8/Q==\r\n"
  private static let trailerSignature = "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435"

  private static func signatures(_ seed: String) throws -> ChunkSignatures {
    let scope = CredentialScope(date: "20130524", region: "us-east-1", service: "s3")
    let time = try #require(WireTime.parseBasic("20130524T000000Z"))
    return ChunkSignatures(secret: secret, scope: scope, time: time, seed: seed)
  }

  private static func body(_ signatures: [String], end: String = "\r\n") -> [UInt8] {
    Array("10000;chunk-signature=\(signatures[0])\r\n".utf8) + data.prefix(65_536)
      + Array("\r\n400;chunk-signature=\(signatures[1])\r\n".utf8) + data.suffix(1024)
      + Array("\r\n0;chunk-signature=\(signatures[2])\r\n\(end)".utf8)
  }

  private static let trailer = checksum + "x-amz-trailer-signature:\(trailerSignature)\r\n\r\n"

  private static func decode(
    _ body: [UInt8],
    _ form: ChunkedPayload.Form = .signed,
    length: Int = data.count,
    announced: [String] = [],
    seed: String = plainSeed
  ) throws -> ChunkedPayload {
    try ChunkedPayload(
      body,
      form: form,
      length: length,
      announced: announced,
      signatures: form.isSigned ? signatures(seed) : nil
    )
  }

  @Test("AWS's documented upload is read and verified")
  func documented() throws {
    let body = Self.body(Self.plain)
    #expect(body.count == 66_824)
    #expect(try Self.decode(body).bytes == Self.data)
  }

  @Test("AWS's documented upload with a trailer is read and verified, and its checksum is the one of its bytes")
  func trailing() throws {
    let payload = try Self.decode(
      Self.body(Self.trailed, end: Self.trailer),
      .signedWithTrailer,
      announced: ["x-amz-checksum-crc32c"],
      seed: Self.trailerSeed
    )
    #expect(payload.bytes == Self.data)
    let trailer = try #require(payload.trailers.first)
    #expect(payload.trailers.count == 1)
    #expect(trailer.name == "x-amz-checksum-crc32c")
    #expect(ObjectChecksum.crc32c.value(of: payload.bytes) == trailer.value)
  }

  @Test("a trailer that was changed, not signed, or is not the announced one is refused")
  func hostileTrailers() throws {
    func decode(_ end: String, announced: [String] = ["x-amz-checksum-crc32c"]) throws -> ChunkedPayload {
      try Self.decode(
        Self.body(Self.trailed, end: end),
        .signedWithTrailer,
        announced: announced,
        seed: Self.trailerSeed
      )
    }
    let signature = "x-amz-trailer-signature:\(Self.trailerSignature)\r\n"
    #expect(throws: ChunkedPayload.Failure.signature) {
      try decode("x-amz-checksum-crc32c:sOO8/A==\r\n\(signature)\r\n")
    }
    #expect(throws: ChunkedPayload.Failure.signature) { try decode("\(Self.checksum)\r\n") }
    #expect(throws: ChunkedPayload.Failure.signature) {
      try decode("\(Self.checksum)x-amz-trailer-signature:\(String(repeating: "0", count: 64))\r\n\r\n")
    }
    #expect(throws: ChunkedPayload.Failure.self) { try decode("\(Self.checksum)\(Self.checksum)\(signature)\r\n") }
    #expect(throws: ChunkedPayload.Failure.self) { try decode("\(Self.checksum)\(signature)\(Self.checksum)\r\n") }
    #expect(throws: ChunkedPayload.Failure.self) { try decode(Self.trailer, announced: []) }
    #expect(throws: ChunkedPayload.Failure.self) { try decode(Self.trailer, announced: ["x-amz-checksum-crc32"]) }
    #expect(throws: ChunkedPayload.Failure.self) { try decode(Self.trailer + "x") }
    #expect(throws: ChunkedPayload.Failure.self) { try decode(Self.checksum + signature) }
  }

  @Test("a chunk that was changed, moved, left out or added is refused")
  func hostileChunks() throws {
    for place in [100, 40_000, 65_700] {
      var altered = Self.body(Self.plain)
      altered[place] = UInt8(ascii: "b")
      #expect(throws: ChunkedPayload.Failure.signature, "\(place)") { try Self.decode(altered) }
    }
    var otherSignature = Self.plain
    otherSignature[1] = String(repeating: "0", count: 64)
    #expect(throws: ChunkedPayload.Failure.signature) { try Self.decode(Self.body(otherSignature)) }
    #expect(throws: ChunkedPayload.Failure.signature) {
      try Self.decode(Self.body([Self.plain[1], Self.plain[0], Self.plain[2]]))
    }
    // Another request's chain.
    #expect(throws: ChunkedPayload.Failure.signature) { try Self.decode(Self.body(Self.plain), seed: Self.trailerSeed) }
    // Without the chunk that ends the body.
    let cut = Self.body(Self.plain).prefix { _ in true }.dropLast(86)
    #expect(throws: ChunkedPayload.Failure.malformed("a line never ends")) { try Self.decode(Array(cut)) }
    #expect(throws: ChunkedPayload.Failure.self) { try Self.decode(Self.body(Self.plain) + Array("x".utf8)) }
    #expect(throws: ChunkedPayload.Failure.self) { try Self.decode(Array(Self.body(Self.plain).dropLast(2))) }
  }

  @Test("another length than the announced one is refused, before the chunks are believed")
  func lengths() {
    #expect(throws: ChunkedPayload.Failure.length(1024)) {
      try Self.decode(Self.body(Self.plain), length: 65_536 + 1023)
    }
    #expect(throws: ChunkedPayload.Failure.length(66_560)) { try Self.decode(Self.body(Self.plain), length: 66_561) }
    #expect(throws: ChunkedPayload.Failure.length(65_536)) { try Self.decode(Self.body(Self.plain), length: 0) }
    #expect(throws: ChunkedPayload.Failure.length(65_536)) { try Self.decode(Self.body(Self.plain), length: -1) }
  }

  @Test(
    "a size that is huge, negative, empty or no number is refused",
    arguments: [
      "ffffffff", "100000000", "7fffffffffffffff", "-1", "", "x", "0x10", " 10", "10 ",
    ]
  )
  func sizes(size: String) {
    let body = Array("\(size);chunk-signature=\(Self.plain[0])\r\n".utf8) + Self.data
    #expect(throws: ChunkedPayload.Failure.self) { try Self.decode(body) }
    #expect(throws: ChunkedPayload.Failure.self) {
      try Self.decode(Array("\(size)\r\n".utf8) + Self.data + Array("\r\n0\r\n\r\n".utf8), .unsignedWithTrailer)
    }
  }

  @Test("a signed chunk before the last must have 8,192 bytes")
  func small() throws {
    var signatures = try Self.signatures(Self.plainSeed)
    let (first, second) = (Self.data[..<100], Self.data[100..<200])
    let names = [signatures.next(chunk: first), signatures.next(chunk: second), signatures.next(chunk: [])]
    let body =
      Array("64;chunk-signature=\(names[0])\r\n".utf8) + first + Array("\r\n64;chunk-signature=\(names[1])\r\n".utf8)
      + second + Array("\r\n0;chunk-signature=\(names[2])\r\n\r\n".utf8)
    #expect(throws: ChunkedPayload.Failure.smallChunk(100)) { try Self.decode(body, length: 200) }
    // The twin: as the only chunk it is the last.
    var again = try Self.signatures(Self.plainSeed)
    let alone = [again.next(chunk: first), again.next(chunk: [])]
    let short =
      Array("64;chunk-signature=\(alone[0])\r\n".utf8) + first
      + Array("\r\n0;chunk-signature=\(alone[1])\r\n\r\n".utf8)
    #expect(try Self.decode(short, length: 100).bytes == Array(first))
  }

  @Test("chunks without signatures are read with their trailer, and never in the place of signed ones")
  func unsigned() throws {
    let body = Array("5\r\nhello\r\n6\r\n world\r\n0\r\nX-Amz-Checksum-Crc32:DUoRhQ==\r\n\r\n".utf8)
    let announced = ["x-amz-checksum-crc32"]
    let payload = try Self.decode(body, .unsignedWithTrailer, length: 11, announced: announced)
    #expect(payload.bytes == Array("hello world".utf8))
    #expect(payload.trailers.first?.value == ObjectChecksum.crc32.value(of: payload.bytes))
    #expect(throws: ChunkedPayload.Failure.self) { try Self.decode(body, .signed, length: 11) }
    #expect(throws: ChunkedPayload.Failure.self) {
      try Self.decode(body, .signedWithTrailer, length: 11, announced: announced)
    }
    #expect(throws: ChunkedPayload.Failure.signature) {
      try ChunkedPayload(body, form: .signed, length: 11, announced: [], signatures: nil)
    }
    #expect(throws: ChunkedPayload.Failure.self) {
      try Self.decode(Self.body(Self.plain), .unsignedWithTrailer)
    }
    #expect(try Self.decode(Array("0\r\n\r\n".utf8), .unsignedWithTrailer, length: 0).bytes.isEmpty)
  }

  @Test("garbage and cut bodies never do more than be refused", arguments: [UInt64(11), 12, 13])
  func garbage(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let good = Self.body(Self.trailed, end: Self.trailer)
    for _ in 0..<300 {
      var body = good
      if Bool.random(using: &random) { body = Array(body.prefix(Int.random(in: 0..<body.count, using: &random))) }
      for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
        // Mostly within the framing, where it hurts.
        let place =
          Bool.random(using: &random)
          ? Int.random(in: max(0, body.count - 400)..<body.count, using: &random)
          : Int.random(in: 0..<min(100, body.count), using: &random)
        body[place] = UInt8.random(in: 0...255, using: &random)
      }
      guard body != good else { continue }
      for form in ChunkedPayload.Form.allCases {
        let payload = try? Self.decode(body, form, announced: ["x-amz-checksum-crc32c"], seed: Self.trailerSeed)
        // Names of trailers have no case.
        #expect(payload == nil || body.map(ASCII.lowercased) == good, "seed \(seed)")
      }
    }
  }
}
