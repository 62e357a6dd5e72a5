import KeylessPlatforms
import KeylessPolicy

/// The admitted pipeline that differs least from a given one: fewest changed components, then the shortest edit.
package struct NearestPipeline: Sendable {
  package let form: Form
  package let point: Point
  package let changes: [Change]

  package struct Change: Sendable {
    package let component: String
    /// Nil: missing.
    package let from: String?
    package let to: String?

    /// Whether the two differ in the case of letters alone.
    package var isOnlyCase: Bool {
      guard let from, let to else { return false }
      return from != to && from.lowercased() == to.lowercased()
    }
  }

  /// Nil when nothing is admitted at all.
  package static func find(_ reach: TrustReach, to components: [String: String]) -> NearestPipeline? {
    var best: (cost: (Int, Int), found: NearestPipeline)?
    for part in reach.forms where part.form.subjectTemplate == nil {
      for box in part.sure.boxes {
        guard let found = nearest(in: box, part.form, components) else { continue }
        let cost = (found.changes.count, found.changes.reduce(0) { $0 + distance($1) })
        if best.map({ cost < $0.cost }) ?? true { best = (cost, found) }
      }
    }
    return best?.found
  }

  private static func nearest(in box: Box, _ form: Form, _ components: [String: String]) -> NearestPipeline? {
    var values: [Point.Value] = []
    var changes: [Change] = []
    for (component, factor) in zip(form.components, box.factors) {
      let factor = factor ?? component.domain
      let known = components[component.name]
      if let known, factor.contains(.text(Array(known.utf8))), component.domain.contains(.text(Array(known.utf8))) {
        values.append(.text(Array(known.utf8)))
        continue
      }
      if known == nil, factor.absent {
        values.append(.absent)
        continue
      }
      guard let value = closest(factor, component, to: known) else { return nil }
      values.append(value)
      // What the given pipeline leaves open is filled in and no change.
      if let known {
        changes.append(Change(component: component.name, from: known, to: value.text))
      } else if component.origin == .pipeline, box.factors[form.place(of: component.name) ?? 0] != nil {
        changes.append(Change(component: component.name, from: nil, to: value.text))
      }
    }
    if let fixed = form.token?.fixed {
      for (fact, value) in fixed {
        guard let known = components[fact], known != value.written else { continue }
        changes.append(Change(component: fact, from: known, to: value.written))
      }
    }
    return NearestPipeline(form: form, point: Point(values), changes: changes)
  }

  private static func closest(_ factor: Factor, _ component: Component, to known: String?) -> Point.Value? {
    guard case .text(let language) = factor.values else {
      return factor.absent ? .absent : nil
    }
    guard let known else { return language.shortest(within: component.longest).map(Point.Value.text) }
    let wanted = Array(known.utf8)
    // The same letters in another case are nearer than any other text.
    if let sameLetters = try? language.intersection(.textIgnoringCase(wanted)).shortest() { return .text(sameLetters) }
    let start = language.commonPrefix
    var candidates = language.members(preferring: 16)
    // A pattern's beginning with the rest of the text that was there.
    for count in 0...min(wanted.count, 64) {
      let joined = start + wanted.suffix(count)
      if language.contains(joined) { candidates.append(joined) }
    }
    let best = candidates.min { left, right in
      (edits(left, wanted), left.count, String(decoding: left, as: UTF8.self))
        < (edits(right, wanted), right.count, String(decoding: right, as: UTF8.self))
    }
    return best.map(Point.Value.text) ?? (factor.absent ? .absent : nil)
  }

  private static func distance(_ change: Change) -> Int {
    if change.isOnlyCase { return 0 }
    return edits(Array((change.from ?? "").utf8), Array((change.to ?? "").utf8))
  }

  /// Levenshtein's distance, of texts of a bounded length.
  private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let (left, right) = (Array(left.prefix(512)), Array(right.prefix(512)))
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var before = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(above + 1, row[column] + 1, before + (byte == other ? 0 : 1))
        before = above
      }
    }
    return row[right.count]
  }
}

extension Point.Value {
  /// Nil unless it is one text.
  package var text: String? {
    guard case .text(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
