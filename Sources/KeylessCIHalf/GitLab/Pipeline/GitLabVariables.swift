import KeylessSource

/// How GitLab reads variables in a text: `$NAME`, `${NAME}`, `%NAME%` left alone, `$$` for a dollar.
enum GitLabVariables {
  enum Piece: Hashable {
    case literal(String)
    case variable(String)
  }

  static func pieces(_ text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var run: [UInt8] = []
    var at = 0
    func flush() {
      if !run.isEmpty { pieces.append(.literal(String(decoding: run, as: UTF8.self))) }
      run = []
    }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count else {
        run.append(bytes[at])
        at += 1
        continue
      }
      if bytes[at + 1] == UInt8(ascii: "$") {
        run.append(bytes[at])
        at += 2
        continue
      }
      let isBraced = bytes[at + 1] == UInt8(ascii: "{")
      let start = at + (isBraced ? 2 : 1)
      var end = start
      while end < bytes.count, isName(bytes[end]) { end += 1 }
      guard end > start, bytes[start] &- 0x30 >= 10, !isBraced || end < bytes.count && bytes[end] == UInt8(ascii: "}")
      else {
        run.append(bytes[at])
        at += 1
        continue
      }
      flush()
      pieces.append(.variable(String(decoding: bytes[start..<end], as: UTF8.self)))
      at = isBraced ? end + 1 : end
    }
    flush()
    return pieces
  }

  static func isName(_ byte: UInt8) -> Bool { byte == 0x5F || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
}
