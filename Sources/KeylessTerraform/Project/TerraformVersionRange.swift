/// The versions that a constraint such as `>= 4.9, < 6` admits, pre-releases left aside.
///
/// As in Terraform (https://developer.hashicorp.com/terraform/language/expressions/version-constraints).
package struct TerraformVersionRange: Hashable, Sendable {
  /// Major, minor, patch.
  package typealias Version = [Int]

  private var low: Version = [0, 0, 0]
  /// Not admitted itself; nil without a limit.
  private var high: Version?

  /// Everything.
  package init() {}

  /// Nil for a text that is no constraint.
  package init?(_ text: String) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard narrow(part.drop { $0 == " " || $0 == "\t" }) else { return nil }
    }
  }

  /// Whether a version of a half-open interval is admitted.
  package func meets(_ from: Version, before end: Version?) -> Bool {
    let start = Self.isLess(low, from) ? from : low
    if let high, !Self.isLess(start, high) { return false }
    if let end, !Self.isLess(start, end) { return false }
    return true
  }

  /// Both constraints at once, as those of several modules hold together.
  package func intersection(_ other: TerraformVersionRange) -> TerraformVersionRange {
    var both = self
    both.raise(other.low)
    if let high = other.high { both.lower(high) }
    return both
  }

  private mutating func narrow(_ part: Substring) -> Bool {
    guard let named = ["~>", ">=", "<=", "!=", "=", ">", "<"].first(where: part.hasPrefix) else {
      guard let version = Self.parse(part) else { return false }
      pin(version)
      return true
    }
    guard let version = Self.parse(part.dropFirst(named.count)) else { return false }
    let floor = Self.padded(version)
    switch named {
    case "~>":
      raise(floor)
      // The last part may grow; where there is only one, so may the version without end.
      if version.count > 1 {
        var end = Array(version.dropLast())
        end[end.count - 1] += 1
        lower(Self.padded(end))
      }
    case ">=": raise(floor)
    case ">": raise(Self.next(floor))
    case "<": lower(floor)
    case "<=": lower(Self.next(floor))
    // One version less decides nothing here.
    case "!=": break
    default: pin(version)
    }
    return true
  }

  private mutating func pin(_ version: Version) {
    raise(Self.padded(version))
    lower(Self.next(Self.padded(version)))
  }

  private mutating func raise(_ version: Version) { if Self.isLess(low, version) { low = version } }

  private mutating func lower(_ version: Version) {
    if let high, !Self.isLess(version, high) { return }
    high = version
  }

  private static func parse(_ text: Substring) -> Version? {
    let trimmed = text.drop { $0 == " " || $0 == "v" }.prefix { $0 != " " && $0 != "-" && $0 != "+" }
    let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    let numbers = parts.compactMap { part in part.utf8.count < 10 ? Int(part).flatMap { $0 >= 0 ? $0 : nil } : nil }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func padded(_ version: Version) -> Version {
    version + Array(repeating: 0, count: 3 - version.count)
  }

  private static func next(_ version: Version) -> Version { [version[0], version[1], version[2] + 1] }

  private static func isLess(_ left: Version, _ right: Version) -> Bool { left.lexicographicallyPrecedes(right) }
}
