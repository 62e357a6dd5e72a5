import KeylessSource

/// Policy documents put together by the `sid` of their statements, as the provider does it.
struct TerraformMergedPolicy {
  private let span: SourceSpan
  private var version: TerraformValue?
  private var id: TerraformValue?
  private var statements: [TerraformValue] = []
  private var positions: [String: Int] = [:]
  /// Why one of the sids so far may be any other.
  private var unsettled: TerraformUnknown?

  init(at span: SourceSpan) { self.span = span }

  /// Adds texts; what makes the whole unknown or wrong comes back.
  mutating func merge(_ documents: [TerraformValue], areUnique: Bool) -> TerraformValue? {
    var seen: Set<String> = []
    for document in documents {
      guard let text = document.text else { return document.problem(wanting: "a policy document", at: document.span) }
      let value = text.json(at: document.span)
      guard value.object != nil else {
        return value.unknown == nil ? .error("the text is no policy document", at: document.span) : value
      }
      if areUnique {
        for statement in Self.statements(of: value) {
          guard let sid = Self.sid(statement), !sid.isEmpty else { continue }
          if !seen.insert(sid).inserted {
            return .error("two source policy documents have a statement `\(sid)`", at: statement.span)
          }
        }
      }
      if let problem = merge(value) { return problem }
    }
    return nil
  }

  mutating func merge(_ document: TerraformValue) -> TerraformValue? {
    if let unknown = document.unknown { return TerraformValue(.unknown(unknown), at: span) }
    if let newer = document["Id"], newer.text?.bytes.isEmpty != true, !newer.isNull { id = newer }
    merge(version: document["Version"])
    let before = (hasSids: !positions.isEmpty, unsettled: unsettled)
    for statement in Self.statements(of: document) {
      if let doubt = doubt(statement, before.hasSids, before.unsettled) {
        return TerraformValue(.unknown(doubt), at: span)
      }
      if let sid = Self.sid(statement), !sid.isEmpty {
        if let position = positions[sid] {
          statements[position] = statement
          continue
        }
        positions[sid] = statements.count
      }
      statements.append(statement)
    }
    return nil
  }

  /// The later of two versions, of which there are no others than 2008-10-17 and 2012-10-17.
  private mutating func merge(version newer: TerraformValue?) {
    guard let newer, !newer.isNull else { return }
    guard let text = newer.string else {
      if version?.string != Self.latest { version = newer }
      return
    }
    if text == Self.latest || version == nil || version?.string.map({ $0 < text }) == true { version = newer }
  }

  private static let latest = "2012-10-17"

  /// Why it is not known whether a statement takes the place of one of another document: a sid that is not known may be
  /// any of them.
  private mutating func doubt(
    _ statement: TerraformValue,
    _ hasSids: Bool,
    _ before: TerraformUnknown?
  ) -> TerraformUnknown? {
    if let unknown = statement.unknown ?? statement["Sid"]?.firstUnknown {
      unsettled = unsettled ?? unknown
      return hasSids || before != nil ? unknown : nil
    }
    return Self.sid(statement)?.isEmpty == false ? before : nil
  }

  var value: TerraformValue {
    var members: [TerraformMember] = []
    if let version { members.append(TerraformMember("Version", at: version.span, version)) }
    if let id { members.append(TerraformMember("Id", at: id.span, id)) }
    if !statements.isEmpty {
      let list = TerraformValue(.list(statements, .tuple), at: statements[0].span)
      members.append(TerraformMember("Statement", at: list.span, list))
    }
    return TerraformValue(.object(TerraformObject(members)), at: span)
  }

  private static func statements(of document: TerraformValue) -> [TerraformValue] {
    guard let statement = document["Statement"] else { return [] }
    return statement.list ?? (statement.isNull ? [] : [statement])
  }

  private static func sid(_ statement: TerraformValue) -> String? { statement["Sid"]?.text?.exactOrSymbols }
}
