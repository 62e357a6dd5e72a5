package import KeylessSource

/// A file of Terraform or OpenTofu, read: `.tf`, `.tofu` and `.tfvars` in native syntax, and each of them as JSON.
///
/// A broken file is read as far as it goes; what is wrong with it is in `diagnostics`.
package struct HCLFile: Sendable {
  package var body: HCLBody
  package var diagnostics: [Diagnostic]
  /// Where comments stand, in the order of the text; empty for JSON.
  package var comments: [Range<Int>]

  /// Whether nothing in it was refused.
  package var isValid: Bool { !diagnostics.contains { $0.severity == .error } }

  /// Reads a file in the syntax that its name says.
  package static func parse(_ bytes: [UInt8], file: String, limits: HCLLimits = .init()) -> HCLFile {
    file.utf8.suffix(5).elementsEqual(".json".utf8)
      ? json(bytes, file: file, limits: limits) : native(bytes, file: file, limits: limits)
  }

  package static func native(_ bytes: [UInt8], file: String, limits: HCLLimits = .init()) -> HCLFile {
    let place = HCLPlace(file: file)
    guard bytes.count <= min(limits.size, Int(Int32.max)) else { return tooLarge(bytes, place, limits) }
    var scanner = HCLScanner(bytes)
    scanner.scan()
    let comments = scanner.comments
    var parser = HCLParser(bytes, scanner.tokens, place, limits)
    let root = parser.file()
    let diagnostics = HCLEncoding.diagnostics(bytes, place, comments) + parser.diagnostics
    let tree = HCLTree(text: bytes, place: place, nodes: parser.nodes, links: parser.links, root: root)
    return HCLFile(
      body: .native(HCLNativeBody(tree: tree, node: root)),
      diagnostics: diagnostics,
      comments: comments
    )
  }

  private static func tooLarge(_ bytes: [UInt8], _ place: HCLPlace, _ limits: HCLLimits) -> HCLFile {
    let root = HCLNode(kind: .body, start: 0, end: 0, a: 0, b: 0)
    let tree = HCLTree(text: [], place: place, nodes: [root], links: [], root: 0)
    return HCLFile(
      body: .native(HCLNativeBody(tree: tree, node: 0)),
      diagnostics: [
        Diagnostic(
          "hcl-too-large",
          .error,
          "the file has \(bytes.count) bytes, more than the \(limits.size) that are read",
          at: .init(place.span(0..<0))
        )
      ],
      comments: []
    )
  }
}

extension HCLTree {
  /// A template on its own, as in a file that `templatefile` reads or a string of JSON.
  package static func template(
    _ bytes: [UInt8],
    at place: HCLPlace,
    limits: HCLLimits = .init()
  ) -> (template: HCLTemplate?, diagnostics: [Diagnostic]) {
    guard bytes.count <= min(limits.size, Int(Int32.max)) else {
      let reason: Diagnostic.Message =
        "the template has \(bytes.count) bytes, more than the \(limits.size) that are read"
      return (nil, [Diagnostic("hcl-too-large", .error, reason, at: .init(place.span(0..<0)))])
    }
    var scanner = HCLScanner(bytes, bare: true)
    scanner.scan()
    var parser = HCLParser(bytes, scanner.tokens, place, limits)
    let root = parser.bareTemplate()
    let diagnostics = HCLEncoding.diagnostics(bytes, place, []) + parser.diagnostics
    guard let root else { return (nil, diagnostics) }
    let tree = HCLTree(text: bytes, place: place, nodes: parser.nodes, links: parser.links, root: root)
    return (HCLTemplate(tree: tree, node: root), diagnostics)
  }
}
