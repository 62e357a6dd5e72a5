import KeylessPolicy
package import KeylessSource

/// Reads roles and providers out of what the AWS CLI prints: `get-account-authorization-details`, `get-role`,
/// `get-open-id-connect-provider`.
package struct AccountReader {
  private let file: String
  private let managed: ManagedDocuments

  /// Nil for JSON that is none of these.
  package static func read(_ node: JSONNode, file: String) -> AWSHalf? {
    let entries: [JSONNode]
    if let list = DumpJSON.list(node["RoleDetailList"]) {
      entries = list
    } else if let role = node["Role"], role["AssumeRolePolicyDocument"] != nil {
      entries = [role]
    } else if node["AssumeRolePolicyDocument"] != nil {
      entries = [node]
    } else {
      return nil
    }
    let reader = AccountReader(file: file, managed: ManagedDocuments(node))
    return AWSHalf(roles: entries.compactMap(reader.role))
  }

  private func role(_ entry: JSONNode) -> AWSRole? {
    guard let document = entry["AssumeRolePolicyDocument"] else { return nil }
    let nameNode = entry["RoleName"] ?? entry
    let span = span(nameNode)
    let name = DumpJSON.text(entry["RoleName"])
    var (permissions, areComplete) = granted(entry)
    let boundaryARN = DumpJSON.text(entry["PermissionsBoundary"]?["PermissionsBoundaryArn"])
    let boundary = boundaryARN.map { arn in
      GrantedPolicy(
        name: arn,
        document: managed[arn].flatMap { self.document($0, .boundary, at: entry["PermissionsBoundary"] ?? entry) },
        span: self.span(entry["PermissionsBoundary"] ?? entry)
      )
    }
    if entry["AttachedManagedPolicies"] == nil, entry["RolePolicyList"] == nil {
      (permissions, areComplete) = ([], false)
    }
    return AWSRole(
      address: name.map { "role/\($0)" } ?? file,
      account: account(DumpJSON.text(entry["Arn"])),
      name: name.map { Located($0, at: span) },
      path: DumpJSON.text(entry["Path"]) ?? "/",
      trust: trust(document),
      permissions: permissions,
      permissionsAreComplete: areComplete,
      boundary: boundary,
      maxSessionDuration: duration(entry["MaxSessionDuration"]),
      span: span
    )
  }

  private func trust(_ node: JSONNode) -> TrustPolicy {
    let isText = if case .string = node.value { true } else { false }
    guard let document = DumpJSON.document(node) else {
      let problem = Diagnostic(
        "policy-not-json",
        .error,
        "the trust policy is neither JSON nor URL-encoded JSON",
        at: .init(span(node)),
        help: "write it down again with `aws iam get-account-authorization-details`"
      )
      return .broken([problem])
    }
    // The offsets of decoded text are not those of the file: all of it stands where the text stands.
    let whole = span(node)
    do {
      let policy = try PolicyDocument.parse(node: document, file: file, kind: .trust)
      return .exact(isText ? policy.placed { _ in whole } : policy)
    } catch {
      return .broken(isText ? error.diagnostics.map { $0.placed { _ in whole } } : error.diagnostics)
    }
  }

  private func granted(_ entry: JSONNode) -> (policies: [GrantedPolicy], areComplete: Bool) {
    var out: [GrantedPolicy] = []
    for attached in DumpJSON.list(entry["AttachedManagedPolicies"]) ?? [] {
      let arn = DumpJSON.text(attached["PolicyArn"]) ?? DumpJSON.text(attached["PolicyName"]) ?? "attached policy"
      let document = managed[arn].flatMap { self.document($0, .identity, at: attached) } ?? AWSPolicies.document(arn)
      out.append(GrantedPolicy(name: arn, document: document, span: span(attached)))
    }
    for inline in DumpJSON.list(entry["RolePolicyList"]) ?? [] {
      out.append(
        GrantedPolicy(
          name: DumpJSON.text(inline["PolicyName"]) ?? "inline policy",
          document: inline["PolicyDocument"].flatMap { self.document($0, .identity, at: inline) },
          span: span(inline)
        )
      )
    }
    return (out, out.allSatisfy { $0.document != nil })
  }

  private func document(_ node: JSONNode, _ kind: PolicyKind, at entry: JSONNode) -> PolicyDocument? {
    guard let decoded = DumpJSON.document(node),
      let policy = try? PolicyDocument.parse(node: decoded, file: file, kind: kind)
    else { return nil }
    let whole = span(entry)
    if case .string = node.value { return policy.placed { _ in whole } }
    return policy
  }

  private func duration(_ node: JSONNode?) -> Located<Int>? {
    guard let node, case .number(let number) = node.value, let seconds = number.integer else { return nil }
    return Located(seconds, at: span(node))
  }

  private func account(_ arn: String?) -> AccountID {
    let parts = arn?.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init) ?? []
    return parts.count == 6 && !parts[4].isEmpty ? .known(partition: parts[1], id: parts[4]) : .own
  }

  private func span(_ node: JSONNode) -> SourceSpan { SourceSpan(file: file, range: node.range) }
}
