import KeylessAWS

/// The naming rules of general purpose buckets (Amazon S3 User Guide, "Bucket naming rules").
enum BucketName {
  private static let reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"]
  private static let reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]

  /// Whether a new bucket may have the name.
  static func isValid(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (3...63).contains(bytes.count), bytes.allSatisfy({ isAlphanumeric($0) || $0 == dot || $0 == hyphen }),
      let first = bytes.first, isAlphanumeric(first), let last = bytes.last, isAlphanumeric(last),
      !zip(bytes, bytes.dropFirst()).contains(where: { $0 == dot && $1 == dot }),
      !reservedPrefixes.contains(where: { bytes.starts(with: $0.utf8) }),
      !reservedSuffixes.contains(where: { ends(bytes, with: $0) })
    else { return false }
    return !isAddress(bytes)
  }

  /// `192.0.2.7` and the like.
  private static func isAddress(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: dot, omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(ASCII.isDigit) }
  }

  private static func ends(_ bytes: [UInt8], with suffix: String) -> Bool {
    bytes.count >= suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
  }

  private static let dot = UInt8(ascii: ".")
  private static let hyphen = UInt8(ascii: "-")
}
