import KeylessSource
import KeylessTerraform

/// A configuration of a few files, and what is asked of it in tests.
struct Configuration {
  let project: TerraformProject

  init(_ files: [String: String], inputs: TerraformInputs = .init(), limits: TerraformLimits = .init()) {
    project = TerraformProject(tree: SourceTree(files.mapValues { Array($0.utf8) }), inputs: inputs, limits: limits)
  }

  init(_ main: String, inputs: TerraformInputs = .init()) { self.init(["main.tf": main], inputs: inputs) }

  /// The only root.
  var root: TerraformModule? { project.roots.first }

  /// An output of the root, printed.
  func output(_ name: String = "x") -> String { root?.output(name).map(Printed.text) ?? "nothing" }

  /// The value of one expression.
  static func value(_ expression: String, _ rest: String = "") -> String {
    Configuration("output \"x\" {\n  value = \(expression)\n}\n" + rest).output()
  }

  /// The instance with an address.
  func resource(_ address: String) -> TerraformResource? {
    root?.allModules.flatMap(\.resources).first { $0.address == address }
  }

  var addresses: [String] { root?.allModules.flatMap(\.resources).map(\.address) ?? [] }

  /// The text that a span covers.
  func source(_ span: SourceSpan?) -> String {
    guard let span, let bytes = project.tree[span.file] else { return "nothing" }
    return String(decoding: bytes[span.range], as: UTF8.self)
  }
}
