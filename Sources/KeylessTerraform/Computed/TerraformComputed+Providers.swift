import KeylessSource

extension TerraformComputed {
  /// An OIDC provider: AWS keeps its URL without the scheme, and makes the ARN of that.
  static func provider(_ name: String, _ resource: TerraformResource) -> TerraformValue? {
    if name == "client_id_list" { return clients(resource) }
    if resource.mode == .data, let arn = resource.argument("arn"), !arn.isNull { return found(name, arn, resource) }
    guard let url = resource.argument("url"), let text = url.asText else { return nil }
    let host = withoutScheme(text)
    if name == "url" { return value(host, resource, from: [url]) }
    let pieces = [TerraformText("oidc-provider/", at: resource.head), host]
    return value(arn("iam", TerraformIdentity(resource).account, pieces, resource), resource, from: [url])
  }

  private static func withoutScheme(_ text: TerraformText) -> TerraformText {
    let scheme = TerraformText("https://", at: SourceSpan(file: "", range: 0..<0))
    switch text.hasPrefix(scheme) {
    case true?: return text.slice(scheme.bytes.count..<text.bytes.count)
    case false?: return text
    case nil:
      guard let unknown = text.unknowns.first else { return text }
      // A whole URL that is not known has a host that is not known; the rest of the text stays.
      guard text.bytes.starts(with: TerraformText.unknownBytes) else { return TerraformText(unknown) }
      return text
    }
  }

  /// A data source that is given the ARN.
  private static func found(_ name: String, _ arn: TerraformValue, _ resource: TerraformResource) -> TerraformValue? {
    guard name == "url" else { return arn }
    let mark = Array(":oidc-provider/".utf8)
    guard let text = arn.text, text.unknowns.isEmpty,
      let start = text.bytes.indices.first(where: { text.bytes[$0...].starts(with: mark) })
    else { return nil }
    return value(text.slice(start + mark.count..<text.bytes.count), resource, from: [arn])
  }

  /// A resource's own list; a data source's when the same URL is a resource of the same root.
  private static func clients(_ resource: TerraformResource) -> TerraformValue? {
    if resource.mode == .managed { return resource.argument("client_id_list") }
    guard let url = resource.attribute("url")?.text?.exactOrSymbols, let root = resource.module?.root else {
      return nil
    }
    return root.issuers.first { $0.attribute("url")?.string == url }?.argument("client_id_list")
  }
}
