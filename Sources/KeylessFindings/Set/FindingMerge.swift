import KeylessSource

/// Makes one finding of what several rules say about one cause.
enum FindingMerge {
  /// The findings of one file, subject and cause, of which at least one is left.
  static func merged(_ findings: [Finding], _ specificity: (RuleDescription) -> Int) -> [Finding] {
    let findings = withoutDoubles(findings)
    guard let first = findings.first else { return [] }
    var speaker = first.rule
    for rule in findings.map(\.rule) where !same(rule, speaker) {
      let (new, old) = (specificity(rule), specificity(speaker))
      if new > old || new == old && rule.number < speaker.number { speaker = rule }
    }
    var speaking = findings.filter { same($0.rule, speaker) }
    for other in findings where !same(other.rule, speaker) {
      let place = other.primary.span.range.lowerBound
      let at = speaking.lastIndex { $0.primary.span.range.lowerBound <= place } ?? 0
      speaking[at] = joined(speaking[at], other)
    }
    return speaking
  }

  private static func joined(_ speaker: Finding, _ other: Finding) -> Finding {
    var speaker = speaker
    speaker.severity = max(speaker.severity, other.severity)
    speaker.witness = speaker.witness ?? other.witness
    speaker.help = speaker.help ?? other.help
    for note in [Finding.Note(rule: other.rule, message: other.message)] + other.notes
    where !speaker.notes.contains(note) {
      speaker.notes.append(note)
    }
    return speaker
  }

  /// The same rule at the same place says one thing, however many instances of a module it was seen through.
  private static func withoutDoubles(_ findings: [Finding]) -> [Finding] {
    var kept: [Place: Finding] = [:]
    var labels: [Place: Set<Diagnostic.Label>] = [:]
    for finding in findings.sorted(by: { $0.precedes($1) }) {
      let place = Place(rule: finding.rule.number, range: finding.primary.span.range)
      guard let old = kept[place] else {
        kept[place] = finding
        labels[place] = Set(finding.related)
        continue
      }
      var worst = old.severity >= finding.severity ? old : finding
      worst.related = old.related
      for label in finding.related where labels[place]?.insert(label).inserted == true { worst.related.append(label) }
      worst.witness = worst.witness ?? old.witness ?? finding.witness
      worst.fix = old.fix == finding.fix ? old.fix : []
      kept[place] = worst
    }
    return kept.values.sorted { $0.precedes($1) }
  }

  private static func same(_ left: RuleDescription, _ right: RuleDescription) -> Bool { left.number == right.number }

  private struct Place: Hashable {
    let rule: String
    let range: Range<Int>
  }
}
