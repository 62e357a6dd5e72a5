import KeylessSource

/// What edits change in one file, as `diff -u` shows it; made from the edits, so nothing has to be searched.
struct UnifiedDiff {
  private let file: String
  private var hunks: [Hunk] = []

  /// Unchanged lines around a change.
  private static let context = 3

  private struct Hunk {
    var old: Int
    var new: Int
    var lines: [(sign: UInt8, text: ArraySlice<UInt8>)] = []
  }

  /// Lines of the old file that are replaced, counted from 0, and what comes instead.
  private struct Change {
    var old: Range<Int>
    var text: [UInt8]
  }

  init(_ edits: [TextEdit], _ bytes: [UInt8], file: String) {
    self.file = file
    let old = Self.lines(bytes[...])
    var changes: [Change] = []
    var index = 0
    while index < edits.count {
      let first = Self.line(of: edits[index].span.range.lowerBound, old)
      var last = Self.line(of: edits[index].span.range.upperBound, old)
      var group = index + 1
      while group < edits.count, Self.line(of: edits[group].span.range.lowerBound, old) <= last {
        last = max(last, Self.line(of: edits[group].span.range.upperBound, old))
        group += 1
      }
      let range = first..<min(last + 1, old.count)
      changes.append(Self.change(range, Array(edits[index..<group]), old, bytes))
      index = group
    }
    hunk(changes.filter { !$0.old.isEmpty || !$0.text.isEmpty }, old)
  }

  /// The change without the lines at its ends that stay as they are.
  private static func change(
    _ range: Range<Int>,
    _ edits: [TextEdit],
    _ old: [ArraySlice<UInt8>],
    _ bytes: [UInt8]
  ) -> Change {
    let start = range.isEmpty ? bytes.count : old[range.lowerBound].startIndex
    let end = range.isEmpty ? bytes.count : old[range.upperBound - 1].endIndex
    let shifted = edits.map { edit in
      let range = edit.span.range
      return TextEdit(
        SourceSpan(file: edit.span.file, range: range.lowerBound - start..<range.upperBound - start),
        edit.text
      )
    }
    let after = FixPlan.apply(shifted, to: Array(bytes[start..<end]))
    var new = Self.lines(after[...])[...]
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, let line = new.first, line.elementsEqual(old[low]) {
      low += 1
      new = new.dropFirst()
    }
    while low < high, let line = new.last, line.elementsEqual(old[high - 1]) {
      high -= 1
      new = new.dropLast()
    }
    return Change(old: low..<high, text: Array(new.joined()))
  }

  private mutating func hunk(_ changes: [Change], _ old: [ArraySlice<UInt8>]) {
    var shift = 0
    var index = 0
    while index < changes.count {
      var group = index + 1
      while group < changes.count,
        changes[group].old.lowerBound - changes[group - 1].old.upperBound <= 2 * Self.context
      {
        group += 1
      }
      let from = max(0, changes[index].old.lowerBound - Self.context)
      let until = min(old.count, changes[group - 1].old.upperBound + Self.context)
      var hunk = Hunk(old: from, new: from + shift)
      var line = from
      for change in changes[index..<group] {
        for kept in old[line..<change.old.lowerBound] { hunk.lines.append((UInt8(ascii: " "), kept)) }
        for gone in old[change.old] { hunk.lines.append((UInt8(ascii: "-"), gone)) }
        let new = Self.lines(change.text[...])
        for added in new { hunk.lines.append((UInt8(ascii: "+"), added)) }
        shift += new.count - change.old.count
        line = change.old.upperBound
      }
      for kept in old[line..<until] { hunk.lines.append((UInt8(ascii: " "), kept)) }
      hunks.append(hunk)
      index = group
    }
  }

  /// A patch that `patch -p1` and `git apply` take.
  var bytes: [UInt8] { render { Array($0) } }

  /// The same for a terminal: nothing in a file or its name moves the cursor.
  var shown: String {
    let bytes = render { line in
      let text = String(decoding: line.last == 0x0A ? line.dropLast() : line, as: UTF8.self)
      return Array((TerminalText.escaping(text) + (line.last == 0x0A ? "\n" : "")).utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func render(_ text: (ArraySlice<UInt8>) -> [UInt8]) -> [UInt8] {
    guard !hunks.isEmpty else { return [] }
    var out = Array("--- \(Self.name("a/" + file))\n+++ \(Self.name("b/" + file))\n".utf8)
    for hunk in hunks {
      let old = hunk.lines.count { $0.sign != UInt8(ascii: "+") }
      let new = hunk.lines.count { $0.sign != UInt8(ascii: "-") }
      // A side without lines is given as the line before it.
      out += "@@ -\(hunk.old + (old == 0 ? 0 : 1)),\(old) +\(hunk.new + (new == 0 ? 0 : 1)),\(new) @@\n".utf8
      for (sign, line) in hunk.lines {
        out.append(sign)
        out += text(line)
        if line.last != 0x0A { out += "\n\\ No newline at end of file\n".utf8 }
      }
    }
    return out
  }

  /// A name as git writes it: in quotes with octal escapes when it has anything but printable ASCII.
  private static func name(_ path: String) -> String {
    let isPlain = { (byte: UInt8) in byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C }
    guard !path.utf8.allSatisfy(isPlain) else { return path.utf8.contains(0x20) ? path + "\t" : path }
    return "\""
      + path.utf8.map { byte in
        if isPlain(byte) { return String(Unicode.Scalar(byte)) }
        if byte == 0x22 || byte == 0x5C { return "\\" + String(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }.joined() + "\""
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// The line an offset is in; behind the last one for an offset at the end of a file that ends with its line.
  private static func line(of offset: Int, _ lines: [ArraySlice<UInt8>]) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].endIndex <= offset { low = middle + 1 } else { high = middle }
    }
    // A last line without its end is where an edit at the end of the file belongs.
    if low == lines.count, let last = lines.last, last.last != 0x0A { return low - 1 }
    return low
  }
}
