import Testing

@testable import KeylessFindings

@Suite("SipHash-2-4")
struct SipHashTests {
  /// From the reference implementation: the key is 00…0f, the text 00…(n-1).
  @Test(arguments: [
    (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5),
  ])
  func `gives the published values`(count: Int, expected: UInt64) {
    let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    #expect(SipHash.hash((0..<count).map { UInt8($0) }, key: key) == expected)
  }
}
