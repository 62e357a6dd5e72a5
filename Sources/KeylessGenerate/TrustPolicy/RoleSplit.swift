import KeylessIntent
import KeylessSource

/// The roles that one whose trust policy is too large can be split into: its entries, in their order, as many to a role as fit.
struct RoleSplit: CustomStringConvertible {
  private struct Part {
    var entries: ClosedRange<Int>
    var size: Int
  }

  /// Entries beyond this are only counted: whoever has so many makes them by a program.
  private static let limit = 200

  private let name: String
  private var parts: [Part] = []
  /// The first entry that is too large by itself, with its size.
  private var large: (entry: Int, size: Int)?

  /// Nil for more entries than a person would split by hand.
  init?(_ role: Role, in intent: Intent) {
    guard role.admits.count <= Self.limit else { return nil }
    name = role.name.value
    for index in role.admits.indices {
      func size(from first: Int) -> Int? {
        TrustPolicy.smallestSize(for: Array(role.admits[first...index]), in: intent)
      }
      if let last = parts.last, let size = size(from: last.entries.lowerBound), size <= TrustPolicy.sizeLimit {
        parts[parts.count - 1] = Part(entries: last.entries.lowerBound...index, size: size)
        continue
      }
      guard let alone = size(from: index) else { continue }
      guard alone <= TrustPolicy.sizeLimit else {
        large = (index, alone)
        return
      }
      parts.append(Part(entries: index...index, size: alone))
    }
  }

  var description: String {
    if let large {
      return
        "entry \(large.entry + 1) of its `admits` alone has \(large.size): spread its branches, tags or environments over several roles"
    }
    let roles = parts.enumerated().map { number, part in
      let (first, last) = (part.entries.lowerBound + 1, part.entries.upperBound + 1)
      let entries = first == last ? "entry \(first)" : "entries \(first) to \(last)"
      return
        "`\(number == 0 ? name : "\(name)-\(number + 1)")` with \(entries) of its `admits` (\(part.size) characters)"
    }
    return "make \(parts.count) roles of it: \(roles.joined(separator: ", "))"
  }
}
