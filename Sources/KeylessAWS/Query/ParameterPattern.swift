/// A regular expression of AWS's models: the text that goes into the message, and a matcher for the whole value.
package struct ParameterPattern: Sendable {
  package let text: String
  let matches: @Sendable (String) -> Bool

  /// `[\w+=,.@-]*` with an ASCII `\w`; role, user and session names.
  package static let name = ParameterPattern(text: #"[\w+=,.@-]*"#, matches: isName)

  package static let arn = ParameterPattern(
    text: #"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+"#
  ) { text in
    guard !text.isEmpty else { return false }
    return text.isPrintableASCII
      || text.unicodeScalars.allSatisfy {
        switch $0.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
      }
  }

  package static let policy = ParameterPattern(text: #"[\u0009\u000A\u000D\u0020-\u00FF]+"#) { text in
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        switch $0.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFF: true
        default: false
        }
      }
  }

  package static let tag = ParameterPattern(text: #"[\p{L}\p{Z}\p{N}_.:/=+\-@]+"#) { text in
    !text.isEmpty && isTag(text)
  }

  /// The same for values, which may be empty.
  package static let tagValue = ParameterPattern(text: #"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"#, matches: isTag)

  @Sendable
  private static func isTag(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spaceSeparator,
        .lineSeparator, .paragraphSeparator, .decimalNumber, .letterNumber, .otherNumber:
        true
      default: scalar.isASCII && "_.:/=+-@".unicodeScalars.contains(scalar)
      }
    }
  }

  /// `ExternalId`.
  package static let externalID = ParameterPattern(text: #"[\w+=,.@:\/-]*"#) { text in
    text.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
  }

  /// Access key ids in the calls that name one.
  package static let word = ParameterPattern(text: #"[\w]*"#) { text in text.utf8.allSatisfy(ASCII.isWord) }

  package static let versionID = ParameterPattern(text: #"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?"#) { text in
    let rest = text.utf8.dropFirst()
    let digits = rest.prefix(while: ASCII.isDigit)
    let suffix = rest.dropFirst(digits.count)
    return text.utf8.first == UInt8(ascii: "v") && !digits.isEmpty && digits.first != UInt8(ascii: "0")
      && (suffix.isEmpty
        || (suffix.first == UInt8(ascii: ".")
          && suffix.dropFirst().allSatisfy {
            ASCII.isDigit($0) || ASCII.isLetter($0) || $0 == UInt8(ascii: "-")
          }))
  }

  @Sendable
  static func isName(_ text: String) -> Bool {
    unsafe text.withBytes { bytes in
      for index in bytes.indices where !isNameByte(unsafe bytes[index]) { return false }
      return true
    }
  }

  @inline(__always)
  static func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ",")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "-")
  }
}
