import KeylessPlatforms
import KeylessPolicy

/// One way in which the variables of a condition can stand, and the part of a box where they do.
struct VariableCases {
  var box: Box
  /// By the variable's key; a key that is not here has no value.
  var values: [ConditionKey: [UInt8]]

  /// More than these are no longer told apart.
  static let most = 64

  /// Every way; nil when there are too many, or when a key is not known at all.
  static func all(
    _ keys: [ConditionKey],
    in box: Box,
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> [VariableCases]? {
    var cases = [VariableCases(box: box, values: [:])]
    for key in keys {
      var next: [VariableCases] = []
      for one in cases {
        guard let more = try one.with(key, form, work) else { return nil }
        next += more
        if next.count > most { return nil }
      }
      cases = next
    }
    return cases
  }

  private func with(_ key: ConditionKey, _ form: Form, _ work: Work) throws(TooComplex) -> [VariableCases]? {
    switch form.source(of: key) {
    case .absent: return [self]
    case .unknown: return nil
    case .component(let index): return try filled(key, [.component(index, .none)], form, work)
    case .template(let segments, let presence):
      guard let presence else { return try filled(key, segments, form, work) }
      let there = Box.only(presence, .text(Presence.present), of: form.components.count)
      let gone = Box.only(presence, .text(Presence.absent), of: form.components.count)
      var out: [VariableCases] = []
      if let box = try box.intersection(gone, work) { out.append(VariableCases(box: box, values: values)) }
      guard let box = try box.intersection(there, work) else { return out }
      guard let filled = try VariableCases(box: box, values: values).filled(key, segments, form, work) else {
        return nil
      }
      return out + filled
    }
  }

  /// One case per combination of the components' values.
  private func filled(
    _ key: ConditionKey,
    _ segments: [KeySource.Segment],
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> [VariableCases]? {
    var out: [(box: Box, text: [UInt8])] = [(box, [])]
    var missing: [VariableCases] = []
    for segment in segments {
      switch segment {
      case .literal(let bytes): for index in out.indices { out[index].text += bytes }
      case .component(let index, let escape):
        var next: [(box: Box, text: [UInt8])] = []
        for (box, text) in out {
          let factor = box.factors[index] ?? form.components[index].domain
          guard case .text(let language) = factor.values, let members = language.members(atMost: Self.most) else {
            return nil
          }
          for member in members {
            var narrowed = box
            narrowed.factors[index] = .text(.text(member))
            next.append((narrowed, text + Array(escape.apply(to: String(decoding: member, as: UTF8.self)).utf8)))
          }
          if factor.absent {
            var narrowed = box
            narrowed.factors[index] = .text(.none, absent: true)
            missing.append(VariableCases(box: narrowed, values: values))
          }
        }
        out = next
        if out.count > Self.most { return nil }
      }
    }
    return missing
      + out.map { found in
        var values = values
        values[key] = found.text
        return VariableCases(box: found.box, values: values)
      }
  }
}
