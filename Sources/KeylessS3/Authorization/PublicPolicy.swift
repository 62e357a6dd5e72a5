import KeylessAWS
import KeylessPolicy
import KeylessSource

/// What Block Public Access calls a public policy: one that allows something to more than fixed callers (Amazon S3 User
/// Guide, "Blocking public access to your Amazon S3 storage", "The meaning of public").
///
/// Everything is public until it is shown not to be, so what is not understood counts as public.
enum PublicPolicy {
  static func isPublic(_ document: PolicyDocument) -> Bool {
    document.statements.contains { $0.effect.value == .allow && namesAnyone($0) && !isNarrowed($0) }
  }

  private static func namesAnyone(_ statement: Statement) -> Bool {
    guard let principal = statement.principal, !principal.isNegated else { return true }
    return principal.entries.contains { entry in
      switch entry.value {
      case .everyone, .anyFederated, .anyService: true
      case .account, .arn, .uniqueID, .federated, .service, .canonicalUser: false
      }
    }
  }

  /// Whether a condition admits fixed values of a key that says where a request comes from.
  private static func isNarrowed(_ statement: Statement) -> Bool {
    statement.conditions.contains { clause in
      let test = clause.test.value
      // Whoever lacks the key would get past these.
      guard test.qualifier == .plain || test.qualifier == .forAnyValue else { return false }
      let key = clause.key.value.folded
      switch test.comparison {
      case .ipAddress:
        return key.elementsEqual("aws:sourceip".utf8) && clause.values.allSatisfy { isNarrow($0.value.text) }
      case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnEquals, .arnLike:
        return fixedKeys.contains { key.elementsEqual($0.utf8) } && clause.values.allSatisfy { isFixed($0.value.text) }
      default: return false
      }
    }
  }

  /// In lower case; `aws:PrincipalArn` and `aws:PrincipalAccount` are not in the list of the guide (unverified).
  private static let fixedKeys = [
    "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:userid",
    "aws:principalorgid", "aws:principalarn", "aws:principalaccount", "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
  ]

  private static func isFixed(_ text: String) -> Bool {
    !text.utf8.contains(UInt8(ascii: "*")) && !text.utf8.contains(UInt8(ascii: "?")) && !text.contains("${")
  }

  /// No broader than `/8`, for version 6 of the protocol `/32`.
  private static func isNarrow(_ range: String) -> Bool {
    guard isFixed(range) else { return false }
    let parts = range.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return parts.count == 1 }
    guard let length = ASCII.integer(parts[1].utf8) else { return false }
    return length >= (parts[0].contains(":") ? 32 : 8)
  }
}
