import KeylessAWS
import KeylessAccounts

extension WireValue {
  /// How much of a policy an answer shows.
  enum PolicyView {
    /// `CreatePolicy`: tags where there are any, no description.
    case created
    /// `GetPolicy`: the description where there is one, tags always.
    case whole
    /// An entry of a list: neither.
    case listed
  }

  static func policy(_ policy: ManagedPolicy, _ view: PolicyView, _ counts: PolicyCounts) -> WireValue {
    var fields: [Field] = [
      .init("PolicyName", .text(policy.name)), .init("PolicyId", .text(policy.uniqueID)),
      .init("Arn", .text(policy.arn)), .init("Path", .text(policy.path)),
      .init("DefaultVersionId", .text(policy.defaultVersionID)),
      .init("AttachmentCount", .integer(counts.attachments(of: policy))),
      .init("PermissionsBoundaryUsageCount", .integer(counts.boundaries(of: policy))),
      .init("IsAttachable", .boolean(true)),
    ]
    if case .whole = view { fields += Field.optional("Description", policy.description) }
    fields += [.init("CreateDate", .time(policy.created)), .init("UpdateDate", .time(policy.updated))]
    switch view {
    case .created: if !policy.tags.isEmpty { fields.append(.init("Tags", .tags(TagRules.sorted(policy.tags)))) }
    case .whole: fields.append(.init("Tags", .tags(TagRules.sorted(policy.tags))))
    case .listed: break
    }
    return .structure(fields)
  }

  /// The document only where it was asked for.
  static func policyVersion(
    _ version: ManagedPolicy.Version,
    of policy: ManagedPolicy,
    withDocument: Bool = false
  ) -> WireValue {
    var fields: [Field] = withDocument ? [.init("Document", .document(version.policy))] : []
    fields += [
      .init("VersionId", .text(version.id)),
      .init("IsDefaultVersion", .boolean(version.id.utf8.elementsEqual(policy.defaultVersionID.utf8))),
      .init("CreateDate", .time(version.created)),
    ]
    return .structure(fields)
  }
}
