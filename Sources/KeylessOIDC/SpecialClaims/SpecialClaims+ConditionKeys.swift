package import KeylessSource

extension SpecialClaims {
  /// Those of a token's payload that was read without its registered claims being tested.
  package static func read(_ payload: JSONNode) throws(TokenRefusal) -> SpecialClaims? {
    guard case .object(let members) = payload.value,
      members.contains(where: { $0.name.utf8.starts(with: prefix.utf8) }),
      let index = try? JSONIndex(Array(payload.plain.compact.utf8))
    else { return nil }
    return try SpecialClaims(index)
  }

  /// The condition keys that they give a trust policy.
  package var conditionKeys: [(key: String, values: [String])] {
    var keys: [(key: String, values: [String])] = []
    if let sourceIdentity { keys.append(("sts:SourceIdentity", [sourceIdentity])) }
    // Present only where the claim is, and then true: a role that is not listed was refused before the policy is asked.
    if roles != nil { keys.append(("sts:RoleAuthorizedByIdp", ["true"])) }
    guard !tags.tags.isEmpty else { return keys }
    keys.append(("aws:TagKeys", tags.tags.map(\.key)))
    for tag in tags.tags { keys.append(("aws:RequestTag/\(tag.key)", [tag.value])) }
    if !tags.transitiveKeys.isEmpty { keys.append(("sts:TransitiveTagKeys", tags.transitiveKeys)) }
    return keys
  }
}
