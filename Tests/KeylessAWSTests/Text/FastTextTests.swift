import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("Text written and scanned fast is what the slow way gives")
struct FastTextTests {
  @Test("escaping for XML is that of one scalar after the other")
  func xml() {
    let seed: UInt64 = 41
    var random = SplitMix64(seed: seed)
    let pieces = [
      "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{FEFF}", "\u{1F600}", "\0", "\u{1F}", "\u{7F}", "abcdefgh", "&", "<", ">",
      "\r", "\t", "?", "=", "\u{85}",
    ]
    for round in 0..<5_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      var out = ByteSink(capacity: 0)
      XMLWriter.escape(text, to: &out)
      let written = out.bytes
      #expect(written == Array(Self.escaped(text).utf8), "seed \(seed), round \(round)")
    }
    for place in 0..<17 {
      for byte in UInt8(0)..<0x80 {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 17)
        bytes[place] = byte
        var out = ByteSink(capacity: 0)
        XMLWriter.escape(String(decoding: bytes, as: UTF8.self), to: &out)
        let written = out.bytes
        #expect(written == Array(Self.escaped(String(decoding: bytes, as: UTF8.self)).utf8), "byte \(byte) at \(place)")
      }
    }
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: out += "&amp;"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x0D: out += "&#xD;"
      case 0x09, 0x0A: out.unicodeScalars.append(scalar)
      case 0..<0x20, 0xFFFE, 0xFFFF: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  @Test("printable ASCII is found byte by byte")
  func printable() {
    for place in 0..<17 {
      for value in UInt32(0)..<0x180 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        var text = String.UnicodeScalarView(repeatElement("x", count: 17))
        text.replaceSubrange(
          text.index(text.startIndex, offsetBy: place)...text.index(text.startIndex, offsetBy: place),
          with: [scalar]
        )
        #expect(String(text).isPrintableASCII == (0x20..<0x7F).contains(value), "U+\(value) at \(place)")
      }
    }
  }

  @Test("lengths count scalars on both sides of a limit", arguments: ["a", "é", "\u{20AC}", "\u{1F600}", "e\u{301}"])
  func lengths(unit: String) {
    for count in 0..<20 {
      let text = String(repeating: unit, count: count)
      let scalars = text.unicodeScalars.count
      for limit in 0..<20 {
        #expect(ParameterConstraint.maximumLength(limit).admits(text) == (scalars <= limit))
        #expect(ParameterConstraint.minimumLength(limit).admits(text) == (scalars >= limit))
      }
    }
  }

  @Test("a UUID and a key id are written as their bits say")
  func ids() throws {
    #expect(UUIDText.random(Array(0..<16)) == "00010203-0405-4607-8809-0a0b0c0d0e0f")
    #expect(UUIDText.random([0xFF]) == "ff000000-0000-4000-8000-000000000000")
    var random = SplitMix64(seed: 42)
    for _ in 0..<2_000 {
      let noise = (0..<10).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let account = try #require(AccountID(number: UInt64.random(in: 0...999_999_999_999, using: &random)))
      let head = 1 << 47 | (account.number & 0xFF_FFFF_FFFF) << 7 | UInt64(noise[5] & 0x7F)
      let bytes = (0..<6).map { UInt8(truncatingIfNeeded: head >> UInt64(40 - 8 * $0)) } + noise[6..<10]
      let id = AccessKeyID(.session, account: account) { _ in noise }
      #expect(id.text == "ASIA" + Base32.encode(bytes))
      #expect(AccessKeyID(.longTerm, account: account, noise: noise[...]).text == "AKIA" + Base32.encode(bytes))
      #expect(AccessKeyID(id.text)?.account == account)
    }
    let account = try #require(AccountID("111122223333"))
    #expect(AccessKeyID(.session, account: account, noise: []).account == account)
    let shared: [UInt8] = Array(0..<20)
    #expect(
      AccessKeyID(.session, account: account, noise: shared[5..<15])
        == AccessKeyID(.session, account: account) { _ in Array(5..<15) }
    )
  }

  @Test("times keep their width at both ends of the calendar")
  func times() {
    #expect(WireTime.extended(0) == "1970-01-01T00:00:00Z")
    #expect(WireTime.extended(Int.min) == "0000-01-01T00:00:00Z")
    #expect(WireTime.basic(Int.max) == "99991231T235959Z")
    for seconds in stride(from: 1_700_000_000, to: 1_900_000_000, by: 1_234_567) {
      #expect(WireTime.parseExtended(WireTime.extended(seconds)) == seconds)
      #expect(WireTime.parseBasic(WireTime.basic(seconds)) == seconds)
    }
  }

  @Test("the one walk over a role's ARN gives what splitting it gives")
  func roleARNs() {
    let seed: UInt64 = 43
    var random = SplitMix64(seed: seed)
    let base = Array("arn:aws-cn:iam::111122223333:role/team/prod/deploy".utf8)
    let pieces = Array(":/ -_é\u{7F}\n+=,.@a0%x!".utf8)
    var read = 0
    for round in 0..<20_000 {
      var bytes = base
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = pieces.randomElement(using: &random) ?? 0
        case 2: bytes.insert(pieces.randomElement(using: &random) ?? 0, at: place)
        default: bytes.insert(contentsOf: repeatElement(UInt8(ascii: "n"), count: 60), at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let slow = Result { () throws(ARNError) in try RoleARN(ARN(parsing: text)) }
      let fast = Result { () throws(ARNError) in try RoleARN(parsing: text) }
      #expect(slow == fast, "seed \(seed), round \(round): \(text)")
      if case .success(let role) = fast {
        read += 1
        #expect(role.description == text, "seed \(seed), round \(round)")
      }
    }
    #expect(read > 4_000)
    #expect(read < 18_000)
  }
}
