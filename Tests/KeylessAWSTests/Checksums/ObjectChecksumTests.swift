import KeylessAWS
import Testing

@Suite("checksums of objects")
struct ObjectChecksumTests {
  /// The check values of the catalogue of parametrised CRC algorithms, and FIPS 180-4's of the digests.
  @Test(
    "the nine digits have their known checksums",
    arguments: [
      (ObjectChecksum.crc32, "cbf43926"), (.crc32c, "e3069283"), (.crc64nvme, "ae8b14860a799888"),
      (.sha1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
      (.sha256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"),
    ]
  )
  func known(kind: ObjectChecksum, hex: String) throws {
    let value = kind.value(of: Array("123456789".utf8))
    let bytes = try #require(Base64.decode(value))
    #expect(Hex.encode(bytes) == hex)
    #expect(bytes.count == kind.size)
  }

  @Test("one changed bit is another checksum", arguments: ObjectChecksum.allCases)
  func changed(kind: ObjectChecksum) {
    let bytes = [UInt8](repeating: 7, count: 1000)
    var other = bytes
    other[500] ^= 1
    #expect(kind.value(of: bytes) != kind.value(of: other))
    #expect(kind.value(of: []) != kind.value(of: [0]))
  }

  @Test("headers are named as S3 names them")
  func headers() {
    #expect(ObjectChecksum.allCases.map(\.header).contains("x-amz-checksum-crc64nvme"))
    #expect(ObjectChecksum.sha256.header == "x-amz-checksum-sha256")
  }
}
