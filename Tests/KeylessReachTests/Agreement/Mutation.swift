import KeylessPolicy
import KeylessReach

/// The smallest changes: one letter, one number, one address, one second, one list entry.
extension Dice {
  /// A text one edit away.
  mutating func edited(_ text: [UInt8]) -> [UInt8] {
    var scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    let letter = pick(Array("aAmx1059-/:.é@*? ".unicodeScalars))
    let at = number(0...scalars.count)
    let spot = scalars.isEmpty ? 0 : number(0...(scalars.count - 1))
    switch number(0...5) {
    case 0: scalars.insert(letter, at: at)
    case 1: if !scalars.isEmpty { scalars.remove(at: spot) }
    case 2: if !scalars.isEmpty { scalars[spot] = letter }
    case 3: scalars.append(letter)
    case 4: if !scalars.isEmpty { scalars.removeLast() }
    default: if !scalars.isEmpty { scalars[spot] = Self.flipped(scalars[spot]) }
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return Array(String(out).utf8)
  }

  private static func flipped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "a"..."z", "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) ^ 0x20)
    default: scalar
    }
  }

  /// A text that its type reads as a neighbour of this one's, or as the same in other words; the text one edit away when
  /// it is of no type.
  mutating func neighbour(_ text: [UInt8]) -> [UInt8] {
    let written = String(decoding: text, as: UTF8.self)
    if chance(40) { return edited(text) }
    if let number = Int(written) {
      return Array(pick(["\(number &+ 1)", "\(number &- 1)", "\(number)0", "\(number / 10)"]).utf8)
    }
    if written.contains("."), let range = AddressRange(text), range.network.count == 4 {
      let step = pick([1, -1, 256, -256])
      let value = range.network.reduce(0) { $0 << 8 | Int($1) } + step
      return Array(stride(from: 24, through: 0, by: -8).map { "\(value >> $0 & 255)" }.joined(separator: ".").utf8)
    }
    if let range = AddressRange(text), range.network.count == 16 {
      let groups = stride(from: 0, to: 16, by: 2).map { Int(range.network[$0]) << 8 | Int(range.network[$0 + 1]) }
      let last = (groups[7] + pick([1, -1])) & 0xFFFF
      return Array((groups.dropLast() + [last]).map { String($0, radix: 16) }.joined(separator: ":").utf8)
    }
    if let date = PolicyDate(text) {
      let seconds = date.seconds
      if written.utf8.last == UInt8(ascii: "Z"), chance(30) { return Array("\(written.dropLast()).5Z".utf8) }
      return Array(pick(["\(seconds)", "\(seconds + 1)", "\(seconds - 1)", "\(seconds).5"]).utf8)
    }
    return edited(text)
  }

  /// Another value for a component that has this one.
  mutating func neighbour(_ value: Point.Value, among pool: [Point.Value]) -> Point.Value {
    let other = pool.isEmpty || chance(40) ? value : pick(pool)
    switch other {
    case .absent: return pool.isEmpty ? .text([]) : pick(pool)
    case .text(let text):
      if other != value, chance(60) { return other }
      return chance(8) ? .absent : .text(neighbour(text))
    case .list(var list):
      if other != value, chance(40) { return other }
      let texts = pool.flatMap { value -> [[UInt8]] in
        guard case .list(let texts) = value else { return [] }
        return texts
      }
      switch number(0...4) {
      case 0: return .absent
      case 1: if !list.isEmpty { list.remove(at: number(0...(list.count - 1))) }
      case 2: if !list.isEmpty { list[number(0...(list.count - 1))] = edited(pick(list)) }
      default: if !texts.isEmpty, list.count < 5 { list.insert(pick(texts), at: number(0...list.count)) }
      }
      return .list(list)
    }
  }
}
