import KeylessSource

extension IntentReader {
  /// `provider`: whether the account has the identity provider already.
  mutating func reusesProvider(_ node: YAMLNode?) -> Bool {
    guard let node, let text = text(node, "provider") else { return false }
    switch text.value {
    case "create": return false
    case "existing": return true
    default:
      error(
        "intent-value",
        "`provider` is `\(clip(text.value))`",
        node.range,
        "`create` or `existing` is wanted",
        help: "write `existing` when the account has a provider for this issuer already; an account can have only one"
      )
      return false
    }
  }

  /// `state`: the bucket for Terraform's state, and which of the roles may use it.
  mutating func state(_ node: YAMLNode?, region: String, partition: String, roles: [Role]) -> StateBackend? {
    guard let node, let keys = entries(node, IntentKeys.state, of: "`state`") else { return nil }
    guard let bucketNode = keys["bucket"] else {
      error("intent-missing-key", "`state` has no `bucket`", node.range, help: "add the name of the bucket to make")
      return nil
    }
    guard let bucket = text(bucketNode, "bucket") else { return nil }
    if let problem = AWSNames.bucketProblem(bucket.value) {
      error(
        "intent-value",
        "`\(clip(bucket.value))` cannot be the name of the bucket: \(problem)",
        bucketNode.range,
        help: "use 3 to 63 lower-case letters, digits and hyphens"
      )
    }
    var state = StateBackend(bucket: bucket, region: region)
    if let node = keys["region"], let text = text(node, "region") {
      if !AWSNames.isRegion(text.value) {
        error("intent-value", "`\(clip(text.value))` is not a region", node.range, help: "write it like `eu-west-1`")
      }
      state.region = text.value
    }
    if let node = keys["kms"] { state.encryption = encryption(node, state.region, partition) }
    if let node = keys["key-prefix"], let text = text(node, "key-prefix") {
      if let problem = AWSNames.keyPrefixProblem(text.value) {
        error(
          "intent-value",
          "no state's key can begin with `\(clip(text.value))`: \(problem)",
          node.range,
          help: "write the beginning of the keys, like `shop/`"
        )
      }
      state.keyPrefix = text.value
    }
    if let node = keys["roles"] { state.access = access(node, roles) }
    return state
  }

  private mutating func encryption(_ node: YAMLNode, _ region: String, _ partition: String) -> StateBackend.Encryption {
    guard case .scalar(let scalar) = node.value, node.tag == nil else {
      error("intent-shape", "`kms` is \(node.kind)", node.range, "`true`, `false` or the ARN of a key is wanted")
      return .s3
    }
    if case .bool(let makes) = scalar.resolved { return makes ? .newKey : .s3 }
    guard let arn = text(node, "kms") else { return .s3 }
    if let problem = AWSNames.keyProblem(arn.value, partition: partition, region: region) {
      error(
        "intent-value",
        "`\(clip(arn.value))` is not a KMS key for this bucket: \(problem)",
        node.range,
        help: "write the key's ARN, `true` for a new key, or `false` for S3's own encryption"
      )
    }
    return .key(arn)
  }

  private mutating func access(_ node: YAMLNode, _ roles: [Role]) -> [StateBackend.Access] {
    guard case .mapping(let entries) = node.value, !entries.isEmpty else {
      error(
        "intent-shape",
        "`roles` is \(node.kind), a mapping from roles to `read` or `write` is wanted",
        node.range,
        help: "write it like `roles: {deploy: write, plan: read}`"
      )
      return []
    }
    var result: [StateBackend.Access] = []
    for entry in entries {
      if !roles.contains(where: { $0.name.value.utf8.elementsEqual(entry.name.utf8) }) {
        let known = roles.map(\.name.value)
        error(
          "intent-value",
          "the intent has no role `\(clip(entry.name))`",
          entry.nameRange,
          help: Spelling.nearest(to: entry.name, among: known).map { "did you mean `\($0)`?" }
            ?? "the roles are \(known.joined(separator: ", "))"
        )
        continue
      }
      guard let text = text(entry.value, entry.name) else { continue }
      guard let mode = StateBackend.Mode(rawValue: text.value) else {
        error(
          "intent-value",
          "`\(clip(text.value))` is not a way to use the state",
          entry.value.range,
          help: "write `write` for a role that applies, `read` for one that only looks"
        )
        continue
      }
      result.append(.init(role: Located(entry.name, at: span(entry.nameRange)), mode: mode))
    }
    return result
  }
}
