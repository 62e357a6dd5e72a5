import KeylessAWSHalf
import KeylessPolicy
import KeylessSource

/// Objects in S3 that are a Terraform state, as the resources of a role's policies name them.
enum StateObjects {
  private static let names = ["tfstate", "terraform-state", "terraform_state", "terraformstate", "tf-state"]

  /// One for each resource that looks like it, and one that only a role with every bucket can write.
  static func all(_ role: AWSRole) -> [String] {
    var out: [String] = []
    for document in role.permissions.compactMap(\.document) {
      for pattern in document.statements.flatMap({ $0.resource?.patterns ?? [] }) where out.count < 64 {
        if let object = object(pattern.value.text), !out.contains(object) { out.append(object) }
      }
    }
    return out + ["arn:aws:s3:::keyless-any-tfstate/any/terraform.tfstate"]
  }

  /// A state that the pattern names; nil for one that names none.
  private static func object(_ text: PolicyText) -> String? {
    let source = text.source
    guard let range = source.firstRange(of: ":s3:::"), !source.hasSuffix(".tflock") else { return nil }
    let path = String(source[range.upperBound...])
    let folded = path.lowercased()
    guard names.contains(where: folded.contains) else { return nil }
    var out = String(source[..<range.upperBound])
    for character in path { out += character == "*" ? "any" : character == "?" ? "a" : String(character) }
    return path.contains("/") ? out : out + "/any/terraform.tfstate"
  }
}
