/// Names after RFC 1123 in lower case, which Kubernetes asks of its objects.
enum DNSName {
  static func problem(inLabel text: String) -> String? {
    text.utf8.count <= 63 && isLabel(Array(text.utf8)[...])
      ? nil : "the name has 1 to 63 lower-case letters, digits or `-`, and no `-` at either end"
  }

  /// Kubernetes bounds the whole, not each label.
  static func problem(inSubdomain text: String) -> String? {
    guard text.utf8.count <= 253 else { return "the name has at most 253 characters" }
    return Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
      ? nil : "the name has parts joined by `.`: lower-case letters, digits and `-`, which is at no part's end"
  }

  private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return !bytes.isEmpty && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == hyphen }
  }
}
