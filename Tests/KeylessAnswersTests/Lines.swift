import KeylessAnswers
import KeylessSource

/// Batch lines and their answers as JSON.
enum Lines {
  static func who(_ line: String) throws -> JSONNode {
    try JSONParser.parse(Array(WhoBatch().answer(Array(line.utf8)).compact.utf8))
  }

  static func explain(_ line: String) throws -> JSONNode {
    try JSONParser.parse(Array(ExplainBatch.answer(Array(line.utf8)).compact.utf8))
  }

  /// A trust policy of one statement; `@` stands for the issuer.
  static func policy(_ issuer: String, _ condition: String) -> String {
    """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
    "Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/\(issuer)"},\
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":\(condition.replacing("@:", with: issuer + ":"))}]}
    """
  }

  static let gitlab = "gitlab.com"
  static let github = "token.actions.githubusercontent.com"
}

extension JSONNode {
  var text: String? { if case .string(let text) = value { text } else { nil } }
  var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }
  var items: [JSONNode] { if case .array(let items) = value { items } else { [] } }
  var texts: [String] { items.compactMap(\.text) }
}
