/// A set of IPv4 and IPv6 addresses.
///
/// The families are two universes: an IPv4 address never matches an IPv6 block, as in the policy engine.
package struct AddressSet: Hashable, Sendable {
  private let version4: NumberRanges<UInt32>
  private let version6: NumberRanges<UInt128>

  package static let none = AddressSet(version4: .none, version6: .none)
  package static let all = AddressSet(version4: .all, version6: .all)

  private init(version4: NumberRanges<UInt32>, version6: NumberRanges<UInt128>) {
    self.version4 = version4
    self.version6 = version6
  }

  /// A block by the 4 or 16 bytes of its network; nil for any other number of bytes or a prefix beyond them.
  ///
  /// Bits behind the prefix do not count.
  package init?(network: [UInt8], prefix: Int) {
    guard (0...network.count * 8).contains(prefix) else { return nil }
    switch network.count {
    case 4: self.init(version4: .block(Self.number(network), prefix: prefix), version6: .none)
    case 16: self.init(version4: .none, version6: .block(Self.number(network), prefix: prefix))
    default: return nil
    }
  }

  package var isEmpty: Bool { self == .none }

  package func contains(_ address: [UInt8]) -> Bool {
    switch address.count {
    case 4: version4.contains(Self.number(address))
    case 16: version6.contains(Self.number(address))
    default: false
    }
  }

  package func union(_ other: AddressSet) -> AddressSet {
    AddressSet(version4: version4.union(other.version4), version6: version6.union(other.version6))
  }

  package func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(version4: version4.intersection(other.version4), version6: version6.intersection(other.version6))
  }

  package func complement() -> AddressSet {
    AddressSet(version4: version4.complement(), version6: version6.complement())
  }

  package func subtracting(_ other: AddressSet) -> AddressSet { intersection(other.complement()) }
  package func isSubset(of other: AddressSet) -> Bool { subtracting(other).isEmpty }
  package func isDisjoint(with other: AddressSet) -> Bool { intersection(other).isEmpty }

  /// The first address, IPv4 before IPv6, as 4 or 16 bytes.
  package var first: [UInt8]? {
    version4.ranges.first.map { Self.bytes($0.lowerBound) } ?? version6.ranges.first.map { Self.bytes($0.lowerBound) }
  }

  /// The fewest blocks that make up the set, IPv4 before IPv6, in rising order.
  package var blocks: [AddressBlock] {
    version4.blocks.map { AddressBlock(network: Self.bytes($0.number), prefix: $0.prefix) }
      + version6.blocks.map { AddressBlock(network: Self.bytes($0.number), prefix: $0.prefix) }
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: [UInt8]) -> Number {
    bytes.reduce(0) { $0 << 8 | Number($1) }
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Number($0)) }
  }
}
