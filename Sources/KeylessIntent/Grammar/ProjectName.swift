/// The character rules of project paths (GitLab) and repositories (GitHub).
package enum ProjectName {
  static let fillings = ["example", "x", "1", ""]

  /// Whether the platform could have a project of this name.
  package static func isLegal(_ name: String, on platform: IntentPlatform) -> Bool {
    let segments = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    switch platform {
    case .gitlab:
      guard segments.count >= 2, segments.count <= 21 else { return false }
      return segments.enumerated().allSatisfy { index, segment in
        isSegment(Array(segment), last: index == segments.count - 1)
      }
    case .github:
      guard segments.count == 2 else { return false }
      return isOwner(Array(segments[0])) && isRepository(Array(segments[1]))
    }
  }

  /// A GitLab path segment; the last one, the project's, may end with a dot.
  private static func isSegment(_ bytes: [UInt8], last: Bool) -> Bool {
    guard !bytes.isEmpty, bytes.count <= 255, bytes.allSatisfy(isNameByte), bytes[0] != UInt8(ascii: "-") else {
      return false
    }
    return !bytes.suffix(4).elementsEqual(".git".utf8) && !bytes.suffix(5).elementsEqual(".atom".utf8)
      && (last || bytes.last != UInt8(ascii: "."))
  }

  private static func isOwner(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.count <= 39 && bytes[0] != UInt8(ascii: "-")
      && bytes.allSatisfy { isNameByte($0) && $0 != UInt8(ascii: ".") }
  }

  private static func isRepository(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return !bytes.isEmpty && bytes.count <= 100 && bytes.allSatisfy(isNameByte) && text != "." && text != ".."
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
