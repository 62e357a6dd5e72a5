import KeylessSource

/// The order and the difference of a set's elements.
enum TerraformSets {
  /// The elements of a set in Terraform's order, each once; those that are not known stay, at the end.
  static func distinct(_ elements: [TerraformValue]) -> [TerraformValue] {
    var unique = removingDuplicates(elements)
    guard areOrdered(unique) else { return unique }
    if unique.first?.text != nil {
      unique.sort { $0.text?.bytes.lexicographicallyPrecedes($1.text?.bytes ?? []) ?? false }
    } else {
      unique.sort { ($0.number ?? TerraformNumber(0)) < ($1.number ?? TerraformNumber(0)) }
    }
    return unique
  }

  /// Whether the elements have an order of their own here: plain texts, or numbers.
  static func areOrdered(_ elements: [TerraformValue]) -> Bool {
    elements.allSatisfy { $0.text?.isPlain == true } || elements.allSatisfy { $0.number != nil }
  }

  /// The first of equal elements, in order.
  static func removingDuplicates(_ elements: [TerraformValue]) -> [TerraformValue] {
    var known: Set<TerraformExact> = []
    return elements.filter { TerraformExact($0).map { known.insert($0).inserted } ?? true }
  }

  /// Whether some of the elements may be the same or not, which what is not in the configuration decides.
  static func isUnsettled(_ elements: [TerraformValue]) -> Bool {
    let doubtful = elements.indices.filter { !elements[$0].isPlain }
    guard doubtful.count * elements.count <= 100_000 else { return true }
    return doubtful.contains { one in
      elements.indices.contains { $0 != one && TerraformOperator.equal(elements[$0], elements[one]) == nil }
    }
  }
}
