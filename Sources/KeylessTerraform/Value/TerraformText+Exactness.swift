extension TerraformText {
  /// The text when no piece of it is unknown; symbols stay in it.
  var exactOrSymbols: String? { unknowns.isEmpty ? string : nil }

  /// The text when anything may be asked of it; nil when a symbol or an unknown piece is in it.
  var plain: String? { isPlain ? string : nil }

  /// Whether two texts are the same; nil when that depends on a symbol or on what is not known.
  func equals(_ other: TerraformText) -> Bool? {
    if isPlain, other.isPlain { return bytes == other.bytes }
    if unknowns.isEmpty, other.unknowns.isEmpty, bytes == other.bytes { return true }
    return hasPrefix(other) == false || other.hasPrefix(self) == false ? false : nil
  }

  /// Whether it begins with another text; nil when that depends on a symbol or on what is not known.
  func hasPrefix(_ prefix: TerraformText) -> Bool? {
    let (mine, theirs) = (bytes, prefix.bytes)
    for index in theirs.indices {
      // A piece that is not known may be empty; a symbol is not, and neither is anything else.
      guard index < mine.count else { return prefix.isAllUnknown(from: index) ? nil : false }
      let isUndecided = Self.isMark(mine, index) || Self.isMark(theirs, index)
      if isUndecided, isSameSymbol(prefix, at: index) { continue }
      if isUndecided { return nil }
      if mine[index] != theirs[index] { return false }
    }
    return true
  }

  /// Whether nothing is there from a byte on but pieces that are not known, of which one begins there.
  func isAllUnknown(from start: Int) -> Bool {
    bytes.count - start > 0 && bytes.count - start == 4 * slice(start..<bytes.count).unknowns.count
  }

  private func isSameSymbol(_ other: TerraformText, at index: Int) -> Bool {
    let (mine, theirs) = (bytes, other.bytes)
    guard Self.isMark(mine, index), Self.isMark(theirs, index) else { return false }
    let mark = mine[index..<index + 4]
    return mark.elementsEqual(theirs[index..<index + 4]) && !mark.elementsEqual(Self.unknownBytes)
  }
}
