/// An IAM user with its access keys.
package struct User: Sendable, Codable {
  package let arn: String
  package let account: String
  package let path: String
  package let name: String
  /// `AIDA…`.
  package let uniqueID: String
  /// Unix seconds.
  package let created: Int
  package var permissions: Permissions
  package var tags: [ResourceTag]
  package var accessKeys: [AccessKey]

  package init(
    arn: String,
    account: String,
    path: String,
    name: String,
    uniqueID: String,
    created: Int,
    permissions: Permissions = Permissions(),
    tags: [ResourceTag] = [],
    accessKeys: [AccessKey] = []
  ) {
    self.arn = arn
    self.account = account
    self.path = path
    self.name = name
    self.uniqueID = uniqueID
    self.created = created
    self.permissions = permissions
    self.tags = tags
    self.accessKeys = accessKeys
  }
}
