package import KeylessIntent
package import KeylessSource

/// What a role needs to use Terraform's S3 backend with its own locking.
package struct StateAccess {
  /// The inline policy that grants it.
  package static let policyName = "keyless-state"

  private let state: StateBackend
  private let partition: String
  private let account: String
  private let namesNewKey: Bool

  /// `namesNewKey`: the policy stands beside the key that is made with the bucket and can name it, by `newKeyARN`.
  package init(_ state: StateBackend, partition: String, account: String, namesNewKey: Bool = false) {
    self.state = state
    self.partition = partition
    self.account = account
    self.namesNewKey = namesNewKey
  }

  package var bucketARN: String { "arn:\(partition):s3:::\(state.bucket.value)" }

  /// The alias of a key that is made with the bucket.
  package static func alias(_ state: StateBackend) -> String { aliasPrefix + state.bucket.value }

  static let aliasPrefix = "alias/keyless-state-"

  /// What stands for a key that does not exist yet, until Terraform puts its ARN there; KMS itself gives no key such an id.
  var newKeyARN: String { "arn:\(partition):kms:\(state.region):\(account):key/keyless-state-\(state.bucket.value)" }

  /// Terraform lists the bucket, reads and writes the state, and makes and removes `KEY.tflock` beside it; it never
  /// removes a state, except that of a workspace.
  package func policy(_ mode: StateBackend.Mode) -> JSON {
    let keys = "\(bucketARN)/\(state.keyPrefix ?? "")*"
    var statements: [JSON] = [
      statement("ListStates", ["s3:ListBucket"], bucketARN),
      statement("ReadStates", ["s3:GetObject"], keys),
    ]
    if mode == .write {
      statements.append(statement("WriteStates", ["s3:PutObject"], keys))
      statements.append(statement("Unlock", ["s3:DeleteObject"], keys + ".tflock"))
    }
    if let key = keyStatement(mode) { statements.append(key) }
    return ["Version": "2012-10-17", "Statement": .array(statements)]
  }

  private func keyStatement(_ mode: StateBackend.Mode) -> JSON? {
    let actions = mode == .write ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]
    switch state.encryption {
    case .s3: return nil
    case .key(let arn): return statement("UseKey", actions, arn.value)
    case .newKey where namesNewKey: return statement("UseKey", actions, newKeyARN)
    case .newKey:
      // The id of a key that somebody else makes cannot be known, its alias can.
      let keys = "arn:\(partition):kms:\(state.region):\(account):key/*"
      return statement(
        "UseKey",
        actions,
        keys,
        condition: ["ForAnyValue:StringEquals": ["kms:ResourceAliases": .string(Self.alias(state))]]
      )
    }
  }

  private func statement(_ id: String, _ actions: [String], _ resource: String, condition: JSON? = nil) -> JSON {
    var members = [
      JSON.Member("Sid", .string(id)), JSON.Member("Effect", "Allow"),
      JSON.Member("Action", actions.count == 1 ? .string(actions[0]) : .array(actions.map(JSON.string))),
      JSON.Member("Resource", .string(resource)),
    ]
    if let condition { members.append(JSON.Member("Condition", condition)) }
    return .object(members)
  }
}
