import KeylessSource

extension HCLParser {
  mutating func unclosedHeredoc(_ open: HCLToken) -> Stop {
    let token = tokens[position]
    let marker = String(quote(open).drop { $0 == "<" || $0 == "-" })
    let found = quote(token)
    if token.kind == .brokenHeredoc, found.drop(while: { $0 == " " || $0 == "\t" }).utf8.elementsEqual(marker.utf8) {
      return fail(
        "hcl-unclosed",
        "something else stands on the line that ends the heredoc",
        token,
        help: "put `\(marker)` on a line of its own, and what follows on the next one"
      )
    }
    guard token.kind == .end || token.kind == .brokenHeredoc else {
      return unexpected("hcl-template", "the end of the heredoc")
    }
    isSwallowed = token.kind == .end
    let label = isSwallowed ? "the file ends here" : "read on from here"
    error(
      "hcl-unclosed",
      "the heredoc is never closed",
      Int(open.start)..<Int(open.end) - 1,
      "opened here",
      related: [.init(place.span(Int(token.start)..<Int(token.end)), label)],
      help: "end it with a line that holds `\(marker)` and nothing else"
    )
    return Stop()
  }

  mutating func unclosedString(_ open: HCLToken) -> Stop {
    let token = tokens[position]
    if token.kind == .foreign { return unexpected("hcl-string", "the closing quote") }
    return fail(
      "hcl-unclosed",
      "the string is never closed",
      open,
      "opened here",
      help: "write `\"` at its end; text of several lines is a heredoc: `<<-EOT`"
    )
  }
}
