import KeylessPolicy
import KeylessReach

/// The values that points of one form are made of, by component: the vocabulary, what the policy was drawn around, its
/// own literals taken apart, and members of the reach's factors and of what lies outside of these.
struct PointPools {
  private(set) var values: [[Point.Value]]

  init(_ field: Field, _ policy: DrawnPolicy, _ origins: [PolicyDrawer.Facts], _ dice: inout Dice) throws {
    values = Array(repeating: [], count: field.form.components.count)
    for (index, component) in field.form.components.enumerated() {
      for text in Vocabulary.texts[component.name] ?? [] { add(.text(Array(text.utf8)), index, field) }
      for origin in origins { if let value = origin[component.name] { add(value, index, field) } }
      if component.domain.absent { add(.absent, index, field) }
      if case .lists = component.domain.values {
        add(.list([]), index, field)
        for text in Vocabulary.texts["ex:Tags"] ?? [] { add(.text(Array(text.utf8)), index, field) }
      }
      if values[index].count < 3 {
        for text in component.domain.language.members(preferring: 3) { add(.text(text), index, field) }
      }
    }
    for condition in policy.conditions {
      let source = field.form.source(of: ConditionKey(condition.key))
      for value in condition.values {
        for _ in 0..<3 { addLiteral(dice.expanded(value), source, field, &dice) }
      }
    }
    try addFactors(field)
  }

  /// A policy's value as a value of the components behind the key.
  private mutating func addLiteral(_ text: [UInt8], _ source: KeySource, _ field: Field, _ dice: inout Dice) {
    switch source {
    case .absent, .unknown: break
    case .component(let index):
      add(.text(text), index, field)
      add(.text(dice.neighbour(text)), index, field)
    case .template(let segments, _):
      for (index, part) in dice.apart(text, segments) {
        add(.text(part), index, field)
        add(.text(dice.edited(part)), index, field)
      }
    }
  }

  private mutating func addFactors(_ field: Field) throws {
    let work = Work()
    for box in field.possible.boxes.prefix(6) {
      for (index, factor) in box.factors.enumerated() {
        guard let factor, case .text = factor.values else { continue }
        for text in factor.language.members(preferring: 2) { add(.text(text), index, field) }
        guard let outside = try? field.form.components[index].domain.subtracting(factor, work) else { continue }
        for text in outside.language.members(preferring: 2) { add(.text(text), index, field) }
      }
    }
  }

  private mutating func add(_ value: Point.Value, _ index: Int, _ field: Field) {
    var value = value
    if case .lists = field.form.components[index].domain.values, case .text(let text) = value { value = .list([text]) }
    if case .list(let list) = value, case .text = field.form.components[index].domain.values {
      value = list.first.map { .text($0) } ?? .absent
    }
    if field.isLegal(value, at: index), !values[index].contains(value) { values[index].append(value) }
  }
}

extension Dice {
  /// A value of a policy with something in the place of its wildcards.
  mutating func expanded(_ value: String) -> [UInt8] {
    var out: [UInt8] = []
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "*"): out += Array(pick(["", "", "x", "1/a", ":", "*"]).utf8)
      case UInt8(ascii: "?"): out += Array(pick(["x", "é", "", "?"]).utf8)
      default: out.append(byte)
      }
    }
    return out
  }

  /// The components of a text that a template could have made; those behind a mismatch are left out.
  mutating func apart(_ text: [UInt8], _ segments: [KeySource.Segment]) -> [(index: Int, part: [UInt8])] {
    var rest = text[...]
    var out: [(index: Int, part: [UInt8])] = []
    for (place, segment) in segments.enumerated() {
      switch segment {
      case .literal(let bytes):
        guard rest.starts(with: bytes) else { return out }
        rest = rest.dropFirst(bytes.count)
      case .component(let index, _):
        var ends = [rest.endIndex]
        if place + 1 < segments.count, case .literal(let next) = segments[place + 1] {
          ends = rest.indices.filter { rest[$0...].starts(with: next) }
        }
        guard let end = ends.isEmpty ? nil : pick(ends) else { return out }
        out.append((index, Array(rest[..<end])))
        rest = rest[end...]
      }
    }
    return out
  }
}
