import KeylessHCL
package import KeylessSource

extension TerraformModule {
  /// What the root and everything it calls demand of a provider's version: `required_providers`, by the provider's source.
  package func versionConstraints(of source: String) -> [Located<String>] {
    allModules.flatMap { $0.ownConstraints(of: source) }
  }

  /// `required_version` of the root and everything it calls.
  package var terraformConstraints: [Located<String>] {
    allModules.flatMap { module in
      let all = module.folder.settings.compactMap { $0.body.attribute("required_version") }
      // What an override file says replaces what the others say.
      let over = module.folder.overridingSettings.compactMap { $0.body.attribute("required_version") }.last
      return (over.map { [$0] } ?? all).compactMap { attribute in
        attribute.value.fixedText.map { Located($0, at: attribute.span) }
      }
    }
  }

  /// The version in the root's `.terraform.lock.hcl`, which `terraform init` installs.
  package func lockedVersion(of source: String) -> Located<String>? {
    let path = (folder.path.isEmpty ? "" : folder.path + "/") + ".terraform.lock.hcl"
    guard let bytes = session.tree[path] else { return nil }
    let content = HCLFile.parse(bytes, file: path).body.content(HCLSchema(blocks: ["provider": 1]))
    for block in content.blocks {
      // As in `registry.terraform.io/hashicorp/aws` and `registry.opentofu.org/hashicorp/aws`.
      guard let label = block.labels.first?.value, label.hasSuffix("/" + source),
        let version = TerraformBody([block.body]).attribute("version"), let text = version.value.fixedText
      else { continue }
      return Located(text, at: version.span)
    }
    return nil
  }

  private func ownConstraints(of source: String) -> [Located<String>] {
    let name = source.split(separator: "/").last.map(String.init) ?? source
    let demands = { (settings: [TerraformDeclaration]) in
      settings.flatMap { $0.body.blocks("required_providers") }
        .compactMap { TerraformBody([$0.body]).attribute(name) }
    }
    let over = demands(folder.overridingSettings).last
    return (over.map { [$0] } ?? demands(folder.settings)).compactMap { attribute in
      // The short form of Terraform 0.12 is the constraint alone.
      if let text = attribute.value.fixedText { return Located(text, at: attribute.span) }
      guard case .object(let items) = attribute.value.bare.form else { return nil }
      func member(_ name: String) -> HCLExpression? {
        items.first { ($0.key.fixedText ?? $0.key.source) == name }?.value
      }
      if let other = member("source")?.fixedText, other != source, !other.hasSuffix("/" + source) { return nil }
      guard let version = member("version"), let text = version.fixedText else { return nil }
      return Located(text, at: version.span)
    }
  }
}
