import Foundation
import KeylessAWS
import KeylessCalls
import KeylessSystem
import Testing

/// Requests that no SDK would send, byte for byte over a socket.
@Suite("signed requests on the wire", .serialized, .timeLimit(.minutes(30)))
struct RawRequestTests {
  private static let body = "Action=GetCallerIdentity&Version=2011-06-15"

  /// The head of a signed request, its lines ready to be altered.
  private static func lines(_ server: AdministeredAWS) throws -> [String] {
    let authority = server.endpoint.replacing("http://", with: "")
    let head = HTTPRequestHead(
      method: "POST",
      path: "/",
      headers: [
        HTTPHeader("Host", authority), HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
        HTTPHeader("X-Thing", "one two"),
      ],
      body: Array(body.utf8)
    )
    let signer = SigV4Signer(
      accessKeyID: server.administrator.accessKeyID,
      secret: server.administrator.secret,
      region: "eu-west-1",
      service: "sts"
    )
    return try signer.sign(head, at: System.live().now()).headers.map { "\($0.name): \($0.value)" }
  }

  private static func send(_ lines: [String], to server: AdministeredAWS) async throws -> String {
    let host = server.endpoint.replacing("http://", with: "").split(separator: ":")
    let request =
      (["POST / HTTP/1.1"] + lines + ["Content-Length: \(body.utf8.count)", "Connection: close", "", ""])
      .joined(separator: "\r\n") + body
    let run = try await Binary.run(
      ["-c", "exec 3<>/dev/tcp/\(host[0])/\(host[1]); cat >&3; cat <&3"],
      input: request,
      program: Job.bash
    )
    return run.output
  }

  @Test("a plain request is answered, and folded, repeated and smuggled headers are not")
  func headers() async throws {
    try await AdministeredAWS.serve { server in
      let plain = try await Self.send(Self.lines(server), to: server)
      #expect(plain.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(plain)")
      #expect(plain.contains("user/administrator"))
      let changes: [(name: String, change: @Sendable ([String]) -> [String])] = [
        ("a folded signed header", { $0.map { $0.replacing("one two", with: "one\r\n two") } }),
        ("a folded authorization", { $0.map { $0.replacing(", SignedHeaders", with: ",\r\n SignedHeaders") } }),
        ("two hosts", { $0 + [$0[0]] }),
        ("another host after the first", { $0 + ["Host: evil.example"] }),
        ("two dates", { $0 + $0.filter { $0.hasPrefix("X-Amz-Date") } }),
        ("two authorizations", { $0 + $0.filter { $0.hasPrefix("Authorization") } }),
        ("a signed header twice", { $0 + ["X-Thing: three"] }),
        ("a name with a space before its colon", { $0.map { $0.replacing("X-Thing:", with: "X-Thing :") } }),
        ("a bare line feed in a value", { $0.map { $0.replacing("one two", with: "one\nX-Other: two") } }),
        ("no host", { Array($0.dropFirst()) }),
      ]
      for (name, change) in changes {
        let answer = try await Self.send(change(Self.lines(server)), to: server)
        #expect(answer.hasPrefix("HTTP/1.1 4"), "\(name): \(answer)")
        #expect(!answer.contains("user/administrator"), "\(name)")
      }
      #expect(try await Self.send(Self.lines(server), to: server).hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }
}
