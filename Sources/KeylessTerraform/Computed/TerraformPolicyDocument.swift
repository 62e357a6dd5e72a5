import KeylessSource

/// `data "aws_iam_policy_document"`: the document that the provider makes of its blocks, as it makes it.
struct TerraformPolicyDocument {
  private let resource: TerraformResource
  private let span: SourceSpan

  init(_ resource: TerraformResource) {
    self.resource = resource
    span = resource.head
  }

  func text(isIndented: Bool) -> TerraformValue {
    let document = document
    if document.unknown != nil { return document }
    let limit = resource.module?.work.limits.text ?? 1 << 20
    var writer = TerraformJSONWriter(isIndented: isIndented, sortsMembers: false, limit: limit)
    writer.write(document)
    if let problem = writer.problem { return problem }
    resource.module?.work.spend(writer.text.bytes.count / 16)
    var text = writer.text
    text.encoded = document
    return TerraformValue(.text(text), at: span, variables: document.allVariables)
  }

  /// Sources, then the own statements, then overrides, a later statement in the place of an earlier one of its `sid`.
  private var document: TerraformValue {
    var merged = TerraformMergedPolicy(at: span)
    if let problem = merged.merge(documents("source_policy_documents", "source_json"), areUnique: true) {
      return problem
    }
    let version = resource.argument("version").flatMap { $0.isNull ? nil : $0 }
    let own = TerraformPolicyStatements(resource, version: version ?? .text("2012-10-17", at: span))
    if let problem = merged.merge(own.document) { return problem }
    return merged.merge(documents("override_policy_documents", "override_json"), areUnique: false) ?? merged.value
  }

  /// The documents of a list, and of the single one that stood for it once.
  private func documents(_ list: String, _ single: String) -> [TerraformValue] {
    var documents: [TerraformValue] = []
    if let one = resource.argument(single) { documents.append(one) }
    if let many = resource.argument(list) { documents += many.list ?? [many] }
    return documents.filter { !$0.isNull && $0.text?.bytes.isEmpty != true }
  }
}
