import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessOIDC
import KeylessS3
import KeylessSource

/// Which service and action a request means, as far as the request says, and the shape in which that service answers.
struct ServiceCall {
  enum Target {
    case sts(QueryRequest)
    case iam(QueryRequest)
    case s3
    /// A service or action this server does not have.
    case other
    /// The body does not parse.
    case unreadable(QueryError)
  }

  let target: Target
  /// The signing name, or what the request's form suggests.
  let service: String
  let action: String
  private let shape: Shape

  /// Services that answer in XML when a request is no form: the REST services of that kind, and those of the Query protocol.
  ///
  /// All others answer in JSON, also to a GET, which has no content type to tell.
  private static let xmlServices = [
    "s3", "s3express", "s3-object-lambda", "s3-outposts", "cloudfront", "route53", "sts", "iam", "ec2",
  ]

  /// The protocol whose error shape the client can read.
  private enum Shape {
    case query(QueryService)
    /// `X-Amz-Target`, errors as JSON with `__type` (DynamoDB, KMS, …).
    case json(version: String)
    /// REST in XML, errors without an envelope (S3).
    case restXML
    /// REST in JSON (Lambda, EKS, …): the code stands in a header too, which no client needs.
    case restJSON
  }

  /// For messages: `iam:CreateRole`.
  var name: String { "\(service):\(action)" }

  init(_ request: IncomingRequest, s3: S3Service = S3Service()) {
    let scope = Self.scopeService(of: request)
    if let scope, scope.utf8.elementsEqual("s3".utf8), !Self.isQuery(request) {
      service = scope
      action = Self.word(s3.name(of: request))
      target = .s3
      shape = .restXML
      return
    }
    if let header = request.headers[.amzTarget] {
      service = scope ?? Self.word(header.split(separator: ".").first.map(String.init) ?? "unknown")
      action = Self.word(header.split(separator: ".").last.map(String.init) ?? "unknown")
      target = .other
      shape = .json(version: (request.headers[.contentType] ?? "").contains("1.1") ? "1.1" : "1.0")
      return
    }
    guard let form = Self.form(of: request) else {
      let name = scope ?? "s3"
      let speaksXML = Self.xmlServices.contains { $0.utf8.elementsEqual(name.utf8) }
      let isJSON = (request.headers[.contentType] ?? "").contains("json")
      // Nothing of S3 is posted to the root, and an object may well be JSON.
      let isS3 = scope == nil && !(isJSON && request.method == "POST" && request.path == "/")
      service = name
      action = Self.word(isS3 ? s3.name(of: request) : "\(request.method) \(request.path)")
      target = isS3 ? .s3 : .other
      shape = !isS3 && isJSON || !speaksXML ? .restJSON : .restXML
      return
    }
    do {
      let query = try QueryRequest(form: form)
      let isSTS = query.version == QueryService.sts.version && (scope ?? "sts") != "iam"
      let isIAM = query.version == QueryService.iam.version
      service = isSTS ? "sts" : isIAM ? "iam" : Self.word(scope ?? "unknown")
      action = Self.word(query.action)
      target = isSTS ? .sts(query) : isIAM ? .iam(query) : .other
      shape = .query(isIAM ? .iam : .sts)
    } catch {
      service = scope.map(Self.word) ?? "unknown"
      action = "unreadable"
      target = .unreadable(error)
      shape = .query(.sts)
    }
  }

  /// Whether a request is one of STS or IAM, whatever service it is signed for: a form with their version.
  private static func isQuery(_ request: IncomingRequest) -> Bool {
    guard let form = form(of: request), let query = try? QueryRequest(form: form) else { return false }
    return query.version == QueryService.sts.version || query.version == QueryService.iam.version
  }

  private static let formType = "application/x-www-form-urlencoded"

  /// The form of a Query request: the body of a POST, or the query string of a GET; nil for other protocols.
  static func form(of request: IncomingRequest) -> [UInt8]? {
    switch request.method {
    case "POST":
      let type = request.headers[.contentType] ?? ""
      guard request.path == "/" || request.path.isEmpty else { return nil }
      let isForm = type.utf8.starts(with: formType.utf8) || type.lowercased().utf8.starts(with: formType.utf8)
      return type.isEmpty || isForm ? request.body : nil
    case "GET":
      guard request.path == "/" || request.path.isEmpty, request.query.contains("Action=") else { return nil }
      return Array(request.query.utf8)
    default: return nil
    }
  }

  func success(_ result: WireValue?, requestID: String, accept: String?) -> ServerAnswer {
    let response = QueryResponse.success(
      action,
      result,
      service: isIAM ? .iam : .sts,
      requestID: requestID,
      format: ResponseFormat(accept: accept)
    )
    return ServerAnswer(
      status: response.status,
      contentType: response.contentType,
      requestID: requestID,
      bytes: response.bytes
    )
  }

  private var isIAM: Bool { if case .iam = target { true } else { false } }

  func refusal(_ error: QueryError, requestID: String, accept: String?) -> ServerAnswer {
    let response: QueryResponse
    switch shape {
    case .query(let service):
      let format = ResponseFormat(accept: accept)
      response = QueryResponse.failure(error, service: service, requestID: requestID, format: format)
    case .json(let version):
      response = Self.json(error.inJSON(isREST: false), code: "__type", type: "application/x-amz-json-\(version)")
    case .restJSON: response = Self.json(error.inJSON(isREST: true), code: "code", type: "application/json")
    case .restXML: response = QueryResponse.restFailure(error, requestID: requestID)
    }
    return ServerAnswer(
      status: response.status,
      contentType: response.contentType,
      requestID: requestID,
      bytes: response.bytes
    )
  }

  private static func json(_ error: QueryError, code: String, type: String) -> QueryResponse {
    let body = JSON.object([.init(code, .string(error.code)), .init("message", .string(error.message))]).compact
    return QueryResponse(status: error.status, contentType: type, body: body)
  }

  private static func scopeService(of request: IncomingRequest) -> String? {
    ClaimedCredential.scope(in: request).map { word($0[3]) }
  }

  /// S3 signs its paths as they are and may leave its payload unsigned; the other services do neither, also those whose
  /// names begin alike.
  var isS3: Bool { service.utf8.elementsEqual("s3".utf8) }

  /// Text from a request as it may stand in messages and records: bounded, printable.
  private static func word(_ text: String) -> String {
    // Names of real actions are short and plain.
    if text.utf8.count <= 64, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    let redacted = TokenRedaction.redacting(String(String.UnicodeScalarView(text.unicodeScalars.prefix(20_000))))
    return TerminalText.escaping(String(String.UnicodeScalarView(redacted.unicodeScalars.prefix(120))))
  }
}
