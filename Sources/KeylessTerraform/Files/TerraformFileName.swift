/// Which of a folder's files are Terraform's or OpenTofu's, and in which order they count.
package enum TerraformFileName {
  private static let endings = [".tf", ".tofu", ".tf.json", ".tofu.json"]

  /// A file's name without what makes it a configuration; nil for any other file.
  static func stem(_ name: String) -> String? {
    // Editors leave these behind, and Terraform passes over them too.
    guard !name.hasPrefix("."), !name.hasSuffix("~"), !(name.hasPrefix("#") && name.hasSuffix("#")) else { return nil }
    guard let ending = endings.last(where: { name.hasSuffix($0) }) else { return nil }
    return String(name.dropLast(ending.count))
  }

  package static func isConfiguration(_ name: String) -> Bool { stem(name) != nil }

  /// Whether it holds values and is read without being named.
  package static func isReadUnnamed(_ name: String) -> Bool { !values([name]).isEmpty }

  static func isOverride(_ name: String) -> Bool {
    guard let stem = stem(name) else { return false }
    return stem == "override" || stem.hasSuffix("_override")
  }

  /// A folder's configuration: ordinary files, then override files, each in the order of their names; OpenTofu's files
  /// stand for Terraform's of the same name.
  static func configuration(_ names: [String]) -> [String] {
    let all = Set(names)
    let files = names.filter { name in
      guard stem(name) != nil else { return false }
      if name.hasSuffix(".tf") { return !all.contains(name.dropLast(3) + ".tofu") }
      if name.hasSuffix(".tf.json") { return !all.contains(name.dropLast(8) + ".tofu.json") }
      return true
    }
    return files.filter { !isOverride($0) } + files.filter { isOverride($0) }
  }

  /// Files with values that are read without being named, in the order in which they are read.
  static func values(_ names: [String]) -> [String] {
    names.filter { $0 == "terraform.tfvars" } + names.filter { $0 == "terraform.tfvars.json" }
      + names.filter { $0.hasSuffix(".auto.tfvars") || $0.hasSuffix(".auto.tfvars.json") }
  }
}
