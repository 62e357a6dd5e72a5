import HTTPTypes
import Hummingbird
import HummingbirdCore
import KeylessCalls
import NIOCore

/// The connection's address, which Hummingbird's basic context leaves out and trust policies may ask for.
struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let sourceAddress: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    sourceAddress = source.channel.remoteAddress?.ipAddress
  }
}

/// Carries requests from Hummingbird to the local AWS and answers back; nothing is decided here.
struct HTTPAdapter: HTTPResponder {
  let aws: LocalAWS

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    let target = request.head.path ?? "/"
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    var incoming = IncomingRequest(
      method: request.method.rawValue,
      path: mark.map { String(target[..<$0]) } ?? target,
      query: mark.map { String(target[target.utf8.index(after: $0)...]) } ?? "",
      authority: request.head.authority,
      headers: request.headers,
      sourceAddress: context.sourceAddress
    )
    let limit = aws.bodyLimit(for: incoming)
    do {
      incoming.body = Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      return Self.response(aws.tooLarge(incoming, limit: limit))
    }
    return Self.response(await aws.respond(to: incoming))
  }

  private static func response(_ answer: ServerAnswer) -> Response {
    let body = ByteBuffer(bytes: answer.bytes)
    var headers = HTTPFields()
    if !answer.contentType.isEmpty { headers[.contentType] = answer.contentType }
    if let requestIDHeader { headers[requestIDHeader] = answer.requestID }
    for header in answer.headers {
      // Names are the server's own or came in as field names, and values as field values.
      guard let name = HTTPField.Name(header.name) else { continue }
      headers.append(HTTPField(name: name, value: header.value))
    }
    if let length = answer.announcedLength { headers[.contentLength] = String(length) }
    return Response(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: body))
  }

  /// SDKs put it into their error messages.
  ///
  /// A name of nothing but token characters always parses.
  private static let requestIDHeader = HTTPField.Name("x-amzn-RequestId")
}

extension HTTPServerBuilder {
  /// HTTP/1.1 that tells a client which waits for it (`Expect: 100-continue`, RFC 9110 section 10.1.1) to go on, as
  /// botocore and the Go SDK do with every larger upload; Hummingbird itself leaves them waiting.
  static let continuing = HTTPServerBuilder { responder in
    HTTP1Channel(
      responder: { request, writer, channel in
        if request.headers[.expect]?.lowercased() == "100-continue" {
          try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        try await responder(request, writer, channel)
      },
      configuration: .init()
    )
  }
}
