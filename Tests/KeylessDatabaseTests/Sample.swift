import Foundation
import KeylessAWS
import KeylessAccounts
import KeylessPolicy
import Testing

/// Entities of every kind with every field set.
enum Sample {
  static let account = "111122223333"
  static let now = 1_790_000_000

  static func policy(_ kind: PolicyKind = .identity, action: String = "s3:GetObject") throws -> StoredPolicy {
    try StoredPolicy(
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"\(action)",  "Resource":"*"}]}
      """,
      kind: kind,
      name: "sample"
    )
  }

  static func trust() throws -> StoredPolicy {
    try StoredPolicy(
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}
      """,
      kind: .trust,
      name: "sample"
    )
  }

  static func provider(_ issuer: String = "https://gitlab.com", clientIDs: [String] = ["sts.amazonaws.com"]) -> Entity {
    .provider(
      IdentityProvider(
        arn: "arn:aws:iam::\(account):oidc-provider/\(issuer.dropFirst(8))",
        account: account,
        issuer: issuer,
        clientIDs: clientIDs,
        thumbprints: [String(repeating: "a", count: 40)],
        created: now,
        tags: [ResourceTag("team", "platform"), ResourceTag("e\u{301}", "\u{E9}")]
      )
    )
  }

  static func role(_ name: String, tag: String = "x", account: String = account) throws -> Entity {
    var permissions = Permissions(boundary: "arn:aws:iam::\(account):policy/edge")
    permissions.put("inline", try policy())
    permissions.attach("arn:aws:iam::aws:policy/ReadOnlyAccess")
    return .role(
      Role(
        arn: try RoleARN(parsing: "arn:aws:iam::\(account):role/team/\(name)"),
        uniqueID: "AROAEXAMPLEEXAMPLE234",
        created: now,
        trust: try trust(),
        description: "für \"alle\"\u{0}\u{2028}\n",
        maxSessionDuration: 7200,
        permissions: permissions,
        tags: [ResourceTag("t", tag)]
      )
    )
  }

  static func user(_ name: String, keys: Int = 1, account: String = account) -> Entity {
    .user(
      User(
        arn: "arn:aws:iam::\(account):user/\(name)",
        account: account,
        path: "/",
        name: name,
        uniqueID: "AIDAEXAMPLEEXAMPLE234",
        created: now,
        permissions: Permissions(),
        tags: [ResourceTag("empty", "")],
        accessKeys: (0..<keys).map { index in
          AccessKey(id: "AKIAEXAMPLEEXAMPLE2\(index)", created: now, salt: [UInt8](0..<16), isActive: index == 0)
        }
      )
    )
  }

  static func managed(_ name: String) throws -> Entity {
    var managed = ManagedPolicy(
      arn: "arn:aws:iam::\(account):policy/\(name)",
      account: account,
      path: "/",
      name: name,
      uniqueID: "ANPAEXAMPLEEXAMPLE234",
      created: now,
      description: "what it is for",
      policy: try policy()
    )
    _ = managed.add(try policy(action: "s3:*"), at: now + 1, asDefault: true)
    return .policy(managed)
  }

  static func bucket(_ name: String) throws -> Entity {
    var bucket = Bucket(name: name, account: account, region: "eu-west-1", created: now)
    bucket.versioning = .enabled
    bucket.tags = [ResourceTag("a", "b")]
    bucket.policy = try StoredPolicy(
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::\(name)/*"}]}
      """,
      kind: .resource,
      name: "sample"
    )
    bucket.settings = ["encryption": "<ServerSideEncryptionConfiguration/>", "publicAccessBlock": "<a>b</a>"]
    return .bucket(bucket)
  }

  static func object(_ key: String, version: String = "null", sequence: Int = 1, body: BodyID? = nil) -> Entity {
    .object(
      StoredObject(
        bucket: "state",
        key: key,
        versionID: version,
        sequence: sequence,
        modified: now,
        size: 3,
        etag: "\"900150983cd24fb0d6963f7d28e17f72\"",
        isDeleteMarker: body == nil,
        headers: ["content-type": "application/json", "x-amz-meta-who": "\u{E9}"],
        body: body,
        tags: [ResourceTag("a", "b")]
      )
    )
  }

  /// One of each kind.
  static func all() throws -> [Entity] {
    [
      provider(), try role("deploy"), user("ann"), try managed("read"), try bucket("state"),
      object("prod/terraform.tfstate", body: BodyID("0123456789abcdef0123456789abcdef")),
    ]
  }

  /// Each entity in one canonical text, so that those without an equality can be compared.
  static func texts(of entities: [Entity]) throws -> [EntityID: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var texts: [EntityID: String] = [:]
    for entity in entities {
      let data =
        switch entity {
        case .provider(let provider): try encoder.encode(provider)
        case .role(let role): try encoder.encode(role)
        case .user(let user): try encoder.encode(user)
        case .policy(let policy): try encoder.encode(policy)
        case .bucket(let bucket): try encoder.encode(bucket)
        case .object(let object): try encoder.encode(object)
        }
      // Bytes as text: to `==` two spellings of one character would be the same.
      let text = data.map { String($0, radix: 16) }.joined(separator: " ")
      #expect(texts.updateValue(text, forKey: entity.id) == nil, "an entity is there twice: \(entity.id)")
    }
    return texts
  }
}
