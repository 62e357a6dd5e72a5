import KeylessSource

/// A profile as botocore unites it: key by key, the credentials file over the config file.
///
/// A key that is there counts, whatever it says: `role_arn =` is a role.
struct BotocoreProfile {
  let name: String
  let profile: Profile?

  init(_ name: String, _ profile: Profile?) {
    self.name = name
    self.profile = profile
  }

  subscript(key: String) -> Located<String>? {
    profile?.credentials?[key] ?? profile?.config?[key]
  }

  func has(_ key: String) -> Bool { self[key] != nil }

  /// Either half is enough, here.
  var hasKeys: Bool { has("aws_access_key_id") || has("aws_secret_access_key") }

  /// A role to assume with other credentials; a token file beside it makes it a web identity.
  var hasRole: Bool { has("role_arn") && !has("web_identity_token_file") }

  /// Where a key stands; the profile as a whole where it does not.
  func origin(_ key: String) -> LinkOrigin {
    let span = self[key]?.span ?? profile?.place
    return LinkOrigin(.profile(name, file: span?.file ?? ""), at: span)
  }
}
