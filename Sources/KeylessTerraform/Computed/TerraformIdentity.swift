import KeylessSource

/// As whom a resource is made: which provider, and so which account.
struct TerraformIdentity {
  let provider: TerraformProvider?
  private let resource: TerraformResource
  private let reference: String

  init(_ resource: TerraformResource) {
    self.resource = resource
    reference = resource.providerReference ?? "aws"
    provider = resource.module?.provider(reference)
  }

  /// The account: the one that the provider is bound to, else the symbol, else, for a provider with credentials of its
  /// own, unknown.
  var account: TerraformText {
    if let account = provider?.account { return account }
    let isOther = provider.map { $0.alias != nil && $0.usesOtherCredentials } ?? reference.contains(".")
    if isOther {
      let own = provider?.alias.map { "aws.\($0)" } ?? reference
      let reason = "the account of provider `\(own)` is not in the configuration"
      return TerraformText(TerraformUnknown(reason, at: provider?.block.head ?? resource.head))
    }
    // An alias for another region has the credentials of the main one.
    return resource.module?.provider("aws")?.account ?? TerraformText(.account, at: resource.head)
  }
}
