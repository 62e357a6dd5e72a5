import KeylessAWS
import Foundation
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

/// The promise of the store: what a client was told is there, however the server ends.
@Suite("a server that is killed while it writes", .serialized, .timeLimit(.minutes(30)))
struct CrashTests {
  private static let rounds = 50
  private static let writers = 4

  @Test("has every acknowledged write after the next start, 50 times")
  func kill() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    try await Scratch.use { scratch in
      let acknowledged = Names()
      let attempted = Names()
      for round in 0..<Self.rounds {
        let server = try await ServeProcess.start(
          ["--store", "sqlite:aws.db", "--log-level", "error"],
          in: scratch.url
        )
        try await Self.expectAll(acknowledged.all, attempted.all, at: server, "seed \(seed), round \(round)")
        // Killed in the middle of something: after so many answers, with a writer at each stage of the next one.
        let limit = Int.random(in: 1...12, using: &random)
        let answers = Counter(limit)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
          for writer in 0..<Self.writers {
            tasks.addTask {
              for number in 0..<1000 {
                let name = "r\(round)-w\(writer)-n\(number)"
                attempted.add(name)
                // Whatever fails now fails because the server is gone.
                guard let answer = try? await server.call("CreateUser", service: .iam, ["UserName": name]) else {
                  return
                }
                #expect(answer.status == 200, "\(answer.text)")
                acknowledged.add(name)
                if answers.isReached() { Foundation.kill(server.processID, SIGKILL) }
              }
            }
          }
          try await tasks.waitForAll()
        }
        #expect(await server.stop(SIGKILL) == 128 + SIGKILL)
      }
      let server = try await ServeProcess.start(["--store", "sqlite:aws.db"], in: scratch.url)
      try await Self.expectAll(acknowledged.all, attempted.all, at: server, "seed \(seed), the end")
      #expect(acknowledged.all.count >= Self.rounds)
      #expect(await server.stop() == 0)
    }
  }

  private static func expectAll(
    _ acknowledged: Set<String>,
    _ attempted: Set<String>,
    at server: ServeProcess,
    _ comment: Comment
  ) async throws {
    var found: Set<String> = []
    var marker: String?
    repeat {
      let page = try await server.call(
        "ListUsers",
        service: .iam,
        ["MaxItems": "1000", "PathPrefix": "/"].merging(marker.map { ["Marker": $0] } ?? [:]) { $1 }
      )
      #expect(page.status == 200, comment)
      for match in page.text.matches(of: /<UserName>([^<]*)<\/UserName>/) { found.insert(String(match.1)) }
      marker = page.element("IsTruncated") == "true" ? page.element("Marker") : nil
    } while marker != nil
    found.remove("administrator")
    #expect(found.isSuperset(of: acknowledged), "\(comment): lost \(acknowledged.subtracting(found).sorted())")
    // Nothing came out of nowhere; what was not acknowledged may be there or not.
    #expect(found.isSubset(of: attempted), "\(comment)")
  }

  private final class Names: Sendable {
    private let names = Mutex<Set<String>>([])

    var all: Set<String> { names.withLock { $0 } }

    func add(_ name: String) { names.withLock { _ = $0.insert(name) } }
  }

  /// Says once that so many answers came.
  private final class Counter: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func isReached() -> Bool {
      left.withLock { left in
        left -= 1
        return left == 0
      }
    }
  }
}
