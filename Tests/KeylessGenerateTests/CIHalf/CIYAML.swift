import KeylessGenerate
import KeylessSource
import Testing

/// Reads generated YAML the way its platform does.
enum CIYAML {
  static func read(_ text: String) throws -> YAMLNode {
    try #require(try YAMLReader.document(Array(text.utf8), file: "generated.yml"))
  }

  /// What GitLab makes of a component: the inputs' values stand in the second document's text before that is read
  /// (`Gitlab::Ci::Config::Interpolation::TextTemplate`).
  static func rendered(_ component: String, _ inputs: [String: String] = [:]) throws -> String {
    let border = try #require(component.firstRange(of: "\n---\n"))
    let specification = try read(String(component[..<border.lowerBound]) + "\n")
    guard case .mapping(let declared)? = specification["spec"]?["inputs"]?.value else {
      throw CIYAMLError.noInputs
    }
    var body = String(component[border.upperBound...])
    for input in declared {
      let value = try #require(
        inputs[input.name] ?? input.value["default"].flatMap(text),
        "the input \(input.name) must be given"
      )
      body = body.replacing("$[[ inputs.\(input.name) ]]", with: value)
    }
    #expect(!body.contains("$[["), "an input is used and not declared")
    #expect(Set(inputs.keys).isSubset(of: declared.map(\.name)))
    return body
  }

  static func text(_ node: YAMLNode) -> String? {
    guard case .scalar(let scalar) = node.value else { return nil }
    return scalar.text
  }

  /// The lines of a job's key, as the runner puts them together.
  static func script(_ job: YAMLNode?, _ key: String) throws -> String {
    guard case .sequence(let lines)? = job?[key]?.value else { throw CIYAMLError.noScript(key) }
    return lines.compactMap(text).joined(separator: "\n") + "\n"
  }

  /// A job's variables as they stand.
  static func variables(_ job: YAMLNode?) throws -> [String: String] {
    guard case .mapping(let entries)? = job?["variables"]?.value else { return [:] }
    return Dictionary(uniqueKeysWithValues: entries.compactMap { entry in text(entry.value).map { (entry.name, $0) } })
  }
}

enum CIYAMLError: Error {
  case noInputs
  case noScript(String)
}
