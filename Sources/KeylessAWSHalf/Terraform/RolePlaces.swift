import KeylessSource

/// Where the roles of a configuration are in their list, so that a plan with thousands finds each of its own at once.
struct RolePlaces {
  private struct Key: Hashable {
    let address: String
    let name: Name
  }

  private enum Name: Hashable {
    case named(String)
    case unknown
    /// Whatever its name is.
    case any
  }

  /// Some roles, by the folders that they are declared in.
  private struct Places {
    var all: Set<Int> = []
    var folders: [Substring: Set<Int>] = [:]
  }

  private var places: [Key: Places] = [:]

  init(_ roles: [AWSRole]) {
    for (index, role) in roles.enumerated() { add(role, at: index) }
  }

  mutating func add(_ role: AWSRole, at index: Int) {
    for key in Self.keys(of: role) {
      places[key, default: Places()].all.insert(index)
      places[key, default: Places()].folders[Self.folder(role), default: []].insert(index)
    }
  }

  mutating func remove(_ role: AWSRole, at index: Int) {
    for key in Self.keys(of: role) {
      places[key]?.all.remove(index)
      places[key]?.folders[Self.folder(role)]?.remove(index)
    }
  }

  /// The role of the configuration that a plan speaks of.
  ///
  /// Several roots may have a role of that address: then it is the one beside the plan, and where there is none no role is
  /// taken for another.
  func place(of role: AWSRole) -> Int? {
    let names: [Name] = role.name.map { [.named($0.value), .unknown] } ?? [.any]
    let found = names.compactMap { places[Key(address: role.address, name: $0)] }
    if found.reduce(0, { $0 + $1.all.count }) < 2 { return found.lazy.compactMap(\.all.first).first }
    let beside = found.compactMap { $0.folders[Self.folder(role)] }
    return beside.reduce(0) { $0 + $1.count } == 1 ? beside.lazy.compactMap(\.first).first : nil
  }

  private static func keys(of role: AWSRole) -> [Key] {
    [role.name.map { .named($0.value) } ?? .unknown, .any].map { Key(address: role.address, name: $0) }
  }

  private static func folder(_ role: AWSRole) -> Substring {
    let path = role.span.file
    return path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
  }
}
