import KeylessHCL
import KeylessSource

/// The values of a root's variables, from the environment, its variable files and the command line; the later wins.
struct TerraformGivenValues {
  private var expressions: [String: HCLExpression] = [:]
  private var texts: [String: String] = [:]
  private unowned let module: TerraformModule

  init(of module: TerraformModule) {
    self.module = module
    let session = module.session
    for (name, value) in session.inputs.environment { texts[name] = value }
    let folder = module.folder.path
    let names = session.tree.files(in: folder).map { SourceTree.split($0).name }
    let own = TerraformFileName.values(names).map { folder.isEmpty ? $0 : folder + "/" + $0 }
    for file in own + session.inputs.variableFiles {
      guard let bytes = session.tree[file] else { continue }
      let parsed = HCLFile.parse(bytes, file: file)
      for diagnostic in parsed.diagnostics { session.report(diagnostic) }
      for attribute in parsed.body.attributes().attributes {
        expressions[attribute.name.value] = attribute.value
        texts[attribute.name.value] = nil
      }
    }
    for (name, value) in session.inputs.arguments {
      texts[name] = value
      expressions[name] = nil
    }
  }

  /// Whether there is a value, without evaluating it.
  func has(_ name: String) -> Bool { expressions[name] != nil || texts[name] != nil }

  func value(_ name: String, _ type: TerraformType) -> TerraformValue? {
    if let expression = expressions[name] { return TerraformScope(module).value(expression) }
    guard let text = texts[name], let declaration = module.folder.variable(name) else { return nil }
    let span = declaration.head
    switch type {
    case .string, .any: return .given(text, at: span)
    case .number, .bool, .list, .set, .map, .tuple, .object: break
    }
    // Anything but a string is written as an expression; its place is the declaration, for it stands in no file.
    let file = HCLFile.native(Array("x = \(text)\n".utf8), file: span.file)
    guard file.isValid, let value = file.body.attributes().attributes.first?.value else {
      return .error("the value of the variable `\(name)` cannot be read", at: span)
    }
    return TerraformScope(module).value(value).moved(to: span)
  }
}

extension TerraformValue {
  /// The value with another place for all that is in it.
  func moved(to span: SourceSpan) -> TerraformValue {
    switch content {
    case .list(let elements, let kind): TerraformValue(.list(elements.map { $0.moved(to: span) }, kind), at: span)
    case .object(let object):
      TerraformValue(
        .object(
          TerraformObject(
            object.members.map { TerraformMember($0.name, at: span, $0.value.moved(to: span)) },
            isMap: object.isMap
          )
        ),
        at: span
      )
    case .text(let text): text.plain.map { .text($0, at: span) } ?? TerraformValue(content, at: span)
    case .null, .bool, .number, .unknown: TerraformValue(content, at: span)
    }
  }
}
