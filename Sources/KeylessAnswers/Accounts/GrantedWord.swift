import KeylessAWSHalf
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Says in a word what a role may do.
///
/// AWS's own policies are known by name; every other document is asked whether it allows everything. Where a policy's
/// document is not in the dump, its name is all that is said.
enum GrantedWord {
  static func grants(of role: JSONNode, _ managed: ManagedDocuments) -> RoleEntry.Grants {
    var names: [String] = []
    var rank = Rank.nothing
    if case .array(let attached)? = role["AttachedManagedPolicies"]?.value {
      for policy in attached {
        guard let name = DumpJSON.text(policy["PolicyName"]) else { continue }
        names.append(name)
        let arn = DumpJSON.text(policy["PolicyArn"]) ?? ""
        rank = max(rank, managed[arn].map(self.rank) ?? known(arn))
      }
    }
    if case .array(let inline)? = role["RolePolicyList"]?.value {
      for policy in inline {
        names.append(DumpJSON.text(policy["PolicyName"]) ?? "inline")
        // What cannot be read may say anything, and not nothing.
        rank = max(rank, policy["PolicyDocument"].flatMap(DumpJSON.document).map(self.rank) ?? .something)
      }
    }
    if names.isEmpty, role["AttachedManagedPolicies"] == nil, role["RolePolicyList"] == nil {
      return RoleEntry.Grants(word: nil, policies: [])
    }
    let bounded = role["PermissionsBoundary"] != nil && rank > .something ? ", within a boundary" : ""
    return RoleEntry.Grants(word: rank.word + bounded, policies: names)
  }

  private enum Rank: Int, Comparable {
    case nothing, readOnly, something, powerUser, administrator

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

    var word: String {
      switch self {
      case .nothing: "nothing"
      case .readOnly: "read-only"
      case .something: "what its policies say"
      case .powerUser: "power user"
      case .administrator: "administrator"
      }
    }
  }

  private static func known(_ arn: String) -> Rank {
    // A name means what AWS gave it only where the policy is AWS's own; anybody can call a policy `ReadOnlyAccess`.
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2] == "iam", parts[4] == "aws", parts[5].hasPrefix("policy/") else {
      return .something
    }
    return switch parts[5].split(separator: "/").last.map(String.init) {
    case "AdministratorAccess", "IAMFullAccess": .administrator
    case "PowerUserAccess": .powerUser
    case "ReadOnlyAccess", "ViewOnlyAccess", "SecurityAudit", "IAMReadOnlyAccess": .readOnly
    default: .something
    }
  }

  private static let everything = """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
    """

  private static func rank(_ document: JSONNode) -> Rank {
    guard let policy = try? PolicyDocument.parse(node: document, file: "policy", kind: .identity),
      let all = try? PolicyDocument.parse(bytes: Array(everything.utf8), file: "policy", kind: .identity)
    else { return .something }
    let form = GeneralReach.form(of: [policy, all])
    guard let reach = try? GeneralReach(policy, in: form), let whole = try? GeneralReach(all, in: form) else {
      return .something
    }
    if reach.possible.isEmpty { return .nothing }
    return (try? GeneralReach.inclusion(of: whole, in: reach).holds) == true ? .administrator : .something
  }
}
