package import KeylessAWS
package import KeylessPolicy

/// An IAM role as the local AWS keeps it: the trust policy already compiled, because it is judged on every exchange.
package struct Role: Sendable, Codable {
  package let arn: String
  package let account: String
  /// `/` or `/team/prod/`.
  package let path: String
  package let name: String
  /// `AROA…`; a role that is deleted and made again gets another one, and the sessions of the old one die with it.
  package let uniqueID: String
  /// Unix seconds.
  package let created: Int
  package var trust: StoredPolicy
  package var description: String?
  /// Seconds, 3,600 to 43,200.
  package var maxSessionDuration: Int
  package var permissions: Permissions
  package var tags: [ResourceTag] { didSet { tagKeys = Self.tagKeys(tags) } }
  /// The tags as condition keys of the role being assumed.
  package private(set) var tagKeys: [(key: ConditionKey, value: String)]

  package init(
    arn: RoleARN,
    uniqueID: String,
    created: Int,
    trust: StoredPolicy,
    description: String? = nil,
    maxSessionDuration: Int = 3600,
    permissions: Permissions = Permissions(),
    tags: [ResourceTag] = []
  ) {
    self.arn = arn.description
    account = arn.account.text
    path = arn.path
    name = arn.name
    self.uniqueID = uniqueID
    self.created = created
    self.trust = trust
    self.description = description
    self.maxSessionDuration = maxSessionDuration
    self.permissions = permissions
    self.tags = tags
    tagKeys = Self.tagKeys(tags)
  }

  private static func tagKeys(_ tags: [ResourceTag]) -> [(key: ConditionKey, value: String)] {
    tags.flatMap { tag in
      ["aws:ResourceTag/", "iam:ResourceTag/"].map { (ConditionKey($0 + tag.key), tag.value) }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case arn, uniqueID, created, trust, description, maxSessionDuration, permissions, tags
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      arn: try RoleARN(parsing: values.decode(String.self, forKey: .arn)),
      uniqueID: try values.decode(String.self, forKey: .uniqueID),
      created: try values.decode(Int.self, forKey: .created),
      trust: try values.decode(StoredPolicy.self, forKey: .trust),
      description: try values.decodeIfPresent(String.self, forKey: .description),
      maxSessionDuration: try values.decode(Int.self, forKey: .maxSessionDuration),
      permissions: try values.decode(Permissions.self, forKey: .permissions),
      tags: try values.decode([ResourceTag].self, forKey: .tags)
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(arn, forKey: .arn)
    try values.encode(uniqueID, forKey: .uniqueID)
    try values.encode(created, forKey: .created)
    try values.encode(trust, forKey: .trust)
    try values.encodeIfPresent(description, forKey: .description)
    try values.encode(maxSessionDuration, forKey: .maxSessionDuration)
    try values.encode(permissions, forKey: .permissions)
    try values.encode(tags, forKey: .tags)
  }
}
