/// One HTTP request as the client rooms build it, with what it may cost and whom it may reach.
///
/// Redirects are never followed and nothing is decompressed, whatever the other side says.
package struct HTTPRequest: Hashable, Sendable {
  package var method: String
  /// Absolute, `http://` or `https://`.
  package var url: String
  package var headers: [HeaderLine]
  package var body: [UInt8]
  /// Largest body of an answer that is read, in bytes; a longer one is refused after so many.
  package var responseLimit = 1 << 20
  /// Seconds for the whole exchange, from the name's lookup to the last byte of the answer.
  package var deadline = 10
  /// The addresses that the connection may really go to; nil: any, for an endpoint that the user named.
  package var reach: Reach?
  /// Certificates that are trusted besides those of the machine.
  package var trust: TrustRoots?

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
