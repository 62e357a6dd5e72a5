import KeylessAWSHalf
import KeylessSource

/// The roles of two states, each with what it was before.
///
/// Two roots may hold an address each, and a role may move to another address or take another name: the surest signs are
/// looked at first, and no role is the past of two.
struct RolePairs {
  private(set) var pairs: [(old: AWSRole?, new: AWSRole)]
  private(set) var gone: [AWSRole] = []

  init(_ old: [AWSRole], _ new: [AWSRole]) {
    pairs = new.map { (nil, $0) }
    var left = Array(old.indices)
    for sign in Self.signs where !left.isEmpty {
      var places: [String: [Int]] = [:]
      for index in left.reversed() { if let key = sign(old[index]) { places[key, default: []].append(index) } }
      var taken: Set<Int> = []
      for index in pairs.indices where pairs[index].old == nil {
        guard let key = sign(pairs[index].new), let place = places[key]?.popLast() else { continue }
        pairs[index].old = old[place]
        taken.insert(place)
      }
      left.removeAll(where: taken.contains)
    }
    gone = left.map { old[$0] }
  }

  private static var signs: [(AWSRole) -> String?] {
    [
      { role in named(role).map { "\(role.span.file)\n\(role.address)\n\($0)" } },
      { role in named(role).map { "\(role.address)\n\($0)" } },
      // A role may move to another address; its name and path are what AWS and the jobs know it by.
      { role in named(role).map { "\(role.span.file)\n\($0)" } },
      named,
      { role in "\(role.span.file)\n\(role.address)" },
      { role in role.address },
    ]
  }

  private static func named(_ role: AWSRole) -> String? {
    role.name.map { "\(role.account)\n\(role.path)\n\($0.value)" }
  }
}
