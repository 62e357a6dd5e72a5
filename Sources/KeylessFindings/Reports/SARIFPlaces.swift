import KeylessSource

/// Places, messages and fixes in the words of SARIF.
struct SARIFPlaces {
  private let places: ReportPlaces

  init(_ report: Report) { places = ReportPlaces(report) }

  func location(_ label: Diagnostic.Label, id: Int? = nil) -> JSON {
    var members: [JSON.Member] = id.map { [JSON.Member("id", .integer($0))] } ?? []
    var physical = [JSON.Member("artifactLocation", Self.artifact(label.span.file))]
    if let region = region(label.span) { physical.append(JSON.Member("region", region)) }
    members.append(JSON.Member("physicalLocation", .object(physical)))
    if !label.text.isEmpty { members.append(JSON.Member("message", Self.message(TerminalText.escaping(label.text)))) }
    return .object(members)
  }

  /// Nil when a place is not in a text we have.
  func fix(_ finding: Finding) -> JSON? {
    guard !finding.fix.isEmpty else { return nil }
    var changes: [(file: String, replacements: [JSON])] = []
    for edit in finding.fix {
      guard let region = region(edit.span) else { return nil }
      let replacement: JSON = ["deletedRegion": region, "insertedContent": ["text": .string(edit.text)]]
      if let index = changes.firstIndex(where: { $0.file == edit.span.file }) {
        changes[index].replacements.append(replacement)
      } else {
        changes.append((edit.span.file, [replacement]))
      }
    }
    return [
      "description": Self.message(TerminalText.escaping(finding.help ?? finding.message.description)),
      "artifactChanges": .array(
        changes.map { change in
          ["artifactLocation": Self.artifact(change.file), "replacements": .array(change.replacements)]
        }
      ),
    ]
  }

  /// A plain message may hold `[text](link)` (section 3.11.6), so a text that looks like one has its brackets escaped.
  static func message(_ text: String) -> JSON {
    let isLink = text.contains("](")
    return ["text": .string(isLink ? text.replacing("[", with: "\\[").replacing("]", with: "\\]") : text)]
  }

  private func region(_ span: SourceSpan) -> JSON? {
    guard let place = places[span] else { return nil }
    return [
      "startLine": .integer(place.line), "startColumn": .integer(place.column), "endLine": .integer(place.endLine),
      "endColumn": .integer(place.endColumn),
    ]
  }

  private static func artifact(_ path: String) -> JSON { ["uri": .string(uri(path))] }

  /// A relative reference (RFC 3986): all but unreserved characters and `/` in percent, so `:` begins no scheme.
  static func uri(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      let isPlain =
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
        || "-._~/".utf8.contains(byte)
      if isPlain, !(byte == UInt8(ascii: "/") && (out.isEmpty || out.hasSuffix("/"))) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return out
  }
}
