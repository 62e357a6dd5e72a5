import KeylessSource

/// A `provider` block as a module sees it.
package struct TerraformProvider {
  package var name: String
  package var alias: String?
  package var block: TerraformBlock

  /// The only account it may be used with, when the configuration names one.
  var account: TerraformText? {
    guard let ids = block.attribute("allowed_account_ids")?.list, ids.count == 1 else { return nil }
    guard let text = ids[0].asText, text.isPlain else { return nil }
    return text
  }

  /// Whether its credentials are others than those of the configuration's main provider.
  var usesOtherCredentials: Bool {
    let names = ["profile", "access_key", "shared_credentials_files", "shared_config_files"]
    return names.contains { block.attributeSpan($0) != nil } || !block.blocks("assume_role").isEmpty
      || !block.blocks("assume_role_with_web_identity").isEmpty
  }
}
