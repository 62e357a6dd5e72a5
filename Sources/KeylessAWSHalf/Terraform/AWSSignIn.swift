package import KeylessSource
package import KeylessTerraform

/// Where a configuration says by which identity AWS is asked: a provider, a backend, or somebody else's state.
package struct AWSSignIn {
  package enum Kind {
    case provider, backend, remoteState
  }

  package let kind: Kind
  /// As in `provider "aws" (alias west)`.
  package let title: String
  package let head: SourceSpan
  private let source: Source
  /// Why it is not known whether the state is in S3 at all.
  package private(set) var unknownBackend: TerraformUnknown?

  private enum Source {
    case block(TerraformBlock)
    case object(TerraformValue)
  }

  /// One argument of it, as it is written.
  package struct Setting {
    package let name: SourceSpan
    /// From the name to the value's end where both stand together.
    package let span: SourceSpan
    package let value: TerraformValue
  }

  package static func providers(of module: TerraformModule) -> [AWSSignIn] {
    module.providers("aws").map { provider in
      let title = "provider \"aws\"" + (provider.alias.map { " (alias \($0))" } ?? "")
      return AWSSignIn(kind: .provider, title: title, head: provider.block.head, source: .block(provider.block))
    }
  }

  package static func backends(of module: TerraformModule) -> [AWSSignIn] {
    // A backend of a module that is called is never used.
    guard module.parent == nil else { return [] }
    return module.backends.filter { $0.type == "s3" }.map { block in
      AWSSignIn(kind: .backend, title: "backend \"s3\"", head: block.head, source: .block(block))
    }
  }

  package static func remoteStates(of module: TerraformModule) -> [AWSSignIn] {
    module.resources(.data, type: "terraform_remote_state").compactMap { resource in
      guard let backend = resource.argument("backend"), let config = resource.argument("config") else { return nil }
      guard backend.string == "s3" || backend.firstUnknown != nil else { return nil }
      return AWSSignIn(
        kind: .remoteState,
        title: "data.terraform_remote_state.\(resource.name)",
        head: resource.head,
        source: .object(config),
        unknownBackend: backend.firstUnknown
      )
    }
  }

  /// An argument that is written and not null.
  package subscript(name: String) -> Setting? {
    switch source {
    case .block(let block):
      guard let value = block.attribute(name), !value.isNull, let span = block.attributeSpan(name) else { return nil }
      let end = min(span.range.upperBound, span.range.lowerBound + name.utf8.count)
      return Setting(
        name: SourceSpan(file: span.file, range: span.range.lowerBound..<end),
        span: span,
        value: value
      )
    case .object(let object):
      guard let member = object.object?[name], !member.value.isNull else { return nil }
      let (key, value) = (member.nameSpan, member.value.span)
      var span = key
      if object.span.contains(value), value.range.lowerBound >= key.range.upperBound {
        span.range = key.range.lowerBound..<value.range.upperBound
      }
      return Setting(name: key, span: span, value: member.value)
    }
  }

  /// The nested blocks of a type, or the objects that stand in their place.
  package func nested(_ type: String) -> [AWSSignIn] {
    // An object knows where its names stand, a block that was made of one does not.
    if let value = self[type]?.value {
      let values = value.list ?? [value]
      return values.filter { $0.object != nil || $0.unknown != nil }.map { with(.object($0)) }
    }
    guard case .block(let block) = source else { return [] }
    return block.blocks(type).map { with(.block($0)) }
  }

  /// Why it is not known whether it is there, as of a `dynamic` block.
  var uncertain: TerraformUnknown? {
    switch source {
    case .block(let block): block.uncertain
    case .object(let object): object.unknown
    }
  }

  /// Why more may stand in it than is known, as in `merge({ bucket = "state" }, var.more)`.
  var rest: TerraformUnknown? {
    if case .object(let object) = source { object.unknown ?? object.object?.rest } else { nil }
  }

  private func with(_ source: Source) -> AWSSignIn {
    AWSSignIn(kind: kind, title: title, head: head, source: source)
  }

  /// Whether all its endpoints are stand-ins on a developer's machine or beside the job: no identity matters there.
  package var isForLocalServer: Bool {
    let texts = [self["endpoint"]?.value.string].compactMap(\.self) + nested("endpoints").flatMap(\.texts)
    return !texts.isEmpty && texts.allSatisfy(Self.isLocal)
  }

  /// Whether STS, which says who one is, is such a stand-in too: a bucket beside the job leaves a provider's identity real.
  package var hasLocalSTS: Bool {
    isForLocalServer && (kind != .provider || nested("endpoints").contains { $0["sts"] != nil })
  }

  private var texts: [String] {
    switch source {
    case .block(let block): block.attributeNames.map { block.attribute($0)?.string ?? "" }
    case .object(let object): object.object?.members.map { $0.value.string ?? "" } ?? []
    }
  }

  private static func isLocal(_ url: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: url.hasPrefix) else { return false }
    let host = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != ":" }
    return !host.contains(".") || host == "127.0.0.1" || host.hasSuffix(".localhost") || host == "host.docker.internal"
      || host.hasSuffix("localhost.localstack.cloud")
  }
}
