import KeylessSource

extension PolicyReader {
  mutating func action(_ members: Members, in statement: JSONNode) -> ActionElement? {
    guard let (node, isNegated) = either("Action", members) else {
      report(
        "policy-missing-element",
        "the statement has no `Action`",
        statement,
        aws: kind == .trust ? "Missing required field Action" : "Policy statement must contain actions."
      )
      return nil
    }
    let name = isNegated ? "`NotAction`" : "`Action`"
    let texts = strings(node, name)
    if texts.isEmpty {
      report(
        "policy-empty-element",
        "\(name) names no action",
        node,
        aws: kind == .trust ? "Missing required field Action" : "Policy statement must contain actions."
      )
    }
    if kind == .trust, isNegated {
      let help = "list the STS actions under `Action`"
      report("policy-wrong-action", "a trust policy names its actions", node, help: help, aws: Self.onlyAssumeRole)
    }
    let patterns = texts.compactMap { actionPattern($0) }
    return ActionElement(isNegated: isNegated, patterns: patterns, span: span(node))
  }

  private mutating func actionPattern(_ text: Located<String>) -> Located<ActionPattern>? {
    let isStar = text.value.utf8.elementsEqual("*".utf8)
    if !isStar, !hasVendor(text) { return nil }
    // Variables have no place in an action, so the parse cannot fail.
    guard let parsed = try? PolicyText(text.value, wildcards: true, variables: .nowhere) else { return nil }
    if kind == .trust, !Self.namesAssumeRole(parsed) {
      report(
        "policy-wrong-action",
        "`\(excerpt(text.value))` is not an action of a trust policy",
        at: text.span,
        help: "use `sts:AssumeRoleWithWebIdentity`",
        aws: Self.onlyAssumeRole
      )
    }
    return Located(ActionPattern(text: parsed), at: text.span)
  }

  private mutating func hasVendor(_ text: Located<String>) -> Bool {
    let parts = text.value.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
    let message: Diagnostic.Message
    let aws: String
    if parts.count < 2 {
      message = "`\(excerpt(text.value))` names no service"
      aws = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    } else if parts.count > 2 {
      message = "`\(excerpt(text.value))` has more than one colon"
      aws = "Actions/Condition can contain only one colon."
    } else if !Self.isVendor(parts[0]) {
      message = "`\(excerpt(String(decoding: parts[0], as: UTF8.self)))` is not the name of a service"
      aws = "Vendor \(String(decoding: parts[0], as: UTF8.self)) is not valid"
    } else if parts[1].isEmpty {
      report("policy-malformed-action", "`\(excerpt(text.value))` names no action", at: text.span)
      return false
    } else {
      return true
    }
    report(
      "policy-malformed-action",
      message,
      at: text.span,
      help: "write `service:Action`, as in `sts:AssumeRole`",
      aws: kind == .trust ? nil : aws
    )
    return false
  }

  /// A service, or `*` for all of them, as in `*:*`.
  private static func isVendor(_ bytes: [UInt8]) -> Bool {
    bytes == [UInt8(ascii: "*")] || (!bytes.isEmpty && bytes.allSatisfy(isVendorByte))
  }

  static func isVendorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Whether the pattern stays within `sts:` and meets an action that a trust policy is about.
  private static func namesAssumeRole(_ text: PolicyText) -> Bool {
    guard ASCIIFold.folded(text.source).starts(with: "sts:".utf8) else { return false }
    let pattern = WildcardPattern(text, foldingCase: true)
    return assumeRoleActions.contains { pattern.matches(ASCIIFold.folded($0)) }
  }

  private static let onlyAssumeRole = "AssumeRole policy may only specify STS AssumeRole actions."

  /// The first five are known; that `SetContext` is one of them is (unverified).
  private static let assumeRoleActions = [
    "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
    "sts:SetSourceIdentity", "sts:SetContext",
  ]
}
