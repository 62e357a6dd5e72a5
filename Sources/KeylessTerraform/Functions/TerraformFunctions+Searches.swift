import KeylessSource

extension TerraformFunctions {
  static let searches: [String: Function] = [
    "replace": { call in
      try call.expect(3...3)
      let search = try call.plain(1)
      if search.utf8.count > 1, search.hasPrefix("/"), search.hasSuffix("/") {
        return try replaced(call, String(search.dropFirst().dropLast()))
      }
      let replacement = try call.text(2)
      guard !search.isEmpty else {
        let pieces = try call.plain(0).map { TerraformText(String($0), at: call.span) }
        let ends = [TerraformText()]
        return try joined(call, ends + pieces + ends, replacement)
      }
      let text = try separable(call, call.argument(0), by: search)
      return try joined(call, pieces(text, at: Array(search.utf8)), replacement)
    },
    "regex": { call in
      let (regex, text) = try pattern(call)
      let scalars = Array(text.string.unicodeScalars)
      guard let match = try matches(call, regex, scalars, limit: 1).first else {
        throw call.error("the pattern does not match")
      }
      return captured(call, regex, match, Cut(text, scalars))
    },
    "regexall": { call in
      let (regex, text) = try pattern(call)
      let scalars = Array(text.string.unicodeScalars)
      let cut = Cut(text, scalars)
      return try call.value(.list(matches(call, regex, scalars).map { captured(call, regex, $0, cut) }, .list))
    },
  ]

  /// A text that is cut at its scalars.
  private struct Cut {
    let text: TerraformText
    private var offsets: [Int] = [0]

    init(_ text: TerraformText, _ scalars: [Unicode.Scalar]) {
      self.text = text
      for scalar in scalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
    }

    subscript(range: Range<Int>) -> TerraformText { text.slice(offsets[range.lowerBound]..<offsets[range.upperBound]) }
  }

  private static func pattern(_ call: TerraformCall) throws -> (TerraformRegex, TerraformText) {
    try call.expect(2...2)
    return (try compiled(call, call.plain(0)), try searchable(call, call.argument(1)))
  }

  /// Symbols may be in a text that is searched, unknown pieces not.
  private static func searchable(_ call: TerraformCall, _ value: TerraformValue) throws -> TerraformText {
    let text = try call.text(value)
    guard text.unknowns.isEmpty else { throw call.refuse(value, wanting: "a string") }
    return text
  }

  private static func compiled(_ call: TerraformCall, _ pattern: String) throws -> TerraformRegex {
    try searching(call) { try TerraformRegex(pattern) }
  }

  private static func matches(
    _ call: TerraformCall,
    _ regex: TerraformRegex,
    _ text: [Unicode.Scalar],
    limit: Int = Int.max
  ) throws -> [TerraformRegex.Match] {
    try searching(call) { try regex.matches(in: text, limit: limit) { call.scope.work.spend($0 / 8) } }
  }

  private static func searching<Answer>(_ call: TerraformCall, _ search: () throws -> Answer) throws -> Answer {
    call.scope.work.spend(TerraformWork.turn)
    do {
      return try search()
    } catch let refusal as TerraformRegex.Refusal {
      throw refusal.isError ? call.error(refusal.reason) : call.unknown(refusal.reason)
    }
  }

  /// The whole match when there are no groups; else a list of them, or an object when they have names.
  private static func captured(
    _ call: TerraformCall,
    _ regex: TerraformRegex,
    _ match: TerraformRegex.Match,
    _ cut: Cut
  ) -> TerraformValue {
    func text(_ index: Int) -> TerraformValue {
      match[index].map { call.value(.text(cut[$0])) } ?? call.value(.null)
    }
    guard !regex.groups.isEmpty else { return text(0) }
    let names = regex.groups.compactMap { $0 }
    guard names.count == regex.groups.count else {
      return names.isEmpty
        ? call.value(.list(regex.groups.indices.map { text($0 + 1) }, .tuple))
        : .error("some groups of the pattern have names and some have none", at: call.span)
    }
    let members = names.enumerated().map { TerraformMember($0.element, at: call.span, text($0.offset + 1)) }
    return call.value(.object(TerraformObject(members)))
  }

  private static func replaced(_ call: TerraformCall, _ pattern: String) throws -> TerraformValue {
    let regex = try compiled(call, pattern)
    let text = try searchable(call, call.argument(0))
    let scalars = Array(text.string.unicodeScalars)
    let cut = Cut(text, scalars)
    let replacement = try call.plain(2)
    let pieces = Self.replacement(Array(replacement.unicodeScalars), regex)
    var parts: [TerraformText] = []
    var start = 0
    for match in try matches(call, regex, scalars) {
      guard let whole = match[0] else { continue }
      parts.append(cut[start..<whole.lowerBound])
      for piece in pieces {
        switch piece {
        case .text(let string): parts.append(TerraformText(string, at: try call.argument(2).span))
        case .group(let number): if let range = match[number] { parts.append(cut[range]) }
        }
      }
      start = whole.upperBound
    }
    parts.append(cut[start..<scalars.count])
    return try joined(call, parts, with: "")
  }

  private enum Piece {
    case text(String)
    case group(Int)
  }

  /// `$1` and `${name}`; the longest name counts, and one that no group has is nothing.
  private static func replacement(_ text: [Unicode.Scalar], _ regex: TerraformRegex) -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    while index < text.count {
      let start = index
      while index < text.count, text[index] != "$" { index += 1 }
      if start < index { pieces.append(.text(String(String.UnicodeScalarView(text[start..<index])))) }
      guard index < text.count else { break }
      index += 1
      if index < text.count, text[index] == "$" {
        pieces.append(.text("$"))
        index += 1
        continue
      }
      guard let (name, end) = name(text, index) else {
        pieces.append(.text("$"))
        continue
      }
      index = end
      if let number = Int(name) {
        if number <= regex.groups.count { pieces.append(.group(number)) }
      } else if let position = regex.groups.firstIndex(of: name) {
        pieces.append(.group(position + 1))
      }
    }
    return pieces
  }

  private static func name(_ text: [Unicode.Scalar], _ start: Int) -> (String, Int)? {
    let isBraced = start < text.count && text[start] == "{"
    var index = start + (isBraced ? 1 : 0)
    let first = index
    while index < text.count,
      text[index].properties.isAlphabetic || text[index].properties.numericType != nil || text[index] == "_"
    {
      index += 1
    }
    guard index > first else { return nil }
    let name = String(String.UnicodeScalarView(text[first..<index]))
    guard isBraced else { return (name, index) }
    return index < text.count && text[index] == "}" ? (name, index + 1) : nil
  }
}
