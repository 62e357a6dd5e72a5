import KeylessAWS
import KeylessAWSHalf
import KeylessSource
import KeylessSystem

/// The roles of a running `keyless serve`, asked as the administrator that its ready file names.
enum ServerAccount {
  /// More pages than any account here has.
  private static let mostPages = 1_000

  static func roles(readyFile: String, _ system: System) async throws -> [RoleEntry] {
    let server = try Server(readyFile, system)
    var roles: [RoleEntry] = []
    var marker: String?
    for _ in 0..<mostPages {
      let page = try await server.page(after: marker, system)
      let reading = try AccountDump.read(page, named: "the server's account")
      roles += reading.roles
      guard case .bool(true)? = page["IsTruncated"]?.value, let next = DumpJSON.text(page["Marker"]) else { break }
      marker = next
    }
    return roles
  }

  private struct Server {
    var endpoint: String
    var region: String
    var key: String
    var secret: SecretAccessKey

    init(_ readyFile: String, _ system: System) throws {
      let name = TerminalText.escaping(readyFile)
      guard let bytes = try system.files.read(readyFile, 1 << 20) else {
        throw AnswerError(.usage, "there is no ready file `\(name)`; `keyless serve --ready-file` writes one")
      }
      let node = try? JSONParser.parse(bytes, limits: .init(size: 1 << 20, depth: 8))
      guard let endpoint = DumpJSON.text(node?["endpoint"]), endpoint.utf8.starts(with: "http".utf8),
        let region = DumpJSON.text(node?["region"]),
        let key = DumpJSON.text(node?["administrator"]?["accessKeyId"]),
        let secret = DumpJSON.text(node?["administrator"]?["secretAccessKey"])
      else { throw AnswerError(.usage, "`\(name)` is no ready file of a server") }
      self.endpoint = endpoint
      self.region = region
      self.key = key
      self.secret = SecretAccessKey(secret)
    }

    /// `GetAccountAuthorizationDetails`, in JSON, as the Query protocol answers it where it is asked to.
    func page(after marker: String?, _ system: System) async throws -> JSONNode {
      var parameters = [QueryParameter("Filter.member.1", "Role"), QueryParameter("MaxItems", "1000")]
      if let marker { parameters.append(QueryParameter("Marker", marker)) }
      let request = QueryRequest("GetAccountAuthorizationDetails", service: .iam, parameters: parameters)
      let signer = SigV4Signer(
        accessKeyID: key,
        secret: secret,
        sessionToken: nil,
        region: region,
        service: QueryService.iam.signingName
      )
      let authority = endpoint.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? endpoint
      let head = try signer.sign(
        HTTPRequestHead(
          method: "POST",
          path: "/",
          headers: [
            HTTPHeader("Host", authority),
            HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            HTTPHeader("Accept", "application/json"),
          ],
          body: request.formBody
        ),
        at: system.now()
      )
      var post = HTTPRequest(
        method: "POST",
        url: endpoint + "/",
        headers: head.headers.filter { $0.name != "Host" }.map { HeaderLine($0.name, $0.value) },
        body: request.formBody
      )
      post.responseLimit = AccountDump.limits.size
      let response = try await system.send(post)
      let node = try? JSONParser.parse(response.body, limits: AccountDump.limits)
      let answer = node?["GetAccountAuthorizationDetailsResponse"]?["GetAccountAuthorizationDetailsResult"]
      guard response.status == 200, let answer else {
        let message = DumpJSON.text(node?["Error"]?["Message"]) ?? "status \(response.status)"
        throw AnswerError(
          .failure,
          "the server at \(endpoint) did not list its roles: \(TerminalText.escaping(message))"
        )
      }
      return answer
    }
  }
}
