import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("Responses")
struct ResponseTests {
  static let identity = GetCallerIdentity.Output(arn: "arn:aws:sts::1:x/<&>", userID: "AROA:\"s'", account: "1")

  @Test("the XML of an answer is AWS's, with text escaped")
  func xml() {
    let response = QueryResponse.success(
      "GetCallerIdentity",
      Self.identity.wireValue,
      service: .sts,
      requestID: "r-1",
      format: .xml
    )
    #expect(response.contentType == "text/xml")
    #expect(
      response.body
        == "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>arn:aws:sts::1:x/&lt;&amp;&gt;</Arn><UserId>AROA:\"s'</UserId><Account>1</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    )
    let empty = QueryResponse.success("DeleteRole", nil, service: .iam, requestID: "r", format: .xml)
    #expect(!empty.body.contains("Result"))
  }

  @Test("the JSON of an answer has the expiration as AWS's number")
  func json() {
    let credentials = Credentials(
      accessKeyID: "A",
      secretAccessKey: SecretAccessKey("s"),
      sessionToken: SessionToken("t"),
      expiration: 1_700_000_000
    )
    let response = QueryResponse.success("X", credentials.wireValue, service: .sts, requestID: "r", format: .json)
    #expect(response.body.hasPrefix("{\"XResponse\":{\"XResult\":{\"SessionToken\":\"t\","))
    #expect(response.body.contains("\"Expiration\":1.7E9,"))
    #expect(WireJSON.number(1_795_356_123) == "1.795356123E9")
    #expect(WireJSON.number(12) == "12.0")
    for seconds in [0, 12, 9_999_999, 10_000_000, 1_700_000_000, 1_795_356_123] {
      #expect(WireJSON.seconds(WireJSON.number(seconds)) == seconds)
    }
    #expect(WireJSON.seconds("1700000000") == 1_700_000_000)
    #expect(WireJSON.seconds("1e99") == nil)
    #expect(WireJSON.seconds("1e-3") == nil)
  }

  @Test("an error has AWS's envelope, and an unknown action the fault namespace")
  func errors() {
    let xml = QueryResponse.failure(.incorrectAudience, service: .sts, requestID: "r", format: .xml)
    #expect(xml.status == 400)
    #expect(
      xml.body
        == "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>Incorrect token audience</Message></Error><RequestId>r</RequestId></ErrorResponse>"
    )
    let fault = QueryResponse.failure(.invalidAction("N", version: "1"), service: .iam, requestID: "r", format: .xml)
    #expect(fault.body.contains("xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\""))
    let json = QueryResponse.failure(.notAuthorizedToAssume, service: .sts, requestID: "r", format: .json)
    #expect(json.status == 403)
    #expect(
      json.body
        == "{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"Not authorized to perform sts:AssumeRoleWithWebIdentity\",\"Type\":\"Sender\"},\"RequestId\":\"r\"}"
    )
  }

  @Test("what the server encodes the client decodes, in both forms", arguments: [ResponseFormat.xml, .json])
  func roundTrip(format: ResponseFormat) throws {
    let seed: UInt64 = 7
    var random = SplitMix64(seed: seed)
    for round in 0..<200 {
      let output = AssumeRoleWithWebIdentity.Output(
        subject: random.hostileText(),
        audience: random.hostileText(),
        assumedRoleARN: random.hostileText(),
        assumedRoleID: random.hostileText(),
        credentials: Credentials(
          accessKeyID: "ASIA",
          secretAccessKey: SecretAccessKey(random.hostileText()),
          sessionToken: SessionToken(random.hostileText()),
          expiration: Int.random(in: 0...4_000_000_000, using: &random)
        ),
        sourceIdentity: Bool.random(using: &random) ? random.hostileText() : nil,
        provider: random.hostileText(),
        packedPolicySize: Bool.random(using: &random) ? 6 : nil
      )
      let action = AssumeRoleWithWebIdentity.action
      let sent = QueryResponse.success(action, output.wireValue, service: .sts, requestID: "r", format: format)
      guard case .success(let result, let id) = try sent.decode(action) else {
        Issue.record("seed \(seed), round \(round): not a success")
        return
      }
      let read = try AssumeRoleWithWebIdentity.Output(result)
      #expect(id == "r")
      #expect(read == output, "seed \(seed), round \(round)")
      #expect(read.subject.utf8.elementsEqual(output.subject.utf8), "seed \(seed), round \(round)")

      let error = QueryError.noProvider(issuer: random.hostileText())
      let failure = QueryResponse.failure(error, service: .sts, requestID: "r", format: format)
      guard case .failure(let decoded, _) = try failure.decode(action) else {
        Issue.record("seed \(seed), round \(round): not a failure")
        return
      }
      #expect(decoded == error, "seed \(seed), round \(round)")
    }
  }

  @Test(
    "an answer that is none is refused and never quoted",
    arguments: [
      (200, "text/xml", ""), (502, "text/html", "<html><body>secret</body></html>"), (200, "text/xml", "<XResponse>"),
      (200, "text/xml", "<YResponse></YResponse>"), (200, "text/xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><XResponse/>"),
      (200, "application/json", "{}"), (200, "application/json", "secret"), (500, "text/xml", "<XResponse/>"),
      (200, "text/xml", "<XResponse><XResult/><XResult/></XResponse>"),
    ]
  )
  func refused(status: Int, type: String, body: String) {
    let error = #expect(throws: QueryResponseError.self) {
      try QueryResponse(status: status, contentType: type, body: body).decode("X")
    }
    #expect(error?.description.contains("secret") == false)
  }

  @Test(
    "the reader takes no markup beyond elements, text and plain references",
    arguments: [
      "<a>&b;</a>", "<a>&#0;</a>", "<a>&#x110000;</a>", "<a><!-- --></a>", "<a><![CDATA[x]]></a>", "<a><?b?></a>",
      "<a></b>", "<a>x<b/></a>", "<a><b/>x</a>", "<a/><a/>", "x<a/>", "<a b=c/>", "<a b=\"<\"/>", "<a>&amp</a>", "<a",
      "<a>\u{1}</a>", "<1/>", String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40),
    ]
  )
  func strictXML(text: String) { #expect(throws: XMLError.self) { try XMLReader.parse(Array(text.utf8)) } }

  @Test("the reader takes a declaration, attributes, white space and references")
  func lenientXML() throws {
    let text = "<?xml version=\"1.0\"?>\n<a xmlns='u' b=\"1\">\n <c>&lt;&#x41;&#66;\r\n</c>\n <d/>\n</a>\n"
    let root = try XMLReader.parse(Array(text.utf8))
    #expect(root.string("c") == "<AB\n")
    #expect(root.string("d") == "")
    #expect(root.string("e") == nil)
  }

  @Test(
    "JSON is answered only to whoever asks for it",
    arguments: [
      (nil, ResponseFormat.xml), ("*/*", .xml), ("application/json", .json), ("Application/JSON; q=1", .json),
      ("text/xml, application/json", .xml), ("application/jsonx", .xml), ("", .xml),
      ("text/html,application/json", .json),
    ]
  )
  func accept(header: String?, format: ResponseFormat) { #expect(ResponseFormat(accept: header) == format) }

  @Test("secrets are never described, dumped or reflected")
  func redaction() {
    let credentials = Credentials(
      accessKeyID: "A",
      secretAccessKey: SecretAccessKey("hidden"),
      sessionToken: SessionToken("hidden"),
      expiration: 0
    )
    var dumped = ""
    dump(credentials, to: &dumped)
    dump(WebIdentityToken("hidden"), to: &dumped)
    dump(HTTPHeader("Authorization", "hidden"), to: &dumped)
    dump(QueryParameter("WebIdentityToken", "hidden"), to: &dumped)
    #expect(!(dumped + "\(credentials) \(String(reflecting: WebIdentityToken("hidden")))").contains("hidden"))
    #expect("\(SessionToken("hidden"))" == "<redacted>")
  }
}
