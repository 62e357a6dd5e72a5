import KeylessSource

/// Policy documents put together by the `sid` of their statements, as the provider does it.
struct TerraformMergedPolicy {
  private let span: SourceSpan
  private var version: TerraformValue?
  private var id: TerraformValue?
  private var statements: [TerraformValue] = []

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
    if let newer = document["Version"], let text = newer.string, text > version?.string ?? "" { version = newer }
    for statement in Self.statements(of: document) {
      let sid = Self.sid(statement)
      if let sid, !sid.isEmpty, let position = statements.firstIndex(where: { Self.sid($0) == sid }) {
        statements[position] = statement
      } else {
        statements.append(statement)
      }
    }
    return nil
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
