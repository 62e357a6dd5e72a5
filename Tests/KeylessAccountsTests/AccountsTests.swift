import KeylessAWS
import KeylessAccounts
import Testing

@Suite("the accounts")
struct AccountsTests {
  private static let account = "111122223333"

  private static func user(_ name: String, keys: [AccessKey] = []) -> User {
    User(
      arn: "arn:aws:iam::\(account):user/\(name)",
      account: account,
      path: "/",
      name: name,
      uniqueID: "AIDAEXAMPLEEXAMPLE234",
      created: 1_790_000_000,
      accessKeys: keys
    )
  }

  /// Why a plan of these tests refuses.
  private struct Refused: Error, Equatable {}

  @Test("a change is seen after it was committed, and what a plan refuses is not")
  func change() throws {
    let accounts = try Accounts(store: MemoryStore())
    let answer = try accounts.change { (_: Contents) throws(Refused) in
      (answer: "made", changes: [.put(.user(Self.user("ann")))])
    }
    #expect(answer == "made")
    #expect(accounts.snapshot[Self.account].user(named: "ANN")?.name == "ann")
    #expect(throws: ChangeFailure<Refused>.self) {
      try accounts.change { (_: Contents) throws(Refused) -> (answer: String, changes: [Change]) in throw Refused() }
    }
    #expect(accounts.snapshot[Self.account].userCount == 1)
  }

  @Test("an access key finds its user until it is removed from it")
  func accessKeys() throws {
    let accounts = try Accounts(store: MemoryStore())
    let key = AccessKey(id: "AKIAEXAMPLEEXAMPLE23", created: 0, salt: [])
    try accounts.put(.user(Self.user("ann", keys: [key])))
    #expect(accounts.snapshot[Self.account].user(accessKey: key.id)?.name == "ann")
    try accounts.put(.user(Self.user("ann")))
    #expect(accounts.snapshot[Self.account].user(accessKey: key.id) == nil)
    #expect(accounts.snapshot["444455556666"].user(named: "ann") == nil)
  }
}
