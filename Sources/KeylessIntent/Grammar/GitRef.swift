/// The rules of git-check-ref-format for the short name of a branch or tag.
package enum GitRef {
  /// Fillings for a wildcard in a branch name, most natural first.
  static let branchFillings = ["example", "x", "1", ""]
  static let tagFillings = ["1.0.0", "1", "x", ""]

  /// Whether git (and GitLab, which adds the leading `-` and the 40-hex names, unverified) allows this name.
  package static func isLegal(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count <= 255, name != "@", bytes[0] != UInt8(ascii: "-") else { return false }
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      switch byte {
      case 0...0x20, 0x7F: return false
      case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "*"),
        UInt8(ascii: "["), UInt8(ascii: "\\"):
        return false
      case UInt8(ascii: ".") where next == UInt8(ascii: "."): return false
      case UInt8(ascii: "@") where next == UInt8(ascii: "{"): return false
      default: break
      }
    }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.allSatisfy(isLegalPart), bytes.last != UInt8(ascii: ".") else { return false }
    return !isObjectName(bytes) && !bytes.starts(with: "refs/".utf8)
  }

  private static func isLegalPart(_ part: ArraySlice<UInt8>) -> Bool {
    !part.isEmpty && part.first != UInt8(ascii: ".") && !part.suffix(5).elementsEqual(".lock".utf8)
  }

  private static func isObjectName(_ bytes: [UInt8]) -> Bool {
    bytes.count == 40 && bytes.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
  }
}
