/// `true` or `false` without regard to ASCII case.
enum PolicyBool {
  static func read(_ text: [UInt8]) -> Bool? {
    if ASCIIFold.equal(text, [0x74, 0x72, 0x75, 0x65]) { return true }
    if ASCIIFold.equal(text, [0x66, 0x61, 0x6C, 0x73, 0x65]) { return false }
    return nil
  }
}
