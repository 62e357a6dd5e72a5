import Foundation
import KeylessChain

/// Whether what a chain predicts is what the real client did.
enum BotocoreAgreement {
  static func holds(_ prediction: Prediction, _ answer: RealBotocore.Answer) -> Bool {
    switch prediction {
    case .identity(let identity, let kind):
      identity == answer.identity && answer.method.map { methods[kind]?.contains($0) == true } != false
    // The command line prints a file that it cannot parse below a traceback.
    case .error(let text): answer.text.map { $0 == text || $0.hasSuffix(": \(text)") } == true
    case .unknown: false
    }
  }

  /// The names of botocore's providers.
  private static let methods: [LinkKind: Set<String>] = [
    .environment: ["env"], .assumeRole: ["assume-role"], .webIdentity: ["assume-role-with-web-identity"],
    .profileWebIdentity: ["assume-role-with-web-identity"], .sso: ["sso"], .login: ["login"],
    .profileStatic: ["shared-credentials-file", "config-file", "ec2-credentials-file", "boto-config"],
    .process: ["custom-process"], .container: ["container-role"], .instanceMetadata: ["iam-role"],
  ]

  /// A folder from which the row is run again: `boto3_rows.py row.json`.
  static func keep(
    _ row: BotocoreRow,
    _ prediction: Prediction,
    _ answer: RealBotocore.Answer,
    in folder: URL
  ) throws -> URL {
    let place = folder.appending(path: "disagreements/\(row.id)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try JSONEncoder().encode(row).write(to: place.appending(path: "row.json"))
    try JSONEncoder().encode(answer).write(to: place.appending(path: "answer.json"))
    try Data("\(prediction)\n".utf8).write(to: place.appending(path: "predicted.txt"))
    return place
  }
}
