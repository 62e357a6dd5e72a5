import KeylessHCL
import KeylessSource

extension TerraformModule {
  /// The module's own `provider` blocks of a name.
  package func providers(_ name: String) -> [TerraformProvider] {
    folder.providers.filter { $0.name == name }.map { declaration in
      let scope = TerraformScope(self)
      let block = TerraformBlock(
        declaration.body,
        scope,
        type: name,
        head: declaration.head,
        span: declaration.span
      )
      return TerraformProvider(name: name, alias: TerraformFolder.alias(declaration), block: block)
    }
  }

  /// The `backend` or `cloud` blocks of its `terraform` blocks; the type is the backend's label.
  package var backends: [TerraformBlock] {
    // An override file's backend takes the place of every other, and `cloud` is one.
    let overriding = folder.overridingSettings.last { settings in
      !settings.body.labelled("backend").isEmpty || !settings.body.blocks("cloud").isEmpty
    }
    return (overriding.map { [$0] } ?? folder.settings).flatMap { settings in
      settings.body.labelled("backend").map { block in
        TerraformBlock(
          TerraformBody([block.body]),
          TerraformScope(self),
          type: block.labels.first?.value ?? "",
          head: TerraformDeclaration(block).head,
          span: block.span
        )
      }
    }
  }

  /// The provider that is meant by `aws` or `aws.alias` here, through the calls that hand it down.
  func provider(_ reference: String) -> TerraformProvider? {
    if let known = providerMemo[reference] { return known }
    let found = resolved(reference)
    providerMemo[reference] = .some(found)
    return found
  }

  /// Whether something here uses a default provider that is written nowhere: Terraform makes an empty one for it.
  ///
  /// A module that is called and not in the tree uses it as far as nothing else is handed down to it.
  package func needsUnwrittenProvider(_ name: String, isRequired: Bool) -> Bool {
    guard provider(name) == nil else { return false }
    return (folder.resources + folder.passing).contains { resource in
      guard resource.labels.first?.value.utf8.starts(with: (name + "_").utf8) == true else { return false }
      return resource.body.attribute("provider").map { ($0.value.fixedText ?? $0.value.source) == name } ?? true
    } || isRequired && missingModules.contains { folder.call($0.name)?.body.attribute("providers") == nil }
  }

  private func resolved(_ reference: String) -> TerraformProvider? {
    let parts = reference.split(separator: ".").map(String.init)
    let alias = parts.count > 1 ? parts[1] : nil
    if let own = providers(parts.first ?? "").first(where: { $0.alias == alias }) { return own }
    guard let parent, let call else { return nil }
    if let attribute = call.body.attribute("providers"), case .object(let items) = attribute.value.bare.form {
      for item in items where (item.key.fixedText ?? item.key.source) == reference {
        return parent.provider(item.value.fixedText ?? item.value.source)
      }
    }
    return alias == nil ? parent.provider(reference) : nil
  }
}
