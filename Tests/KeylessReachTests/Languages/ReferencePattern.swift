import KeylessReach

/// Patterns as their definition says, by trying everything.
enum ReferencePattern {
  static func matches(_ text: ArraySlice<UInt8>, _ pieces: ArraySlice<Language.Piece>) -> Bool {
    guard let piece = pieces.first else { return text.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let bytes):
      return text.starts(with: bytes) && matches(text.dropFirst(bytes.count), rest)
    case .anyScalar:
      guard let lead = text.first else { return false }
      return matches(text.dropFirst(length(lead)), rest)
    case .anyRun:
      if matches(text, rest) { return true }
      guard let lead = text.first else { return false }
      return matches(text.dropFirst(length(lead)), pieces)
    }
  }

  static func words(_ pieces: [Language.Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
      case .anyRun: "*"
      case .anyScalar: "?"
      }
    }.joined()
  }

  static func folded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  private static func length(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}
