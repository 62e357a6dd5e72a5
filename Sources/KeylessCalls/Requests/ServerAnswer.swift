/// What goes back to the client.
package struct ServerAnswer: Hashable, Sendable {
  package var status: Int
  package var contentType: String
  package var requestID: String
  /// Header fields besides content type, length and request id.
  package var headers: [Header] = []
  /// The body as it goes over the wire.
  package var bytes: [UInt8]
  /// What `Content-Length` says where no body is sent, as in the answer to HEAD; nil: the length of the body.
  package var announcedLength: Int?

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

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
