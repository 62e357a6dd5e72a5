import KeylessHCL
import KeylessSource

extension TerraformFunctions {
  static let files: [String: Function] = [
    "file": { call in
      let (path, bytes) = try read(call)
      call.scope.work.spend(bytes.count / 16)
      guard bytes.count <= call.scope.work.limits.text else { throw call.unknown(call.scope.work.tooLong) }
      var written = HCLText()
      let span = SourceSpan(file: path, range: 0..<bytes.count)
      written.append(bytes[...], from: span, isVerbatim: true)
      return call.scope.text(written, at: span)
    },
    "filebase64": { call in
      let (_, bytes) = try read(call)
      guard bytes.count <= call.scope.work.limits.text else { throw call.unknown(call.scope.work.tooLong) }
      return call.value(TerraformBase64.encode(bytes))
    },
    "fileexists": { call in
      let path = try resolved(call)
      return call.value(call.scope.module.session.tree[path] != nil)
    },
    "templatefile": { call in
      try call.expect(2...2)
      let (path, bytes) = try read(call)
      call.scope.work.spend(bytes.count / 4)
      guard bytes.count <= call.scope.work.limits.text else { throw call.unknown(call.scope.work.tooLong) }
      var scope = TerraformScope(call.scope.module)
      scope.isTemplateFile = true
      let variables = try call.argument(1)
      guard let object = variables.object else { throw call.refuse(variables, wanting: "a map") }
      scope.names = object.members.map { ($0.name, $0.value) }
      let (template, diagnostics) = HCLTree.template(bytes, at: HCLPlace(file: path))
      for diagnostic in diagnostics { call.scope.module.session.report(diagnostic) }
      guard let template, diagnostics.isEmpty else { throw call.error("the template `\(path)` cannot be read") }
      return scope.value(template)
    },
    "basename": { call in
      let path = try call.plain(0)
      let parts = path.split(separator: "/")
      return call.value(parts.last.map(String.init) ?? (path.isEmpty ? "." : "/"))
    },
    "dirname": { call in try call.value(folder(call.plain(0))) },
  ]

  /// The folder of a path, cleaned as Go does it.
  private static func folder(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    guard let slash = path.lastIndex(of: "/") else { return "." }
    var parts: [Substring] = []
    for part in path[..<slash].split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// A path as a path of the tree; Terraform runs in the root module's folder.
  private static func resolved(_ call: TerraformCall) throws -> String {
    let written = try call.plain(0)
    guard let path = SourceTree.resolve(written, in: call.scope.module.root.folder.path) else {
      throw call.unknown("the file `\(written)` is outside of this tree")
    }
    return path
  }

  private static func read(_ call: TerraformCall) throws -> (String, [UInt8]) {
    let path = try resolved(call)
    let tree = call.scope.module.session.tree
    if let bytes = tree[path] {
      guard String(validating: bytes, as: UTF8.self) != nil || call.name == "filebase64" else {
        throw call.error("the file `\(path)` is no UTF-8 text")
      }
      return (path, bytes)
    }
    if let reason = tree.refused[path] { throw call.unknown("the file `\(path)` is not read: it \(reason)") }
    // It may well be there: not every file of a folder is read.
    throw call.unknown("the file `\(path)` is not among the files that are read")
  }
}
