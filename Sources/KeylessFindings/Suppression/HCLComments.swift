/// Finds the comments of an HCL file: `#`, `//` and `/* */` outside of quoted texts and heredocs.
///
/// A quoted text may hold `${…}` with an expression, in which comments and further texts may stand; a heredoc is text up
/// to its marker. A file that is broken is read as far as it goes, which can only leave comments out.
struct HCLComments {
  private let bytes: [UInt8]
  private var index = 0
  private var lines = CommentLines()
  /// For each quoted text that is open around us, how many braces are open in its interpolation.
  private var braces: [Int] = []

  static func read(_ bytes: [UInt8]) -> CommentLines {
    var scanner = HCLComments(bytes: bytes)
    scanner.code()
    return scanner.lines
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func code() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "#"): comment(until: lineEnd(index))
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"): comment(until: lineEnd(index))
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"): comment(until: blockEnd())
      case UInt8(ascii: "\""):
        index += 1
        quoted()
      case UInt8(ascii: "<") where next == UInt8(ascii: "<"): heredoc()
      case UInt8(ascii: "{"):
        if !braces.isEmpty { braces[braces.count - 1] += 1 }
        index += 1
      case UInt8(ascii: "}"):
        index += 1
        guard let open = braces.last else { break }
        braces[braces.count - 1] = open - 1
        if open == 0 {
          braces.removeLast()
          quoted()
        }
      default: index += 1
      }
    }
  }

  /// The inside of a quoted text, up to its quote or to the next interpolation.
  private mutating func quoted() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""):
        index += 1
        return
      // A quoted text ends on its line; one that does not is broken, and the next line is code again.
      case UInt8(ascii: "\n"): return
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        let sign = bytes[index]
        if next == sign, index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: "{") {
          index += 3
        } else if next == UInt8(ascii: "{") {
          index += 2
          braces.append(0)
          return
        } else {
          index += 1
        }
      default: index += 1
      }
    }
  }

  private mutating func heredoc() {
    let start = index
    index += 2
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let marker = bytes[skipBlanks(index)...].prefix(while: Self.isName)
    let end = skipBlanks(marker.endIndex)
    guard !marker.isEmpty, end == bytes.count || bytes[end] == UInt8(ascii: "\n") else { return }
    index = end
    while index < bytes.count {
      let line = index + 1
      let end = lineEnd(min(line, bytes.count))
      index = end
      if line <= end, Self.trimmed(bytes[line..<end]).elementsEqual(marker) { break }
    }
    lines.texts.append(start..<index)
  }

  private mutating func comment(until end: Int) {
    lines.comments.append(index..<end)
    index = end
  }

  private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

  private func skipBlanks(_ start: Int) -> Int { bytes[start...].firstIndex { !Self.isBlank($0) } ?? bytes.count }

  private func lineEnd(_ start: Int) -> Int { bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }

  private func blockEnd() -> Int {
    var end = index + 2
    while end + 1 < bytes.count {
      if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") { return end + 2 }
      end += 1
    }
    return bytes.count
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = line.firstIndex(where: { !isBlank($0) }), let last = line.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return line[first...last]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10
      || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
