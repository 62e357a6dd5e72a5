import KeylessHCL
import KeylessSource

/// A module as it is called: the root, or one instance of a `module` block, with its own variables.
package final class TerraformModule {
  /// `module.ci["a"]`; empty for the root.
  package let address: String
  package let folder: TerraformFolder
  let session: TerraformSession
  /// The module that calls this one.
  package let parent: TerraformModule?
  /// Whether how many instances there are is not known, so that this one stands for all.
  package let uncertain: TerraformUnknown?
  /// The `module` block and what names mean there.
  let call: TerraformDeclaration?
  let callScope: TerraformScope?
  let work: TerraformWork
  /// The names of the calls from the root, as in `ci.roles`.
  let path: [String]
  private var variableMemo = TerraformMemo<TerraformValue>()
  private var localMemo = TerraformMemo<TerraformValue>()
  private var outputMemo = TerraformMemo<TerraformValue>()
  private var resourceMemo = TerraformMemo<TerraformExpansion<TerraformResource>>()
  private var callMemo = TerraformMemo<TerraformExpansion<TerraformModule>>()
  /// Providers by how they are referred to here.
  var providerMemo: [String: TerraformProvider?] = [:]
  /// Values of variables from files, for the root.
  private(set) lazy var given = TerraformGivenValues(of: self)

  init(root folder: TerraformFolder, in session: TerraformSession) {
    address = ""
    self.folder = folder
    self.session = session
    uncertain = nil
    call = nil
    callScope = nil
    path = []
    parent = nil
    work = TerraformWork(session.limits)
  }

  init(_ call: TerraformDeclaration, _ scope: TerraformScope, _ folder: TerraformFolder, uncertain: TerraformUnknown?) {
    let caller = scope.module
    let own = "module.\(call.name)\(scope.instance?.key.text ?? "")"
    address = caller.address.isEmpty ? own : caller.address + "." + own
    self.folder = folder
    session = caller.session
    parent = caller
    self.uncertain = uncertain ?? caller.uncertain
    self.call = call
    callScope = scope
    path = caller.path + [call.name]
    work = caller.work
  }

  /// The root that this module is called from in the end.
  package var root: TerraformModule { parent?.root ?? self }

  /// Lets go of what has been worked out, which would keep the module alive for ever.
  func forget() {
    for instance in callMemo.all.flatMap(\.instances) { instance.forget() }
    callMemo = TerraformMemo()
    resourceMemo = TerraformMemo()
    providerMemo = [:]
    issuers = []
  }

  /// Calls and references within each other are followed only so far.
  func guarded(at span: SourceSpan, _ body: () -> TerraformValue) -> TerraformValue {
    if let reason = work.enter() { return .unknown(reason, at: span) }
    defer { work.leave() }
    return body()
  }

  func variable(_ name: String, at span: SourceSpan) -> TerraformValue {
    if let known = variableMemo.known(name) { return known }
    guard let declaration = folder.variable(name) else {
      return .error("the variable `\(name)` is not declared", at: span)
    }
    guard variableMemo.begin(name) else { return circle("the variable `\(name)`", at: span) }
    let value = guarded(at: span) { assigned(declaration) }
    variableMemo.end(name, value)
    return value
  }

  func local(_ name: String, at span: SourceSpan) -> TerraformValue {
    if let known = localMemo.known(name) { return known }
    guard let attribute = folder.locals[name] else {
      return .error("the local value `\(name)` is not declared", at: span)
    }
    guard localMemo.begin(name) else { return circle("the local value `\(name)`", at: span) }
    let value = guarded(at: span) { TerraformScope(self).value(attribute.value) }
    localMemo.end(name, value)
    return value
  }

  /// An output's value; nil when there is none of that name.
  package func output(_ name: String) -> TerraformValue? {
    if let known = outputMemo.known(name) { return known }
    guard let declaration = folder.output(name) else { return nil }
    guard outputMemo.begin(name) else { return circle("the output `\(name)`", at: declaration.head) }
    let value = guarded(at: declaration.head) {
      guard let attribute = declaration.body.attribute("value") else {
        return .unknown("the output `\(name)` has no value", at: declaration.head)
      }
      return TerraformScope(self).value(attribute.value)
    }
    outputMemo.end(name, value)
    return value
  }

  func resources(
    _ mode: TerraformResource.Mode,
    _ type: String,
    _ name: String,
    at span: SourceSpan
  )
    -> TerraformExpansion<TerraformResource>
  {
    let key = "\(mode.rawValue) \(type) \(name)"
    if let known = resourceMemo.known(key) { return known }
    guard let declaration = folder.resource(mode, type, name) else {
      let what = mode == .data ? "data source" : "resource"
      return .none(TerraformUnknown("the \(what) `\(type).\(name)` is not declared", at: span, isError: true))
    }
    guard resourceMemo.begin(key) else {
      return .none(TerraformUnknown("the number of `\(type).\(name)` depends on itself", at: span, isError: true))
    }
    let expansion = expand(declaration).map { scope, uncertain in
      TerraformResource(declaration, mode, scope, uncertain: uncertain ?? self.uncertain)
    }
    resourceMemo.end(key, expansion)
    return expansion
  }

  func calls(_ name: String, at span: SourceSpan) -> TerraformExpansion<TerraformModule> {
    if let known = callMemo.known(name) { return known }
    guard let declaration = folder.call(name) else {
      return .none(TerraformUnknown("the module `\(name)` is not called here", at: span, isError: true))
    }
    guard callMemo.begin(name) else {
      return .none(TerraformUnknown("the number of `module.\(name)` depends on itself", at: span, isError: true))
    }
    let expansion: TerraformExpansion<TerraformModule>
    switch called(declaration) {
    case .folder(let folder):
      expansion = expand(declaration).map { scope, uncertain in
        TerraformModule(declaration, scope, folder, uncertain: uncertain)
      }
    case .unknown(let unknown): expansion = .none(unknown)
    }
    callMemo.end(name, expansion)
    return expansion
  }

  /// The instances of the module's own calls.
  package var modules: [TerraformModule] {
    folder.calls.flatMap { calls($0.name, at: $0.head).instances }
  }

  /// Calls of modules that are not in the tree, with the reason.
  package var missingModules: [(name: String, unknown: TerraformUnknown)] {
    folder.calls.compactMap { call in
      guard case .none(let unknown) = calls(call.name, at: call.head) else { return nil }
      return (call.name, unknown)
    }
  }

  /// The OIDC providers of a root and all that it calls, looked for once however many data sources ask for one.
  private(set) lazy var issuers: [TerraformResource] = allModules.flatMap {
    $0.resources(.managed, type: "aws_iam_openid_connect_provider")
  }

  /// This module and all that it calls, callers first.
  package var allModules: [TerraformModule] { [self] + modules.flatMap(\.allModules) }

  /// The instances of the module's own resources and data sources, in the order of their declarations.
  package var resources: [TerraformResource] {
    folder.resources.flatMap { declaration in resources(of: declaration) }
  }

  /// The instances of its own resources of one type.
  package func resources(_ mode: TerraformResource.Mode, type: String) -> [TerraformResource] {
    folder.resources(mode, type: type).flatMap { resources(of: $0) }
  }

  private func resources(of declaration: TerraformDeclaration) -> [TerraformResource] {
    guard declaration.labels.count == 2 else { return [] }
    let mode: TerraformResource.Mode = declaration.kind == "data" ? .data : .managed
    let (type, name) = (declaration.labels[0].value, declaration.labels[1].value)
    return resources(mode, type, name, at: declaration.head).instances
  }

  private func circle(_ what: String, at span: SourceSpan) -> TerraformValue {
    let reason = "\(what) depends on itself"
    session.report(Diagnostic("terraform-cycle", .error, .init(stringLiteral: reason), at: .init(span)))
    return .error(reason, at: span)
  }
}
