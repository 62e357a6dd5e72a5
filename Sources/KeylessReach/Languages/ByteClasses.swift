/// A partition of the 256 bytes: bytes of one class lead everywhere to the same state.
struct ByteClasses: Hashable, Sendable {
  /// Byte to class.
  private(set) var map: [UInt8]
  private(set) var count: Int

  /// All bytes are alike.
  init() {
    map = [UInt8](repeating: 0, count: 256)
    count = 1
  }

  /// A partition as given; `count` is above every entry.
  init(map: [UInt8], count: Int) {
    self.map = map
    self.count = count
  }

  /// The coarsest partition in which every range is a union of classes; the classes are intervals in rising order.
  init(cuttingAt ranges: some Sequence<ClosedRange<UInt8>>) {
    var isStart = [Bool](repeating: false, count: 257)
    for range in ranges {
      isStart[Int(range.lowerBound)] = true
      isStart[Int(range.upperBound) + 1] = true
    }
    self.init()
    for byte in 1..<256 {
      if isStart[byte] { count += 1 }
      map[byte] = UInt8(count - 1)
    }
  }

  subscript(byte: UInt8) -> Int { Int(map[Int(byte)]) }

  /// The byte of a class that has no other.
  func onlyByte(of number: Int) -> UInt8? {
    guard let first = map.firstIndex(of: UInt8(number)), !map[(first + 1)...].contains(UInt8(number)) else {
      return nil
    }
    return UInt8(first)
  }

  /// By class: whether its bytes continue a scalar.
  var areContinuations: [Bool] {
    var out = [Bool](repeating: false, count: count)
    for byte in 0x80...0xBF { out[Int(map[byte])] = true }
    // A class of the dead end may hold bytes of every kind; what leads nowhere is not asked for.
    return out
  }

  /// Gives each of these bytes a class of its own; may leave classes without bytes, which do no harm.
  mutating func singleOut(_ bytes: some Sequence<UInt8>) {
    var isAlone = [Bool](repeating: false, count: 256)
    for byte in bytes where !isAlone[Int(byte)] && count < 256 {
      isAlone[Int(byte)] = true
      map[Int(byte)] = UInt8(count)
      count += 1
    }
  }

  /// Puts each ASCII capital into the class of its small letter.
  mutating func joinCases() {
    for capital in UInt8(ascii: "A")...UInt8(ascii: "Z") { map[Int(capital)] = map[Int(capital | 0x20)] }
  }

  /// The coarsest partition finer than both, and the class of either side that each of its classes lies in.
  func joined(with other: ByteClasses) -> (classes: ByteClasses, left: [Int], right: [Int]) {
    var numbers = [Int16](repeating: -1, count: count * other.count)
    var joint = ByteClasses(map: map, count: 0)
    var left: [Int] = []
    var right: [Int] = []
    for byte in 0..<256 {
      let (mine, others) = (Int(map[byte]), Int(other.map[byte]))
      let key = mine * other.count + others
      if numbers[key] < 0 {
        numbers[key] = Int16(joint.count)
        joint.count += 1
        left.append(mine)
        right.append(others)
      }
      joint.map[byte] = UInt8(truncatingIfNeeded: numbers[key])
    }
    return (joint, left, right)
  }
}
