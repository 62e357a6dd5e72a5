package import KeylessAWS

/// A long-term key that the server was started with, for a user that exists; its secret is held in memory only.
package struct Administrator: Sendable {
  package let account: AccountID
  package let userName: String
  package let accessKeyID: String
  package let secret: SecretAccessKey

  package init(account: AccountID, userName: String, accessKeyID: String, secret: SecretAccessKey) {
    self.account = account
    self.userName = userName
    self.accessKeyID = accessKeyID
    self.secret = secret
  }
}
