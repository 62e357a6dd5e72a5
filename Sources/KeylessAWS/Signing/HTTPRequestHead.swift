import Crypto

/// As much of an HTTP request as a signature covers: nothing here depends on a server or a client library.
package struct HTTPRequestHead: Sendable {
  package var method: String
  /// As on the request line, still percent-encoded, without the query.
  package var path: String
  /// As on the request line, without the `?`.
  package var query: String
  /// In the order of the message, repetitions included; HTTP/2's `:authority` is given as `host`.
  package var headers: [HTTPHeader]
  /// Lower-case hexadecimal SHA-256 of the body, or `UNSIGNED-PAYLOAD` where a service allows it.
  package var bodyHash: String

  package init(method: String, path: String, query: String = "", headers: [HTTPHeader], bodyHash: String) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.bodyHash = bodyHash
  }

  /// For Query services the body itself decides; `x-amz-content-sha256` is not believed.
  package init(method: String, path: String, query: String = "", headers: [HTTPHeader], body: [UInt8]) {
    self.init(
      method: method,
      path: path,
      query: query,
      headers: headers,
      bodyHash: Hex.encode(SHA256.hash(data: body))
    )
  }

  /// Every value of a header, by its name without regard to ASCII case.
  package func values(_ name: String) -> [String] {
    headers.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value)
  }
}

/// One header line.
///
/// The value may be a secret, so the description shows the name only.
package struct HTTPHeader: Sendable, CustomStringConvertible, CustomReflectable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  package var description: String { name }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
