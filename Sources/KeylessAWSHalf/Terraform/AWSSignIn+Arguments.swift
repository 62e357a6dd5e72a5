package import KeylessChain
import KeylessTerraform

extension AWSSignIn {
  /// What it says of credentials, as the chain of its tool takes it.
  package var toolArguments: ToolArguments {
    var values: [String: Answer<String>] = [:]
    for name in Self.names { values[name] = answer(name) }
    for name in Self.collections { add(collection: "assume_role_" + name, to: &values) }
    for service in ["sts", "sso"] { values["endpoints." + service] = endpoint(of: service) }
    return ToolArguments(
      values,
      assumeRoles: nested("assume_role").map(\.role),
      webIdentity: nested("assume_role_with_web_identity").first?.block,
      sharedConfigFiles: files("shared_config_files"),
      sharedCredentialsFiles: files("shared_credentials_files") ?? files("shared_credentials_file"),
      doubts: doubts
    )
  }

  /// A profile or keys may stand in what is not known, so nothing follows from what is.
  private var doubts: [ToolArguments.Doubt] {
    let backend = unknownBackend.map {
      ToolArguments.Doubt(UnknownInput(.argument("backend"), $0.reason, at: $0.span), otherwise: "it is `s3`")
    }
    let config = rest.map {
      ToolArguments.Doubt(
        UnknownInput(.argument("config"), $0.reason, at: $0.span),
        otherwise: "it says nothing more of credentials"
      )
    }
    return [backend, config].compactMap(\.self)
  }

  /// All that decides, a backend's older arguments for roles among them.
  private static let names = [
    "profile", "access_key", "secret_key", "token", "role_arn", "session_name", "external_id", "region",
    "assume_role_duration_seconds", "use_legacy_workflow", "skip_credentials_validation", "skip_metadata_api_check",
    "sts_endpoint", "sts_region", "endpoint", "assume_role_policy", "ec2_metadata_service_endpoint",
    "ec2_metadata_service_endpoint_mode",
  ]

  private static let blockNames = [
    "role_arn", "session_name", "external_id", "duration", "duration_seconds", "policy", "source_identity",
    "web_identity_token",
    "web_identity_token_file",
  ]

  /// Without its `role_arn` a provider's block counts for nothing, just as one that is not there.
  private var role: ToolArguments.Block {
    var role = block
    if let uncertain { role.values["role_arn"] = .unknown(uncertain.reason, uncertain.span) }
    return role
  }

  private var block: ToolArguments.Block {
    var values: [String: Answer<String>] = [:]
    let missing = rest.map { Answer<String>.unknown($0.reason, $0.span) } ?? .absent
    for name in Self.blockNames { values[name] = self[name] == nil ? missing : answer(name) }
    for name in Self.collections { add(collection: name, to: &values) }
    return ToolArguments.Block(values, doubt: uncertain.map { .unknown($0.reason, $0.span) })
  }

  /// Lists and maps of texts, each element as an argument of its own: `policy_arns.0`, `tags.team`.
  private static let collections = ["policy_arns", "tags", "transitive_tag_keys"]

  private func add(collection name: String, to values: inout [String: Answer<String>]) {
    guard let value = self[name]?.value else { return }
    switch value.content {
    case .list(let elements, _):
      for (index, element) in elements.enumerated() { values["\(name).\(index)"] = Self.answer(element) }
    case .object(let object):
      for member in object.members { values["\(name).\(member.name)"] = Self.answer(member.value) }
      // There may be more.
      if let rest = object.rest { values[name] = .unknown(rest.reason, rest.span) }
    default: values[name] = .unknown(value.unknown?.reason ?? "is \(value.kind)", value.span)
    }
  }

  /// `endpoints { sts = … }`; of several blocks, which are a set, none may say otherwise than another.
  private func endpoint(of service: String) -> Answer<String> {
    if let value = self["endpoints"]?.value, let unknown = value.unknown ?? value.object?.rest {
      return .unknown(unknown.reason, unknown.span)
    }
    let blocks = nested("endpoints").filter { $0[service] != nil }
    if let unknown = blocks.lazy.compactMap(\.uncertain).first { return .unknown(unknown.reason, unknown.span) }
    guard let first = blocks.first else { return .absent }
    let texts = Set(blocks.map { $0[service]?.value.string.map { Array($0.utf8) } })
    guard texts.count == 1 else { return .unknown("is named differently by several `endpoints`", first[service]?.span) }
    return first.answer(service)
  }

  private func answer(_ name: String) -> Answer<String> { self[name].map { Self.answer($0.value) } ?? .absent }

  private func files(_ name: String) -> [Answer<String>]? {
    guard let value = self[name]?.value else { return nil }
    return (value.list ?? [value]).map(Self.answer)
  }

  private static func answer(_ value: TerraformValue) -> Answer<String> {
    switch value.content {
    case .null: return .absent
    case .bool(let bool): return .value(bool ? "true" : "false", value.span)
    case .number(let number): return .value(number.text, value.span)
    case .text(let text):
      if text.isPlain { return .value(text.string, value.span) }
      // A text of nothing but unknown pieces may be empty; an account's number, or what is written beside, says that it is not.
      let reason = text.unknowns.first?.reason ?? "holds the account's own number"
      let isWritten = text.bytes.count > text.unknowns.count * TerraformText.unknownMark.utf8.count
      return isWritten ? .opaque(reason, value.span) : .unknown(reason, value.span)
    case .unknown(let unknown): return .unknown(unknown.reason, unknown.span)
    case .list, .object: return .unknown("is \(value.kind), and a string is wanted", value.span)
    }
  }
}
