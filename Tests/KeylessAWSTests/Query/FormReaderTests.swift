import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("The fast form reader against the slow one")
struct FormReaderTests {
  /// What a decoder could trip over, put anywhere.
  static let pieces = [
    "&", "=", "%", "+", "%4", "%41", "%zz", "%2B", "%26", "%3D", "%00", "%7F", "%0A", "%0d", "%09", "%1f", "%80",
    "%C3%A9",
    "%C3%28", "%EF%BF%BE", "%E2%82", "%ff", "é", " ", "\u{7F}", "\u{1}", "\n", ",", "!", "*", "(", "#", "~", "/", ":",
    "&&", "a=1", "&Action=Y", "&Version=1", "&X-Amz-Date=1", "&x-Amz-Date=1", "&RoleArn=x",
    "&PolicyArns.member.1.arn=p",
    "&%41ction=Z", "&b", "&=c", "&e%CC%81=1", "&L.member.2=b", String(repeating: "n", count: 129) + "=",
    String(repeating: "v", count: 40),
  ]

  static let bodies = [
    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx"
      + "&RoleSessionName=job-1&WebIdentityToken=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2V4YW1wbGUuY29tIn0.c2lnbmF0dXJl",
    "Version=2011-06-15&WebIdentityToken=a.b.c&Action=AssumeRoleWithWebIdentity&DurationSeconds=900&Policy=%7B%22a%22%3A+1%7D",
    "Action=X&Version=1&L.member.1=a&L.member.2=b&L.member.10=c&T.member.1.Key=k&T.member.1.Value=%C3%A9",
    "Action=X",
    (0..<30).map { "Action\($0 == 7 ? "" : "\($0)")=v\($0 &* 37 % 11)" }.joined(separator: "&"),
  ]

  @Test("forty thousand mutated bodies are read or refused alike")
  func differential() throws {
    let seed: UInt64 = 20_261_123
    var random = SplitMix64(seed: seed)
    var read = 0
    var refused = 0
    for round in 0..<40_000 {
      var body = Array((Self.bodies.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) { Self.mutate(&body, &random) }
      let limits = round % 16 == 0 ? QueryRequest.Limits(size: 200, parameters: 4) : QueryRequest.Limits()
      let expected = Result { () throws(QueryError) in try ReferenceForm(body, limits: limits) }
      let actual = Result { () throws(QueryError) in ReferenceForm(try QueryRequest(form: body, limits: limits)) }
      switch (expected, actual) {
      case (.success(let left), .success(let right)):
        read += 1
        guard left == right else {
          Issue.record("seed \(seed), round \(round): read differently: \(String(decoding: body, as: UTF8.self))")
          return
        }
      case (.failure(let left), .failure(let right)):
        refused += 1
        guard left == right else {
          Issue.record(
            "seed \(seed), round \(round): \(left) became \(right): \(String(decoding: body, as: UTF8.self))"
          )
          return
        }
      default:
        Issue.record("seed \(seed), round \(round): one reads, one refuses: \(String(decoding: body, as: UTF8.self))")
        return
      }
    }
    // Both ends must be exercised, or the comparison says little.
    #expect(read > 8_000)
    #expect(refused > 8_000)
  }

  @Test("every byte at every place of a value of one to twenty bytes is read or refused alike")
  func everyByte() {
    for length in 1...20 {
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var value = [UInt8](repeating: UInt8(ascii: "v"), count: length)
          value[place] = byte
          let body = Array("Action=X&a=".utf8) + value
          let expected = try? ReferenceForm(body, limits: QueryRequest.Limits())
          let actual = (try? QueryRequest(form: body)).map { ReferenceForm($0) }
          guard expected == actual else {
            Issue.record("byte \(byte) at \(place) of \(length) is read differently")
            return
          }
        }
      }
    }
  }

  private static func mutate(_ body: inout [UInt8], _ random: inout SplitMix64) {
    let place = body.isEmpty ? 0 : Int.random(in: 0..<body.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: body.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
    case 1: body.append(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8)
    case 2: if !body.isEmpty { body.remove(at: place) }
    case 3: if !body.isEmpty { body[place] = UInt8.random(in: .min ... .max, using: &random) }
    case 4: body.removeLast(min(body.count, Int.random(in: 0...30, using: &random)))
    default:
      // The pairs in another order.
      var pairs = body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
      pairs.shuffle(using: &random)
      body = Array(pairs.joined(separator: [UInt8(ascii: "&")]))
    }
  }
}
