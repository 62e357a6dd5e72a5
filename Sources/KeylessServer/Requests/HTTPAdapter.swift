import HTTPTypes
import Hummingbird
import KeylessAWS
import KeylessCalls
import Logging
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

  /// Largest request body that is read, in bytes; the Query codec has the same bound.
  static let bodyLimit = QueryRequest.Limits().size

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
    do {
      incoming.body = Array(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      return Self.response(aws.tooLarge(incoming, limit: Self.bodyLimit))
    }
    return Self.response(await aws.respond(to: incoming))
  }

  private static func response(_ answer: ServerAnswer) -> Response {
    let body = ByteBuffer(bytes: answer.bytes)
    var headers = HTTPFields()
    headers[.contentType] = answer.contentType
    if let requestIDHeader { headers[requestIDHeader] = answer.requestID }
    for header in answer.headers {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    return Response(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: body))
  }

  /// SDKs put it into their error messages.
  ///
  /// A name of nothing but token characters always parses.
  private static let requestIDHeader = HTTPField.Name("x-amzn-RequestId")
}
