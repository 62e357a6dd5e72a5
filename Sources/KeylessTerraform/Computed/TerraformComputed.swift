import KeylessSource

/// Attributes that follow from the configuration without asking anyone.
enum TerraformComputed {
  /// The computed attributes of a type, for a reference to a whole instance.
  static func names(of type: String, _ mode: TerraformResource.Mode) -> [String] {
    switch (mode, type) {
    case (.managed, "aws_iam_openid_connect_provider"), (.data, "aws_iam_openid_connect_provider"):
      ["arn", "id", "url", "client_id_list"]
    case (.managed, "aws_iam_role"), (.managed, "aws_iam_policy"), (.managed, "aws_iam_user"),
      (.managed, "aws_iam_group"), (.data, "aws_iam_policy"), (.data, "aws_iam_role"):
      ["arn", "id", "name"]
    case (.managed, "aws_s3_bucket"): ["arn", "id", "bucket"]
    case (.data, "aws_iam_policy_document"): ["json", "minified_json"]
    case (.data, "aws_caller_identity"): ["account_id", "id"]
    case (.data, "aws_partition"): ["partition", "id", "dns_suffix"]
    case (.data, "aws_region"): ["name", "id", "region"]
    default: []
    }
  }

  static func attribute(_ name: String, of resource: TerraformResource) -> TerraformValue? {
    guard names(of: resource.type, resource.mode).contains(name) else { return nil }
    switch (resource.mode, resource.type) {
    case (_, "aws_iam_openid_connect_provider"): return provider(name, resource)
    case (.managed, "aws_iam_role"): return named(name, "role", resource)
    case (.managed, "aws_iam_policy"): return named(name, "policy", resource)
    case (.managed, "aws_iam_user"): return named(name, "user", resource)
    case (.managed, "aws_iam_group"): return named(name, "group", resource)
    case (.data, "aws_iam_role"): return foundRole(name, resource)
    case (.data, "aws_iam_policy"): return foundPolicy(name, resource)
    case (.managed, "aws_s3_bucket"): return bucket(name, resource)
    case (.data, "aws_iam_policy_document"):
      return TerraformPolicyDocument(resource).text(isIndented: name == "json")
    case (.data, "aws_caller_identity"):
      return value(TerraformIdentity(resource).account, resource)
    case (.data, "aws_partition"):
      return value(TerraformText(name == "dns_suffix" ? .dnsSuffix : .partition, at: resource.head), resource)
    case (.data, "aws_region"): return region(resource)
    default: return nil
    }
  }

  static func value(
    _ text: TerraformText,
    _ resource: TerraformResource,
    from: [TerraformValue?] = []
  )
    -> TerraformValue
  {
    let place = from.lazy.compactMap { $0?.span }.first ?? resource.head
    return TerraformValue(.text(text), at: place, variables: from.flatMap { $0?.allVariables ?? [] })
  }

  /// `arn:partition:service::account:rest`.
  static func arn(
    _ service: String,
    _ account: TerraformText?,
    _ rest: [TerraformText],
    _ resource: TerraformResource
  )
    -> TerraformText
  {
    let head = resource.head
    var text = TerraformText("arn:", at: head)
    text.append(TerraformText(.partition, at: head))
    text.append(TerraformText(":\(service)::", at: head))
    if let account { text.append(account) }
    text.append(TerraformText(":", at: head))
    for piece in rest { text.append(piece) }
    return text
  }

  /// A role, policy, user or group: the name, and the ARN made of it.
  private static func named(_ name: String, _ kind: String, _ resource: TerraformResource) -> TerraformValue? {
    let own = ownName(resource)
    let isName = name == "name" || name == "id" && kind != "policy"
    if isName { return own }
    guard let text = own.asText else { return own }
    let path = resource.argument("path")
    let pathText = path?.isNull == false ? path?.asText : nil
    var pieces = [TerraformText(kind, at: resource.head)]
    pieces.append(pathText ?? TerraformText("/", at: resource.head))
    pieces.append(text)
    let whole = arn("iam", TerraformIdentity(resource).account, pieces, resource)
    return value(whole, resource, from: [own, path])
  }

  /// The name, or what there is of it: a prefix, to which the provider adds characters of its own.
  private static func ownName(_ resource: TerraformResource) -> TerraformValue {
    if let name = resource.argument("name"), !name.isNull { return name }
    let reason = "the name of `\(resource.type).\(resource.name)` is known only after apply"
    let unknown = TerraformText(TerraformUnknown(reason, at: resource.head))
    guard let prefix = resource.argument("name_prefix"), var text = prefix.asText else {
      return value(unknown, resource)
    }
    text.append(unknown)
    return value(text, resource, from: [prefix])
  }

  private static func bucket(_ name: String, _ resource: TerraformResource) -> TerraformValue? {
    guard let bucket = resource.argument("bucket"), !bucket.isNull, let text = bucket.asText else { return nil }
    guard name == "arn" else { return bucket }
    return value(arn("s3", nil, [text], resource), resource, from: [bucket])
  }

  /// The ARN of a role that exists: its path is not known, its name is.
  private static func foundRole(_ name: String, _ resource: TerraformResource) -> TerraformValue? {
    guard let own = resource.argument("name"), let text = own.asText else { return nil }
    guard name == "arn" else { return own }
    let path = TerraformUnknown("the path of role `\(Printable.name(text))` is not in the configuration", at: own.span)
    let pieces = [TerraformText("role/", at: resource.head), TerraformText(path), text]
    return value(arn("iam", TerraformIdentity(resource).account, pieces, resource), resource, from: [own])
  }

  private static func foundPolicy(_ name: String, _ resource: TerraformResource) -> TerraformValue? {
    if let arn = resource.argument("arn"), !arn.isNull {
      guard name == "name" else { return arn }
      guard let text = arn.text, let slash = text.bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      return value(text.slice(slash + 1..<text.bytes.count), resource, from: [arn])
    }
    // Whether it is AWS's or the account's own decides what its ARN is.
    return name == "name" ? resource.argument("name") : nil
  }

  private static func region(_ resource: TerraformResource) -> TerraformValue {
    for own in ["region", "name"] {
      if let region = resource.argument(own), !region.isNull { return region }
    }
    if let region = TerraformIdentity(resource).provider?.block.attribute("region"), region.string != nil {
      return region
    }
    return value(TerraformText(.region, at: resource.head), resource)
  }
}
