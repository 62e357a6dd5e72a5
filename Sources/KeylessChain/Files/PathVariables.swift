/// `$NAME` and `${NAME}` in a path, as Go's `os.ExpandEnv` and Python's `os.path.expandvars` replace them, once and from left to
/// right: what stands in a value is not looked at again.
struct PathVariables {
  enum Language {
    /// A variable that is not set is empty.
    case go
    /// A variable that is not set stays as it is written.
    case python
  }

  private let situation: Situation
  private let language: Language

  init(_ situation: Situation, _ language: Language) {
    self.situation = situation
    self.language = language
  }

  func expanding(_ path: String) throws(UnknownInput) -> String {
    let bytes = Array(path.utf8)
    guard bytes.contains(Self.dollar) else { return path }
    // Beyond it no brace is looked for, or a text of `${${…` would be searched to its end from each place.
    let lastBrace = bytes.lastIndex(of: UInt8(ascii: "}")) ?? -1
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == Self.dollar else {
        out.append(bytes[index])
        index += 1
        continue
      }
      let (name, end) = name(bytes, at: index + 1, lastBrace)
      out += try value(name, bytes[index..<end])
      index = end
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let dollar = UInt8(ascii: "$")
  /// The shell's own, which Go takes for names of one character.
  private static let special = Set("*#$@!?-0123456789".utf8)

  /// What stands behind a dollar, and where it ends; nil where it is no name and all of it stays.
  private func name(_ bytes: [UInt8], at start: Int, _ lastBrace: Int) -> (ArraySlice<UInt8>?, end: Int) {
    guard start < bytes.count else { return (nil, start) }
    if bytes[start] == UInt8(ascii: "{") {
      guard start < lastBrace, let close = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else {
        // Go swallows both characters of a brace that nothing closes.
        return language == .go ? ([], start + 1) : (nil, start)
      }
      return (bytes[(start + 1)..<close], close + 1)
    }
    if language == .go, Self.special.contains(bytes[start]) { return (bytes[start...start], start + 1) }
    let name = bytes[start...].prefix {
      (0x41...0x5A).contains($0 & ~0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
    return name.isEmpty ? (nil, start) : (name, name.endIndex)
  }

  private func value(_ name: ArraySlice<UInt8>?, _ written: ArraySlice<UInt8>) throws(UnknownInput) -> [UInt8] {
    guard let name else { return Array(written) }
    let text = name.isEmpty ? nil : try situation.written(String(decoding: name, as: UTF8.self))
    guard let text else { return language == .go ? [] : Array(written) }
    return Array(try text.known().utf8)
  }
}
