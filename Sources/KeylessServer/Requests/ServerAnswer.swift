/// What goes back to the client.
package struct ServerAnswer: Hashable, Sendable {
  package var status: Int
  package var contentType: String
  package var requestID: String
  /// The body as it goes over the wire.
  package var bytes: [UInt8]

  package init(status: Int, contentType: String, requestID: String, bytes: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.requestID = requestID
    self.bytes = bytes
  }

  package init(status: Int, contentType: String, requestID: String, body: String) {
    self.init(status: status, contentType: contentType, requestID: requestID, bytes: Array(body.utf8))
  }

  /// The body as text, made anew at each call.
  package var body: String {
    get { String(decoding: bytes, as: UTF8.self) }
    set { bytes = Array(newValue.utf8) }
  }
}
