/// One call in the Query protocol: an action, a version and named parameters, the same for client and server.
///
/// Parameters are kept in byte order of their names, so that a list is a contiguous range, a repeated name has the same
/// neighbour, and encoding is deterministic.
package struct QueryRequest: Sendable {
  package var action: String
  package var version: String
  package private(set) var parameters: [QueryParameter]

  /// Bounds on hostile input, checked before anything is decoded.
  package struct Limits: Sendable {
    /// Largest body in bytes; a managed policy of 131,072 characters, percent-encoded, still fits.
    package var size: Int
    package var parameters: Int

    package init(size: Int = 512 * 1024, parameters: Int = 1024) {
      self.size = size
      self.parameters = parameters
    }
  }

  /// For a client; a name given twice keeps its last value.
  package init(_ action: String, service: QueryService, parameters: [QueryParameter] = []) {
    self.action = action
    version = service.version
    var kept: [QueryParameter] = []
    for parameter in parameters.enumerated().sorted(by: {
      $0.element.precedes($1.element) || (!$1.element.precedes($0.element) && $0.offset < $1.offset)
    }) {
      if let last = kept.last, ASCII.equal(last.name, parameter.element.name) { kept.removeLast() }
      kept.append(parameter.element)
    }
    self.parameters = kept
  }

  /// Reads a form body, or a query string (the `X-Amz-` parameters of a presigned request are left out).
  package init(form bytes: [UInt8], limits: Limits = Limits()) throws(QueryError) {
    guard bytes.count <= limits.size else { throw .requestTooLarge(limit: limits.size) }
    var parsed = try FormReader.parameters(in: bytes, limit: limits.parameters)
    var action = ""
    var version = ""
    // In place, and the names are ASCII, for which `==` compares bytes.
    parsed.removeAll { parameter in
      if parameter.name == "Action" {
        action = parameter.value
        return true
      }
      if parameter.name == "Version" {
        version = parameter.value
        return true
      }
      return parameter.isSigning
    }
    guard !action.isEmpty else { throw .missingAction }
    self.action = action
    self.version = version
    parameters = parsed
  }

  package init(queryString: String, limits: Limits = Limits()) throws(QueryError) {
    guard queryString.utf8.count <= limits.size else { throw .requestTooLarge(limit: limits.size) }
    try self.init(form: Array(queryString.utf8), limits: limits)
  }

  /// The form body: action, version, then the parameters in byte order.
  package var formBody: [UInt8] {
    var out = Array("Action=".utf8)
    PercentEncoding.append(action.utf8, to: &out)
    out += "&Version=".utf8
    PercentEncoding.append(version.utf8, to: &out)
    for parameter in parameters {
      out.append(UInt8(ascii: "&"))
      PercentEncoding.append(parameter.name.utf8, to: &out)
      out.append(UInt8(ascii: "="))
      PercentEncoding.append(parameter.value.utf8, to: &out)
    }
    return out
  }

  package var scope: QueryScope { QueryScope(parameters: parameters[...], prefix: "") }

  /// Refuses another action or version in AWS's words.
  package func expect(_ action: String, of service: QueryService) throws(QueryError) {
    guard ASCII.equal(self.action, action), ASCII.equal(version, service.version) else {
      throw .invalidAction(self.action, version: version)
    }
  }
}
