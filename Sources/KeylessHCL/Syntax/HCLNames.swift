/// The attribute names of one body, to find one that is set twice.
struct HCLNames {
  private var seen: [HCLNode] = []
  /// By hash, once there are many; two that share one are compared.
  private var index: [Int: [Int]] = [:]
  private static let few = 16

  /// The attribute that has the same name already.
  mutating func insert(_ attribute: HCLNode, _ text: [UInt8]) -> HCLNode? {
    if seen.count < Self.few {
      if let earlier = seen.first(where: { Self.same($0, attribute, text) }) { return earlier }
      seen.append(attribute)
      return nil
    }
    if index.isEmpty {
      for (place, node) in seen.enumerated() { index[Self.hash(node, text), default: []].append(place) }
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
