import KeylessPlatforms
import KeylessPolicy

/// The admitted pipeline that differs least from a given one: fewest changed components, then the shortest edit.
package struct NearestPipeline: Sendable {
  package let form: Form
  package let point: Point
  package private(set) var changes: [Change]

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

  /// Nil when nothing is surely admitted.
  ///
  /// The components are those of the given pipeline and what its request is known to show besides; the subject, where it
  /// is known, tells in which layout the platform wrote it.
  package static func find(
    _ reach: TrustReach,
    to components: [String: String],
    subject: String? = nil
  ) -> NearestPipeline? {
    var best: (cost: (Int, Int), found: NearestPipeline)?
    let forms = reach.forms.filter { $0.form.subjectTemplate == nil }
    let layout = forms.first { $0.form.writes(subject, reach.universe.prefix, components) }?.form.token?.layout
    for part in forms {
      for box in part.sure.boxes {
        guard var found = nearest(in: box, part.form, components) else { continue }
        if let layout, let other = part.form.token?.layout, other != layout {
          found.changes.append(Change(component: "subject layout", from: layout.rawValue, to: other.rawValue))
        }
        let cost = (found.changes.count, found.changes.reduce(0) { $0 + distance($1) })
        if best.map({ cost < $0.cost }) ?? true { best = (cost, found) }
      }
    }
    return best?.found
  }

  private static func nearest(in box: Box, _ form: Form, _ components: [String: String]) -> NearestPipeline? {
    guard let sample = form.anyPoint(in: box) else { return nil }
    var values: [Point.Value] = []
    var changes: [Change] = []
    for (index, component) in form.components.enumerated() {
      let factor = box.factors[index] ?? component.domain
      let known = components[component.name]
      if let known, factor.contains(.text(Array(known.utf8))), component.domain.contains(.text(Array(known.utf8))) {
        values.append(.text(Array(known.utf8)))
        continue
      }
      if known == nil, factor.absent {
        values.append(.absent)
        continue
      }
      guard let value = closest(factor, component, sample.values[index], to: known) else { return nil }
      values.append(value)
      // What the given pipeline leaves open is filled in and no change.
      if known != nil || box.factors[index].map({ $0 != component.domain }) ?? false {
        changes.append(Change(component: component.name, from: known, to: value.text))
      }
    }
    if let fixed = form.token?.fixed {
      for (fact, value) in fixed.sorted(by: { $0.key < $1.key }) {
        guard let known = components[fact], known != value.written else { continue }
        changes.append(Change(component: fact, from: known, to: value.written))
      }
    }
    return NearestPipeline(form: form, point: Point(values), changes: changes)
  }

  private static func closest(
    _ factor: Factor,
    _ component: Component,
    _ sample: Point.Value,
    to known: String?
  ) -> Point.Value? {
    guard case .text(let whole) = factor.values else { return sample }
    guard let known else { return whole.shortest(within: component.longest).map(Point.Value.text) ?? sample }
    let wanted = Array(known.utf8)
    var language = whole
    if let sameLetters = try? whole.intersection(.textIgnoringCase(wanted)), let shortest = sameLetters.shortest() {
      // The same letters in the one case that is asked for are nearer than any other text. Where every other case
      // would do, it is this name that is shut out, and nobody can register it in another case.
      if sameLetters.members(atMost: mostCases) != nil { return .text(shortest) }
      if let others = try? whole.subtracting(.textIgnoringCase(wanted)), !others.isEmpty { language = others }
    }
    let start = language.commonPrefix
    var candidates = language.members(preferring: 16)
    // A pattern's beginning with the rest of the text that was there.
    for count in 0...min(wanted.count, 64) {
      let joined = start + wanted.suffix(count)
      if language.contains(joined) { candidates.append(joined) }
    }
    let longer = wanted + [UInt8(ascii: "2")]
    if language.contains(longer) { candidates.append(longer) }
    let best = candidates.filter { factor.contains(.text($0)) && component.allows($0) }.min { left, right in
      (edits(left, wanted), left.count, String(decoding: left, as: UTF8.self))
        < (edits(right, wanted), right.count, String(decoding: right, as: UTF8.self))
    }
    return best.map(Point.Value.text) ?? sample
  }

  /// Spellings of one name that a policy asks for; more of them are what a refusal leaves.
  private static let mostCases = 4

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

extension Component {
  fileprivate func allows(_ text: [UInt8]) -> Bool {
    Language.text(text).shortest(within: longest) != nil
  }
}

extension Form {
  /// Whether these components give this subject.
  fileprivate func writes(_ subject: String?, _ prefix: String, _ known: [String: String]) -> Bool {
    guard let subject else { return false }
    let point = Point(components.map { known[$0.name].map { .text(Array($0.utf8)) } ?? .absent })
    return values(of: ConditionKey(prefix + ":sub"), at: point) == [Array(subject.utf8)]
  }
}

extension Point.Value {
  /// Nil unless it is one text.
  package var text: String? {
    guard case .text(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
