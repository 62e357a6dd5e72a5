import KeylessAWS
import KeylessSource
package import KeylessSystem
import Synchronization

/// HTTP traffic that was recorded, in the place of a network: each request gets the next answer that was recorded for it.
///
/// A JSON array of `{"request": {"method", "url", "body"?: {NAME: TEXT}}, "response": {"status", "headers"?, "body"}}`. The `body` of a
/// request names form parameters that must be there with that text; what is not named may be anything, so no recording has to
/// hold a token or a signature. A request that nothing was recorded for fails and says so.
package final class RecordedTraffic: Sendable {
  private struct Exchange {
    let method: String
    let url: String
    let parameters: [(name: String, value: String)]
    let response: HTTPResponse
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
        throw Problem("exchange \(index + 1) of the recorded traffic has no method, URL, status or body")
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
    let answer = left.withLock { left -> HTTPResponse? in
      let found = left.firstIndex { exchange in
        ASCII.equal(exchange.method, request.method) && ASCII.equal(exchange.url, request.url)
          && exchange.parameters.allSatisfy { wanted in
            given.contains { ASCII.equal($0.name, wanted.name) && ASCII.equal($0.value, wanted.value) }
          }
      }
      return found.map { left.remove(at: $0).response }
    }
    guard let answer else {
      let action = given.first { $0.name == "Action" }.map { " (\($0.value))" } ?? ""
      throw SystemError(.network, "\(request.method) \(request.url)\(action) is not in the recorded traffic")
    }
    guard answer.body.count <= request.responseLimit else {
      throw SystemError(
        .responseTooLarge,
        "\(request.method) \(request.url) answered more than \(request.responseLimit) bytes"
      )
    }
    return answer
  }

  private static func exchange(_ entry: JSONNode) -> Exchange? {
    guard let request = entry["request"], let response = entry["response"],
      let method = request["method"]?.text, let url = request["url"]?.text, let status = response["status"]?.integer,
      case .string(let body) = response["body"]?.value
    else { return nil }
    return Exchange(
      method: method,
      url: url,
      parameters: texts(request["body"]),
      response: HTTPResponse(
        status: status,
        headers: texts(response["headers"]).map { HeaderLine($0.name, $0.value) },
        body: Array(body.utf8)
      )
    )
  }

  private static func texts(_ node: JSONNode?) -> [(name: String, value: String)] {
    guard case .object(let members) = node?.value else { return [] }
    var texts: [(name: String, value: String)] = []
    for member in members {
      guard case .string(let text) = member.value.value else { continue }
      texts.append((member.name, text))
    }
    return texts
  }
}
