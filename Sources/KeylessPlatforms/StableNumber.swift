/// Numbers that look like a platform's ids and are always the same for the same name, so that a run can be repeated.
///
/// FNV-1a with a final mix; nothing secret depends on it. A name and its id stay together: the same project always gets
/// the same id, and another project another one (but for an accident of one in eighty million).
enum StableNumber {
  static func hash(_ label: String, _ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in [label.utf8, ":".utf8, name.utf8].joined() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }

  /// An id of eight digits.
  static func id(_ label: String, _ name: String) -> String {
    String(10_000_000 + hash(label, name) % 80_000_000)
  }

  /// An id of eight digits that is not `other`.
  static func id(_ label: String, _ name: String, not other: String?) -> String {
    let id = id(label, name)
    return id == other ? Self.id(label, name + "'") : id
  }

  /// Forty hexadecimal digits, like a commit.
  static func commit(_ name: String) -> String {
    bytes(name, count: 20).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A UUID of version 4 in shape.
  static func uuid(_ label: String, _ name: String) -> String {
    var bytes = bytes(label + ":" + name, count: 16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hex[$0].joined() }.joined(separator: "-")
  }

  static func bytes(_ name: String, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: hash("byte\($0)", name)) }
  }
}
