package import HTTPTypes

/// One HTTP request to the local AWS, whole: the body is bounded before it gets here.
package struct IncomingRequest: Sendable {
  package var method: String
  /// Without the query string, as it was sent.
  package var path: String
  /// Without the question mark; empty when there is none.
  package var query: String
  /// `Host`, which the HTTP library keeps apart from the other fields.
  package var authority: String?
  package var headers: HTTPFields
  package var body: [UInt8]
  /// The client's address, without port.
  package var sourceAddress: String?

  package init(
    method: String,
    path: String,
    query: String = "",
    authority: String? = nil,
    headers: HTTPFields = [:],
    body: [UInt8] = [],
    sourceAddress: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.authority = authority
    self.headers = headers
    self.body = body
    self.sourceAddress = sourceAddress
  }
}
