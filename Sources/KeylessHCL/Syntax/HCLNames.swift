/// The attributes of the bodies that are being read, the innermost body's last.
struct HCLNames {
  private var seen: ContiguousArray<HCLNode> = []
  private static let few = 16

  func enter() -> Int { seen.count }

  mutating func leave(_ body: Int) { seen.removeLast(seen.count - body) }

  /// The attribute of a body that has the same name already.
  ///
  /// Many are found by hash, through an index that begins empty with the body.
  mutating func insert(
    _ attribute: HCLNode,
    in body: Int,
    _ index: inout [Int: [Int]],
    _ text: [UInt8]
  ) -> HCLNode? {
    if seen.count - body < Self.few {
      for earlier in seen[body...] where Self.same(earlier, attribute, text) { return earlier }
      seen.append(attribute)
      return nil
    }
    if index.isEmpty {
      for place in body..<seen.count { index[Self.hash(seen[place], text), default: []].append(place) }
    }
    let hash = Self.hash(attribute, text)
    if let place = index[hash]?.first(where: { Self.same(seen[$0], attribute, text) }) { return seen[place] }
    index[hash, default: []].append(seen.count)
    seen.append(attribute)
    return nil
  }

  private static func same(_ left: HCLNode, _ right: HCLNode, _ text: [UInt8]) -> Bool {
    let length = Int(left.c - left.start)
    guard length == Int(right.c - right.start) else { return false }
    let (first, second) = (Int(left.start), Int(right.start))
    var index = 0
    while index < length {
      guard text[first + index] == text[second + index] else { return false }
      index += 1
    }
    return true
  }

  /// Seeded by the process, so that nobody can write names that share one.
  private static func hash(_ node: HCLNode, _ text: [UInt8]) -> Int {
    var hasher = Hasher()
    for byte in text[Int(node.start)..<Int(node.c)] { hasher.combine(byte) }
    return hasher.finalize()
  }
}
