@testable import KeylessAWS
import HTTPTypes
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

@Suite("other services and actions")
struct OtherServiceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var request: IncomingRequest
    var shape: Shape
    var testDescription: String { name }

    init(_ name: String, _ shape: Shape, _ request: IncomingRequest) {
      self.name = name
      self.shape = shape
      self.request = request
    }
  }

  /// How a service writes its errors.
  enum Shape: Sendable {
    case query(namespace: String)
    case json(version: String)
    case restXML, restJSON
  }

  private static let form = "application/x-www-form-urlencoded; charset=utf-8"
  private static let sts = Shape.query(namespace: "https://sts.amazonaws.com/doc/2011-06-15/")
  private static let iam = Shape.query(namespace: "https://iam.amazonaws.com/doc/2010-05-08/")

  private static func request(
    _ method: String,
    _ path: String,
    query: String = "",
    type: String? = nil,
    target: String? = nil,
    signedFor service: String? = nil,
    _ body: String = ""
  ) -> IncomingRequest {
    var headers: HTTPFields = [:]
    if let type { headers[.contentType] = type }
    if let target, let name = HTTPField.Name("X-Amz-Target") { headers[name] = target }
    if let service {
      headers[.authorization] =
        "AWS4-HMAC-SHA256 Credential=ASIAEXAMPLEEXAMPLE23/20260921/eu-west-1/\(service)/aws4_request, "
        + "SignedHeaders=host;x-amz-date, Signature=\(String(repeating: "0", count: 64))"
    }
    return IncomingRequest(
      method: method,
      path: path,
      query: query,
      authority: "127.0.0.1:4566",
      headers: headers,
      body: Array(body.utf8)
    )
  }

  private static func query(_ text: String, signedFor service: String? = nil) -> IncomingRequest {
    request("POST", "/", type: form, signedFor: service, text)
  }

  static let cases: [Case] = [
    Case(
      "sts:DecodeAuthorizationMessage",
      sts,
      query("Action=DecodeAuthorizationMessage&Version=2011-06-15", signedFor: "sts")
    ),
    Case("sts:DecodeAuthorizationMessage", sts, query("Action=DecodeAuthorizationMessage&Version=2011-06-15")),
    Case("sts:AssumeRoleWithSAML", sts, query("Action=AssumeRoleWithSAML&Version=2011-06-15")),
    Case("sts:GetFederationToken", sts, query("Action=GetFederationToken&Version=2011-06-15", signedFor: "sts")),
    Case("sts:assumerolewithwebidentity", sts, query("Action=assumerolewithwebidentity&Version=2011-06-15")),
    Case("sts:GetCallerIdentity ", sts, query("Action=GetCallerIdentity%20&Version=2011-06-15")),
    Case("iam:CreateGroup", iam, query("Action=CreateGroup&Version=2010-05-08&GroupName=x", signedFor: "iam")),
    Case("iam:CreateInstanceProfile", iam, query("Action=CreateInstanceProfile&Version=2010-05-08")),
    Case(
      "iam:GenerateCredentialReport",
      iam,
      request("GET", "/", query: "Action=GenerateCredentialReport&Version=2010-05-08", signedFor: "iam")
    ),
    Case(
      "iam:AssumeRoleWithWebIdentity",
      iam,
      query("Action=AssumeRoleWithWebIdentity&Version=2010-05-08", signedFor: "iam")
    ),
    Case("ec2:DescribeInstances", sts, query("Action=DescribeInstances&Version=2016-11-15", signedFor: "ec2")),
    Case("unknown:DescribeStacks", sts, query("Action=DescribeStacks&Version=2010-05-15")),
    Case("unknown:AssumeRoleWithWebIdentity", sts, query("Action=AssumeRoleWithWebIdentity&Version=2011-06-16")),
    Case("unknown:AssumeRoleWithWebIdentity", sts, query("Action=AssumeRoleWithWebIdentity")),
    Case("unknown:GetCallerIdentity", sts, query("Action=GetCallerIdentity&Version=")),
    Case(
      "route53:GET /2013-04-01/hostedzone",
      .restXML,
      request("GET", "/2013-04-01/hostedzone", signedFor: "route53")
    ),
    Case(
      "dynamodb:ListTables",
      .json(version: "1.0"),
      request(
        "POST",
        "/",
        type: "application/x-amz-json-1.0",
        target: "DynamoDB_20120810.ListTables",
        signedFor: "dynamodb",
        "{}"
      )
    ),
    Case(
      "kms:Encrypt",
      .json(version: "1.1"),
      request("POST", "/", type: "application/x-amz-json-1.1", target: "TrentService.Encrypt", signedFor: "kms", "{}")
    ),
    Case(
      "TrentService:Encrypt",
      .json(version: "1.1"),
      request("POST", "/", type: "application/x-amz-json-1.1", target: "TrentService.Encrypt", "{}")
    ),
    Case("unknown:unknown", .json(version: "1.0"), request("POST", "/", target: "...", "{}")),
    Case(
      "lambda:GET /2015-03-31/functions/",
      .restJSON,
      request("GET", "/2015-03-31/functions/", signedFor: "lambda")
    ),
    Case(
      "lambda:POST /2015-03-31/functions",
      .restJSON,
      request("POST", "/2015-03-31/functions", type: "application/json", signedFor: "lambda", "{}")
    ),
    Case("eks:GET /clusters", .restJSON, request("GET", "/clusters", signedFor: "eks")),
    Case("s3:POST /", .restJSON, request("POST", "/", type: "application/json", "{\"Action\":\"GetCallerIdentity\"}")),
  ]

  @Test("what is not here is refused by name, in the shape that its client can read", arguments: cases)
  func refuses(_ example: Case) throws {
    let world = try World()
    let answer = world.aws.answer(example.request)
    let message = "The local AWS of keyless does not implement \(example.name)."
    #expect(answer.status == 400)
    switch example.shape {
    case .query(let namespace):
      #expect(answer.contentType == "text/xml")
      #expect(answer.body.hasPrefix("<ErrorResponse xmlns=\"\(namespace)\"><Error><Type>Sender</Type>"))
      #expect(try answer.error() == QueryError(code: "NotImplemented", message: message))
    case .restXML:
      #expect(answer.contentType == "application/xml")
      let root = try XMLReader.parse(Array(answer.body.utf8))
      #expect(root.name == "Error")
      #expect(root.string("Code") == "NotImplemented")
      #expect(root.string("Message") == message)
      #expect(root.string("RequestId") == answer.requestID)
    case .json(let version):
      #expect(answer.contentType == "application/x-amz-json-\(version)")
      let root = try JSONParser.parse(Array(answer.body.utf8)).plain
      #expect(root == ["__type": "NotImplemented", "message": .string(message)])
    case .restJSON:
      #expect(answer.contentType == "application/json")
      let root = try JSONParser.parse(Array(answer.body.utf8)).plain
      #expect(root == ["code": "NotImplemented", "message": .string(message)])
    }
    let call = try #require(world.book.calls.first)
    #expect("\(call.service):\(call.action)" == example.name)
  }

  @Test(
    "an odd method or path is no call that is answered, whatever the body says",
    arguments: ["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "POSTS", "CONNECT"],
    ["/", "", "//", "/../", "/%2F", "/_keyless/issuers/gitlab.com/jwks", "/_keyless/health", "*"]
  )
  func oddMethods(method: String, path: String) throws {
    let world = try World()
    let request = AssumeRoleWithWebIdentity.Input(
      roleARN: World.deploy,
      sessionName: "job-42",
      token: WebIdentityToken(try world.token())
    ).request
    let answer = world.aws.answer(
      IncomingRequest(
        method: method,
        path: path,
        query: String(decoding: request.formBody, as: UTF8.self),
        headers: [.contentType: Self.form],
        body: request.formBody
      )
    )
    // They are S3's, where nothing answers them; a HEAD has no body to say so.
    #expect((400...501).contains(answer.status) && answer.status != 500)
    #expect(!answer.body.contains("SecretAccessKey"))
    #expect(method == "HEAD" || answer.code != nil)
  }

  @Test(
    "the exchange is answered at `/` alone",
    arguments: [("/", 200), ("", 200), ("//", 405), ("/.", 501), ("/sts", 501), ("/_keyless/health", 405)]
  )
  func paths(path: String, status: Int) throws {
    let world = try World()
    let request = AssumeRoleWithWebIdentity.Input(
      roleARN: World.deploy,
      sessionName: "job-42",
      token: WebIdentityToken(try world.token())
    ).request
    let answer = world.aws.answer(
      IncomingRequest(method: "POST", path: path, headers: [.contentType: Self.form], body: request.formBody)
    )
    #expect(answer.status == status)
  }

  @Test(
    "only a form is read as one",
    arguments: [
      ("application/x-www-form-urlencoded", 200), ("Application/X-WWW-Form-URLEncoded;charset=utf-8", 200),
      ("text/plain", 405), ("multipart/form-data; boundary=x", 405), ("application/json", 400),
      ("text/xml; application/x-www-form-urlencoded", 405), ("x", 405),
    ]
  )
  func contentTypes(type: String, status: Int) throws {
    let world = try World()
    #expect(try world.exchange(world.token(), headers: [.contentType: type]).status == status)
  }

  @Test("a refused call says who made it when a session signed it")
  func caller() throws {
    let world = try World()
    let session = try world.session()
    let signer = SigV4Signer(
      accessKeyID: session.accessKeyID,
      secret: session.secretAccessKey,
      sessionToken: session.sessionToken,
      region: "eu-west-1",
      service: "iam"
    )
    let body = Array("Action=CreateRole&Version=2010-05-08&RoleName=x".utf8)
    let head = try signer.sign(
      HTTPRequestHead(method: "POST", path: "/", headers: [HTTPHeader("Host", "127.0.0.1:4566")], body: body),
      at: Forges.now
    )
    var headers: HTTPFields = [:]
    for header in head.headers where header.name != "Host" {
      if let name = HTTPField.Name(header.name) { headers[name] = header.value }
    }
    #expect(world.post(body, headers: headers).status == 400)
    // The form's own type was not signed, so adding it changes nothing.
    #expect(
      world.book.calls.last?.caller
        == .session(arn: "arn:aws:sts::111122223333:assumed-role/deploy/job-42", accessKeyID: session.accessKeyID)
    )
    _ = world.post(body + Array("x".utf8), headers: headers)
    #expect(world.book.calls.last?.caller == .unverified(accessKeyID: session.accessKeyID))
  }

  @Test("names from outside are bounded and cannot forge a line")
  func hostileNames() throws {
    let world = try World()
    let long = String(repeating: "A", count: 5000)
    let answer = world.post("Action=\(long)&Version=2011-06-15")
    #expect(try answer.error().message.utf8.count < 250)
    let escaped = world.post("Action=Get%0AUser%1B&Version=2011-06-15")
    #expect(try escaped.error().code == "MalformedQueryString")
    let lines = world.post("Action=Get%0AUser&Version=2011-06-15")
    #expect(try lines.error().message == "The local AWS of keyless does not implement sts:Get\\u{a}User.")
    #expect(!world.book.text.contains("Get\nUser"))
  }
}
