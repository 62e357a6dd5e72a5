import KeylessHCL
import KeylessSource

extension TerraformScope {
  /// Arguments of the language, which are no attributes of what they stand in.
  static let metaArguments: Set<String> = ["count", "for_each", "provider", "providers", "depends_on", "lifecycle"]

  /// The blocks that a `dynamic` block stands for.
  func expand(_ block: HCLBlock, _ type: String) -> [TerraformBlock] {
    let body = TerraformBody([block.body])
    guard let content = body.blocks("content").first, let attribute = body.attribute("for_each") else { return [] }
    let iterator: String =
      if let named = body.attribute("iterator"), case .variable(let name) = named.value.bare.form { name } else { type }
    func made(_ key: TerraformValue, _ value: TerraformValue, _ unknown: TerraformUnknown?) -> TerraformBlock {
      let members = [TerraformMember("key", at: key.span, key), TerraformMember("value", at: value.span, value)]
      return TerraformBlock(
        TerraformBody([content.body]),
        with(iterator, TerraformValue(.object(TerraformObject(members)), at: value.span)),
        type: type,
        head: TerraformDeclaration(block).head,
        span: block.span,
        uncertain: unknown
      )
    }
    let collection = value(attribute.value)
    guard let entries = entries(of: collection) else {
      // Terraform takes null for an empty collection nowhere but here we say what it would.
      let problem = collection.object?.rest ?? collection.problem(wanting: "a collection", at: collection.span).unknown
      let unknown = problem ?? TerraformUnknown("how many blocks there are is not known", at: collection.span)
      let member = TerraformValue(.unknown(unknown), at: collection.span, variables: collection.allVariables)
      return [made(member, member, unknown)]
    }
    work.spend(entries.count * TerraformWork.turn)
    if work.isExhausted {
      let unknown = TerraformUnknown(work.exhausted, at: collection.span)
      let member = TerraformValue(.unknown(unknown), at: collection.span)
      return [made(member, member, unknown)]
    }
    return entries.map { made($0.key, $0.value.built(from: collection.variables), nil) }
  }
}
