import Foundation
import Testing

/// A run of `keyless bootstrap apply` or `destroy` that nothing interrupted: what it did, and what there was before and after.
///
/// The cuts are made from it, so that there is one at every call whatever a plan comes to need.
struct WholeRun: Sendable {
  private(set) var arguments: [String]
  /// The actions called, in their order.
  private(set) var calls: [String]
  /// What the calls that change something are in words, in their order.
  private(set) var steps: [String]
  private(set) var contents: String
  private(set) var powersBefore: Set<String>
  private(set) var powers: Set<String>

  init(_ arguments: [String], in account: RelayedAccount) async throws {
    self.arguments = arguments
    powersBefore = try await account.powers()
    try await account.relay.pass()
    let run = try await account.relayed(arguments)
    try #require(run.status == 0, "\(run.output)\(run.errors)")
    calls = try await account.relay.calls()
    steps = Self.steps(done: run)
    try #require(steps.count == calls.filter(Self.isWrite).count, "\(run.output)\(calls)")
    contents = try await account.contents()
    powers = try await account.powers()
  }

  /// The numbers of the calls that change something.
  var writes: [Int] { calls.indices.filter { Self.isWrite(calls[$0]) }.map { $0 + 1 } }

  private static func isWrite(_ action: String) -> Bool { !action.hasPrefix("Get") && !action.hasPrefix("List") }

  private static func steps(done run: Binary.Run) -> [String] {
    run.output.matches(of: /(?m)^done [0-9]+\/[0-9]+  (.+)$/).map { String($0.1) }
  }

  /// Runs it again with one call cut, looks at what it said, and that nobody may do meanwhile what they may neither before
  /// nor afterwards.
  func cut(_ call: Int, _ how: Relay.Cut, in account: RelayedAccount) async throws {
    try await account.relay.cut(call, how)
    let run = try await account.relayed(arguments)
    let seen = try await account.relay.calls()
    let comment: Comment = "call \(call) \(calls[call - 1]), \(how): \(run.status)\n\(run.output)\(run.errors)"
    if how == .denied, calls[call - 1] == "GetAccountAuthorizationDetails" {
      // Nobody must be able to list an account to remove their own roles; the provider stays then.
      #expect(run.status == 0, comment)
      #expect(run.output.contains("you may not list the account's roles"), comment)
      #expect(seen == calls.filter { $0 != "DeleteOpenIDConnectProvider" }, comment)
    } else {
      expect(run, cut: call, how, comment)
      // Nothing is asked twice, and nothing after the cut.
      #expect(seen == Array(calls.prefix(call)), comment)
    }
    let between = try await account.powers()
    let allowed = powersBefore.union(powers)
    #expect(between.isSubset(of: allowed), "call \(call): \(between.subtracting(allowed).sorted())")
  }

  private func expect(_ run: Binary.Run, cut call: Int, _ how: Relay.Cut, _ comment: Comment) {
    let done = calls.prefix(call - 1).filter(Self.isWrite).count
    #expect(Self.steps(done: run) == Array(steps.prefix(done)), comment)
    guard how != .killed else {
      #expect(run.status == 128 + SIGKILL, comment)
      return
    }
    #expect(run.status == 3, comment)
    let why =
      how == .denied
      ? ":\(calls[call - 1]) on resource: " : " failed: the connection was closed before there was an answer"
    #expect(run.errors.contains(why), comment)
    guard Self.isWrite(calls[call - 1]) else {
      #expect(run.errors.contains("; nothing was done"), comment)
      return
    }
    var lines = [done == 0 ? "nothing was done before it" : "done before it:"] + steps[..<done].map { "  \($0)" }
    // Of a lost answer nobody can say whether the call was done.
    let left = steps[(how == .denied ? done : done + 1)...]
    if how != .denied { lines.insert("whether IAM did it all the same is not known", at: 0) }
    if !left.isEmpty { lines += ["not done:"] + left.map { "  \($0)" } }
    lines.append("run the same command again")
    #expect(run.errors.contains("keyless: \(steps[done]) failed: "), comment)
    #expect(run.errors.contains("\n" + lines.joined(separator: "\n")), comment)
  }

  /// Runs it once more, straight, and expects what a run without a cut leaves.
  func finish(in account: RelayedAccount, after call: Int) async throws {
    let run = try await account.straight(arguments)
    #expect(run.status == 0, "call \(call): \(run.output)\(run.errors)")
    #expect(try await account.contents() == contents, "call \(call)")
    #expect(try await account.powers() == powers, "call \(call)")
  }
}
