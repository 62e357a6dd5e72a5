/// One HTTP request as the client rooms build it.
package struct HTTPRequest: Hashable, Sendable {
  package var method: String
  /// Absolute, `http://` or `https://`.
  package var url: String
  package var headers: [HeaderLine]
  package var body: [UInt8]

  package init(method: String, url: String, headers: [HeaderLine] = [], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// A header field, in the order and spelling it is sent.
package struct HeaderLine: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
