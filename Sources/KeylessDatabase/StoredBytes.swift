import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Bytes on their way into a column and back, and the digest that notices when they changed on the way.
enum StoredBytes {
  static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }

  /// Nil for anything that is not a BLOB; an empty one is one.
  static func bytes(_ value: DatabaseValue) -> [UInt8]? {
    guard case .blob(let data) = value.storage else { return nil }
    return Array(data)
  }

  /// FNV-1a (Fowler, Noll, Vo) in 64 bits over all parts with their lengths: it notices damage, and is no seal against
  /// somebody who may write the file.
  static func digest(_ parts: [UInt8]...) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ UInt64(part.count)) &* 0x100_0000_01B3
    }
    return Int64(bitPattern: hash)
  }
}
