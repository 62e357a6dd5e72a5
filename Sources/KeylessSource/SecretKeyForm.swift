/// The form of a secret access key, so that what has it is shown nowhere: 40 letters, digits, `/` and `+`.
///
/// So is a commit, which has no capitals, and a path, which begins with `/`; neither has the form.
package enum SecretKeyForm {
  /// In bytes.
  package static let length = 40

  package static func fits(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == length && word.first != UInt8(ascii: "/") && word.allSatisfy(isPart) && isMixed(word)
  }

  package static func isPart(_ byte: UInt8) -> Bool {
    isSmall(byte) || isCapital(byte) || isDigit(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "+")
  }

  /// Digests in hexadecimal and names in small letters are not; random base64 of some length is.
  package static func isMixed(_ word: ArraySlice<UInt8>) -> Bool {
    word.contains(where: isCapital) && word.contains(where: isSmall) && word.contains(where: isDigit)
  }

  private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
