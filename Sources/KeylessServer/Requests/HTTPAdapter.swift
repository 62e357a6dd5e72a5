import HTTPTypes
import Hummingbird
import HummingbirdCore
import KeylessAWS
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
    var incoming = Self.head(of: request, from: context.sourceAddress)
    let limit = aws.bodyLimit(for: incoming)
    guard !Self.announcesMore(request, than: limit) else {
      var response = Self.response(aws.tooLarge(incoming, limit: limit))
      response.headers[.connection] = "close"
      return response
    }
    do {
      incoming.body = Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      return Self.response(aws.tooLarge(incoming, limit: limit))
    }
    return Self.response(await aws.respond(to: incoming))
  }

  /// The request without its body.
  private static func head(of request: Request, from address: String?) -> IncomingRequest {
    let target = request.head.path ?? "/"
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    return IncomingRequest(
      method: request.method.rawValue,
      path: mark.map { String(target[..<$0]) } ?? target,
      query: mark.map { String(target[target.utf8.index(after: $0)...]) } ?? "",
      authority: request.head.authority,
      headers: request.headers,
      sourceAddress: address
    )
  }

  /// Whether the body is too large by what its head says; a length that is no number is one the HTTP library refuses.
  private static func announcesMore(_ request: Request, than limit: Int) -> Bool {
    guard let length = request.headers[.contentLength], !length.isEmpty, length.utf8.allSatisfy(ASCII.isDigit) else {
      return false
    }
    return Int(length).map { $0 > limit } ?? true
  }

  func willRefuseUnread(_ request: Request) -> Bool {
    Self.announcesMore(request, than: aws.bodyLimit(for: Self.head(of: request, from: nil)))
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
  ///
  /// A body that will not be read is not asked for, and with its answer the connection ends: whether the client sends the body
  /// after all nobody could tell.
  static func continuing(_ adapter: HTTPAdapter) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      HTTP1Channel(
        responder: { request, writer, channel in
          guard request.headers[.expect]?.lowercased() == "100-continue" else {
            return try await responder(request, writer, channel)
          }
          let isUnread = adapter.willRefuseUnread(request)
          if !isUnread { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) }
          try await responder(request, writer, channel)
          if isUnread { throw BodyUnread() }
        },
        configuration: .init()
      )
    }
  }
}

/// Ends a connection whose next bytes are a body, or a request, and nobody knows which.
private struct BodyUnread: Error {}
