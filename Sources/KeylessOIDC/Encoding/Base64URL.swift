/// The base64url alphabet without padding, in its one canonical spelling (RFC 7515 section 2, RFC 4648 section 3.5).
///
/// A decoder that tolerates padding, line breaks or stray trailing bits gives one signature many spellings; this one
/// refuses them.
package enum Base64URL {
  /// The decoded bytes; nil for anything but canonical, unpadded base64url.
  package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let count = text.count
    let tail = count % 4
    guard tail != 1 else { return nil }
    let size = count / 4 * 3 + (tail == 0 ? 0 : tail - 1)
    var out = [UInt8](repeating: 0, count: size)
    let source = text.span
    let table = values.span
    var target = out.mutableSpan
    var read = 0
    var write = 0
    var seen: UInt8 = 0
    let whole = count &- tail
    while read < whole {
      let first = table[Int(source[read])]
      let second = table[Int(source[read &+ 1])]
      let third = table[Int(source[read &+ 2])]
      let fourth = table[Int(source[read &+ 3])]
      seen |= first | second | third | fourth
      target[write] = first &<< 2 | second &>> 4
      target[write &+ 1] = second &<< 4 | third &>> 2
      target[write &+ 2] = third &<< 6 | fourth
      read &+= 4
      write &+= 3
    }
    if tail > 0 {
      let first = table[Int(source[read])]
      let second = table[Int(source[read &+ 1])]
      seen |= first | second
      target[write] = first &<< 2 | second &>> 4
      if tail == 3 {
        let third = table[Int(source[read &+ 2])]
        seen |= third
        target[write &+ 1] = second &<< 4 | third &>> 2
        guard third & 0b11 == 0 else { return nil }
      } else {
        guard second & 0b1111 == 0 else { return nil }
      }
    }
    guard seen & 0xC0 == 0 else { return nil }
    return out
  }

  /// The decoded bytes of a text; nil as for bytes.
  package static func decode(_ text: String) -> [UInt8]? {
    decode(Array(text.utf8)[...])
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

  /// The value of every byte; 0xFF for one outside the alphabet.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()
}
