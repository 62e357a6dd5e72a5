/// Says who signed the request; needs no permission and takes no parameters.
package enum GetCallerIdentity {
  package static let action = "GetCallerIdentity"
  package static let request = QueryRequest(action, service: .sts)

  /// The caller as AWS names it.
  package struct Output: Hashable, Sendable {
    package var arn: String
    /// `AROA…:session` for a session, `AIDA…` for a user, the account for root.
    package var userID: String
    package var account: String

    package init(arn: String, userID: String, account: String) {
      self.arn = arn
      self.userID = userID
      self.account = account
    }

    package var wireValue: WireValue {
      .structure([.init("Arn", .text(arn)), .init("UserId", .text(userID)), .init("Account", .text(account))])
    }

    package init(_ result: WireElement) throws(QueryResponseError) {
      guard let arn = result.string("Arn"), let userID = result.string("UserId"),
        let account = result.string("Account")
      else {
        throw QueryResponseError(action: action, status: 200, reason: "the identity is incomplete")
      }
      self.init(arn: arn, userID: userID, account: account)
    }
  }
}
