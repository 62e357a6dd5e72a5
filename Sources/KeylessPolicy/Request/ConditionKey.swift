/// The name of a condition key, compared without regard to ASCII case (IAM User Guide, `Condition`).
///
/// It is folded and fingerprinted once, when it is made, so that looking it up costs one comparison of integers.
package struct ConditionKey: Hashable, Sendable, CustomStringConvertible {
  /// The name as it was written.
  package let name: String
  /// The name in lower case, as UTF-8.
  package let folded: [UInt8]
  let fingerprint: UInt64

  package init(_ name: String) {
    self.name = name
    let folded = ASCIIFold.folded(name)
    // FNV-1a; a collision costs a comparison of bytes, nothing more.
    var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in folded { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.folded = folded
    self.fingerprint = fingerprint
  }

  package var description: String { name }

  package static func == (left: ConditionKey, right: ConditionKey) -> Bool {
    left.fingerprint == right.fingerprint && left.folded == right.folded
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}
