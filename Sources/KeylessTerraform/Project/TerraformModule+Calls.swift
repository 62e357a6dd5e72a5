import KeylessHCL
package import KeylessSource

extension TerraformModule {
  enum Called {
    case folder(TerraformFolder)
    case unknown(TerraformUnknown)
  }

  /// The folder of a module that is called, when it is in the tree.
  func called(_ call: TerraformDeclaration) -> Called {
    guard let attribute = call.body.attribute("source") else {
      return .unknown(TerraformUnknown("module `\(call.name)` has no source", at: call.head, isError: true))
    }
    let span = attribute.value.span
    // OpenTofu lets variables into a source.
    let value = TerraformScope(self).value(attribute.value)
    guard let source = value.string else {
      return .unknown(value.firstUnknown ?? TerraformUnknown("the source is no string", at: span, isError: true))
    }
    let isLocal = source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".."
    let key = (path + [call.name]).joined(separator: ".")
    let found =
      isLocal ? SourceTree.resolve(source, in: folder.path) : session.manifest(of: root.folder.path).folders[key]
    guard let found, session.hasConfiguration(found) else {
      return .unknown(
        TerraformUnknown(
          "module `\(call.name)` comes from `\(Self.shown(source))`, which is not in this tree",
          // Not at the source: its address may have a password, and reports quote the line.
          at: call.head
        )
      )
    }
    if ancestors.contains(where: { $0.folder.path == found }) {
      let reason = "module `\(call.name)` calls itself through `\(source)`"
      session.report(Diagnostic("terraform-cycle", .error, .init(stringLiteral: reason), at: .init(span)))
      return .unknown(TerraformUnknown(reason, at: span, isError: true))
    }
    guard path.count < work.limits.modules else {
      return .unknown(TerraformUnknown("modules call each other more deeply than is followed", at: span))
    }
    return .folder(session.folder(found))
  }

  /// A source without the user and password that an address may have, and without its query, where keys are.
  private static func shown(_ whole: String) -> String {
    let source = String(whole.prefix { $0 != "?" })
    guard let scheme = source.firstRange(of: "://") else { return source }
    let host = source[scheme.upperBound...]
    guard let at = host.prefix(while: { $0 != "/" }).lastIndex(of: "@") else { return source }
    return String(source[..<scheme.upperBound] + host[host.index(after: at)...])
  }

  private var ancestors: [TerraformModule] { [self] + (parent?.ancestors ?? []) }

  /// `path.module`: the way from the root module's folder to this one's.
  var pathFromRoot: String {
    let from = root.folder.path.split(separator: "/")
    let to = folder.path.split(separator: "/")
    let common = zip(from, to).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: from.count - common) + to.dropFirst(common).map(String.init)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }
}

extension TerraformModule: TerraformReferable {
  package var head: SourceSpan { call?.head ?? SourceSpan(file: folder.path, range: 0..<0) }

  func value(of name: String, at span: SourceSpan) -> TerraformValue {
    if let value = output(name) { return value }
    if folder.isIncomplete {
      return .unknown("a file of module `\(call?.name ?? "")` could not be read", at: span)
    }
    return .error("module `\(call?.name ?? "")` has no output `\(name)`", at: span)
  }

  var whole: TerraformValue {
    let members = folder.outputs.map { TerraformMember($0.name, at: $0.head, value(of: $0.name, at: $0.head)) }
    return TerraformValue(.object(TerraformObject(members)), at: head)
  }
}
