package import KeylessSource

/// Findings that a project has and lives with for now, as a file: one line for each, so that its changes can be read.
package struct Baseline: Hashable, Sendable {
  /// By file, rule and fingerprint; no fingerprint twice.
  package private(set) var entries: [Entry]

  /// The one version of the file there is.
  package static let version = 1
  /// Bounds on a hostile file.
  package static let limits = JSONParser.Limits(size: 32 << 20, depth: 8)

  package struct Entry: Hashable, Sendable {
    package var fingerprint: Fingerprint
    /// The number.
    package var rule: String
    package var file: String
    /// For people; nothing is compared with it.
    package var message: String

    package init(fingerprint: Fingerprint, rule: String, file: String, message: String) {
      self.fingerprint = fingerprint
      self.rule = rule
      self.file = file
      self.message = message
    }
  }

  /// What is found now, but for what a comment or an exception silences; findings about the check itself have no debt.
  package init(_ findings: FindingSet) {
    self.init(
      findings.findings.compactMap { reported in
        switch reported.silence {
        case .comment, .exception: return nil
        case nil, .baseline: break
        }
        guard !CheckRules.all.contains(reported.finding.rule) else { return nil }
        return Entry(
          fingerprint: reported.fingerprint,
          rule: reported.finding.rule.number,
          file: reported.finding.primary.span.file,
          message: reported.finding.message.description
        )
      }
    )
  }

  init(_ entries: [Entry]) {
    var seen: Set<Fingerprint> = []
    self.entries = entries.filter { seen.insert($0.fingerprint).inserted }.sorted { left, right in
      if !left.file.utf8.elementsEqual(right.file.utf8) {
        return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
      }
      return (left.rule, left.fingerprint.description) < (right.rule, right.fingerprint.description)
    }
  }

  /// The text of the file.
  package var text: String {
    var out = "{\n  \"version\": \(Self.version),\n  \"findings\": ["
    for (index, entry) in entries.enumerated() {
      out += index == 0 ? "\n    {" : ",\n    {"
      let members = [
        ("fingerprint", entry.fingerprint.description), ("rule", entry.rule), ("file", entry.file),
        ("message", entry.message),
      ]
      for (place, (name, value)) in members.enumerated() {
        out += (place == 0 ? "" : ", ") + "\"\(name)\": "
        JSON.quote(value, to: &out, forTerminal: true)
      }
      out += "}"
    }
    return out + (entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }
}

extension FindingSet {
  /// Silences what the baseline holds, and counts what it holds in vain.
  ///
  /// A finding about the check itself, and one that is silenced already, needs no baseline; it still is no longer gone.
  package mutating func silence(by baseline: Baseline) {
    var known: [Fingerprint: Baseline.Entry] = [:]
    for entry in baseline.entries { known[entry.fingerprint] = entry }
    for index in findings.indices {
      let reported = findings[index]
      guard let entry = known[reported.fingerprint], entry.rule == reported.finding.rule.number,
        entry.file.utf8.elementsEqual(reported.finding.primary.span.file.utf8)
      else { continue }
      known[reported.fingerprint] = nil
      if reported.silence == nil { findings[index].silence = .baseline }
    }
    goneFromBaseline = known.count
  }
}
