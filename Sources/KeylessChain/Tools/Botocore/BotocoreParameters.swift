/// What botocore checks of the parameters of a call before it sends it; asked in the order in which it puts them together.
struct BotocoreParameters {
  private var problems: [String] = []

  func atLeast(_ count: Int, _ name: String, _ text: String?) -> BotocoreParameters {
    guard let text, text.unicodeScalars.count < count else { return self }
    return adding(
      "Invalid length for parameter \(name), value: \(text.unicodeScalars.count), valid min length: \(count)"
    )
  }

  func atLeast(_ least: Int, _ name: String, _ number: Int?) -> BotocoreParameters {
    guard let number, number < least else { return self }
    return adding("Invalid range for parameter \(name), value: \(number), valid min value: \(least)")
  }

  private func adding(_ problem: String) -> BotocoreParameters {
    var parameters = self
    parameters.problems.append(problem)
    return parameters
  }

  var problem: String? {
    problems.isEmpty ? nil : (["Parameter validation failed:"] + problems).joined(separator: "\n")
  }
}
