import KeylessChain
import Testing

/// A folder under `Fixtures/matrix`.
struct MatrixCase: CustomTestStringConvertible, Sendable {
  private let folder: CaseFolder

  var name: String { folder.name }
  var expected: [(tool: String, answer: String)] { folder.expected }
  var testDescription: String { name }

  static let all = CaseFolder.all("matrix").map(MatrixCase.init)

  private init(_ folder: CaseFolder) {
    self.folder = folder
  }

  func situation() throws -> Situation {
    Situation(try folder.machine(), ToolArguments(try folder.object("arguments.json").mapValues(CaseFolder.answer)))
  }
}
