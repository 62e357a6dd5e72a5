import KeylessPlatforms
package import KeylessPolicy

/// One concrete request of a form: a value for every component.
package struct Point: Hashable, Sendable {
  package var values: [Value]

  package enum Value: Hashable, Sendable {
    case absent
    case text([UInt8])
    case list([[UInt8]])
  }

  package init(_ values: [Value]) { self.values = values }
}

extension Form {
  /// The condition keys of a point, as STS would show them to the policy.
  package func context(of point: Point) -> RequestContext {
    var context = RequestContext(capacity: knownKeys.count)
    for key in knownKeys {
      guard let values = values(of: key, at: point) else { continue }
      context.set(key, values.map { String(decoding: $0, as: UTF8.self) })
    }
    return context
  }

  /// Nil when the key is missing.
  func values(of key: ConditionKey, at point: Point) -> [[UInt8]]? {
    switch source(of: key) {
    case .absent, .unknown: return nil
    case .component(let index):
      switch point.values[index] {
      case .absent: return nil
      case .text(let text): return [text]
      case .list(let list): return list
      }
    case .template(let segments, let presence):
      if let presence, point.values[presence] == .text(Presence.absentText) { return nil }
      var out: [UInt8] = []
      for segment in segments {
        switch segment {
        case .literal(let bytes): out += bytes
        case .component(let index, let escape):
          guard case .text(let text) = point.values[index] else { return nil }
          out += Array(escape.apply(to: String(decoding: text, as: UTF8.self)).utf8)
        }
      }
      return [out]
    }
  }
}

extension Box {
  /// Whether a point lies in the box; what a component may be at all is not asked again.
  package func contains(_ point: Point) -> Bool {
    zip(factors, point.values).allSatisfy { factor, value in factor?.contains(value) ?? true }
  }
}

extension BoxSet {
  package func contains(_ point: Point) -> Bool { boxes.contains { $0.contains(point) } }
}

extension Factor {
  package func contains(_ value: Point.Value) -> Bool {
    switch value {
    case .absent: return absent
    case .list(let list):
      guard case .lists(let lists) = values else { return false }
      return lists.contains(list)
    case .text(let text):
      switch values {
      case .text(let language): return language.contains(text)
      case .numbers(let set): return ExactDecimal(text).map(set.contains) ?? unreadable
      case .dates(let set): return PolicyDate(text).map(set.contains) ?? unreadable
      case .addresses(let set):
        guard let range = AddressRange(text), range.isSingleAddress else { return unreadable }
        return set.contains(range.network)
      case .lists(let lists): return lists.contains([text])
      }
    }
  }
}

extension ListSet {
  func contains(_ list: [[UInt8]]) -> Bool {
    switch list.count {
    case 0: empty
    case 1: one.contains(list[0])
    default:
      many.contains { piece in
        list.allSatisfy(piece.all.contains) && piece.meeting.allSatisfy { met in list.contains(where: met.contains) }
      }
    }
  }
}
