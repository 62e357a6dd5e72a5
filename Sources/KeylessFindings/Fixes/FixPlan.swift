package import KeylessSource

/// Which fixes go in now, and what the files look like then.
///
/// The edits of one finding belong together. Where two findings touch the same bytes the first goes in and the other
/// waits for the next run, which sees the file as it is then.
package struct FixPlan: Sendable {
  /// By file, in source order, none overlapping.
  package private(set) var edits: [String: [TextEdit]] = [:]
  package private(set) var fixed: [ReportedFinding] = []
  package private(set) var waiting: [ReportedFinding] = []
  private let files: SourceFiles

  /// Silenced findings are left alone.
  package init(_ findings: FindingSet, files: SourceFiles) {
    self.files = files
    for reported in findings.findings where reported.silence == nil && !reported.finding.fix.isEmpty {
      if take(reported.finding.fix) { fixed.append(reported) } else { waiting.append(reported) }
    }
  }

  /// The files that change, by path, in byte order.
  package var changed: [(file: String, bytes: [UInt8])] {
    paths.compactMap { file in
      guard let old = files[file], let edits = edits[file] else { return nil }
      return (file, Self.apply(edits, to: old))
    }
  }

  /// The changes as a patch, exact to the byte.
  package var patch: [UInt8] { paths.flatMap { UnifiedDiff(edits[$0] ?? [], files[$0] ?? [], file: $0).bytes } }

  /// The changes for a person at a terminal.
  package var shown: String {
    let text = paths.map { UnifiedDiff(edits[$0] ?? [], files[$0] ?? [], file: $0).shown }.joined()
    return String(decoding: SecretMask.masked(Array(text.utf8)), as: UTF8.self)
  }

  private var paths: [String] { edits.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  private mutating func take(_ wanted: [TextEdit]) -> Bool {
    var new = edits
    for edit in wanted {
      let file = edit.span.file
      guard let bytes = files[file], Self.fits(edit.span.range, bytes) else { return false }
      var list = new[file] ?? []
      // Two findings may want the very same.
      if list.contains(edit) { continue }
      let place = list.firstIndex { $0.span.range.lowerBound >= edit.span.range.lowerBound } ?? list.endIndex
      if place > 0, Self.overlap(list[place - 1].span.range, edit.span.range) { return false }
      if place < list.count, Self.overlap(list[place].span.range, edit.span.range) { return false }
      list.insert(edit, at: place)
      new[file] = list
    }
    edits = new
    return true
  }

  /// Whether their order would matter: they share a byte, or one inserts where the other begins.
  private static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound == right.lowerBound || left.overlaps(right)
      || left.isEmpty && right.contains(left.lowerBound) || right.isEmpty && left.contains(right.lowerBound)
  }

  /// Within the file, and not within a character.
  private static func fits(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
    return [range.lowerBound, range.upperBound].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
  }

  static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    for edit in edits {
      out += bytes[index..<edit.span.range.lowerBound]
      out += edit.text.utf8
      index = edit.span.range.upperBound
    }
    return out + bytes[index...]
  }
}
