import HTTPTypes
import KeylessAWS
import KeylessCalls

extension UpstreamCall {
  /// What `Action` of a policy says before the colon, where that is not the signing name (Service Authorization Reference).
  static func policyPrefix(of service: String) -> String {
    switch service {
    case "monitoring": "cloudwatch"
    case "email": "ses"
    case "tagging": "tag"
    default: service
    }
  }

  /// The operation in one of the three places where an AWS protocol has it; nil when it is in none, or could be in two.
  static func operation(of request: IncomingRequest, _ query: String) throws(Refusal) -> String? {
    if let target = request.headers[.amzTarget] {
      // AWS JSON 1.0 and 1.1.
      let type = ASCII.lowercased(request.headers[.contentType] ?? "")
      guard ASCII.equal(request.method, "POST"), request.path.utf8.elementsEqual("/".utf8), query.isEmpty,
        ASCII.begins(type, with: "application/x-amz-json-"),
        target.utf8.allSatisfy({ ASCII.isWord($0) || $0 == UInt8(ascii: ".") }),
        let dot = target.utf8.lastIndex(of: UInt8(ascii: "."))
      else { return nil }
      return name(String(target[target.utf8.index(after: dot)...]))
    }
    if let operation = remoteProcedure(request, query) { return operation }
    guard let form = ServiceCall.form(of: request) else { return nil }
    // A form has its action in the body or in the query, never in both.
    guard ASCII.equal(request.method, "GET") ? request.body.isEmpty : query.isEmpty else { return nil }
    do {
      return name(try QueryRequest(form: form).action)
    } catch {
      throw Refusal(error)
    }
  }

  /// Smithy RPC v2 CBOR: `/service/<name>/operation/<operation>`.
  private static func remoteProcedure(_ request: IncomingRequest, _ query: String) -> String? {
    let parts = request.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard ASCII.equal(request.method, "POST"), query.isEmpty, parts.count == 5, parts[0].isEmpty,
      ASCII.equal(parts[1], "service"), name(parts[2]) != nil, ASCII.equal(parts[3], "operation")
    else { return nil }
    return name(parts[4])
  }

  private static func name(_ text: String) -> String? {
    (1...128).contains(text.utf8.count) && text.utf8.allSatisfy(ASCII.isWord) ? text : nil
  }

  /// A query without what a presigned URL adds.
  static func withoutSignature(_ query: String) -> String {
    let own = [
      "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-signedheaders", "x-amz-signature",
      "x-amz-security-token",
    ]
    return query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { pair in
        let name = pair.utf8.prefix { $0 != UInt8(ascii: "=") }
        return !own.contains { ASCII.equalIgnoringCase($0, String(decoding: Array(name), as: UTF8.self)) }
      }.joined(separator: "&")
  }
}
