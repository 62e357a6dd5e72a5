import KeylessHCL
package import KeylessSource

/// One instance of a resource or data source.
package final class TerraformResource {
  package let mode: Mode
  package let type: String
  package let name: String
  /// Which of the instances that `count` or `for_each` makes it is.
  package let key: TerraformInstanceKey?
  /// The address of its module, empty for the root.
  package let moduleAddress: String
  package let block: TerraformBlock
  /// Why it is not known how many instances there are, so that this one stands for all.
  package let uncertain: TerraformUnknown?
  /// The module it is declared in; nil when it comes from a plan or a state.
  package let module: TerraformModule?
  private var memo = TerraformMemo<TerraformValue?>()
  private var arguments: [String: TerraformValue?] = [:]

  package enum Mode: String, Hashable, Sendable {
    case managed, data
    var keyword: String { self == .data ? "data" : "resource" }
  }

  init(_ declaration: TerraformDeclaration, _ mode: Mode, _ scope: TerraformScope, uncertain: TerraformUnknown?) {
    self.mode = mode
    type = declaration.labels.first?.value ?? ""
    name = declaration.name
    key = scope.instance?.key
    moduleAddress = scope.module.address
    module = scope.module
    self.uncertain = uncertain
    providerReference = declaration.body.attribute("provider").map { $0.value.fixedText ?? $0.value.source }
    block = TerraformBlock(declaration.body, scope, type: type, head: declaration.head, span: declaration.span)
  }

  init(_ mode: Mode, type: String, name: String, key: TerraformInstanceKey?, in module: String, _ block: TerraformBlock)
  {
    self.mode = mode
    self.type = type
    self.name = name
    self.key = key
    moduleAddress = module
    self.block = block
    self.module = nil
    uncertain = nil
    providerReference = nil
  }

  /// `module.ci["a"].aws_iam_role.deploy[0]`.
  package var address: String {
    (moduleAddress.isEmpty ? "" : moduleAddress + ".") + (mode == .data ? "data." : "") + type + "." + name
      + (key?.text ?? "")
  }

  /// Type and labels.
  package var head: SourceSpan { block.head }

  /// What the configuration says, as it says it; nil when it does not.
  package func argument(_ name: String) -> TerraformValue? {
    if let known = arguments[name] { return known }
    let value = block.attribute(name)
    arguments[name] = value
    return value
  }

  /// What a reference to it reads: an attribute that follows from the configuration, else the argument; nil when it is
  /// neither.
  package func attribute(_ name: String) -> TerraformValue? {
    guard let module else { return argument(name) }
    if let known = memo.known(name) { return known }
    guard memo.begin(name) else { return .error("`\(address)` depends on itself", at: head) }
    let value: TerraformValue?
    if let reason = module.work.enter(TerraformWork.resource) {
      value = .unknown(reason, at: head)
    } else {
      value = TerraformComputed.attribute(name, of: self) ?? argument(name)
      module.work.leave(TerraformWork.resource)
    }
    memo.end(name, value)
    return value
  }

  package func blocks(_ type: String) -> [TerraformBlock] { block.blocks(type) }

  /// `aws.alias` of its `provider` argument; nil when it has none.
  package let providerReference: String?
}

extension TerraformResource: TerraformReferable {
  func value(of name: String, at span: SourceSpan) -> TerraformValue {
    if let value = attribute(name) { return value }
    let nested = blocks(name)
    if !nested.isEmpty {
      return TerraformValue(.list(nested.map(\.object), .list), at: nested[0].span)
    }
    return TerraformValue(.unknown(rest(name, at: span)), at: span)
  }

  private func rest(_ name: String?, at span: SourceSpan) -> TerraformUnknown {
    let subject = name.map { "`\(type).\(self.name).\($0)`" } ?? "the rest of `\(type).\(self.name)`"
    let source = "data source `\(type).\(self.name)`"
    let asking = type.hasPrefix("aws_") ? "\(source) asks AWS" : "\(source) is read only when Terraform runs"
    return TerraformUnknown(mode == .data ? asking : "\(subject) is known only after apply", at: span)
  }

  var whole: TerraformValue {
    var object = TerraformObject()
    object.rest = rest(nil, at: head)
    for name in block.attributeNames + TerraformComputed.names(of: type, mode) where object[name] == nil {
      guard !TerraformScope.metaArguments.contains(name), let value = attribute(name) else { continue }
      object.set(TerraformMember(name, at: value.span, value))
    }
    return TerraformValue(.object(object), at: head)
  }
}
