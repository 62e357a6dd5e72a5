import KeylessAWS
import KeylessAccounts
import KeylessSystem

/// The secret of a store as a file beside it holds it: one line, readable by its owner only.
enum RootKey {
  static let count = 32
  private static let prefix = "keyless-store-key-1 "

  static func random(_ system: System) throws(ServerError) -> [UInt8] {
    let root = system.randomBytes(count)
    guard root.count == count else {
      throw ServerError(.noRandomness, "making a key failed: the machine's random source gave too few bytes")
    }
    return root
  }

  static func text(_ root: [UInt8]) -> [UInt8] { Array((prefix + Hex.encode(root) + "\n").utf8) }

  /// Nil for anything that `text` does not write.
  static func parse(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.dropFirst(prefix.utf8.count).dropLast()
    guard text.starts(with: prefix.utf8), digits.count == 2 * count, text.last == UInt8(ascii: "\n") else { return nil }
    var root: [UInt8] = []
    var rest = digits
    while let high = rest.popFirst(), let low = rest.popFirst() {
      guard let high = value(high), let low = value(low) else { return nil }
      root.append(high << 4 | low)
    }
    return root
  }

  /// Of a digit as `Hex.encode` writes it.
  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
