package import KeylessPolicy

/// An IAM role as the local AWS keeps it: the trust policy already compiled, because it is judged on every exchange.
package struct Role: Sendable {
  package var arn: String
  package var name: String
  /// `AROA…`; a role that is deleted and made again gets another one, and the sessions of the old one die with it.
  package var uniqueID: String
  package var trustPolicy: CompiledPolicy
  /// Seconds, 3,600 to 43,200.
  package var maxSessionDuration: Int
  package let tags: [String: String]
  /// The tags as condition keys of the role being assumed.
  let tagKeys: [(key: ConditionKey, value: String)]

  package init(
    arn: String,
    name: String,
    uniqueID: String,
    trustPolicy: CompiledPolicy,
    maxSessionDuration: Int = 3600,
    tags: [String: String] = [:]
  ) {
    self.arn = arn
    self.name = name
    self.uniqueID = uniqueID
    self.trustPolicy = trustPolicy
    self.maxSessionDuration = maxSessionDuration
    self.tags = tags
    tagKeys = tags.sorted { $0.key < $1.key }.flatMap { key, value in
      ["aws:ResourceTag/", "iam:ResourceTag/"].map { (ConditionKey($0 + key), value) }
    }
  }
}
