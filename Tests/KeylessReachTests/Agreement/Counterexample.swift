import KeylessReach

/// A policy and a request about which the two engines disagree.
struct Counterexample: Sendable {
  var arena: Arena
  var policy: DrawnPolicy
  /// The name of the form.
  var form: String
  /// By component; what is not here is as plain as the form allows.
  var facts: [String: Point.Value]
}

extension Counterexample {
  init(_ arena: Arena, _ policy: DrawnPolicy, _ field: Field, _ point: Point) {
    self.init(arena: arena, policy: policy, form: field.name, facts: [:])
    for (component, value) in zip(field.form.components, point.values) { facts[component.name] = value }
  }

  /// Where it stands in the reach of its policy.
  func point(_ field: Field) -> Point {
    Point(
      field.form.components.indices.map { index in
        if let value = facts[field.form.components[index].name], field.isLegal(value, at: index) { return value }
        return field.plainest(index)
      }
    )
  }
}

extension Counterexample: CustomStringConvertible {
  var description: String {
    let values = facts.sorted { $0.key < $1.key }.map { name, value in
      switch value {
      case .absent: "\(name): -"
      case .text(let text): "\(name): \"\(String(decoding: text, as: UTF8.self))\""
      case .list(let list): "\(name): \(list.map { String(decoding: $0, as: UTF8.self) })"
      }
    }
    return "\(arena), form \(form), \(values.joined(separator: ", "))\n\(policy.json(trusting: arena.provider))"
  }
}

extension Field {
  /// The value that says least.
  func plainest(_ index: Int) -> Point.Value {
    let domain = form.components[index].domain
    if domain.absent { return .absent }
    let usual = ["a", "1", "2026-01-01T00:00:00Z", "10.0.0.1"].map { Point.Value.text(Array($0.utf8)) } + [.list([])]
    if let shortest = domain.language.members(preferring: 1).first { return .text(shortest) }
    return usual.first(where: domain.contains) ?? .absent
  }
}
