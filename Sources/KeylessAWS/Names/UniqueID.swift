/// The id of an IAM entity that no later entity of the same name gets again; sessions are bound to it.
package struct UniqueID: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case role = "AROA"
    case user = "AIDA"
    case managedPolicy = "ANPA"
  }

  package let kind: Kind
  package let text: String

  /// Eighty-five random bits as seventeen base-32 letters.
  package init(_ kind: Kind, random: (Int) -> [UInt8]) {
    self.kind = kind
    text = kind.rawValue + Base32.encode(Base32.padded(random(11), to: 11)).prefix(17)
  }

  package init?(_ text: String) {
    guard text.utf8.count == 21,
      let kind = Kind.allCases.first(where: { text.utf8.starts(with: $0.rawValue.utf8) }),
      text.utf8.dropFirst(4).allSatisfy({ Base32.value($0) != nil })
    else { return nil }
    self.kind = kind
    self.text = text
  }

  package var description: String { text }
}
