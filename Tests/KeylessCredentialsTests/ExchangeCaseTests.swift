import Testing

@testable import KeylessCredentials

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

struct ExchangeCaseTests {
  @Test(arguments: ExchangeCase.all)
  func `a described machine and its recorded traffic give the identity, or the error, that is expected`(
    _ example: ExchangeCase
  ) async throws {
    let (summary, _) = try await example.run()
    if summary != example.expected, ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try example.record(summary)
      Issue.record("recorded \(example.name): read it, then run the tests again")
      return
    }
    #expect(summary == example.expected)
  }

  @Test(arguments: ExchangeCase.all)
  func `nothing that is shown of a case holds one of its secrets`(_ example: ExchangeCase) async throws {
    let (_, everything) = try await example.run()
    for secret in example.secrets {
      #expect(!everything.contains(secret), "\(example.name) shows \(secret)")
    }
  }

  @Test
  func `there is a case for every link, and the secrets of a case are found`() {
    #expect(ExchangeCase.all.count >= 75)
    let links = Set(ExchangeCase.all.flatMap { $0.expected.matches(of: /link: ([a-z-]+)/).map { String($0.output.1) } })
    #expect(
      links == [
        "environment", "web-identity", "profile-static", "profile-web-identity", "assume-role", "sso", "login",
        "process",
        "container", "instance-metadata",
      ]
    )
    let quoted = ExchangeCase.all.first { $0.name == "web-identity-quotes-the-token" }
    #expect(quoted?.secrets.contains { $0.hasSuffix("SIGNATURE-OF-A-FIXTURE") } == true)
  }
}
