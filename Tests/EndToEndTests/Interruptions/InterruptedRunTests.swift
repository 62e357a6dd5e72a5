import KeylessTesting
import Testing

/// `keyless bootstrap` against `keyless serve` over a real port, with each of its calls cut in turn.
///
/// Every number of a call comes from counting those of a run without a cut.
@Suite(
  "bootstrap apply and destroy, interrupted at every API call in turn",
  .timeLimit(.minutes(30)),
  .enabled(if: Relay.isThere, Relay.absence)
)
struct InterruptedRunTests {
  private static let apply = ["bootstrap", "apply", "--yes"]
  private static let widen = apply + ["--allow-widening"]
  private static let destroy = ["bootstrap", "destroy", "--yes"]

  /// The account is as the intent says, in the eyes of the two commands that compare them.
  ///
  /// Asked once for each run without a cut: after every cut the account has to hold the same to the last byte.
  private func expectIntended(_ account: RelayedAccount, _ comment: Comment) async throws {
    let drift = try await account.straight(["bootstrap", "drift"])
    #expect(drift.status == 0, "\(comment): \(drift.output)\(drift.errors)")
    let who = try await account.who()
    #expect(who.status == 0, "\(comment): \(who.output)\(who.errors)")
  }

  // A call that was done and one that never arrived leave different accounts, so each platform has one of either kind; what
  // is left does not depend on the platform, only on what is made. The way from nothing and the way back share their rounds:
  // the removal clears the ground for the next cut.
  @Test(
    "from an empty account and back, a second run finishes what was begun",
    arguments: [
      (ExamplePair.gitlab, Relay.Cut.killed), (.gitlab, .lost), (.github, .unanswered), (.github, .denied),
    ]
  )
  func whole(pair: ExamplePair, how: Relay.Cut) async throws {
    try await RelayedAccount.use(pair) { account in
      try account.put(.first)
      let empty = try await account.contents()
      let made = try await WholeRun(Self.apply, in: account)
      #expect(made.powersBefore.isEmpty)
      #expect(made.powers == ExamplePair.powers(.first))
      try await expectIntended(account, "whole")
      let removed = try await WholeRun(Self.destroy, in: account)
      #expect(removed.contents == empty)
      for call in 1...max(made.calls.count, removed.calls.count) {
        if call <= made.calls.count { try await made.cut(call, how, in: account) }
        try await made.finish(in: account, after: call)
        if call <= removed.calls.count { try await removed.cut(call, how, in: account) }
        try await removed.finish(in: account, after: call)
      }
    }
  }

  // Calls that only read leave the account as it was, and are cut above; here it matters between which writes. Each change
  // makes the ground for the one in the other direction. A call that is done and the one behind it that is not leave the
  // same account: one kind of cut shows every state there is.
  @Test(
    "from one intent to another and back, nobody may do meanwhile what they may neither before nor after",
    arguments: [(ExamplePair.gitlab, Relay.Cut.killed)]
  )
  func changes(pair: ExamplePair, how: Relay.Cut) async throws {
    try await RelayedAccount.use(pair) { account in
      try account.put(.first)
      #expect(try await account.straight(Self.apply).status == 0)
      try account.put(.second)
      let there = try await WholeRun(Self.widen, in: account)
      #expect(there.powersBefore == ExamplePair.powers(.first))
      #expect(there.powers == ExamplePair.powers(.second))
      try await expectIntended(account, "there")
      try account.put(.first)
      let back = try await WholeRun(Self.widen, in: account)
      #expect(back.powers == ExamplePair.powers(.first))
      try await expectIntended(account, "back")
      for number in 0..<max(there.writes.count, back.writes.count) {
        for (intent, change) in [(ExamplePair.Intent.second, there), (.first, back)] {
          try account.put(intent)
          let call = number < change.writes.count ? change.writes[number] : nil
          if let call { try await change.cut(call, how, in: account) }
          try await change.finish(in: account, after: call ?? 0)
        }
      }
    }
  }

  @Test("a busy AWS is asked again until everything is done, and only as often as AWS_MAX_ATTEMPTS says")
  func busy() async throws {
    try await RelayedAccount.use(.gitlab) { account in
      try account.put(.first)
      try await account.relay.throttle()
      let once = try await account.relayed(Self.apply, ["AWS_MAX_ATTEMPTS": "1"])
      #expect(once.status == 3, "\(once.errors)")
      #expect(once.errors.contains("failed: Throttling: Rate exceeded; nothing was done"))
      #expect(try await account.relay.calls().count == 1)
      let never = try await account.relayed(Self.apply, ["AWS_MAX_ATTEMPTS": "0"])
      #expect(never.status == 2)
      #expect(never.errors.contains("AWS_MAX_ATTEMPTS"))
      try await account.relay.throttle()
      let run = try await account.relayed(Self.apply, ["AWS_MAX_ATTEMPTS": "2"])
      #expect(run.status == 0, "\(run.errors)")
      let calls = try await account.relay.calls()
      #expect(calls.count.isMultiple(of: 2))
      for pair in stride(from: 0, to: calls.count - 1, by: 2) { #expect(calls[pair] == calls[pair + 1]) }
      try await expectIntended(account, "busy")
      #expect(try await account.powers() == ExamplePair.powers(.first))
    }
  }

  @Test("whoever lacks one permission is told what was done and what was not, and whoever has it finishes")
  func refused() async throws {
    try await RelayedAccount.use(.github) { account in
      try account.put(.first)
      try await account.call("CreateUser", ["UserName": "junior"])
      let policy = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"},\
        {"Effect":"Deny","Action":"iam:AttachRolePolicy","Resource":"*"}]}
        """
      try await account.call(
        "PutUserPolicy",
        ["UserName": "junior", "PolicyName": "almost", "PolicyDocument": policy]
      )
      let key = try await account.call("CreateAccessKey", ["UserName": "junior"])
      let junior = [
        "AWS_ACCESS_KEY_ID": key.element("AccessKeyId"), "AWS_SECRET_ACCESS_KEY": key.element("SecretAccessKey"),
      ]
      let run = try await account.straight(Self.apply, junior)
      #expect(run.status == 3, "\(run.output)\(run.errors)")
      #expect(
        run.errors.contains("keyless: role plan: attach arn:aws:iam::aws:policy/PowerUserAccess failed: AccessDenied:")
      )
      #expect(run.errors.contains("user/junior is not authorized to perform: iam:AttachRolePolicy on resource:"))
      #expect(
        run.errors.contains(
          """
          ; these credentials lack the permission
          done before it:
            role deploy: make it, without permissions yet
            role deploy: write policy look
            role deploy: mark it as finished
            role plan: make it, without permissions yet
          not done:
            role plan: attach arn:aws:iam::aws:policy/PowerUserAccess
            role plan: mark it as finished
            provider https://token.actions.githubusercontent.com: register it for sts.amazonaws.com
          run the same command again
          """
        ),
        "\(run.errors)"
      )
      #expect(try await account.powers().isEmpty)
      let rest = try await account.straight(Self.apply)
      #expect(rest.status == 0, "\(rest.errors)")
      try await expectIntended(account, "finished")
      #expect(try await account.powers() == ExamplePair.powers(.first))
    }
  }
}
