/// Answers kept by name, with what is being worked out at the moment, so that a circle is noticed.
struct TerraformMemo<Answer> {
  private var answers: [String: Answer] = [:]
  private var open: Set<String> = []

  var all: [Answer] { Array(answers.values) }

  func known(_ name: String) -> Answer? { answers[name] }

  /// False when the name is being worked out already.
  mutating func begin(_ name: String) -> Bool { open.insert(name).inserted }

  mutating func end(_ name: String, _ answer: Answer) {
    open.remove(name)
    answers[name] = answer
  }
}
