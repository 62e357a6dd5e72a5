import KeylessAWS
import KeylessAccounts
import KeylessPolicy
import KeylessSource

/// What S3 asks of a policy before it is a bucket's, with the texts of its `MalformedPolicy`.
///
/// Texts that S3 was seen to answer are its own; those for a bad effect, version or operator come from other
/// implementations (unverified). Whether an action of S3 exists is not asked.
struct BucketPolicyRules {
  let bucket: Bucket
  let contents: Contents

  /// Without white space.
  private static let mostBytes = 20_480

  /// The policy as the bucket keeps it.
  func read(_ bytes: [UInt8]) throws(QueryError) -> StoredPolicy {
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.first(where: { !Self.isSpace($0) }) == 0x7B
    else {
      throw Self.notJSON
    }
    let policy: StoredPolicy
    do {
      policy = try StoredPolicy(text, kind: .resource, name: "policy of \(bucket.name)")
    } catch {
      throw Self.malformed(Self.text(for: error))
    }
    guard policy.countedLength <= Self.mostBytes else {
      throw Self.malformed("Normalized policy document exceeds the maximum allowed size of \(Self.mostBytes) bytes")
    }
    for statement in policy.compiled.document.statements { try check(statement) }
    return policy.namingIDs(in: contents)
  }

  private func check(_ statement: Statement) throws(QueryError) {
    if statement.effect.value == .allow, statement.principal?.isNegated == true {
      throw Self.malformed("Allow with NotPrincipal is not allowed.")
    }
    for entry in statement.principal?.entries ?? [] {
      guard exists(entry.value) else { throw Self.malformed("Invalid principal in policy") }
    }
    for action in statement.action.patterns.map(\.value.text.source) {
      let isOurs = ASCII.equal(action, "*") || ASCII.lowercased(action).utf8.starts(with: "s3:".utf8)
      guard isOurs else { throw Self.malformed("Policy has invalid action") }
    }
    guard let resource = statement.resource else { throw Self.malformed("Missing required field Resource") }
    let kinds = resource.patterns.map { kind(of: $0.value.text.source) }
    guard !kinds.contains(nil) else { throw Self.malformed("Policy has invalid resource") }
    guard !statement.action.isNegated, !resource.isNegated else { return }
    for action in statement.action.patterns.map(\.value.text.source) {
      guard let isAboutObjects = ObjectActions.isAboutObjects(action) else { continue }
      let applies = kinds.contains { $0 == .any || $0 == (isAboutObjects ? .objects : .bucket) }
      guard applies else { throw Self.malformed("Action does not apply to any resource(s) in statement") }
    }
  }

  private enum ResourceKind: Hashable {
    case bucket, objects, any
  }

  /// Nil for what is not this bucket or in it.
  private func kind(of resource: String) -> ResourceKind? {
    let parts = resource.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2].elementsEqual("s3".utf8), parts[3].isEmpty, parts[4].isEmpty else { return nil }
    let slash = parts[5].firstIndex(of: UInt8(ascii: "/"))
    let name = String(decoding: slash.map { parts[5][..<$0] } ?? parts[5], as: UTF8.self)
    guard Glob.matches(Array(name.utf8), Array(bucket.name.utf8)) else { return nil }
    if slash != nil { return .objects }
    return name.utf8.last == UInt8(ascii: "*") ? .any : .bucket
  }

  /// Users and roles must be there; whether another account is there nobody here can say, unless it holds something.
  private func exists(_ principal: PrincipalEntry) -> Bool {
    switch principal {
    case .everyone, .account, .federated, .service, .canonicalUser: true
    case .anyFederated, .anyService: false
    case .uniqueID(let id): contents.arn(ofPrincipal: id) != nil
    case .arn(let text): (try? ARN(parsing: text)).map(exists) ?? false
    }
  }

  private func exists(_ arn: ARN) -> Bool {
    let account = contents[arn.account]
    let isOwn = ASCII.equal(arn.account, bucket.account)
    guard isOwn || account.roleCount + account.userCount > 0 else { return true }
    let kind = arn.resource.prefix { $0 != "/" }
    let rest = String(arn.resource.dropFirst(kind.count + 1))
    switch kind {
    case "role": return account.role(arn: arn.description) != nil
    case "user":
      let name = rest.split(separator: "/").last.map(String.init) ?? ""
      return account.user(named: name).map { ASCII.equal($0.arn, arn.description) } ?? false
    case "assumed-role":
      return rest.split(separator: "/").first.map { account.role(named: String($0)) != nil } ?? false
    default: return true
    }
  }

  private static func text(for error: PolicyError) -> String {
    guard let problem = error.problems.first else { return "Invalid policy syntax." }
    let message = problem.diagnostic.message.description
    switch problem.diagnostic.id.description {
    case "policy-not-json": return notJSON.message
    case "policy-missing-element":
      let element = ["Statement", "Effect", "Principal", "Action", "Resource"].first { message.contains("no `\($0)`") }
      return element.map { "Missing required field \($0)" } ?? "Invalid policy syntax."
    case "policy-empty-element" where message.contains("`Statement`"):
      return "Could not parse the policy: Statement is empty!"
    case "policy-invalid-principal", "policy-unknown-principal-type": return "Invalid principal in policy"
    case "policy-malformed-resource": return "Policy has invalid resource"
    case "policy-malformed-action": return "Policy has invalid action"
    case "policy-unknown-version": return "The policy must contain a valid version string"
    case "policy-unknown-operator": return "Invalid Condition type : \(quoted(in: message))"
    case "policy-invalid-effect": return "Invalid effect: \(problem.awsMessage ?? quoted(in: message))"
    default: return "Invalid policy syntax."
    }
  }

  /// The last text in backticks.
  private static func quoted(in message: String) -> String {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count >= 3 ? String(parts[parts.count - 2]) : ""
  }

  private static func malformed(_ message: String) -> QueryError { .s3("MalformedPolicy", 400, message) }

  private static let notJSON = malformed("Policies must be valid JSON and the first byte must be '{'")

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
