/// A finished answer: what the server sends and the client receives.
package struct QueryResponse: Sendable {
  package var status: Int
  package var contentType: String
  package var body: String

  package init(status: Int, contentType: String, body: String) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// An action without a result has no `…Result` element at all.
  package static func success(
    _ action: String,
    _ result: WireValue?,
    service: QueryService,
    requestID: String,
    format: ResponseFormat
  ) -> QueryResponse {
    var out = ""
    switch format {
    case .xml:
      out += "<\(action)Response xmlns=\"\(service.namespace)\">"
      if let result { XMLWriter.element("\(action)Result", result, to: &out) }
      out += "<ResponseMetadata>"
      XMLWriter.element("RequestId", .text(requestID), to: &out)
      out += "</ResponseMetadata></\(action)Response>"
    case .json:
      let metadata = WireValue.structure([.init("RequestId", .text(requestID))])
      let members =
        (result.map { [WireValue.Field("\(action)Result", $0)] } ?? []) + [.init("ResponseMetadata", metadata)]
      WireJSON.write(.structure([.init("\(action)Response", .structure(members))]), to: &out)
    }
    return QueryResponse(status: 200, contentType: format.contentType, body: out)
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
    var out = ""
    switch format {
    case .xml:
      let namespace =
        switch error.namespace {
        case .service: service.namespace
        case .awsFault: QueryError.Namespace.awsFaultURI
        }
      out += "<ErrorResponse xmlns=\"\(namespace)\">"
      XMLWriter.element("Error", .structure([type, code, message]), to: &out)
      XMLWriter.element("RequestId", .text(requestID), to: &out)
      out += "</ErrorResponse>"
    case .json:
      WireJSON.write(
        .structure([.init("Error", .structure([code, message, type])), .init("RequestId", .text(requestID))]),
        to: &out
      )
    }
    return QueryResponse(status: error.status, contentType: format.contentType, body: out)
  }

  /// The shape of the REST services in XML, S3 above all: the error stands alone, without an envelope.
  package static func restFailure(_ error: QueryError, requestID: String) -> QueryResponse {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let members: [WireValue.Field] = [
      .init("Code", .text(error.code)), .init("Message", .text(error.message)), .init("RequestId", .text(requestID)),
    ]
    XMLWriter.element("Error", .structure(members), to: &out)
    return QueryResponse(status: error.status, contentType: "application/xml", body: out)
  }
}
