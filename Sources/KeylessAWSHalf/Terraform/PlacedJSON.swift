import KeylessSource
import KeylessTerraform

/// A policy as JSON whose offsets are indices into a list of places, because its parts are written in several files.
struct PlacedJSON {
  /// By index.
  private(set) var spans: [SourceSpan] = []
  /// Everything of it that is not known, in order.
  private(set) var unknowns: [UnknownPlace] = []
  /// What stands for a text in which something is unknown, until it is decided what it becomes.
  static let mark = TerraformText.unknownMark

  /// A value with a mark in the place of everything that is unknown.
  mutating func node(_ value: TerraformValue) -> JSONNode {
    let range = place(value.span)
    switch value.content {
    case .null: return JSONNode(.null, range: range)
    case .bool(let bool): return JSONNode(.bool(bool), range: range)
    case .number(let number): return JSONNode(.number(JSONNumber(literal: number.text)), range: range)
    case .text(let text):
      note(text)
      return JSONNode(.string(Self.resolved(text)), range: range)
    case .list(let elements, _):
      var nodes: [JSONNode] = []
      for element in elements { nodes.append(node(element)) }
      return JSONNode(.array(nodes), range: range)
    case .object(let object):
      var members: [JSONMember] = []
      for member in object.members {
        // The name comes first, so that from a name to its value is a range.
        let name = place(member.nameSpan)
        members.append(JSONMember(name: Self.resolved(member.name), nameRange: name, value: node(member.value)))
      }
      return JSONNode(.object(members), range: range)
    case .unknown(let unknown):
      note(unknown)
      return JSONNode(.string(String(Self.mark)), range: range)
    }
  }

  /// Where indices lead: from the first place to the last, where both are in one file and in this order.
  func span(_ index: SourceSpan) -> SourceSpan {
    let start = index.range.lowerBound
    guard let first = spans.indices.contains(start) ? spans[start] : spans.first else { return index }
    let last = index.range.upperBound - 1
    guard last > start, spans.indices.contains(last), spans[last].file == first.file,
      spans[last].range.upperBound >= first.range.lowerBound
    else { return first }
    return SourceSpan(file: first.file, range: first.range.lowerBound..<spans[last].range.upperBound)
  }

  private mutating func place(_ span: SourceSpan) -> Range<Int> {
    spans.append(span)
    return spans.count - 1..<spans.count
  }

  private mutating func note(_ text: TerraformText) { for unknown in text.unknowns { note(unknown) } }

  private mutating func note(_ unknown: TerraformUnknown) {
    let place = UnknownPlace(unknown.reason, at: unknown.span)
    if !unknowns.contains(place) { unknowns.append(place) }
  }

  /// With a word in the place of everything that is unknown.
  static func filled(_ text: String, with word: String) -> String {
    // By scalars: a combining mark behind an unknown piece would hide it from a comparison of characters.
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar == mark { out += word } else { out.unicodeScalars.append(scalar) }
    }
    return out
  }

  /// With what stands for account and partition in the place of their symbols.
  private static func resolved(_ text: TerraformText) -> String { resolved(text.string) }

  static func resolved(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0xF0000 }) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch TerraformSymbol(rawValue: scalar) {
      case .account: out += OwnAccount.id
      case .partition: out += OwnAccount.partition
      case .region: out += OwnAccount.region
      case .dnsSuffix: out += OwnAccount.dnsSuffix
      case nil: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
