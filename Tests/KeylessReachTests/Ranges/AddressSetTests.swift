import KeylessPolicy
import KeylessTesting
import Testing

@testable import KeylessReach

@Suite("sets of addresses")
struct AddressSetTests {
  private static func block(_ text: String) throws -> AddressSet {
    let range = try #require(AddressRange(text.utf8))
    return try #require(AddressSet(network: range.network, prefix: range.prefix))
  }

  @Test("the algebra is that of sets", arguments: 1...20)
  func algebra(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    func random() throws -> AddressSet {
      try (0..<3).reduce(AddressSet.none) { set, _ in
        let last = UInt8.random(in: 0...255, using: &generator)
        let next = try #require(
          AddressSet(network: [10, 0, 0, last], prefix: Int.random(in: 22...32, using: &generator))
        )
        return Bool.random(using: &generator) ? set.union(next) : next.subtracting(set)
      }
    }
    let (left, right) = (try random(), try random())
    for third: UInt8 in 0...4 {
      for last in UInt8.min...UInt8.max {
        let address = [10, 0, third, last]
        let (isLeft, isRight) = (left.contains(address), right.contains(address))
        #expect(left.union(right).contains(address) == (isLeft || isRight), "seed \(seed)")
        #expect(left.intersection(right).contains(address) == (isLeft && isRight), "seed \(seed)")
        #expect(left.subtracting(right).contains(address) == (isLeft && !isRight), "seed \(seed)")
        #expect(left.complement().contains(address) == !isLeft, "seed \(seed)")
      }
    }
    #expect(left.complement().complement() == left)
    #expect(left.union(left.complement()) == .all)
    let blocks = try left.blocks.map { try #require(AddressSet(network: $0.network, prefix: $0.prefix)) }
    #expect(blocks.reduce(AddressSet.none) { $0.union($1) } == left)
    if let first = left.first { #expect(left.contains(first)) } else { #expect(left.isEmpty) }
  }

  @Test("blocks are written as people write them")
  func words() throws {
    #expect(AddressSet.all.blocks.map(\.description) == ["0.0.0.0/0", "::/0"])
    #expect(try Self.block("192.0.2.7/24").blocks.map(\.description) == ["192.0.2.0/24"])
    #expect(try Self.block("2001:db8:0:0:1::/80").blocks.map(\.description) == ["2001:db8:0:0:1::/80"])
    #expect(try Self.block("2001:db8::1").blocks.map(\.description) == ["2001:db8::1"])
    #expect(try Self.block("10.0.0.0/31").union(Self.block("10.0.0.2/31")).blocks.map(\.description) == ["10.0.0.0/30"])
    let rest = try Self.block("10.0.0.0/30").subtracting(Self.block("10.0.0.1"))
    #expect(rest.blocks.map(\.description) == ["10.0.0.0", "10.0.0.2/31"])
  }

  @Test("the families do not meet, and neither end of either is special")
  func families() throws {
    #expect(try Self.block("0.0.0.0/0").isDisjoint(with: Self.block("::/0")))
    #expect(try Self.block("0.0.0.0/0").union(Self.block("::/0")) == .all)
    let last = try Self.block("255.255.255.255").union(Self.block("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))
    #expect(last.complement().union(last) == .all)
    #expect(last.complement().blocks.count == 32 + 128)
    #expect(AddressSet(network: [1, 2, 3], prefix: 0) == nil)
    #expect(AddressSet(network: [1, 2, 3, 4], prefix: 33) == nil)
    #expect(AddressSet.none.first == nil)
  }
}
