package import KeylessIntent
package import KeylessSource

/// What the account shall hold so that an intent's pipelines, and no others, get in.
///
/// The provider, the roles and what they may do, with nothing left to look up: Terraform, JSON files and IAM calls are all
/// made from it.
package struct AWSHalf: Hashable, Sendable {
  /// The 12-digit number; everything below is meant for this account alone.
  package var account: String
  package var partition: String
  package var region: String
  package var provider: Provider
  /// In the order of the intent.
  package var roles: [Role]
  package var state: StateBackend?

  /// The identity provider.
  package struct Provider: Hashable, Sendable {
    /// The issuer, scheme included.
    package var url: String
    package var arn: String
    package var clientIDs: [String]
    /// Of a provider that is made; one that is reused keeps the tags it has.
    package var tags: [ResourceTag]
    /// The account has the provider already: it is looked up, never made or removed.
    package var isReused: Bool
  }

  package struct Role: Hashable, Sendable {
    package var name: String
    package var arn: String
    package var path: String
    package var description: String?
    package var trustPolicy: JSON
    /// Nil leaves AWS's own default of 3600 seconds.
    package var maxSessionDuration: Int?
    package var boundary: String?
    /// ARNs, in the order of the intent and without repetition.
    package var managedPolicies: [String]
    package var inlinePolicies: [InlinePolicy]
    package var tags: [ResourceTag]
    /// Who gets in, in words, one line per entry; for people, nothing is decided by it.
    package var admits: [String]
  }

  package struct InlinePolicy: Hashable, Sendable {
    package var name: String
    package var document: JSON
  }

  /// Who makes the half, and so who may change and remove it.
  package enum Maker: String, Hashable, Sendable {
    case keyless, terraform

    /// The mark on everything made: without it, nothing is ever changed or removed unasked.
    package var mark: ResourceTag { ResourceTag(key: "\(ResourceTag.ownPrefix)managed-by", value: rawValue) }
  }

  /// The half of an intent; `files` holds the texts of the policy files the intent names, by the path it names them with.
  package init(_ intent: Intent, files: [String: String] = [:], maker: Maker = .keyless) throws {
    let provider = OIDCProvider(intent)
    account = intent.account.value
    partition = intent.partition
    region = intent.region
    self.provider = Provider(
      url: provider.url,
      arn: provider.arn,
      clientIDs: provider.clientIDs,
      tags: ResourceTag.merged(intent.tags, [maker.mark]),
      isReused: intent.reusesProvider
    )
    roles = try intent.roles.map { try Role($0, intent, files, maker) }
    state = intent.state
  }
}

extension AWSHalf.Role {
  /// IAM's quota for all inline policies of a role together; white space is not counted, and nobody can have it raised.
  static let inlineLimit = 10240
  /// The highest quota of attached managed policies AWS grants.
  static let managedLimit = 20

  fileprivate init(
    _ role: KeylessIntent.Role,
    _ intent: Intent,
    _ files: [String: String],
    _ maker: AWSHalf.Maker
  ) throws {
    name = role.name.value
    arn = "arn:\(intent.partition):iam::\(intent.account.value):role\(role.path)\(role.name.value)"
    path = role.path
    description = role.description
    trustPolicy = try TrustPolicy.document(for: role, in: intent)
    maxSessionDuration = role.maxSessionDuration
    boundary = role.boundary?.value
    var seen: Set<[UInt8]> = []
    managedPolicies = role.managedPolicies.map(\.value).filter { seen.insert(Array($0.utf8)).inserted }
    inlinePolicies = try role.inlinePolicies.map { policy in
      AWSHalf.InlinePolicy(name: policy.name.value, document: try Self.document(policy, of: role, files))
    }
    if let state = intent.state, let mode = state.mode(of: role) {
      let own = StateAccess.policyName
      if let taken = role.inlinePolicies.first(where: { $0.name.value.lowercased() == own }) {
        throw AWSHalfError.reservedPolicyName(role: role.name, policy: taken.name)
      }
      let access = StateAccess(
        state,
        partition: intent.partition,
        account: intent.account.value,
        namesNewKey: maker == .terraform
      )
      inlinePolicies.append(AWSHalf.InlinePolicy(name: own, document: access.policy(mode)))
    }
    admits = role.admits.map(AdmissionText.line)
    tags = ResourceTag.merged(ResourceTag.merged(intent.tags, role.tags), [maker.mark])
    guard managedPolicies.count <= Self.managedLimit else {
      throw AWSHalfError.tooManyPolicies(role: role.name, count: managedPolicies.count, limit: Self.managedLimit)
    }
    let size = inlinePolicies.reduce(0) { $0 + TrustPolicy.size(of: $1.document) }
    guard size <= Self.inlineLimit else {
      throw AWSHalfError.inlineTooLarge(role: role.name, size: size, limit: Self.inlineLimit)
    }
  }

  private static func document(
    _ policy: KeylessIntent.InlinePolicy,
    of role: KeylessIntent.Role,
    _ files: [String: String]
  ) throws -> JSON {
    switch policy.document {
    case .json(let json): return json
    case .file(let path):
      guard let text = files[path.value] else {
        throw AWSHalfError.noPolicyFile(role: role.name, path: path)
      }
      let json: JSON
      do {
        json = try JSONParser.parse(Array(text.utf8)).plain
      } catch {
        throw AWSHalfError.badPolicyFile(role: role.name, path: path, reason: "\(error)")
      }
      guard json["Statement"] != nil else {
        throw AWSHalfError.badPolicyFile(role: role.name, path: path, reason: "it has no `Statement`")
      }
      return json
    }
  }
}
