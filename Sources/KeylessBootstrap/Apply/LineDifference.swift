/// Two texts line by line: what stays, what goes, what comes.
enum LineDifference {
  /// Lines with `  `, `- ` or `+ ` before them; nothing of a text that is as it was.
  static func lines(_ old: String?, _ new: String?) -> [String] {
    let (left, right) = (split(old), split(new))
    // The longest common run of lines in order; policies are short.
    var lengths = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i][j] =
          left[i].utf8.elementsEqual(right[j].utf8)
          ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var (out, i, j): ([String], Int, Int) = ([], 0, 0)
    while i < left.count || j < right.count {
      if i < left.count, j < right.count, left[i].utf8.elementsEqual(right[j].utf8) {
        out.append("  " + left[i])
        (i, j) = (i + 1, j + 1)
      } else if i < left.count, j == right.count || lengths[i + 1][j] >= lengths[i][j + 1] {
        out.append("- " + left[i])
        i += 1
      } else {
        out.append("+ " + right[j])
        j += 1
      }
    }
    return out
  }

  private static func split(_ text: String?) -> [String] {
    text.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
  }
}
