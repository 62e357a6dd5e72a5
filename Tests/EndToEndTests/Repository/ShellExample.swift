import Foundation

/// The commands that a document shows: lines of its fenced `sh` blocks that begin with `keyless`.
struct ShellExample: Equatable, Sendable, CustomStringConvertible {
  var document: String
  var line: Int
  /// Beginning with `keyless`, continuation lines joined, without the trailing comment.
  var command: String
  /// Named by a trailing `# exit N`; 0 unless it is.
  var status: Int32

  var description: String { "\(document):\(line): \(command)" }

  /// The program after ` -- `, which may not be installed everywhere.
  var program: String? {
    guard let range = command.range(of: " -- ") else { return nil }
    return command[range.upperBound...].split(separator: " ").first.map(String.init)
  }

  /// As a shell is given it: a server runs, on a port that is free, until it answers.
  var script: String {
    guard command.hasPrefix("keyless serve") else { return command }
    return """
      rm -f served.json
      \(command) --port 0 --ready-file served.json & server=$!
      until [ -s served.json ]; do kill -0 $server || exit 3; sleep 0.1; done
      kill -TERM $server
      wait $server
      """
  }

  static func all(in text: String, document: String) -> [ShellExample] {
    var examples: [ShellExample] = []
    var isShell = false
    var isOpen = false
    var pending: (line: Int, text: String)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("```") {
        isShell = !isOpen && line == "```sh"
        isOpen.toggle()
        pending = nil
        continue
      }
      guard isShell else { continue }
      let start = pending?.line ?? index + 1
      let whole = (pending.map { $0.text + " " } ?? "") + line
      pending = nil
      if whole.hasSuffix("\\") {
        pending = (start, String(whole.dropLast()).trimmingCharacters(in: .whitespaces))
      } else if let example = ShellExample(whole, document: document, line: start) {
        examples.append(example)
      }
    }
    return examples
  }

  init(document: String, line: Int, command: String, status: Int32 = 0) {
    self.document = document
    self.line = line
    self.command = command
    self.status = status
  }

  private init?(_ text: String, document: String, line: Int) {
    var text = text
    if text.hasPrefix("$ ") { text.removeFirst(2) }
    if text.hasPrefix(".build/debug/keyless") { text.removeFirst(".build/debug/".count) }
    guard text == "keyless" || text.hasPrefix("keyless ") else { return nil }
    self.init(document: document, line: line, command: text)
    if let comment = text.firstMatch(of: /\s+#\s(.*)$/) {
      command = String(text[..<comment.range.lowerBound])
      if let named = comment.1.firstMatch(of: /\bexit ([0-9]{1,3})\b/) { status = Int32(named.1) ?? 0 }
    }
  }
}
