import KeylessAWS
import KeylessSource
package import KeylessSystem
import Synchronization

/// HTTP traffic that was recorded, in the place of a network: each request gets the next answer that was recorded for it.
///
/// A JSON array of `{"request": {"method", "url", "headers"?: {NAME: TEXT}, "body"?: {NAME: TEXT}}, "response": {"status",
/// "headers"?, "body"}}`. The `headers` and the `body` of a request name header fields and form parameters that must be there
/// with that text; what is not named may be anything, so no recording has to hold a token or a signature. `"failure":
/// "timed-out"` or `"refused"` in the place of the response plays a network on which nobody answers. A request that nothing
/// was recorded for fails and says so.
package final class RecordedTraffic: Sendable {
  private struct Exchange {
    let method: String
    let url: String
    let headers: [(name: String, value: String)]
    let parameters: [(name: String, value: String)]
    let answer: Answer
  }

  private enum Answer {
    case response(HTTPResponse)
    case timedOut, refused
  }

  private let left: Mutex<[Exchange]>

  /// Throws a sentence that says which entry is wrong, and how.
  package init(_ bytes: [UInt8]) throws(Problem) {
    let document: JSONNode
    do { document = try JSONParser.parse(bytes, limits: .init(size: 8 << 20, depth: 16)) } catch {
      throw Problem("the recorded traffic is no JSON: \(error)")
    }
    guard case .array(let entries) = document.value, entries.count <= 1000 else {
      throw Problem("the recorded traffic is no array of at most 1,000 exchanges")
    }
    var exchanges: [Exchange] = []
    for (index, entry) in entries.enumerated() {
      guard let exchange = Self.exchange(entry) else {
        throw Problem(
          "exchange \(index + 1) of the recorded traffic has no method, no URL, no response with a status and a body, or "
            + "something else than texts in its headers or parameters"
        )
      }
      exchanges.append(exchange)
    }
    left = Mutex(exchanges)
  }

  package struct Problem: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  /// How many recorded exchanges nobody asked for.
  package var unused: Int { left.withLock { $0.count } }

  package func send(_ request: HTTPRequest) throws -> HTTPResponse {
    let given = FormText.parameters(request.body)
    let answer = left.withLock { left -> Answer? in
      let found = left.firstIndex { exchange in
        ASCII.equal(exchange.method, request.method) && ASCII.equal(exchange.url, request.url)
          && exchange.parameters.allSatisfy { wanted in
            given.contains { ASCII.equal($0.name, wanted.name) && ASCII.equal($0.value, wanted.value) }
          }
          && exchange.headers.allSatisfy { wanted in
            request.headers.contains { field in
              ASCII.equal(field.name.lowercased(), wanted.name.lowercased()) && ASCII.equal(field.value, wanted.value)
            }
          }
      }
      return found.map { left.remove(at: $0).answer }
    }
    guard let answer else {
      let action = given.first { $0.name == "Action" }.map { " (\($0.value))" } ?? ""
      throw SystemError(.network, "\(request.method) \(request.url)\(action) is not in the recorded traffic")
    }
    switch answer {
    case .timedOut:
      throw SystemError(
        .timedOut,
        "\(request.method) \(request.url) had no whole answer within \(request.deadline) s"
      )
    case .refused: throw SystemError(.network, "\(request.method) \(request.url) failed: connection refused")
    case .response(let response):
      guard response.body.count <= request.responseLimit else {
        throw SystemError(
          .responseTooLarge,
          "\(request.method) \(request.url) answered more than \(request.responseLimit) bytes"
        )
      }
      return response
    }
  }

  private static func exchange(_ entry: JSONNode) -> Exchange? {
    guard let request = entry["request"], let method = request["method"]?.text, let url = request["url"]?.text,
      let headers = texts(request["headers"]), let parameters = texts(request["body"]), let answer = answer(entry)
    else { return nil }
    return Exchange(method: method, url: url, headers: headers, parameters: parameters, answer: answer)
  }

  private static func answer(_ entry: JSONNode) -> Answer? {
    if let failure = entry["failure"] {
      return switch failure.text {
      case "timed-out": .timedOut
      case "refused": .refused
      default: nil
      }
    }
    guard let response = entry["response"], let status = response["status"]?.integer, (100...599).contains(status),
      let headers = texts(response["headers"]), case .string(let body) = response["body"]?.value
    else { return nil }
    return .response(
      HTTPResponse(
        status: status,
        headers: headers.map { HeaderLine($0.name, $0.value) },
        body: Array(body.utf8)
      )
    )
  }

  /// None where there is no node; nil where it holds anything but texts, which would be wanted and never compared.
  private static func texts(_ node: JSONNode?) -> [(name: String, value: String)]? {
    guard let node else { return [] }
    guard case .object(let members) = node.value else { return nil }
    var texts: [(name: String, value: String)] = []
    for member in members {
      guard case .string(let text) = member.value.value else { return nil }
      texts.append((member.name, text))
    }
    return texts
  }
}
