import KeylessPolicy
import KeylessSource
package import KeylessTerraform

/// Reads providers and roles out of the Terraform and OpenTofu configurations of a tree.
package struct TerraformHalf {
  private var half = AWSHalf()

  package static func read(_ project: TerraformProject) -> AWSHalf {
    var reader = TerraformHalf()
    for root in project.roots { reader.read(root) }
    return reader.half
  }

  /// A root and everything it calls: its parts know each other by name and ARN.
  private mutating func read(_ root: TerraformModule) {
    let modules = root.allModules
    read { mode, type in modules.flatMap { $0.resources(mode, type: type) } }
  }

  /// What a plan or a state holds.
  static func read(_ plan: TerraformPlan) -> AWSHalf {
    var reader = TerraformHalf()
    reader.read { mode, type in plan.resources.filter { $0.mode == mode && $0.type == type } }
    return reader.half
  }

  private mutating func read(_ all: (TerraformResource.Mode, String) -> [TerraformResource]) {
    half.providers += all(.managed, "aws_iam_openid_connect_provider").map { Self.provider($0, isLookedUp: false) }
    half.providers += all(.data, "aws_iam_openid_connect_provider").map { Self.provider($0, isLookedUp: true) }
    let roles = all(.managed, "aws_iam_role")
    if roles.isEmpty { return }
    let grants = TerraformGrants(all)
    half.roles += roles.map { role in Self.role(role, grants) }
  }

  private static func provider(_ resource: TerraformResource, isLookedUp: Bool) -> AWSProvider {
    AWSProvider(
      address: resource.address,
      account: account(resource),
      url: resource.argument("url").flatMap(located),
      clientIDs: resource.argument("client_id_list").flatMap(list),
      thumbprints: resource.argument("thumbprint_list").flatMap(list),
      isLookedUp: isLookedUp,
      span: resource.head
    )
  }

  private static func role(_ resource: TerraformResource, _ grants: TerraformGrants) -> AWSRole {
    let name = resource.attribute("name").flatMap(located)
    let granted = grants.of(resource, name: name?.value)
    return AWSRole(
      address: resource.address,
      account: account(resource),
      name: name,
      path: resource.argument("path")?.string ?? "/",
      trust: resource.argument("assume_role_policy").map(TerraformPolicy.trust)
        ?? .unknown([UnknownPlace("the role has no `assume_role_policy`", at: resource.head)]),
      openTrust: resource.argument("assume_role_policy").flatMap(TerraformPolicy.written),
      permissions: granted.policies,
      permissionsAreComplete: granted.areComplete,
      boundary: boundary(resource, grants),
      maxSessionDuration: duration(resource),
      longestSession: longestSession(resource),
      span: resource.head
    )
  }

  private static func boundary(_ resource: TerraformResource, _ grants: TerraformGrants) -> GrantedPolicy? {
    guard let value = resource.argument("permissions_boundary"), !value.isNull else { return nil }
    let name = value.string.map(PlacedJSON.resolved) ?? "a permissions boundary"
    return GrantedPolicy(name: name, document: value.string.flatMap { grants.document($0) }, span: value.span)
  }

  private static func duration(_ resource: TerraformResource) -> Located<Int>? {
    guard let value = resource.argument("max_session_duration"), let seconds = value.number?.integer else { return nil }
    return Located(seconds, at: value.span)
  }

  /// One hour where nothing is said (IAM API, `CreateRole`).
  private static func longestSession(_ resource: TerraformResource) -> Int? {
    guard let value = resource.argument("max_session_duration"), !value.isNull else { return 3600 }
    return value.number?.integer
  }

  /// The account that the resource's own ARN names, where the files say it.
  private static func account(_ resource: TerraformResource) -> AccountID {
    guard let arn = resource.attribute("arn")?.text else { return .own }
    let parts = arn.string.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[4].utf8.count == 12, parts[4].utf8.allSatisfy({ (48...57).contains($0) }) else {
      return .own
    }
    let partition = parts[1].unicodeScalars.allSatisfy(\.isASCII) ? parts[1] : OwnAccount.partition
    return .known(partition: partition, id: parts[4])
  }

  private static func located(_ value: TerraformValue) -> Located<String>? {
    value.string.map { Located(PlacedJSON.resolved($0), at: value.span) }
  }

  private static func list(_ value: TerraformValue) -> [Located<String>]? {
    guard let elements = value.list else { return nil }
    var out: [Located<String>] = []
    for element in elements {
      guard let text = located(element) else { return nil }
      out.append(text)
    }
    return out
  }
}
