import KeylessIntent

/// The values of one claim: literal text with `*` between the parts, so that a literal `*` can never become a wildcard.
struct ClaimPattern: Hashable {
  private var parts: [String]

  init(_ literal: String) { parts = [literal] }

  init(_ pattern: NamePattern) { parts = pattern.literals }

  private init(parts: [String]) { self.parts = parts }

  /// By bytes: two names that only look alike are two names.
  static func == (left: ClaimPattern, right: ClaimPattern) -> Bool {
    left.parts.elementsEqual(right.parts) { $0.utf8.elementsEqual($1.utf8) }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(parts.map { Array($0.utf8) }) }

  /// Anything at all.
  static let any = ClaimPattern(parts: ["", ""])

  var isLike: Bool { parts.count > 1 }

  static func + (left: ClaimPattern, right: ClaimPattern) -> ClaimPattern {
    let middle = (left.parts.last ?? "") + (right.parts.first ?? "")
    return ClaimPattern(parts: Array(left.parts.dropLast()) + [middle] + Array(right.parts.dropFirst()))
  }

  static func + (left: String, right: ClaimPattern) -> ClaimPattern { ClaimPattern(left) + right }

  /// The pattern in front of the first `/` and behind it; the owner never has a wildcard.
  var atFirstSlash: (owner: String, rest: ClaimPattern)? {
    guard let first = parts.first, let slash = first.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let rest = String(first[first.utf8.index(after: slash)...])
    return (String(first[..<slash]), ClaimPattern(parts: [rest] + parts.dropFirst()))
  }

  /// GitHub writes the `:` of a metadata value as `%3A` into `sub`; `%` stays.
  var percentEncodingColons: ClaimPattern {
    ClaimPattern(
      parts: parts.map { part in
        String(decoding: part.utf8.flatMap { $0 == UInt8(ascii: ":") ? Array("%3A".utf8) : [$0] }, as: UTF8.self)
      }
    )
  }

  /// Whether two different names could give the same `sub`: `a:b` and `a%3Ab`.
  var isFolded: Bool { parts.contains { $0.utf8.contains(UInt8(ascii: ":")) || $0.utf8.contains(UInt8(ascii: "%")) } }

  /// The value for `StringEquals`, or for `StringLike` when there is a wildcard.
  ///
  /// `${` would begin a policy variable in either, so its dollar is written `${$}`; `*` and `?` are special to `StringLike` alone.
  var value: String { value(like: isLike) }

  /// The value in a list that `StringLike` reads, or that `StringEquals` does; a wildcard needs the former.
  func value(like: Bool) -> String { parts.map { Self.escape($0, like: like) }.joined(separator: "*") }

  private static func escape(_ literal: String, like: Bool) -> String {
    var out = String.UnicodeScalarView()
    let scalars = Array(literal.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let opens = scalar == "$" && index + 1 < scalars.count && scalars[index + 1] == "{"
      if opens || (like && (scalar == "*" || scalar == "?")) {
        out.append(contentsOf: "${".unicodeScalars)
        out.append(scalar)
        out.append("}")
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }
}
