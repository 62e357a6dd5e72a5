package import KeylessSource

/// `type "label" { … }`; `dynamic` and whatever else has a meaning elsewhere is a block like any other.
package struct HCLBlock: Sendable {
  package var type: Located<String>
  package var labels: [Located<String>]
  package var body: HCLBody
  package var span: SourceSpan

  package init(type: Located<String>, labels: [Located<String>], body: HCLBody, span: SourceSpan) {
    self.type = type
    self.labels = labels
    self.body = body
    self.span = span
  }
}
