import KeylessSource

extension PolicyReader {
  mutating func resource(_ members: Members, in statement: JSONNode) -> ResourceElement? {
    guard let (node, isNegated) = either("Resource", members) else {
      guard needsResource else { return nil }
      let aws = "Policy statement must contain resources."
      report("policy-missing-element", "the statement has no `Resource`", statement, aws: aws)
      return nil
    }
    let name = isNegated ? "NotResource" : "Resource"
    guard kind != .trust else {
      report(
        "policy-prohibited-element",
        "a trust policy has no `\(name)`: its resource is the role",
        node,
        help: "remove `\(name)`",
        aws: "Has prohibited field Resource"
      )
      return nil
    }
    let texts = strings(node, "`\(name)`")
    if texts.isEmpty {
      let aws = needsResource ? "Policy statement must contain resources." : nil
      report("policy-empty-element", "`\(name)` names no resource", node, aws: aws)
    }
    let patterns = texts.compactMap { resourcePattern($0) }
    return ResourceElement(isNegated: isNegated, patterns: patterns, span: span(node))
  }

  /// A policy on a resource may leave it out; all others must say what they are about.
  private var needsResource: Bool {
    switch kind {
    case .trust, .resource: false
    case .identity, .boundary, .session, .serviceControl, .resourceControl: true
    }
  }

  private mutating func resourcePattern(_ text: Located<String>) -> Located<ResourcePattern>? {
    if !text.value.utf8.elementsEqual("*".utf8), let fault = ResourceFault.find(in: text.value) {
      report(
        "policy-malformed-resource",
        fault.message(excerpt(text.value)),
        at: text.span,
        help: "write a whole ARN or `*`",
        aws: fault.awsMessage(text.value)
      )
      return nil
    }
    do throws(PolicyVariable.SyntaxError) {
      let variables: PolicyText.VariableScope = version == .v2012 ? .afterFifthColon : .nowhere
      let parsed = try PolicyText(text.value, wildcards: true, variables: variables)
      warnOfEarlyVariable(text)
      return Located(ResourcePattern(text: parsed), at: text.span)
    } catch {
      report("policy-malformed-variable", "\(error.reason)", at: text.span)
      return nil
    }
  }

  private mutating func warnOfEarlyVariable(_ text: Located<String>) {
    let parts = text.value.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard version == .v2012, parts.count == 6, parts.dropLast().contains(where: { $0.contains(UInt8(ascii: "$")) })
    else { return }
    warn(
      "policy-literal-variable",
      "before the fifth colon of an ARN a variable is plain text",
      at: text.span,
      help: "move the variable into the last part of the ARN"
    )
  }
}

/// What is wrong with an ARN in `Resource`, in the order IAM's texts suggest.
private enum ResourceFault {
  case notARN
  case partition(String)
  case vendor
  case incomplete
  case iamRegion
  case s3Region
  case iamPath

  static func find(in text: String) -> ResourceFault? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
      .map { String(decoding: Array($0), as: UTF8.self) }
    guard parts.count >= 2, parts[0].utf8.elementsEqual("arn".utf8) else { return .notARN }
    guard isPartition(parts[1]) else { return .partition(parts[1]) }
    guard parts.count > 2, !parts[2].isEmpty, parts[2].utf8.allSatisfy(PolicyReader.isVendorByte) else {
      return .vendor
    }
    guard parts.count == 6 else { return .incomplete }
    if parts[2].utf8.elementsEqual("iam".utf8) {
      if !parts[3].isEmpty { return .iamRegion }
      if !isIAMPath(parts[5]) { return .iamPath }
    }
    // An access point has a region and an account; a bucket has neither.
    if parts[2].utf8.elementsEqual("s3".utf8), parts[4].isEmpty, !parts[3].isEmpty, !hasWildcard(parts[3]) {
      return .s3Region
    }
    return nil
  }

  func message(_ text: String) -> Diagnostic.Message {
    switch self {
    case .notARN: "`\(text)` is neither an ARN nor `*`"
    case .partition(let partition): "`\(partition)` is not an AWS partition"
    case .vendor: "`\(text)` names no service"
    case .incomplete: "`\(text)` is not a whole ARN: it has fewer than six parts"
    case .iamRegion, .s3Region: "`\(text)` names a region, and this kind of resource has none"
    case .iamPath: "`\(text)` is not a kind of IAM resource"
    }
  }

  func awsMessage(_ text: String) -> String {
    switch self {
    case .notARN: "Resource \(text) must be in ARN format or \"*\"."
    case .partition(let partition): "Partition \"\(partition)\" is not valid for resource \"\(text)\"."
    case .vendor: "Resource vendor must be fully qualified and cannot contain regexes."
    case .incomplete: "The policy failed legacy parsing"
    case .iamRegion: "IAM resource \(text) cannot contain region information."
    case .s3Region: "Resource \(text) can not contain region information."
    case .iamPath:
      "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, "
        + "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, "
        + "access-report/."
    }
  }

  private static func isPartition(_ text: String) -> Bool {
    if hasWildcard(text) { return true }
    let bytes = Array(text.utf8)
    guard bytes.starts(with: "aws".utf8) else { return false }
    return bytes.count == 3 || (bytes[3] == UInt8(ascii: "-") && bytes.allSatisfy(PolicyReader.isVendorByte))
  }

  private static func isIAMPath(_ text: String) -> Bool {
    if text.utf8.elementsEqual("*".utf8) || text.utf8.elementsEqual("root".utf8) { return true }
    return paths.contains { text.utf8.starts(with: $0.utf8) }
  }

  private static func hasWildcard(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  private static let paths = [
    "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/",
    "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",
  ]
}
