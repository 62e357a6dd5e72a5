import KeylessAWS
import KeylessCalls
import KeylessSource

/// Builds the parameters of policy simulations.
enum Simulated {
  /// Numbered members of a list.
  static func list(_ name: String, _ values: [String]) -> [String: String] {
    Dictionary(values.enumerated().map { ("\(name).member.\($0.offset + 1)", $0.element) }) { $1 }
  }

  static func context(_ entries: [(key: String, type: String, values: [String])]) -> [String: String] {
    var parameters: [String: String] = [:]
    for (place, entry) in entries.enumerated() {
      let name = "ContextEntries.member.\(place + 1)"
      parameters["\(name).ContextKeyName"] = entry.key
      parameters["\(name).ContextKeyType"] = entry.type
      parameters.merge(list("\(name).ContextKeyValues", entry.values)) { $1 }
    }
    return parameters
  }

  static func merged(_ parts: [String: String]...) -> [String: String] {
    parts.reduce([:]) { $0.merging($1) { $1 } }
  }

  /// A policy that allows everything in S3 under a condition.
  static func conditional(_ test: String, _ key: String, _ value: String) -> String {
    let condition = JSON.object([.init(test, .object([.init(key, .string(value))]))])
    return World.policy(["Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": condition])
  }

  static func resourcePolicy(_ principal: String, _ effect: String = "Allow") -> String {
    World.policy(
      ["Effect": .string(effect), "Principal": ["AWS": .string(principal)], "Action": "s3:*", "Resource": "*"]
    )
  }
}

extension IAMDesk {
  func simulate(_ source: String, _ actions: [String], _ more: [String: String] = [:]) throws -> [WireElement] {
    let parameters = Simulated.merged(["PolicySourceArn": source], Simulated.list("ActionNames", actions), more)
    return try ask("SimulatePrincipalPolicy", parameters).members("EvaluationResults")
  }

  func simulateCustom(
    _ policies: [String],
    _ actions: [String] = ["s3:GetObject"],
    _ more: [String: String] = [:]
  ) throws -> [WireElement] {
    let parameters = Simulated.merged(
      Simulated.list("PolicyInputList", policies),
      Simulated.list("ActionNames", actions),
      more
    )
    return try ask("SimulateCustomPolicy", parameters).members("EvaluationResults")
  }
}

extension [WireElement] {
  var decisions: [String] { compactMap { $0.string("EvalDecision") } }
}
