/// A page that sets the names of other projects beside what takes their place here: tables with the columns `there` and `here`.
struct ComparisonPage: Sendable {
  struct Row: Sendable {
    var heading: String
    var line: Int
    /// What the left cell names.
    var there: [String]
    var here: String
  }

  struct Block: Sendable {
    var language: String
    var line: Int
    var text: String
  }

  /// A code span outside the left column, where the names are ours.
  struct Span: Sendable {
    var line: Int
    var text: String
  }

  /// How a cell begins that has nothing in the place of what is there.
  static let reasons = ["Built in", "Not needed", "Unsafe", "Out of scope", "Not yet"]

  private(set) var rows: [Row] = []
  private(set) var blocks: [Block] = []
  private(set) var spans: [Span] = []

  init(_ text: String) {
    var heading = ""
    var open: Block?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(language: String(line.dropFirst(3)), line: number, text: "")
        }
      } else if open != nil {
        open?.text += line + "\n"
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" || $0 == " " })
      } else if line.hasPrefix("| ") {
        let cells = line.split(separator: "|").map(String.init)
        guard cells.first != " there " else { continue }
        // A row of another form answers nothing, and is complained about.
        let here = cells.count == 2 ? cells[1] : ""
        rows.append(Row(heading: heading, line: number, there: Self.code(cells[0]), here: here))
        spans += Self.code(here).map { Span(line: number, text: $0) }
      } else {
        spans += Self.code(line).map { Span(line: number, text: $0) }
      }
    }
  }

  static func code(_ text: some StringProtocol) -> [String] {
    String(text).matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  /// What the tables below a heading set something beside.
  func names(below heading: String) -> Set<String> {
    Set(rows.filter { $0.heading == heading }.flatMap(\.there))
  }

  /// Everything the page says that is not so.
  func complaints(_ offer: Offer) -> [String] {
    let unknown = spans.flatMap { span in
      (OfferedName(span.text)?.missing(in: offer) ?? []).map { "\(span.line): \($0)" }
    }
    let unanswered = rows.filter { row in
      let names = Self.code(row.here).contains { OfferedName($0) != nil }
      let gives = Self.reasons.contains { row.here.hasPrefix(" **\($0)") }
      return !names && !gives
    }
    let given = blocks.flatMap { block in
      block.givenInputs.filter { offer.inputs[$0.file]?.contains($0.name) != true }
        .map { "\(block.line): \($0.file) has no input \($0.name)" }
    }
    return unknown + unanswered.map { "\($0.line): neither a name of ours nor a reason" } + given
  }
}

extension ComparisonPage.Block {
  /// What a CI file gives to what keyless makes: the keys below a component's `inputs:`, or an action's or workflow's `with:`.
  var givenInputs: [(file: String, name: String)] {
    var given: [(file: String, name: String)] = []
    var file: String?
    var column: Int?
    for line in text.split(separator: "\n") {
      let indent = line.prefix { $0 == " " }.count
      if let match = line.firstMatch(of: /component: \$CI_SERVER_FQDN\/acme\/aws\/([a-z-]+)@/) {
        (file, column) = ("component \(match.1)", nil)
      } else if let match = line.firstMatch(of: /uses: \.\/\.github\/(action|workflow)s\/([a-z-]+)/) {
        (file, column) = ("\(match.1) \(match.2)", nil)
      } else if line.contains("uses: ") {
        (file, column) = (nil, nil)
      } else if line.hasSuffix(" inputs:") || line.hasSuffix(" with:") {
        column = indent + 2
      } else if indent == column, let file, let match = line.firstMatch(of: /^ *([A-Za-z_-]+):/) {
        given.append((file, String(match.1)))
      } else if let start = column, indent < start {
        (file, column) = (nil, nil)
      }
    }
    return given
  }
}
