import HTTPTypes
import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import KeylessTesting
import Testing

/// A signed request that breaks every rule from one on gets the answer to the first that it breaks.
@Suite("the order of the checks of a signature")
struct SignatureOrderTests {
  enum Fault: Int, CaseIterable {
    case form, credential, date, clock, scope, host, key, signature, parameters, permission

    var code: String {
      switch self {
      case .form, .credential, .date: "IncompleteSignature"
      case .clock, .scope, .host, .signature: "SignatureDoesNotMatch"
      case .key: "InvalidClientTokenId"
      case .parameters: "ValidationError"
      case .permission: "AccessDenied"
      }
    }

    var text: String {
      switch self {
      case .form: "Authorization header requires 'Signature' parameter."
      case .credential: "Credential must have exactly 5 slash-delimited elements"
      case .date: "Date must be in ISO-8601 'basic format'. Got 'yesterday'."
      case .clock: "Signature expired: 20200101T000000Z is now earlier than 20260921T135820Z"
      case .scope:
        "Credential should be scoped to correct service: 'sts'. Credential should be scoped with a valid terminator: "
          + "'aws4_request', not 'end'."
      case .host: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
      case .key: "The security token included in the request is invalid."
      case .signature: "The request signature we calculated does not match the signature you provided."
      case .parameters: "1 validation error detected: Value at 'accessKeyId'"
      case .permission: "is not authorized to perform: sts:GetAccessKeyInfo"
      }
    }
  }

  @Test("the first broken rule decides the answer, whatever else is broken", arguments: Fault.allCases)
  func firstFaultWins(first: Fault) throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let faults = Set(Fault.allCases.filter { $0.rawValue >= first.rawValue })
    let error = try world.aws.answer(request(faults, ada, world)).error("GetAccessKeyInfo")
    #expect(error.code == first.code)
    #expect(error.message.contains(first.text), "\(error)")
  }

  @Test("each rule is asked", arguments: Fault.allCases)
  func onlyFault(fault: Fault) throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let error = try world.aws.answer(request([fault], ada, world)).error("GetAccessKeyInfo")
    #expect(error.code == fault.code, "\(error)")
    let may = try world.addUser("ada", World.allow("sts:*"))
    #expect(try world.aws.answer(request([], may, world)).status == 200)
  }

  private func request(_ faults: Set<Fault>, _ signing: Signing, _ world: World) throws -> IncomingRequest {
    var request = try world.signed(
      "GetAccessKeyInfo",
      faults.contains(.parameters) ? [:] : ["AccessKeyId": "ASIAQNZGKIQY56JQ7WML"],
      as: signing
    )
    let stamp = try #require(HTTPField.Name("X-Amz-Date"))
    var header = request.headers[.authorization] ?? ""
    func replace(_ pattern: Regex<some Any>, _ text: String) { header = header.replacing(pattern, with: text) }
    if faults.contains(.signature) {
      replace(/Signature=[0-9a-f]{64}/, "Signature=\(String(repeating: "0", count: 64))")
    }
    if faults.contains(.key) { replace(/Credential=[A-Z0-9]+/, "Credential=AKIAQNZGKIQY56JQ7WML") }
    if faults.contains(.host) { replace(/;host/, "") }
    if faults.contains(.scope) { replace(/\/sts\/aws4_request/, "/kms/end") }
    if faults.contains(.clock) { request.headers[stamp] = "20200101T000000Z" }
    if faults.contains(.date) { request.headers[stamp] = "yesterday" }
    if faults.contains(.credential) { replace(/\/(kms|sts)/, "") }
    if faults.contains(.form) { replace(/, Signature=[0-9a-f]{64}/, "") }
    request.headers[.authorization] = header
    return request
  }

  @Test("repeated headers are not read as one")
  func repeated() throws {
    let world = try World()
    let ada = try world.addUser("ada")
    let session = try world.call("GetSessionToken", as: ada).signing("GetSessionToken")
    let stamp = try #require(HTTPField.Name("X-Amz-Date"))
    let token = try #require(HTTPField.Name("X-Amz-Security-Token"))
    let host = try #require(HTTPField.Name("Host"))
    for (name, value, code) in [
      (HTTPField.Name.authorization, nil, "IncompleteSignature"), (stamp, nil, "IncompleteSignature"),
      (stamp, "20260921T141321Z", "IncompleteSignature"), (token, nil, "SignatureDoesNotMatch"),
      (token, "other", "SignatureDoesNotMatch"), (.contentType, nil, "SignatureDoesNotMatch"),
      (host, "127.0.0.1:4566", "SignatureDoesNotMatch"), (host, "evil.example", "SignatureDoesNotMatch"),
    ] as [(HTTPField.Name, String?, String)] {
      var request = try world.signed("GetCallerIdentity", as: session)
      let own = request.headers[values: name].first ?? ""
      request.headers.append(HTTPField(name: name, value: value ?? own))
      let error = try world.aws.answer(request).error("GetCallerIdentity")
      #expect(error.code == code, "\(name): \(error)")
    }
    #expect(try world.call("GetCallerIdentity", as: session).status == 200)
  }
}
