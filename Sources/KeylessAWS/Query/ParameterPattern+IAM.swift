/// The patterns of IAM's service model that are not those of STS.
extension ParameterPattern {
  /// Names of users, roles and policies, which are never empty.
  package static let iamName = ParameterPattern(text: #"[\w+=,.@-]+"#) { !$0.isEmpty && isName($0) }

  package static let path = ParameterPattern(text: #"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)"#) { text in
    let bytes = Array(text.utf8)
    guard bytes.first == slash, bytes.last == slash, bytes.count != 2 else { return false }
    return bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }

  package static let pathPrefix = ParameterPattern(text: #"\u002F[\u0021-\u007F]*"#) { text in
    text.utf8.first == slash && text.utf8.allSatisfy { (0x21...0x7F).contains($0) }
  }

  package static let policyPath = ParameterPattern(text: #"((/[A-Za-z0-9\.,\+@=_-]+)*)/"#) { text in
    let parts = text.utf8.split(separator: slash, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].isEmpty, parts[parts.count - 1].isEmpty else { return false }
    return parts.dropFirst().dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(isNameByte) }
  }

  package static let roleDescription = ParameterPattern(
    text: #"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*"#
  ) { text in
    text.unicodeScalars.allSatisfy {
      switch $0.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA1...0xFF: true
      default: false
      }
    }
  }

  package static let identifier = ParameterPattern(text: #"[\w]+"#) { text in
    !text.isEmpty && text.utf8.allSatisfy(ASCII.isWord)
  }

  package static let marker = ParameterPattern(text: #"[\u0020-\u00FF]+"#) { text in
    !text.isEmpty && text.unicodeScalars.allSatisfy { (0x20...0xFF).contains($0.value) }
  }

  private static let slash = UInt8(ascii: "/")
}
