extension ScalarSet {
  /// The encodings as sequences of ranges of bytes, within valid UTF-8 exact.
  ///
  /// What is not text may be covered too (the surrogates, and more where all that is not ASCII is meant): whoever asks
  /// keeps to valid UTF-8 afterwards.
  var encodings: [[ClosedRange<UInt8>]] {
    var out: [[ClosedRange<UInt8>]] = []
    for range in ranges {
      if range.upperBound == Self.last, range.lowerBound <= 0x80 {
        if range.lowerBound < 0x80 { out.append([UInt8(range.lowerBound)...0x7F]) }
        out += Self.beyondASCII
      } else {
        Self.encode(range.lowerBound, range.upperBound, &out)
      }
    }
    return out
  }

  private static let next: ClosedRange<UInt8> = 0x80...0xBF
  private static let beyondASCII = [
    [0xC2...0xDF, next], [0xE0...0xEF, next, next], [0xF0...0xF4, next, next, next],
  ]

  private static func encode(_ first: UInt32, _ last: UInt32, _ out: inout [[ClosedRange<UInt8>]]) {
    // Within one length of the encoding.
    for longest: UInt32 in [0x7F, 0x7FF, 0xFFFF] where first <= longest && longest < last {
      encode(first, longest, &out)
      encode(longest + 1, last, &out)
      return
    }
    if last <= 0x7F { return out.append([UInt8(first)...UInt8(last)]) }
    // Below a common head all continuation bytes must be free, or the range is cut where that begins or ends.
    for bits: UInt32 in [6, 12, 18] {
      let tail = (UInt32(1) << bits) - 1
      guard first & ~tail != last & ~tail else { continue }
      if first & tail != 0 {
        encode(first, first | tail, &out)
        encode((first | tail) + 1, last, &out)
        return
      }
      if last & tail != tail {
        encode(first, (last & ~tail) - 1, &out)
        encode(last & ~tail, last, &out)
        return
      }
    }
    out.append(zip(bytes(first), bytes(last)).map { $0...$1 })
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    func next(_ shift: UInt32) -> UInt8 { UInt8(0x80 | value >> shift & 0x3F) }
    if value <= 0x7FF { return [UInt8(0xC0 | value >> 6), next(0)] }
    if value <= 0xFFFF { return [UInt8(0xE0 | value >> 12), next(6), next(0)] }
    return [UInt8(0xF0 | value >> 18), next(12), next(6), next(0)]
  }
}
