import KeylessTesting
import KeylessSource
import Testing

@Suite("JSONIndex")
struct JSONIndexTests {
  @Test("on mutated documents index and reference agree: same tree and places, or same error at the same byte")
  func agreesWithReference() {
    let seed: UInt64 = 0x6B65_796C_6573_7303
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for number in 0..<30_000 {
      let document = Self.document(&random)
      let limits = JSONParser.Limits(size: 4096, depth: Int.random(in: 1...6, using: &random))
      let expected = Result { () throws(JSONError) in try ReferenceJSONParser.parse(document, limits: limits) }
      let found = Result { () throws(JSONError) in try JSONParser.parse(document, limits: limits) }
      #expect(Self.same(found, expected), "seed \(seed), document \(number): \(document)")
      if case .success(let node) = expected {
        accepted += 1
        Self.checkMembers(document, limits, node, "seed \(seed), document \(number)")
      }
    }
    #expect(accepted > 3000 && accepted < 27_000, "seed \(seed): \(accepted) accepted")
  }

  /// Every member asked for by name is the one in the tree, and a name that is not there is not found.
  private static func checkMembers(
    _ document: [UInt8],
    _ limits: JSONParser.Limits,
    _ node: JSONNode,
    _ comment: Comment
  ) {
    guard let index = try? JSONIndex(document, limits: limits), case .object(let members) = node.value else { return }
    for member in members {
      let place = index.member(member.name, of: index.root)
      #expect(place.map(index.node) == member.value, comment)
      let absent = index.member(member.name + "?", of: index.root).map(index.node)
      #expect(absent == node[member.name + "?"], comment)
    }
  }

  /// Equality down to the bytes of every string, which `==` on `JSONNode` does not give.
  private static func same(_ left: Result<JSONNode, JSONError>, _ right: Result<JSONNode, JSONError>) -> Bool {
    switch (left, right) {
    case (.success(let left), .success(let right)): same(left, right)
    case (.failure(let left), .failure(let right)):
      left.code == right.code && left.offset == right.offset && left.reason.utf8.elementsEqual(right.reason.utf8)
    default: false
    }
  }

  private static func same(_ left: JSONNode, _ right: JSONNode) -> Bool {
    guard left.range == right.range else { return false }
    switch (left.value, right.value) {
    case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
    case (.number(let left), .number(let right)): return left.literal.utf8.elementsEqual(right.literal.utf8)
    case (.array(let left), .array(let right)): return left.elementsEqual(right, by: same)
    case (.object(let left), .object(let right)):
      return left.elementsEqual(right) { left, right in
        left.name.utf8.elementsEqual(right.name.utf8) && left.nameRange == right.nameRange
          && same(left.value, right.value)
      }
    default: return left.value == right.value
    }
  }

  /// A document that is right or nearly so, with up to three bytes changed, removed, doubled or put in.
  private static func document(_ random: inout SplitMix64) -> [UInt8] {
    var out = ""
    write(&random, 0, to: &out)
    var bytes = Array(out.utf8)
    let noise =
      Array(#"{}[]:,"\u0 dD8bC 9e.-+tfn/aA"#.utf8) + [0, 0x0A, 0x1F, 0x7F, 0x80, 0xC2, 0xE9, 0xED, 0xF4, 0xFF]
    for _ in 0..<max(0, Int.random(in: -2...3, using: &random)) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let byte = noise[Int.random(in: 0..<noise.count, using: &random)]
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = byte
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(byte, at: place)
      case 3: bytes.insert(bytes[place], at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  private static let names = [
    "a", "b", "iss", "\\u0069ss", "is\\u0073", "aud", "\\u0000iss", "é", "e\u{301}", "\\u00e9", "", "12345678",
    "1234567\\u0038", "123456789", "https://aws.amazon.com/tags", "a longer name than eight",
    "a longer name than eigh\\u0074", "😀", "\\ud83d\\ude00",
  ]

  private static func write(_ random: inout SplitMix64, _ depth: Int, to out: inout String) {
    let space = ["", "", "", " ", "\n\t", "\r "]
    func pause(_ random: inout SplitMix64) -> String { space[Int.random(in: 0..<space.count, using: &random)] }
    out += pause(&random)
    var choice = Int.random(in: depth > 4 ? 2..<12 : 0..<12, using: &random)
    if depth == 0 && choice < 10 { choice = choice < 2 ? 0 : 1 }
    switch choice {
    case 0:
      out += "["
      for place in 0..<Int.random(in: 0..<4, using: &random) {
        if place > 0 { out += "," }
        write(&random, depth + 1, to: &out)
      }
      out += "]"
    case 1:
      out += "{"
      // Now and then more members than are compared one by one.
      let numbered = Int.random(in: 0..<40, using: &random) == 0 ? 70 : 0
      for number in 0..<numbered { out += "\"n\(number)\":\(number)," }
      for place in 0..<(Int.random(in: 0..<5, using: &random) + min(numbered, 1)) {
        if place > 0 { out += pause(&random) + "," + pause(&random) }
        let name = names[Int.random(in: 0..<names.count, using: &random)]
        out += "\"\(name)\"" + pause(&random) + ":"
        write(&random, depth + 1, to: &out)
      }
      out += "}"
    case 2: out += "true"
    case 3: out += ["false", "null"][Int.random(in: 0..<2, using: &random)]
    case 4: out += ["0", "-0", "12.50", "1e5", "-3.25E-7", "01", "1."][Int.random(in: 0..<7, using: &random)]
    case 5: out += String(Int.random(in: Int.min...Int.max, using: &random))
    default:
      out += "\""
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let pieces = [
          "text", "12345678", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\ud800",
          " ",
        ]
        out += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      out += "\""
    }
    out += pause(&random)
  }

  @Test("a quote, a backslash and a control character are seen at every place of a string of every length")
  func everyPlace() throws {
    for length in 0..<40 {
      let plain = [UInt8](repeating: UInt8(ascii: "x"), count: length)
      let whole = [0x22] + plain + [0x22]
      #expect(try JSONParser.parse(whole).value == .string(String(decoding: plain, as: UTF8.self)))
      for place in 0..<length {
        for byte: UInt8 in 0...255 {
          var changed = whole
          changed[place + 1] = byte
          let found = try? JSONParser.parse(changed)
          #expect(found == (try? ReferenceJSONParser.parse(changed)), "length \(length), place \(place), byte \(byte)")
        }
      }
    }
  }

  @Test("a name twice is refused wherever the two stand among many, and all names of such an object are found")
  func manyMembers() throws {
    for count in [2, 3, 33, 63, 64, 65, 66, 200] {
      let names = (0..<count).map { "member number \($0)" }
      func text(_ names: [String]) -> [UInt8] {
        Array("{\(names.map { "\"\($0)\":[{}]" }.joined(separator: ","))}".utf8)
      }
      let index = try JSONIndex(text(names))
      for name in names { #expect(index.member(name, of: index.root) != nil, "\(name) of \(count)") }
      #expect(index.member("member number \(count)", of: index.root) == nil)
      for place in [0, count / 2, count - 2] {
        for twin in [names[place], "\\u006dember number \(place)"] {
          let error = #expect(throws: JSONError.self) { try JSONIndex(text(names + [twin])) }
          #expect(error?.code == .duplicateMember, "\(twin) of \(count)")
        }
      }
    }
  }

  @Test("a short text packs with its length, so that a NUL before a name makes another name")
  func packed() throws {
    let index = try JSONIndex(Array(#"["alg","\u0061lg","\u0000alg","","crit","jwks2",7]"#.utf8))
    let places = try #require(index.array(index.root))
    #expect(
      places.map(index.packed) == [0x3_00_61_6C_67, 0x3_00_61_6C_67, 0x4_00_61_6C_67, 0, 0x4_63_72_69_74, nil, nil]
    )
  }

  @Test("a dense, a deep and a hostile document of a megabyte are indexed in bounded work")
  func large() throws {
    let size = 1 << 20
    let dense = Array("[".utf8) + Array(String(repeating: "1,", count: size / 2 - 2).utf8) + Array("1]".utf8)
    let list = try JSONIndex(dense)
    #expect(list.array(list.root)?.count == size / 2 - 1)
    let members = (0..<80_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    let object = try JSONIndex(Array("{\(members)}".utf8))
    #expect(object.member("k79999", of: object.root) != nil)
    #expect(throws: JSONError.self) { try JSONIndex(Array("{\(members),\"k0\":0}".utf8)) }
    #expect(throws: JSONError.self) { try JSONIndex([UInt8](repeating: UInt8(ascii: "["), count: size)) }
  }
}
