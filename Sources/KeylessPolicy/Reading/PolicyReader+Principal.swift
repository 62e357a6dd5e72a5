import KeylessSource

extension PolicyReader {
  mutating func principal(_ members: Members, in statement: JSONNode) -> PrincipalElement? {
    guard let (node, isNegated) = either("Principal", members) else {
      guard kind.namesPrincipals else { return nil }
      report(
        "policy-missing-element",
        "the statement has no `Principal`",
        statement,
        help:
          "say who it is about, as in `\"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/…\"}`",
        aws: trust("Missing required field Principal")
      )
      return nil
    }
    let name = isNegated ? "NotPrincipal" : "Principal"
    guard kind.namesPrincipals else {
      report(
        "policy-prohibited-element",
        "\(kind.description) has no `\(name)`: it is about whoever it is attached to",
        node,
        help: "remove `\(name)`",
        aws: kind == .serviceControl ? nil : "Policy document should not specify a principal."
      )
      return nil
    }
    let entries = principalEntries(node, name)
    if kind == .resourceControl { requireEveryone(entries, node, isNegated) }
    return PrincipalElement(isNegated: isNegated, entries: entries, span: span(node))
  }

  private mutating func principalEntries(_ node: JSONNode, _ name: String) -> [Located<PrincipalEntry>] {
    if case .string(let text) = node.value, text.utf8.elementsEqual("*".utf8) {
      return [Located(.everyone, at: span(node))]
    }
    guard case .object(let members) = node.value else {
      report(
        "policy-wrong-type",
        "`\(name)` is `\"*\"` or an object, here stands \(node.kind)",
        node,
        help: "write `{\"Federated\": …}`, `{\"AWS\": …}` or `{\"Service\": …}`",
        aws: trust("Principal must be a JSON object.")
      )
      return []
    }
    var entries: [Located<PrincipalEntry>] = []
    for member in uniquelyNamed(members) {
      guard let type = PrincipalType(member.name) else {
        report(
          "policy-unknown-principal-type",
          "there is no kind of principal called `\(excerpt(member.name))`",
          at: span(member.nameRange),
          help: "use AWS, Federated, Service or CanonicalUser"
        )
        continue
      }
      for text in strings(member.value, "`\(type.rawValue)`") {
        if let entry = type.entry(text.value) {
          entries.append(Located(entry, at: text.span))
        } else {
          report(
            "policy-invalid-principal",
            "`\(excerpt(text.value))` names no principal of the kind `\(type.rawValue)`",
            at: text.span,
            help: type.help,
            aws: "Invalid principal in policy: \"\(type.awsName)\":\"\(text.value)\""
          )
        }
      }
    }
    if entries.isEmpty {
      let aws = trust("Missing required field Principal cannot be empty!")
      report("policy-empty-element", "`\(name)` names nobody", node, aws: aws)
    }
    return entries
  }

  /// A resource control policy speaks of everyone (unverified).
  private mutating func requireEveryone(_ entries: [Located<PrincipalEntry>], _ node: JSONNode, _ isNegated: Bool) {
    let all = entries.allSatisfy { if case .everyone = $0.value { true } else { false } }
    guard isNegated || !all else { return }
    report("policy-wrong-principal", "the `Principal` of a resource control policy is `\"*\"`", node)
  }
}

private enum PrincipalType: String, CaseIterable {
  case aws = "AWS"
  case federated = "Federated"
  case service = "Service"
  case canonicalUser = "CanonicalUser"

  init?(_ name: String) {
    guard let type = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
    self = type
  }

  /// As IAM spells the kind in its error text.
  var awsName: String { rawValue.uppercased() }

  var help: String {
    switch self {
    case .aws: "write an account id, the ARN of a role or user without wildcards, or `*`"
    case .federated:
      "write the ARN of the identity provider, as `arn:aws:iam::111122223333:oidc-provider/gitlab.com`, without wildcards"
    case .service: "write a service, as `ec2.amazonaws.com`"
    case .canonicalUser: "write the canonical id"
    }
  }

  /// What a value of this kind means; nil when it means nothing.
  ///
  /// A wildcard stands alone or not at all.
  func entry(_ text: String) -> PrincipalEntry? {
    let bytes = Array(text.utf8)
    let isStar = bytes == [UInt8(ascii: "*")]
    guard !bytes.isEmpty, isStar || !bytes.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") })
    else {
      return nil
    }
    switch self {
    case .aws: return isStar ? .everyone : awsEntry(text, bytes)
    case .federated: return isStar ? .anyFederated : Self.isProvider(text) ? .federated(text) : nil
    case .service: return isStar ? .anyService : .service(text)
    case .canonicalUser: return isStar ? nil : .canonicalUser(text)
    }
  }

  private func awsEntry(_ text: String, _ bytes: [UInt8]) -> PrincipalEntry? {
    if bytes.count == 12, bytes.allSatisfy(isDigit) { return .account(id: text, partition: nil) }
    if bytes.count >= 16, bytes.count <= 128, Self.idPrefixes.contains(where: { bytes.starts(with: $0.utf8) }),
      bytes.allSatisfy({ isDigit($0) || ($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z")) })
    {
      return .uniqueID(text)
    }
    guard let arn = PolicyARN(text), !arn.partition.isEmpty, !arn.resource.isEmpty,
      Self.services.contains(where: { arn.service.utf8.elementsEqual($0.utf8) })
    else { return nil }
    let isAccount = arn.account.utf8.count == 12 && arn.account.utf8.allSatisfy(isDigit)
    // CloudFront's origin access identities are users of an account of that name.
    guard isAccount || arn.account.utf8.elementsEqual("cloudfront".utf8) else { return nil }
    if arn.service.utf8.elementsEqual("iam".utf8), arn.resource.utf8.elementsEqual("root".utf8) {
      return .account(id: arn.account, partition: arn.partition)
    }
    return .arn(text)
  }

  /// The ARN of an OIDC or SAML provider, or the host of one that AWS knows by itself.
  ///
  /// The text IAM refuses anything else with is (unverified).
  private static func isProvider(_ text: String) -> Bool {
    if builtInProviders.contains(where: { text.utf8.elementsEqual($0.utf8) }) { return true }
    guard let arn = PolicyARN(text), !arn.partition.isEmpty, arn.service.utf8.elementsEqual("iam".utf8),
      arn.region.isEmpty, arn.account.utf8.count == 12, arn.account.utf8.allSatisfy(isDigit)
    else { return false }
    return ["oidc-provider/", "saml-provider/"].contains { prefix in
      arn.resource.utf8.count > prefix.utf8.count && arn.resource.utf8.starts(with: prefix.utf8)
    }
  }

  private static let builtInProviders = [
    "cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com",
  ]

  private static let idPrefixes = ["AROA", "AIDA"]

  private static let services = ["iam", "sts"]
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
