import KeylessAWS
package import KeylessSystem

/// The calls to IAM that an AWS half needs, signed by one caller and asked again while AWS is busy.
///
/// What is not there is nil; every other refusal is thrown as the `QueryError` that AWS answered.
package struct IAMClient: Sendable {
  private let client: QueryClient
  private let caller: CallerCredentials
  private let retries: Retries

  package init(
    endpoint: String,
    region: String,
    caller: CallerCredentials,
    retries: Retries = Retries(),
    system: System
  ) {
    client = QueryClient(endpoint: endpoint, service: .iam, region: region, system: system)
    self.caller = caller
    self.retries = retries
  }

  /// `isNew`: the thing was made a moment ago, and IAM may not yet know it everywhere.
  ///
  /// Throws `QueryError` for what IAM refused and did not do, `UnsettledWrite` when it may have done it all the same, and what
  /// `QueryClient` throws when there was no answer.
  package func perform(_ write: IAMWrite, isNew: Bool = false) async throws {
    var retries = retries
    retries.codes += write.passing + (isNew ? ["NoSuchEntity"] : [])
    let (result, isSettled) = try await client.attempts(write.request, by: caller, retrying: retries)
    guard case .failure(let refusal) = result else { return }
    if isSettled { throw refusal }
    throw UnsettledWrite(refusal: refusal)
  }

  package func provider(_ arn: String) async throws -> IAMProvider? {
    let action = "GetOpenIDConnectProvider"
    guard let result = try await found(action, ("OpenIDConnectProviderArn", arn)) else { return nil }
    return IAMProvider(
      arn: arn,
      url: try result.needed("Url", action),
      clientIDs: result.members("ClientIDList").map(\.text),
      tags: try result.tags(action)
    )
  }

  /// The ARNs of all providers; IAM has no pages of them.
  package func providers() async throws -> [String] {
    let action = "ListOpenIDConnectProviders"
    return try await ask(action).members("OpenIDConnectProviderList").map { member throws(ClientError) in
      try member.needed("Arn", action)
    }
  }

  package func role(_ name: String) async throws -> IAMRole? {
    guard let role = try await found("GetRole", ("RoleName", name))?.child("Role") else { return nil }
    return try role.role("GetRole")
  }

  /// ARNs.
  package func attachedPolicies(of role: String) async throws -> [String] {
    let action = "ListAttachedRolePolicies"
    var out: [String] = []
    for page in try await pages(action, ("RoleName", role)) {
      for member in page.members("AttachedPolicies") { out.append(try member.needed("PolicyArn", action)) }
    }
    return out
  }

  package func inlinePolicies(of role: String) async throws -> [IAMInlinePolicy] {
    var out: [IAMInlinePolicy] = []
    for page in try await pages("ListRolePolicies", ("RoleName", role)) {
      for name in page.members("PolicyNames").map(\.text) {
        let action = "GetRolePolicy"
        guard let result = try await found(action, ("RoleName", role), ("PolicyName", name)) else { continue }
        out.append(IAMInlinePolicy(name: name, document: try result.document("PolicyDocument", action)))
      }
    }
    return out
  }

  /// The text of a managed policy's version that counts.
  package func managedPolicy(_ arn: String) async throws -> String? {
    guard let version = try await found("GetPolicy", ("PolicyArn", arn))?.child("Policy")?.string("DefaultVersionId")
    else { return nil }
    let action = "GetPolicyVersion"
    let result = try await found(action, ("PolicyArn", arn), ("VersionId", version))
    return try result?.child("PolicyVersion")?.document("Document", action)
  }

  /// Every role of the account, with what it may do.
  package func roleDetails() async throws -> [IAMRoleDetail] {
    let action = "GetAccountAuthorizationDetails"
    var out: [IAMRoleDetail] = []
    // Small pages: with all its policies a role can have some tens of kilobytes.
    for page in try await pages(action, ("Filter.member.1", "Role"), size: 25) {
      for member in page.members("RoleDetailList") {
        var attached: [String] = []
        for policy in member.members("AttachedManagedPolicies") {
          attached.append(try policy.needed("PolicyArn", action))
        }
        var inline: [IAMInlinePolicy] = []
        for policy in member.members("RolePolicyList") {
          let document = try policy.document("PolicyDocument", action)
          inline.append(IAMInlinePolicy(name: try policy.needed("PolicyName", action), document: document))
        }
        out.append(
          IAMRoleDetail(role: try member.role(action), attachedPolicies: attached, inlinePolicies: inline)
        )
      }
    }
    return out
  }

  private func ask(_ action: String, _ parameters: [(String, String)] = []) async throws -> WireElement {
    let request = QueryRequest(action, service: .iam, parameters: parameters.map { QueryParameter($0.0, $0.1) })
    return try await client.call(request, by: caller, retrying: retries)
  }

  private func found(_ action: String, _ parameters: (String, String)...) async throws -> WireElement? {
    do {
      return try await ask(action, parameters)
    } catch let error as QueryError where error.has(code: "NoSuchEntity") {
      return nil
    }
  }

  /// Every page of a list; a list that goes on for ever is no answer.
  private func pages(_ action: String, _ parameter: (String, String), size: Int = 100) async throws -> [WireElement] {
    var pages: [WireElement] = []
    var marker: String?
    repeat {
      var parameters = [parameter, ("MaxItems", String(size))]
      if let marker { parameters.append(("Marker", marker)) }
      let page = try await ask(action, parameters)
      pages.append(page)
      let isLast = page.string("IsTruncated") != "true"
      marker = isLast ? nil : page.string("Marker")
      guard isLast || (marker != nil && pages.count < Self.mostPages) else {
        throw ClientError(unreadable: action, "its pages have no end")
      }
    } while marker != nil
    return pages
  }

  private static let mostPages = 10_000
}
