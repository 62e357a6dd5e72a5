import KeylessSource

extension QueryResponse {
  /// What the server said, when it could be understood.
  package enum Outcome: Sendable {
    /// The `…Result` element, empty when the action has none.
    case success(WireElement, requestID: String?)
    case failure(QueryError, requestID: String?)
  }

  /// Reads an answer to `action`, in the form that `Content-Type` names; an error answer is an outcome, not a throw.
  package func decode(_ action: String) throws(QueryResponseError) -> Outcome {
    let root = try element()
    if let error = errorElement(root) { return .failure(error, requestID: root.string("RequestId")) }
    guard status == 200, ASCII.equal(root.name, action + "Response") else {
      throw QueryResponseError(action: action, status: status, reason: "the answer is not one to \(action)")
    }
    let requestID = root.child("ResponseMetadata")?.string("RequestId")
    let name = action + "Result"
    guard root.children.filter({ ASCII.equal($0.name, name) }).count <= 1 else {
      throw QueryResponseError(action: action, status: status, reason: "there are several results")
    }
    return .success(root.child(name) ?? WireElement(name), requestID: requestID)
  }

  private func element() throws(QueryResponseError) -> WireElement {
    if ASCII.lowercased(contentType).utf8.starts(with: "application/json".utf8)
      || ASCII.lowercased(contentType).utf8.starts(with: "application/x-amz-json".utf8)
    {
      do {
        let node = try JSONParser.parse(bytes, limits: JSONParser.Limits(size: XMLReader.sizeLimit, depth: 32))
        let root = Self.element("", node)
        if root.child("Error") != nil { return WireElement("ErrorResponse", children: root.children) }
        guard root.children.count == 1 else {
          throw QueryResponseError(action: "", status: status, reason: "the JSON has no single root member")
        }
        return root.children[0]
      } catch let error as QueryResponseError {
        throw error
      } catch {
        throw QueryResponseError(action: "", status: status, reason: "the body is not JSON")
      }
    }
    do {
      return try XMLReader.parse(bytes)
    } catch {
      throw QueryResponseError(action: "", status: status, reason: "the body is not XML: \(error)")
    }
  }

  private func errorElement(_ root: WireElement) -> QueryError? {
    guard status != 200, ASCII.equal(root.name, "ErrorResponse"), let error = root.child("Error"),
      let code = error.string("Code"), !code.isEmpty
    else { return nil }
    let fault = error.string("Type").flatMap(QueryError.Fault.init(rawValue:)) ?? (status >= 500 ? .receiver : .sender)
    return QueryError(code: code, status: status, fault: fault, message: error.string("Message") ?? "")
  }

  private static func element(_ name: String, _ node: JSONNode) -> WireElement {
    switch node.value {
    case .null: WireElement(name)
    case .bool(let bool): WireElement(name, text: bool ? "true" : "false")
    case .number(let number): WireElement(name, text: number.literal)
    case .string(let string): WireElement(name, text: string)
    case .array(let nodes): WireElement(name, children: nodes.map { element("member", $0) })
    case .object(let members):
      WireElement(
        name,
        children: members.filter { $0.value.value != .null }.map { element($0.name, $0.value) }
      )
    }
  }
}
