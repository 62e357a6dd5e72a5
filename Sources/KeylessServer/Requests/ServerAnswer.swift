/// What goes back to the client.
package struct ServerAnswer: Hashable, Sendable {
  package var status: Int
  package var contentType: String
  package var requestID: String
  package var body: String

  package init(status: Int, contentType: String, requestID: String, body: String) {
    self.status = status
    self.contentType = contentType
    self.requestID = requestID
    self.body = body
  }
}
