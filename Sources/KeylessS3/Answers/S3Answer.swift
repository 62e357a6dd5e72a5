import KeylessAWS
import KeylessCalls

/// What an operation answers, before the ids of the request are added.
struct S3Answer: Sendable {
  var status: Int
  /// Empty where nothing is sent.
  var contentType = ""
  var headers: [ServerAnswer.Header] = []
  var bytes: [UInt8] = []
  /// Where the body is left out, as for HEAD.
  var announcedLength: Int?

  init(status: Int = 200, headers: [ServerAnswer.Header] = []) {
    self.status = status
    self.headers = headers
  }

  static let noContent = S3Answer(status: 204)

  static func xml(_ root: XMLNode, headers: [ServerAnswer.Header] = []) -> S3Answer {
    var answer = S3Answer(headers: headers)
    answer.contentType = "application/xml"
    answer.bytes = root.document(namespace: S3Call.namespace)
    return answer
  }

  func withIDs(_ requestID: String) -> ServerAnswer {
    var answer = ServerAnswer(status: status, contentType: contentType, requestID: requestID, bytes: bytes)
    answer.headers = headers + Self.ids(requestID)
    answer.announcedLength = announcedLength
    return answer
  }

  static func ids(_ requestID: String) -> [ServerAnswer.Header] {
    [.init("x-amz-request-id", requestID), .init("x-amz-id-2", hostID(requestID))]
  }

  /// S3 adds a second, longer id to every answer.
  static func hostID(_ requestID: String) -> String { Base64.encode(Digest.sha256(Array(requestID.utf8))) }
}
