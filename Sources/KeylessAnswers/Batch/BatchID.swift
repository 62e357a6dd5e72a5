import KeylessSource

/// Finds the `id` of a line that is no valid JSON as a whole, so that its error can be told from the others.
enum BatchID {
  /// Nil where the line has none, or two.
  static func found(in line: [UInt8]) -> JSON? {
    var (depth, start, isInText, isEscaped) = (0, 0, false, false)
    var found: JSON?
    for (index, byte) in line.enumerated() {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth == 1 { start = index + 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
        if depth == 1, let id = id(in: line[start..<index]) {
          guard found == nil else { return nil }
          found = id
        }
        if byte != UInt8(ascii: ",") { depth -= 1 }
        if depth == 1, byte == UInt8(ascii: ",") { start = index + 1 }
      default: break
      }
    }
    return found
  }

  /// The value of a member that is named `id`.
  private static func id(in member: ArraySlice<UInt8>) -> JSON? {
    let whole = [UInt8(ascii: "{")] + member + [UInt8(ascii: "}")]
    return (try? JSONParser.parse(whole, limits: BatchLine.limits))?["id"]?.plain
  }
}
