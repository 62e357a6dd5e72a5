/// Where the comments of one file stand, and where texts of several lines begin, because no comment can stand inside them.
struct CommentLines {
  /// Delimiters included, in the order of the file.
  var comments: [Range<Int>] = []
  /// Heredocs and block scalars: from the first byte of their opening to the last of their content.
  var texts: [Range<Int>] = []

  /// Nil for a language without comments, and for one that is not ours to read.
  static func read(_ bytes: [UInt8], file: String) -> CommentLines? {
    let name = file.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? file
    if [".tf", ".tofu", ".tfvars", ".hcl"].contains(where: name.hasSuffix) { return HCLComments.read(bytes) }
    if [".yml", ".yaml"].contains(where: name.hasSuffix) { return YAMLComments.read(bytes, file: file) }
    return nil
  }
}
