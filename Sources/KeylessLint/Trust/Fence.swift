import KeylessPolicy
import KeylessSource

/// What keeps callers of other accounts from `sts:AssumeRole`: a condition that names accounts, an organization, a network
/// or an external id, or that nobody meets.
///
/// Only this makes the silence of a rule about an open principal; whatever else a condition asks for may be what the caller
/// makes it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
struct Fence {
  /// Whether the policy lets anybody pass tags on, and name a source identity.
  let mayTag: Bool
  let mayNameSource: Bool

  /// Whether no stranger meets the clause of a statement that allows.
  func keepsOut(_ clause: ConditionClause) -> Bool {
    let comparison = clause.test.value.comparison
    // The other qualifiers hold where the key is missing.
    guard [.plain, .forAnyValue].contains(clause.test.value.qualifier), !comparison.isNegated else { return false }
    let name = String(decoding: clause.key.value.folded, as: UTF8.self)
    if comparison == .null {
      return clause.values.allSatisfy { $0.value.text == "false" } && isOfNobody(name)
    }
    return isOfNobody(name) || clause.values.allSatisfy { Self.isOwn($0.value.text, name, comparison) }
  }

  /// Whether every stranger meets the clause of a statement that denies.
  static func takesIn(_ clause: ConditionClause) -> Bool {
    let comparison = clause.test.value.comparison
    let name = String(decoding: clause.key.value.folded, as: UTF8.self)
    switch clause.test.value.qualifier {
    case .plain, .ifExists, .forAllValues, .forAllValuesIfExists: break
    case .forAnyValue, .forAnyValueIfExists: return false
    }
    if comparison == .bool, ["aws:principalisawsservice", "aws:viaawsservice"].contains(name) {
      return clause.values.contains { $0.value.text == "false" }
    }
    return comparison.isNegated && clause.values.allSatisfy { isOwn($0.value.text, name, comparison) }
  }

  /// Whether no call of `sts:AssumeRole` by an account has such a key.
  private func isOfNobody(_ name: String) -> Bool {
    if ["aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys"].contains(where: name.hasPrefix) { return !mayTag }
    if name == "sts:sourceidentity" { return !mayNameSource }
    return Self.ofServices.contains(name)
  }

  private static let ofServices: Set<String> = [
    "aws:principalservicename", "aws:principalservicenameslist", "aws:sourceaccount", "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
  ]

  private static func isOwn(_ value: String, _ name: String, _ comparison: ConditionOperator) -> Bool {
    switch comparison.comparison {
    case .text, .textIgnoringCase, .wildcards, .arn, .address, .bool, .binary, .number(.equal), .date(.equal): break
    // One side of a number or a moment has room for others.
    case .number, .date, .null: return false
    }
    let hasWildcards = [.wildcards, .arn].contains(comparison.comparison)
    func isFixed(_ text: some StringProtocol) -> Bool {
      !text.isEmpty && !text.contains("${") && !(hasWildcards && text.contains { $0 == "*" || $0 == "?" })
    }
    switch name {
    case "aws:principalaccount": return isFixed(value) || value == "${aws:ResourceAccount}"
    case "aws:principalorgid": return isFixed(value) || value == "${aws:ResourceOrgID}"
    case "aws:resourceaccount": return value == "${aws:PrincipalAccount}"
    case "aws:resourceorgid": return value == "${aws:PrincipalOrgID}"
    case "sts:externalid", "aws:sourcevpc", "aws:sourcevpce": return isFixed(value)
    // `o-…/r-…/ou-…/`, of which the first part is nobody else's; `AROA…:session`, likewise.
    case "aws:principalorgpaths": return isFixed(value.prefix { $0 != "/" })
    case "aws:userid": return isFixed(value.prefix { $0 != ":" })
    case "aws:sourceip": return AddressRange(value.utf8).map(isNetwork) ?? false
    case "aws:principalarn": return isOwnARN(value, comparison)
    case "aws:principalisawsservice": return value == "true"
    // A claim of a token: a session that another one gave has claims of its own.
    case _ where name.prefix { $0 != ":" }.contains("."): return isFixed(value)
    default: return false
    }
  }

  /// No registry hands anybody a larger piece of the internet than a sixteenth of all addresses.
  private static func isNetwork(_ range: AddressRange) -> Bool { range.prefix >= (range.network.count == 4 ? 4 : 12) }

  /// Whether no role and no user of another account has such an ARN.
  private static func isOwnARN(_ value: String, _ comparison: ConditionOperator) -> Bool {
    if value.contains("${") { return false }
    switch comparison.comparison {
    case .arn:
      let parts = value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      // With fewer parts it matches nothing, and no `*` reaches over the end of one.
      return parts.count < 6 || !ForeignARN.hasWildcard(parts[4]) || !ForeignARN.mayBeName(String(parts[5]))
    case .wildcards: return !ForeignARN.mayBeAnybodys(value)
    default: return true
    }
  }
}
