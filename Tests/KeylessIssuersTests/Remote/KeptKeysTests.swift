import KeylessIssuers
import KeylessOIDC
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

@Suite("the kept keys of remote issuers")
struct KeptKeysTests {
  private let first: String
  private let second: String

  init() throws {
    first = try Keys.first.get().keyID
    second = try Keys.second.get().keyID
  }

  @Test("an issuer is asked at the first token and not again for five minutes")
  func fresh() async throws {
    let site = try PlayedSite()
    #expect(site.look(first).wantsFetch)
    #expect(await site.ask(first).keyIDs == [first])
    site.machine.advance(seconds: 299)
    #expect(site.look(first).keyIDs == [first])
    #expect(await site.ask(nil).keyIDs == [first])
    #expect(site.attempts == 1)
    #expect(site.network.requests.count == 2)
    site.machine.advance(seconds: 1)
    #expect(site.look(first).wantsFetch)
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.attempts == 2)
    #expect(site.notes.all == Array(repeating: "fetched 1 keys of `https://issuer.example.com`", count: 2))
  }

  @Test("what is asked is asked plainly: limits, a deadline, the internet alone, nothing compressed")
  func requests() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    let requests = site.network.requests
    #expect(requests.map(\.url) == [site.discovery, site.keySet])
    #expect(requests.map(\.responseLimit) == [1 << 18, 1 << 20])
    for request in requests {
      #expect(request.method == "GET")
      #expect(request.reach == .internet)
      #expect((1...5).contains(request.deadline))
      #expect(request.headers.contains(HeaderLine("Accept-Encoding", "identity")))
      #expect(request.headers.allSatisfy { $0.name != "Authorization" && $0.name != "Cookie" })
    }
  }

  @Test("a token of a key that is new is believed after one more question, at most every thirty seconds")
  func unknownKey() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    // Published at once, but the issuer was asked a moment ago.
    try site.publish(Keys.first.get(), Keys.second.get())
    site.machine.advance(seconds: 29)
    #expect(await site.ask(second).keyIDs == [first])
    #expect(site.attempts == 1)
    site.machine.advance(seconds: 1)
    #expect(await site.ask(second).keyIDs == [first, second])
    #expect(site.attempts == 2)
    // Tokens of keys that nobody has bring one question each half minute, and known keys none.
    for _ in 0..<100 {
      _ = await site.ask("made-up")
      #expect(await site.ask(first).keyIDs == [first, second])
    }
    #expect(site.attempts == 2)
    site.machine.advance(seconds: 30)
    for number in 0..<100 { _ = await site.ask("made-up-\(number)") }
    #expect(site.attempts == 3)
  }

  @Test("after a rotation the old key is gone with the next question")
  func rotation() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    try site.publish(Keys.second.get())
    site.machine.advance(seconds: 60)
    // Not yet asked: the old key still stands, as it does on AWS for as long as keys are kept.
    #expect(await site.ask(first).keyIDs == [first])
    #expect(await site.ask(second).keyIDs == [second])
    #expect(site.look(first).keyIDs == [second])
    #expect(site.attempts == 2)
  }

  @Test("keys are used for an hour while the issuer is down, then refused, and it comes back")
  func stale() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    site.network.clear()
    site.machine.advance(seconds: 300)
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.attempts == 2)
    // The next ones neither wait nor ask.
    #expect(site.look(first).keyIDs == [first])
    site.machine.advance(seconds: 29)
    #expect(site.look(first).keyIDs == [first])
    site.machine.advance(seconds: 1)
    #expect(site.look(first).wantsFetch)
    site.machine.advance(seconds: 3269)
    #expect(await site.ask(first).keyIDs == [first])
    site.machine.advance(seconds: 1)
    let refusal = try #require(await site.ask(first).refusal)
    #expect(refusal.code == .keysUnavailable)
    #expect(refusal.reason.contains("3600 s ago are too old"), "\(refusal.reason)")
    #expect(refusal.reason.contains("Connection refused"))
    #expect(
      refusal.awsError.message.hasPrefix("Couldn't retrieve verification key from your identity provider,  please")
    )
    try site.publish(Keys.second.get())
    site.machine.advance(seconds: 30)
    #expect(await site.ask(second).keyIDs == [second])
    #expect(site.look(first).keyIDs == [second])
  }

  @Test("while an issuer is down, a token of a key that is not kept is refused with the reason")
  func unknownKeyWhileDown() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    site.network.clear()
    site.machine.advance(seconds: 30)
    let refusal = try #require(await site.ask(second).refusal)
    #expect(refusal.reason.contains("do not have the token's"))
    #expect(refusal.reason.contains("Connection refused"))
    #expect(await site.ask(first).keyIDs == [first])
  }

  @Test("a flood of tokens for a dead issuer is one question each half minute")
  func flood() async throws {
    let site = try PlayedSite()
    site.network.clear()
    for second in 0..<120 {
      for number in 0..<5 { #expect(await site.ask("key-\(second)-\(number)").refusal != nil) }
      site.machine.advance(seconds: 1)
    }
    #expect(site.attempts == 4)
    #expect(site.network.requests.count == 4)
  }

  @Test("a hundred tokens at once are one question, and all get its answer")
  func singleFlight() async throws {
    let (site, first) = (try PlayedSite(), first)
    site.network.hold()
    let looked = Countdown(100)
    let answers = await withTaskGroup(of: [String]?.self) { group in
      for _ in 0..<100 {
        group.addTask {
          #expect(site.look(first).wantsFetch)
          // The last to look lets the network answer: by then all have seen that there is nothing yet.
          if looked.isLast() { site.network.release() }
          await site.remote.fetch(site.issuer, keyID: first)
          return site.look(first).keyIDs
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 100)
    #expect(answers.allSatisfy { $0 == [first] })
    #expect(site.attempts == 1)
    #expect(site.network.count(site.keySet) == 1)
  }

  @Test("a caller that gives up takes nobody's answer away")
  func cancelledCaller() async throws {
    let (site, first) = (try PlayedSite(), first)
    site.network.hold()
    let impatient = Task { await site.remote.fetch(site.issuer, keyID: first) }
    impatient.cancel()
    site.network.release()
    await impatient.value
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.attempts == 1)
  }

  @Test("a clock that is set back neither silences an issuer nor keeps keys for ever")
  func clockSetBack() async throws {
    let site = try PlayedSite()
    _ = await site.ask(first)
    site.machine.advance(seconds: -100_000)
    #expect(site.look(first).wantsFetch)
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.attempts == 2)
  }

  @Test("two spellings of an issuer are two issuers, and neither has the other's keys")
  func spellings() async throws {
    let site = try PlayedSite()
    let slash = "https://issuer.example.com/"
    _ = await site.ask(first)
    let now = site.machine.system().now()
    #expect(site.remote.lookup(slash, keyID: first, now: now).wantsFetch)
    // The document of the one is no document of the other, though both are found at one URL.
    await site.remote.fetch(slash, keyID: first)
    let refusal = try #require(site.remote.lookup(slash, keyID: first, now: now).refusal)
    #expect(refusal.reason.contains("must be equal to the last slash"))
    #expect(site.remote.lookup("https://Issuer.example.com", keyID: first, now: now).wantsFetch)
  }

  @Test("an issuer that ends in a slash has its document below that slash, once")
  func finalSlash() async throws {
    let site = try PlayedSite("https://tenant.auth.example/")
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.network.requests.first?.url == "https://tenant.auth.example/.well-known/openid-configuration")
  }

  @Test("so many issuers are remembered, and forgetting one does not let it be asked sooner")
  func bounded() async throws {
    let site = try PlayedSite { $0.mostIssuers = 3 }
    let now = site.machine.system().now
    let others = (0..<3).map { "https://other-\($0).example.com" }
    for other in others { await site.remote.fetch(other, keyID: nil) }
    let refusal = try #require(site.look(first).refusal)
    #expect(refusal.reason.contains("3 issuers were asked in the last 30 s"))
    await site.remote.fetch(site.issuer, keyID: first)
    #expect(site.attempts == 0)
    site.machine.advance(seconds: 30)
    // The one that nobody looked up goes.
    for other in others.dropFirst() { _ = site.remote.lookup(other, keyID: nil, now: now()) }
    #expect(await site.ask(first).keyIDs == [first])
    #expect(site.network.count(others[1] + "/.well-known/openid-configuration") == 1)
    #expect(site.remote.lookup(others[0], keyID: nil, now: now()).wantsFetch)
    #expect(site.look(first).keyIDs == [first])
  }
}

/// Tells the last of so many that it is the last.
private final class Countdown: Sendable {
  private let left: Atomic<Int>

  init(_ count: Int) { left = Atomic(count) }

  func isLast() -> Bool { left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
}
