/// What a tool makes of the bytes of its token file before it sends them; the token is read again for each exchange.
///
/// It matters for the line end that `echo "$TOKEN" >file` leaves, which most tools send as a part of the token.
package enum TokenReading: Hashable, Sendable {
  /// As they are. Go (`os.ReadFile`), PHP (`file_get_contents`), Rust (`read_to_end`, and no UTF-8 is an error), Soto
  /// (`String(buffer:)`).
  case asTheyAre
  /// As UTF-8 in which what is none becomes U+FFFD. Java (`IoUtils.toUtf8String`), Kotlin (`decodeToString`).
  case repaired
  /// The same, without a byte order mark. .NET (`StreamReader.ReadToEnd`).
  case repairedWithoutMark
  /// Seven bits of each. JavaScript (`readFileSync` with the encoding `ascii`).
  case sevenBits
  /// Every line end is one `\n`. botocore (`open` in text mode, `read`).
  case universalNewlines
  /// Without the blanks and line ends around it. aws-sdk-swift (reference, section 3.14).
  case trimmed

  /// The text that is sent; nil where the bytes are no text to the tool, or none that a form field of ours can hold.
  package func text(_ bytes: [UInt8]) -> String? {
    switch self {
    case .asTheyAre: String(validating: bytes, as: UTF8.self)
    case .repaired: String(decoding: bytes, as: UTF8.self)
    case .repairedWithoutMark:
      String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    case .sevenBits: String(decoding: bytes.map { $0 & 0x7F }, as: UTF8.self)
    case .universalNewlines: PythonText.read(bytes)
    case .trimmed: String(validating: bytes, as: UTF8.self).map { PythonText.stripped($0[...]) }
    }
  }
}
