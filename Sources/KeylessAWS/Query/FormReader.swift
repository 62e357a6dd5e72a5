/// Reads the pairs of a form in one pass.
///
/// What real clients send (plain names, values whose escapes stand for ASCII) is read here; every other pair goes through
/// `QueryParameter(encoded:)`, which alone knows how to refuse one.
enum FormReader {
  /// The parameters in byte order of their names, each name once.
  static func parameters(
    in bytes: [UInt8],
    limit: Int
  ) throws(QueryError) -> [QueryParameter] {
    var parsed: [QueryParameter] = []
    parsed.reserveCapacity(8)
    var start = 0
    while start < bytes.count {
      guard parsed.count < limit else { throw .tooManyParameters(limit: limit) }
      var end = start
      if let plain = unsafe bytes.withUnsafeBufferPointer({ unsafe pair($0, start, &end) }) {
        parsed.append(plain)
      } else {
        end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
        parsed.append(try QueryParameter(encoded: bytes[start..<end]))
      }
      guard end < bytes.count - 1 || end == bytes.count else { throw .malformedQuery("it ends with '&'") }
      start = end + 1
    }
    sort(&parsed)
    for index in parsed.indices.dropFirst() where parsed[index - 1].name == parsed[index].name {
      throw .repeatedParameter(parsed[index].name)
    }
    return parsed
  }

  /// Names are printable ASCII by now, for which `<` and `==` of strings are those of their bytes.
  private static func sort(_ parameters: inout [QueryParameter]) {
    guard parameters.count <= 16 else { return parameters.sort { $0.name < $1.name } }
    for index in parameters.indices.dropFirst() {
      var place = index
      while place > 0, parameters[place].name < parameters[place - 1].name {
        parameters.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  /// One pair from `start`, with `end` set to its `&` or to the end of the form; nil when it is not of the plain kind.
  ///
  /// Every read is below `bytes.count`, which each loop tests before it reads.
  @unsafe
  private static func pair(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: inout Int
  ) -> QueryParameter? {
    let count = bytes.count
    var index = start
    while index < count, unsafe isNameByte(bytes[index]) { index += 1 }
    guard index > start, index - start <= 128, index < count, unsafe bytes[index] == UInt8(ascii: "=") else {
      return nil
    }
    let name = unsafe text(bytes, start..<index)
    index += 1
    let first = index
    var isEscaped = false
    scan: while index < count {
      // Eight bytes more lie inside.
      if index + 8 <= count, unsafe ByteWords.arePlainInForm(ByteWords.load(bytes, index)) {
        index += 8
        continue
      }
      let stop = min(index + 8, count)
      while index < stop {
        let byte = unsafe bytes[index]
        guard byte > 0x20, byte < 0x7F else { return nil }
        if byte == UInt8(ascii: "&") { break scan }
        if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "+") { isEscaped = true }
        index += 1
      }
    }
    end = index
    guard isEscaped else { return unsafe QueryParameter(name, text(bytes, first..<index)) }
    return unsafe unescaped(bytes, first..<index).map { QueryParameter(name, $0) }
  }

  /// Printable and without a meaning in a form.
  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "&")
      && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "+")
  }

  @unsafe
  @inline(__always)
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Undoes the escapes of a value that stands for ASCII text without controls; nil for any other.
  @unsafe
  private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
    var isPlain = true
    // An escape only shortens, so `range.count` bytes hold the result; ASCII needs no validation.
    let text = unsafe String(unsafeUninitializedCapacity: range.count) { out in
      var written = 0
      var index = range.lowerBound
      while index < range.upperBound {
        var byte = unsafe bytes[index]
        index += 1
        if byte == UInt8(ascii: "+") {
          byte = 0x20
        } else if byte == UInt8(ascii: "%") {
          guard range.upperBound - index >= 2, let high = PercentEncoding.hexValue(unsafe bytes[index]),
            let low = PercentEncoding.hexValue(unsafe bytes[index + 1])
          else {
            isPlain = false
            return 0
          }
          byte = high << 4 | low
          index += 2
        }
        guard byte < 0x7F, byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          isPlain = false
          return 0
        }
        unsafe out[written] = byte
        written += 1
      }
      return written
    }
    return isPlain ? text : nil
  }
}
