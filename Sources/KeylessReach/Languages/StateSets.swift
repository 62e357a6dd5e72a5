/// Keys of a fixed number of words, numbered in the order in which they are first met.
///
/// All keys lie in one array: the subset constructions look up every transition, and a dictionary of arrays would
/// allocate for each.
struct StateSets {
  private let width: Int
  private(set) var count = 0
  private var words: [UInt64] = []
  /// Open addressing: 0 is empty, otherwise a number and one.
  private var slots: [UInt32]

  init(width: Int) {
    self.width = width
    slots = [UInt32](repeating: 0, count: 256)
  }

  @inline(__always)
  func word(_ number: Int, _ index: Int) -> UInt64 { words[number * width + index] }

  mutating func number(of key: [UInt64]) -> Int {
    var slot = Self.hash(key) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isEqual(number, key) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    words.append(contentsOf: key)
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ key: [UInt64]) -> Bool {
    let base = number * width
    for index in 0..<width where words[base + index] != key[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for number in 0..<count {
      var slot = Self.hash(Array(words[number * width..<(number + 1) * width])) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  @inline(__always)
  private static func hash(_ key: [UInt64]) -> Int {
    var hash: UInt64 = 0
    for word in key {
      hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash)
  }
}
