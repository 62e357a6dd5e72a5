import KeylessCIHalf

/// A program that hands on what it reads, as far as its options say that for sure.
struct TokenFilter {
  /// Whether it shows the text in another form, which masking does not know.
  let isChanging: Bool
  /// Whether it shows a part of many lines.
  let isPart: Bool
  /// The words that name files; nothing where it reads what it is given.
  let operands: [(word: ShellWord, value: ShellValue)]

  private static let unchanging: Set<String> = ["cat", "less", "more", "nl", "sort", "strings", "tac", "tee"]
  private static let changing: Set<String> = ["base64", "fold", "hexdump", "od", "rev", "xxd"]

  /// Nil where it is none, or where its options let nothing through, or may.
  init?(_ step: ShellStep) {
    guard let tool = step.tool else { return nil }
    let options = step.options.filter { $0 != "-" }
    let named = step.operands
    switch tool {
    case "head", "tail":
      guard Self.showsLines(step) else { return nil }
    case "tr":
      guard let isChanging = Self.isChanging(named.map(\.value.text), options) else { return nil }
      (self.isChanging, isPart, operands) = (isChanging, false, [])
      return
    case "sort":
      guard options.allSatisfy({ !$0.hasPrefix("--") && $0.dropFirst().allSatisfy("bdfnru".contains) }) else {
        return nil
      }
    case "base64":
      guard !options.contains(where: { $0.hasPrefix("--d") || !$0.hasPrefix("--") && $0.lowercased().contains("d") })
      else { return nil }
    case "xxd":
      guard !options.contains(where: { $0.contains("r") }), named.count < 2 else { return nil }
    default:
      guard Self.unchanging.contains(tool) || Self.changing.contains(tool) else { return nil }
    }
    isChanging = Self.changing.contains(tool)
    isPart = tool == "head" || tool == "tail"
    // The number behind `-n` or `-w` is none.
    operands = tool == "tee" ? [] : named.filter { $0.value.text.map { Int($0) == nil } != false }
  }

  /// `-n 5`, `-n5`, `-5`; not the first bytes, which are those of the header alone.
  private static func showsLines(_ step: ShellStep) -> Bool {
    var texts = step.arguments.compactMap(\.value.text)[...]
    while let text = texts.popFirst() {
      guard text.hasPrefix("-"), text != "-" else { continue }
      var count = text.dropFirst(text.hasPrefix("-n") ? 2 : 1)
      if text == "-n" { count = texts.popFirst()?[...] ?? "" }
      guard count.utf8.first.map({ $0 != UInt8(ascii: "+") }) == true, let number = Int(count), number > 0 else {
        return false
      }
    }
    return true
  }

  /// Whether `tr` changes a token; nil where nothing of it may be left.
  private static func isChanging(_ sets: [String?], _ options: [String]) -> Bool? {
    guard options.isEmpty || options == ["-d"], let first = sets.first, var first, sets.allSatisfy({ $0 != nil }) else {
      return nil
    }
    for escape in ["\\n", "\\r", "\\t"] { first = first.replacing(escape, with: "") }
    // Line ends and the like are not in it.
    if first.allSatisfy({ !$0.isLetter && !$0.isNumber }) && !first.contains("[") { return false }
    guard options.isEmpty, sets.count == 2, let second = sets[1] else { return nil }
    return second.utf8.count > 1 && !first.contains("[") && !second.contains("[") ? true : nil
  }
}
