import KeylessSource

/// One line of a batch: a JSON object with an `id`.
struct BatchLine {
  let members: JSONNode
  /// As it was given; null when there is none.
  let id: JSON

  /// A line may hold two policies of AWS's largest size, with white space.
  static let limits = JSONParser.Limits(size: 1 << 20, depth: 32)

  subscript(name: String) -> JSONNode? { members[name] }

  func text(_ name: String) throws(BatchError) -> String? {
    guard let node = members[name] else { return nil }
    guard case .string(let text) = node.value else { throw BatchError("`\(name)` is a text") }
    return text
  }

  func texts(_ name: String) throws(BatchError) -> [String]? {
    guard let node = members[name] else { return nil }
    guard case .array(let items) = node.value else { throw BatchError("`\(name)` is a list of texts") }
    var out: [String] = []
    for item in items {
      guard case .string(let text) = item.value else { throw BatchError("`\(name)` is a list of texts") }
      out.append(text)
    }
    return out
  }

  /// Answers a line: one JSON object, whatever the line is.
  static func answer(
    _ bytes: [UInt8],
    _ known: Set<String>,
    _ work: (BatchLine) throws -> [JSON.Member]
  ) -> JSON {
    let node: JSONNode
    do {
      node = try JSONParser.parse(bytes, limits: limits)
    } catch {
      return .object([
        JSON.Member("id", BatchID.found(in: bytes) ?? .null),
        JSON.Member("error", .string("the line is not valid JSON: \(error)")),
      ])
    }
    guard case .object(let members) = node.value else {
      return .object([JSON.Member("id", .null), JSON.Member("error", "the line is a JSON object")])
    }
    let line = BatchLine(members: node, id: node["id"]?.plain ?? .null)
    let id = JSON.Member("id", line.id)
    if let unknown = members.first(where: { $0.name != "id" && !known.contains($0.name) }) {
      let names = known.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return .object([
        id, JSON.Member("error", .string("there is no member `\(unknown.name)` here; the members are \(names)")),
      ])
    }
    do {
      return .object([id] + (try work(line)))
    } catch let error as BatchError {
      return .object([id, JSON.Member("error", .string(error.message))])
    } catch {
      return .object([id, JSON.Member("error", .string("internal error: \(error)"))])
    }
  }
}
