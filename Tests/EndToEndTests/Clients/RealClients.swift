import Foundation
import Testing

/// boto3 and the AWS CLI as `make clients` puts them into `.venv`.
enum RealClients {
  static let aws = executable("aws")
  static let python = executable("python")
  static let areThere = aws != nil && python != nil
  static let absence: Comment = "boto3 and the AWS CLI are not in .venv; `make clients` puts them there"

  private static func executable(_ name: String) -> URL? {
    let file = Binary.root.appending(path: ".venv/bin/\(name)")
    return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
  }

  /// What a job has, and nothing of the person who runs the tests.
  static func environment(_ scratch: Scratch, endpoint: String) -> [String: String] {
    [
      "HOME": scratch.home.path, "TMPDIR": scratch.temporary.path,
      // boto3 and version 1 of the AWS CLI read no other variable for it.
      "AWS_DEFAULT_REGION": "eu-west-1",
      "AWS_ENDPOINT_URL": endpoint, "AWS_ENDPOINT_URL_STS": endpoint, "AWS_EC2_METADATA_DISABLED": "true",
      // Nothing here gets better by being tried again.
      "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": "", "PYTHONDONTWRITEBYTECODE": "1",
      // A deadline only keeps a client from hanging: the server may stand behind the work of all other tests.
      "PYTHONPATH": Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/patience").path,
    ]
  }
}
