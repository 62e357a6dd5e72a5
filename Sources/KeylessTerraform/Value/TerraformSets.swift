import KeylessSource

/// The order and the difference of a set's elements.
enum TerraformSets {
  /// The elements of a set in Terraform's order, each once; those that are not known stay, at the end.
  static func distinct(_ elements: [TerraformValue]) -> [TerraformValue] {
    var unique = removingDuplicates(elements)
    let texts = unique.allSatisfy { $0.text?.isPlain == true }
    if texts {
      unique.sort { $0.text?.bytes.lexicographicallyPrecedes($1.text?.bytes ?? []) ?? false }
    } else if unique.allSatisfy({ $0.number != nil }) {
      unique.sort { ($0.number ?? TerraformNumber(0)) < ($1.number ?? TerraformNumber(0)) }
    }
    return unique
  }

  /// The first of equal elements, in order.
  static func removingDuplicates(_ elements: [TerraformValue]) -> [TerraformValue] {
    var texts: Set<String> = []
    var unique: [TerraformValue] = []
    for element in elements {
      if let text = element.text?.plain {
        if texts.insert(text).inserted { unique.append(element) }
      } else if !unique.contains(where: { TerraformOperator.equal($0, element) == true }) {
        unique.append(element)
      }
    }
    return unique
  }
}
