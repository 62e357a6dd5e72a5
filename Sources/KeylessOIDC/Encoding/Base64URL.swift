/// The base64url alphabet without padding, in its one canonical spelling (RFC 7515 section 2, RFC 4648 section 3.5).
///
/// A decoder that tolerates padding, line breaks or stray trailing bits gives one signature many spellings; this one
/// refuses them.
package enum Base64URL {
  /// The decoded bytes; nil for anything but canonical, unpadded base64url.
  package static func decode(_ source: Span<UInt8>) -> [UInt8]? {
    let count = source.count
    let tail = count % 4
    guard tail != 1 else { return nil }
    let size = count / 4 * 3 + (tail == 0 ? 0 : tail - 1)
    var out = [UInt8](repeating: 0, count: size)
    let table = values.span
    var target = out.mutableSpan
    var read = 0
    var write = 0
    var seen: UInt32 = 0
    // Eight letters make six bytes, written as eight: the last two are zero and overwritten by the next step.
    while read &+ 8 <= count, write &+ 8 <= size {
      // Bytes read as a number in any alignment; the load and the store check their bounds themselves.
      let word = unsafe UInt64(littleEndian: source.bytes.unsafeLoadUnaligned(fromByteOffset: read, as: UInt64.self))
      let first = threeBytes(UInt32(truncatingIfNeeded: word), table)
      let second = threeBytes(UInt32(truncatingIfNeeded: word &>> 32), table)
      seen |= first | second
      let six = UInt64(first) &<< 24 | UInt64(second)
      var bytes = unsafe target.mutableBytes
      bytes.storeBytes(of: (six &<< 16).bigEndian, toByteOffset: write, as: UInt64.self)
      read &+= 8
      write &+= 6
    }
    while read &+ 4 <= count {
      var word: UInt32 = 0
      for letter in 0..<4 { word |= UInt32(source[read &+ letter]) &<< UInt32(letter &* 8) }
      let three = threeBytes(word, table)
      seen |= three
      for byte in 0..<3 { target[write &+ byte] = UInt8(truncatingIfNeeded: three &>> UInt32(16 &- 8 &* byte)) }
      read &+= 4
      write &+= 3
    }
    if tail > 0 {
      // Padded by `A`, which is zero: what the last letter says beyond whole bytes must be zero too.
      var word = UInt32(UInt8(ascii: "A")) &* 0x0101_0101
      for letter in 0..<tail {
        let shift = UInt32(letter &* 8)
        word = word & ~(0xFF &<< shift) | UInt32(source[read &+ letter]) &<< shift
      }
      let three = threeBytes(word, table)
      seen |= three
      for byte in 0..<(tail - 1) {
        target[write &+ byte] = UInt8(truncatingIfNeeded: three &>> UInt32(16 &- 8 &* byte))
      }
      guard three & (tail == 2 ? 0xFFFF : 0xFF) == 0 else { return nil }
    }
    guard seen < 1 << 24 else { return nil }
    return out
  }

  /// Four letters, the first one lowest, as 24 bits; a bit above them is set when one is not of the alphabet.
  @inline(__always)
  private static func threeBytes(_ letters: UInt32, _ table: Span<UInt32>) -> UInt32 {
    // Unchecked, because a check costs as much as the look-up: the table has 4 x 256 entries and each index is one byte
    // within its own quarter.
    let first = unsafe table[unchecked: Int(letters & 0xFF)]
    let second = unsafe table[unchecked: 256 &+ Int(letters &>> 8 & 0xFF)]
    let third = unsafe table[unchecked: 512 &+ Int(letters &>> 16 & 0xFF)]
    let fourth = unsafe table[unchecked: 768 &+ Int(letters &>> 24)]
    return first | second | third | fourth
  }

  package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    decode(text.span)
  }

  /// The decoded bytes of a text; nil as for bytes.
  package static func decode(_ text: String) -> [UInt8]? {
    decode(text.utf8.span)
  }

  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        out.append(alphabet[Int(bits >> held & 0x3F)])
      }
      bits &= (1 << held) - 1
    }
    if held > 0 { out.append(alphabet[Int(bits << (6 - held) & 0x3F)]) }
    return String(decoding: out, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The value of every byte, shifted to where the first, second, third and fourth letter of a group put it; the top
  /// bit for a byte outside the alphabet.
  private static let values: [UInt32] = {
    var table = [UInt32](repeating: 1 << 31, count: 4 * 256)
    for place in 0..<4 {
      for (value, letter) in alphabet.enumerated() {
        table[place * 256 + Int(letter)] = UInt32(value) << UInt32(18 - 6 * place)
      }
    }
    return table
  }()
}
