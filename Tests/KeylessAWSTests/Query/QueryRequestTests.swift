import KeylessTesting
import Testing

@testable import KeylessAWS

@Suite("Query requests")
struct QueryRequestTests {
  static let head = "Action=X&Version=2011-06-15&"

  @Test("what a client encodes the server decodes, whatever the strings")
  func roundTrip() throws {
    let seed: UInt64 = 20_261_122
    var random = SplitMix64(seed: seed)
    for round in 0..<300 {
      let input = AssumeRoleWithWebIdentity.Input(
        roleARN: "arn:aws:iam::111122223333:role/" + random.hostileText().replacing("\u{FEFF}", with: "x"),
        sessionName: "job-\(round)",
        token: WebIdentityToken("tok." + random.hostileText()),
        providerID: Bool.random(using: &random) ? "prov" + random.hostileText() : nil,
        policyARNs: (0..<Int.random(in: 0...10, using: &random)).map { "arn:aws:iam::aws:policy/p\($0)" },
        policy: Bool.random(using: &random) ? "{\"a\": \"+&=%é\r\n\"}" : nil,
        durationSeconds: Bool.random(using: &random) ? 900 + round : nil
      )
      let body = input.request.formBody
      let decoded = try AssumeRoleWithWebIdentity.Input(QueryRequest(form: body))
      let comment: Comment = "seed \(seed), round \(round)"
      #expect(decoded.roleARN.utf8.elementsEqual(input.roleARN.utf8), comment)
      #expect(decoded.token == input.token, comment)
      #expect(decoded.policyARNs == input.policyARNs, comment)
      #expect(decoded.policy == input.policy && decoded.providerID == input.providerID, comment)
      #expect(decoded.durationSeconds == input.durationSeconds && decoded.sessionName == input.sessionName, comment)
      #expect(decoded.request.formBody == body, comment)
    }
  }

  @Test(
    "a malformed body is refused",
    arguments: [
      ("a=%", "MalformedQueryString"), ("a=%4", "MalformedQueryString"), ("a=%zz", "MalformedQueryString"),
      ("a=%C3%28", "MalformedQueryString"), ("a=%00", "MalformedQueryString"), ("a=%7F", "MalformedQueryString"),
      ("a=é", "MalformedQueryString"), ("a=b c", "MalformedQueryString"), ("=b", "MalformedQueryString"),
      ("%20=b", "MalformedQueryString"), ("a=1&&b=2", "MalformedQueryString"), ("a=1&", "MalformedQueryString"),
      ("a=1&a=2", "InvalidQueryParameter"), ("a=1&%61=2", "InvalidQueryParameter"),
      ("Action=Y", "InvalidQueryParameter"), ("a=\n", "MalformedQueryString"),
    ]
  )
  func malformed(rest: String, code: String) throws {
    let error = #expect(throws: QueryError.self) { try QueryRequest(form: Array((Self.head + rest).utf8)) }
    #expect(error?.code == code)
    #expect(error.map { (400..<500).contains($0.status) } == true)
  }

  @Test("plus and percent are decoded, the presigning parameters are left out")
  func decoding() throws {
    let request = try QueryRequest(queryString: Self.head + "a=1+2%2B3%0D%0A&b&X-Amz-Date=x")
    #expect(request.action == "X")
    #expect(request.scope.string("a") == "1 2+3\r\n")
    #expect(request.scope.string("b") == "")
    #expect(request.scope.string("X-Amz-Date") == nil)
  }

  @Test("size, number of parameters and a missing action are refused")
  func bounds() throws {
    let limits = QueryRequest.Limits(size: 60, parameters: 4)
    _ = try QueryRequest(form: Array((Self.head + "a=1&b=2").utf8), limits: limits)
    let many = #expect(throws: QueryError.self) {
      try QueryRequest(form: Array((Self.head + "a=1&b=2&c=3").utf8), limits: limits)
    }
    #expect(many?.code == "InvalidQueryParameter")
    let large = #expect(throws: QueryError.self) {
      try QueryRequest(form: [UInt8](repeating: 0x61, count: 61), limits: limits)
    }
    #expect(large?.status == 413)
    #expect(throws: QueryError.missingAction) { try QueryRequest(form: []) }
    #expect(throws: QueryError.missingAction) { try QueryRequest(form: Array("Action=&Version=1".utf8)) }
  }

  @Test("lists are read in order, past nine as well, and may hold structures")
  func lists() throws {
    let body = (1...12).map { "L.member.\($0)=v\($0)" }.joined(separator: "&")
    let request = try QueryRequest(
      form: Array((Self.head + body + "&T.member.1.Key=k&T.member.1.Value=&E=&T.member.1.In.member.1=x").utf8)
    )
    #expect(try request.scope.strings("L") == (1...12).map { "v\($0)" })
    #expect(try request.scope.strings("E") == [])
    #expect(try request.scope.strings("None") == nil)
    let tag = try #require(try request.scope.structures("T")?.first)
    #expect(tag.string("Key") == "k")
    #expect(tag.string("Value") == "")
    #expect(try tag.strings("In") == ["x"])
  }

  @Test(
    "a list with gaps, zero, leading zeros or other junk is refused",
    arguments: [
      "L.member.0=a", "L.member.2=a", "L.member.1=a&L.member.3=b", "L.member.01=a", "L.member.x=a", "L.member.=a",
      "L.member.1.=a", "L.member.1x=a", "L.member.-1=a", "L.member.9999999999999999999999=a", "L=x&L.member.1=a",
      "L.member.1=a&L.member.1.b=c", "L=x",
    ]
  )
  func badLists(rest: String) throws {
    let request = try QueryRequest(form: Array((Self.head + rest).utf8))
    #expect(throws: QueryError.malformedList("L")) { try request.scope.strings("L") }
  }

  @Test("another action or version is refused in the fault namespace")
  func invalidAction() throws {
    let request = try QueryRequest(form: Array("Action=Nope&Version=2010-05-08".utf8))
    let error = #expect(throws: QueryError.self) { try request.expect("Nope", of: .sts) }
    #expect(error?.message == "Could not find operation Nope for version 2010-05-08")
    #expect(error?.namespace == .awsFault)
    try request.expect("Nope", of: .iam)
  }

  @Test("an unknown action is echoed up to 128 scalars and no further")
  func boundedEcho() {
    let long = String(repeating: "é", count: 128)
    #expect(QueryError.invalidAction(long, version: "1").message.contains(" \(long) "))
    #expect(QueryError.invalidAction(long + "x", version: "1") == QueryError.invalidAction(long, version: "1"))
    #expect(QueryError.invalidAction("A", version: long + "x") == QueryError.invalidAction("A", version: long))
  }
}
