/// A finished answer: what the server sends and the client receives.
package struct QueryResponse: Sendable {
  package var status: Int
  package var contentType: String
  /// The body as it goes over the wire.
  package var bytes: [UInt8]

  package init(status: Int, contentType: String, bytes: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.bytes = bytes
  }

  package init(status: Int, contentType: String, body: String) {
    self.init(status: status, contentType: contentType, bytes: Array(body.utf8))
  }

  /// The body as text, made anew at each call.
  package var body: String {
    get { String(decoding: bytes, as: UTF8.self) }
    set { bytes = Array(newValue.utf8) }
  }

  /// An action without a result has no `…Result` element at all.
  package static func success(
    _ action: String,
    _ result: WireValue?,
    service: QueryService,
    requestID: String,
    format: ResponseFormat
  ) -> QueryResponse {
    switch format {
    case .xml:
      // Room for the answer of an exchange, so that the buffer does not grow.
      var out = ByteSink(capacity: 3072)
      out.put("<")
      out.put(action)
      out.put("Response xmlns=\"")
      out.put(service.namespace)
      out.put("\">")
      if let result { XMLWriter.element(action + "Result", result, to: &out) }
      out.put("<ResponseMetadata>")
      XMLWriter.element("RequestId", .text(requestID), to: &out)
      out.put("</ResponseMetadata></")
      out.put(action)
      out.put("Response>")
      return QueryResponse(status: 200, contentType: format.contentType, bytes: out.bytes)
    case .json:
      var out = ""
      let metadata = WireValue.structure([.init("RequestId", .text(requestID))])
      let members =
        (result.map { [WireValue.Field("\(action)Result", $0)] } ?? []) + [.init("ResponseMetadata", metadata)]
      WireJSON.write(.structure([.init("\(action)Response", .structure(members))]), to: &out)
      return QueryResponse(status: 200, contentType: format.contentType, body: out)
    }
  }

  package static func failure(
    _ error: QueryError,
    service: QueryService,
    requestID: String,
    format: ResponseFormat
  ) -> QueryResponse {
    let code = WireValue.Field("Code", .text(error.code))
    let message = WireValue.Field("Message", .text(error.message))
    let type = WireValue.Field("Type", .text(error.fault.rawValue))
    switch format {
    case .xml:
      var out = ByteSink(capacity: 512)
      let namespace =
        switch error.namespace {
        case .service: service.namespace
        case .awsFault: QueryError.Namespace.awsFaultURI
        }
      out.put("<ErrorResponse xmlns=\"\(namespace)\">")
      XMLWriter.element("Error", .structure([type, code, message]), to: &out)
      XMLWriter.element("RequestId", .text(requestID), to: &out)
      out.put("</ErrorResponse>")
      return QueryResponse(status: error.status, contentType: format.contentType, bytes: out.bytes)
    case .json:
      var out = ""
      WireJSON.write(
        .structure([.init("Error", .structure([code, message, type])), .init("RequestId", .text(requestID))]),
        to: &out
      )
      return QueryResponse(status: error.status, contentType: format.contentType, body: out)
    }
  }

  /// The shape of the REST services in XML, S3 above all: the error stands alone, without an envelope.
  package static func restFailure(_ error: QueryError, requestID: String) -> QueryResponse {
    var out = ByteSink(capacity: 512)
    out.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let members: [WireValue.Field] = [
      .init("Code", .text(error.code)), .init("Message", .text(error.message)), .init("RequestId", .text(requestID)),
    ]
    XMLWriter.element("Error", .structure(members), to: &out)
    return QueryResponse(status: error.status, contentType: "application/xml", bytes: out.bytes)
  }
}
