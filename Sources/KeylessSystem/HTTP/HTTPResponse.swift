/// The answer to an ``HTTPRequest``, its body read whole within a bound.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var headers: [HeaderLine]
  package var body: [UInt8]

  package init(status: Int, headers: [HeaderLine] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, compared without regard to ASCII case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
