import KeylessSource

extension TerraformFunctions {
  static let strings: [String: Function] = [
    "lower": { try changed($0) { $0.lowercased() } },
    "upper": { try changed($0) { $0.uppercased() } },
    "strrev": { try changed($0) { String($0.reversed()) } },
    "title": { try changed($0, title) },
    "indent": { call in
      try call.expect(2...2)
      let (spaces, text) = (try call.integer(0), try call.text(1))
      guard spaces >= 0, spaces < 10_000 else { throw call.error("the indentation is no size") }
      return try joined(
        call,
        pieces(text, at: [UInt8(ascii: "\n")]),
        with: "\n" + String(repeating: " ", count: spaces)
      )
    },
    "chomp": { call in
      let text = try call.text(0)
      var end = text.bytes.count
      while end > 0, text.bytes[end - 1] == 0x0A || text.bytes[end - 1] == 0x0D { end -= 1 }
      return call.value(text.slice(0..<end))
    },
    "trimspace": { call in
      let text = try call.text(0)
      return try call.value(trimmed(call, text) { $0.properties.isWhitespace })
    },
    "trim": { call in
      let characters = try call.plain(1).unicodeScalars
      return try call.value(trimmed(call, call.text(0)) { characters.contains($0) })
    },
    "trimprefix": { call in
      let (text, prefix) = (try call.text(0), try call.text(1))
      guard let begins = text.hasPrefix(prefix) else { throw unsettled(call, call.arguments) }
      return call.value(begins ? text.slice(prefix.bytes.count..<text.bytes.count) : text)
    },
    "trimsuffix": { call in
      let (text, suffix) = (try call.text(0), try call.text(1))
      guard let ends = hasSuffix(text, suffix) else { throw unsettled(call, call.arguments) }
      return call.value(ends ? text.slice(0..<text.bytes.count - suffix.bytes.count) : text)
    },
    "startswith": { call in
      guard let answer = try call.text(0).hasPrefix(call.text(1)) else { throw unsettled(call, call.arguments) }
      return call.value(answer)
    },
    "endswith": { call in
      guard let answer = try hasSuffix(call.text(0), call.text(1)) else { throw unsettled(call, call.arguments) }
      return call.value(answer)
    },
    "strcontains": { call in
      let (text, part) = (try call.plain(0), try call.plain(1))
      return call.value(find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil)
    },
    "substr": { call in
      try call.expect(3...3)
      return try substring(call, call.plain(0), call.integer(1), call.integer(2))
    },
    "split": { call in
      try call.expect(2...2)
      let separator = try call.plain(0)
      let text = try separable(call, call.argument(1), by: separator)
      let parts: [TerraformText]
      if separator.isEmpty {
        parts = text.string.map { TerraformText(String($0), at: call.span) }
      } else {
        parts = pieces(text, at: Array(separator.utf8))
      }
      let place = try call.argument(1).span
      return call.value(
        .list(parts.map { TerraformValue(.text($0), at: $0.span(of: 0..<$0.bytes.count) ?? place) }, .list)
      )
    },
    "join": { call in
      let separator = try call.text(0)
      var texts: [TerraformText] = []
      for argument in call.arguments.dropFirst() { texts += try call.list(argument).map(call.text) }
      return try joined(call, texts, separator)
    },
  ]

  private static func changed(_ call: TerraformCall, _ change: (String) -> String) throws -> TerraformValue {
    try call.expect(1...1)
    return try call.value(change(call.plain(0)))
  }

  /// Each letter behind what is none becomes a capital.
  private static func title(_ text: String) -> String {
    var result = ""
    var isInWord = false
    for scalar in text.unicodeScalars {
      if isInWord {
        result.unicodeScalars.append(scalar)
      } else {
        result += scalar.properties.titlecaseMapping
      }
      isInWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
    }
    return result
  }

  static func joined(_ call: TerraformCall, _ texts: [TerraformText], with separator: String) throws -> TerraformValue {
    try joined(call, texts, TerraformText(separator, at: call.span))
  }

  static func joined(
    _ call: TerraformCall,
    _ texts: [TerraformText],
    _ separator: TerraformText
  ) throws
    -> TerraformValue
  {
    var builder = TerraformTextBuilder(limit: call.scope.work.limits.text)
    for (position, text) in texts.enumerated() {
      if position > 0 { builder.append(separator, in: call.scope, at: call.span) }
      builder.append(text, in: call.scope, at: call.span)
    }
    let place = texts.first.flatMap { $0.span(of: 0..<$0.bytes.count) }
    return builder.value(at: texts.count == 1 ? place ?? call.span : call.span)
  }

  static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = part.first else { return start }
    guard start <= bytes.count - part.count else { return nil }
    for index in start...bytes.count - part.count
    where bytes[index] == first && bytes[index..<index + part.count].elementsEqual(part) {
      return index
    }
    return nil
  }

  /// The texts between separators, which are not empty.
  static func pieces(_ text: TerraformText, at separator: [UInt8]) -> [TerraformText] {
    var pieces: [TerraformText] = []
    var start = 0
    while let found = find(separator, in: text.bytes, from: start) {
      pieces.append(text.slice(start..<found))
      start = found + separator.count
    }
    pieces.append(text.slice(start..<text.bytes.count))
    return pieces
  }

  /// A text that can be cut at a separator: symbols may be in it when they cannot hold any of the separator.
  static func separable(_ call: TerraformCall, _ value: TerraformValue, by separator: String) throws -> TerraformText {
    let text = try call.text(value)
    if text.isPlain { return text }
    guard text.unknowns.isEmpty, !separator.isEmpty,
      !separator.unicodeScalars.contains(where: symbolCharacters.contains)
    else {
      throw call.refuse(value, wanting: "a string")
    }
    return text
  }

  /// Characters that accounts, partitions, regions and domains are made of.
  private static let symbolCharacters = Set("abcdefghijklmnopqrstuvwxyz0123456789-.".unicodeScalars)

  /// Without characters of a kind at its ends, which symbols and unknown pieces may not hold.
  private static func trimmed(
    _ call: TerraformCall,
    _ text: TerraformText,
    _ goes: (Unicode.Scalar) -> Bool
  ) throws -> TerraformText {
    let holdsSymbols = symbolCharacters.contains(where: goes)
    let scalars = Array(text.string.unicodeScalars)
    var (low, high) = (0, scalars.count)
    func mayGo(_ scalar: Unicode.Scalar) throws -> Bool {
      guard scalar.value >= 0xF0000 else { return goes(scalar) }
      if scalar == TerraformText.unknownMark || holdsSymbols { throw unsettled(call, call.arguments) }
      return false
    }
    while low < high, try mayGo(scalars[low]) { low += 1 }
    while high > low, try mayGo(scalars[high - 1]) { high -= 1 }
    let lower = scalars[..<low].reduce(0) { $0 + UTF8.width($1) }
    let upper = scalars[..<high].reduce(0) { $0 + UTF8.width($1) }
    return text.slice(lower..<upper)
  }

  private static func hasSuffix(_ text: TerraformText, _ suffix: TerraformText) -> Bool? {
    let (mine, theirs) = (text.bytes, suffix.bytes)
    guard suffix.isPlain else { return text.equals(suffix) == true ? true : nil }
    for offset in 1..<theirs.count + 1 {
      guard offset <= mine.count else { return text.isPlain ? false : nil }
      if mine.count - offset >= 3, TerraformText.isMark(mine, mine.count - offset - 3) { return nil }
      if mine[mine.count - offset] != theirs[theirs.count - offset] { return false }
    }
    return true
  }

  private static func substring(
    _ call: TerraformCall,
    _ text: String,
    _ offset: Int,
    _ length: Int
  ) throws
    -> TerraformValue
  {
    let characters = Array(text)
    let start = offset < 0 ? max(0, characters.count + offset) : min(offset, characters.count)
    let end = length < 0 ? characters.count : min(characters.count, start + min(length, characters.count))
    return call.value(String(characters[start..<max(start, end)]))
  }
}

extension UTF8 {
  /// How many bytes a scalar has.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
