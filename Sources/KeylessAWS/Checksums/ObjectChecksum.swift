/// The checksums that S3 keeps with an object (Amazon S3 User Guide, "Checking object integrity").
package enum ObjectChecksum: String, CaseIterable, Sendable {
  case crc32 = "CRC32"
  case crc32c = "CRC32C"
  case crc64nvme = "CRC64NVME"
  case sha1 = "SHA1"
  case sha256 = "SHA256"

  /// `x-amz-checksum-crc32` and the like.
  package var header: String { "x-amz-checksum-\(ASCII.lowercased(rawValue))" }

  /// What the header says for these bytes.
  package func value(of bytes: [UInt8]) -> String {
    switch self {
    case .crc32: Base64.encode(Self.crc32Table.checksum(bytes))
    case .crc32c: Base64.encode(Self.crc32cTable.checksum(bytes))
    case .crc64nvme: Base64.encode(Self.crc64nvmeTable.checksum(bytes))
    case .sha1: Base64.encode(Digest.sha1(bytes))
    case .sha256: Base64.encode(Digest.sha256(bytes))
    }
  }

  /// The bytes of a value of this checksum.
  package var size: Int {
    switch self {
    case .crc32, .crc32c: 4
    case .crc64nvme: 8
    case .sha1: 20
    case .sha256: 32
    }
  }

  private static let crc32Table = CyclicRedundancyCheck(width: 32, polynomial: 0xEDB8_8320)
  private static let crc32cTable = CyclicRedundancyCheck(width: 32, polynomial: 0x82F6_3B78)
  private static let crc64nvmeTable = CyclicRedundancyCheck(width: 64, polynomial: 0x9A6C_9329_AC4B_C9B5)
}
