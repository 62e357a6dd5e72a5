import Foundation
import KeylessSource

/// The names under which keyless can be asked for something, from the schema, the golden trees and the help.
struct Offer: Sendable {
  var schema: JSON
  var variables: Set<String> = []
  var outputs: Set<String> = []
  /// By what has them: `component tofu`, `action aws-credentials`, `workflow tofu`.
  var inputs: [String: Set<String>] = [:]
  /// By the words of a command.
  var options: [[String]: Set<String>] = [:]

  static func read(commands: Set<[String]>) async throws -> Offer {
    var offer = Offer(schema: try JSONParser.parse(Array(try House.text("Schemas/keyless.schema.json").utf8)).plain)
    let modules = "Tests/KeylessGenerateTests/Fixtures"
    for intent in try FileManager.default.contentsOfDirectory(atPath: Binary.root.appending(path: modules).path) {
      let module = "\(modules)/\(intent)/terraform"
      offer.variables.formUnion(names(try House.text("\(module)/variables.tf"), /(?m)^variable "([a-z_]+)"/))
      offer.outputs.formUnion(names(try House.text("\(module)/outputs.tf"), /(?m)^output "([a-z_]+)"/))
    }
    let golden = "Tests/KeylessGenerateTests/CIHalf/Golden"
    for name in ["aws-credentials", "tofu"] {
      let header = section(try House.text("\(golden)/gitlab/templates/\(name).yml"), from: "  inputs:\n", to: "\n---\n")
      offer.inputs["component \(name)"] = names(header, /(?m)^ {4}([a-z_]+):/)
    }
    let github = "\(golden)/github/.github"
    offer.inputs["action aws-credentials"] = names(
      section(try House.text("\(github)/actions/aws-credentials/action.yml"), from: "\ninputs:\n", to: "\nruns:"),
      /(?m)^ {2}([a-z-]+):/
    )
    offer.inputs["workflow tofu"] = names(
      section(try House.text("\(github)/workflows/tofu.yml"), from: "    inputs:\n", to: "\npermissions:"),
      /(?m)^ {6}([a-z-]+):/
    )
    for command in commands {
      // `bootstrap` alone is `bootstrap module`, and its help lists the subcommands.
      let asked = command == ["bootstrap"] ? ["bootstrap", "module"] : command
      let help = try await Binary.run(asked + ["--help"]).output
      // For a word it does not know keyless shows the help of what it does know.
      guard help.contains("USAGE: keyless \(asked.joined(separator: " ")) ") else { continue }
      offer.options[command] = names(help, /(?:^|\s|\/)(--[a-z][a-z-]*)/)
    }
    return offer
  }

  /// A path through the schema; NAME stands for any member where the names are the user's, and a list is gone into.
  func hasKey(_ path: [String]) -> Bool {
    var node = schema
    for name in path {
      node = resolved(node)
      if let items = node["items"] { node = resolved(items) }
      if let next = node["properties"]?[name] {
        node = next
      } else if name == "NAME", let next = node["additionalProperties"], case .object = next {
        node = next
      } else {
        return false
      }
    }
    return true
  }

  private func resolved(_ node: JSON) -> JSON {
    guard let reference = node["$ref"]?.string, let name = reference.split(separator: "/").last,
      let definition = schema["$defs"]?[String(name)]
    else { return node }
    return definition
  }

  private static func names(_ text: String, _ pattern: Regex<(Substring, Substring)>) -> Set<String> {
    Set(text.matches(of: pattern).map { String($0.1) })
  }

  private static func section(_ text: String, from start: String, to end: String) -> String {
    guard let first = text.range(of: start), let last = text.range(of: end, range: first.upperBound..<text.endIndex)
    else { return "" }
    return String(text[first.upperBound..<last.lowerBound])
  }
}
