import KeylessHCL
import KeylessSource
import Testing

/// The JSON form of the language, asked by schema.
struct JSONTests {
  private static let schema = HCLSchema(
    attributes: ["name", "tags", "policy"],
    blocks: ["resource": 2, "provider": 1, "locals": 0, "condition": 0, "statement": 0]
  )

  private func content(_ source: String) -> HCLContent {
    HCLFile.parse(Array(source.utf8), file: "main.tf.json").body.content(Self.schema)
  }

  @Test
  func `Labels are levels of objects, and arrays are several blocks`() throws {
    let content = content(
      #"{"resource": {"aws_iam_role": {"a": {"name": "x"}, "b": [{"name": "y"}, {"name": "z"}]}}, "locals": [{}, {}]}"#
    )
    #expect(content.diagnostics.isEmpty)
    let roles = content.blocks.filter { $0.type.value == "resource" }
    #expect(
      roles.map { $0.labels.map(\.value) } == [["aws_iam_role", "a"], ["aws_iam_role", "b"], ["aws_iam_role", "b"]]
    )
    #expect(content.blocks.count == 5)
    let names = roles.compactMap { $0.body.content(Self.schema)["name"]?.value }
    #expect(names.map(\.source) == ["x", "y", "z"])
  }

  @Test
  func `An array of objects is one body, and null is no block`() {
    let content = content(#"[{"name": "x"}, {"resource": [{"t": {"n": {}}}, {"t": {"m": null}}]}]"#)
    #expect(content.diagnostics.isEmpty)
    #expect(content["name"] != nil)
    #expect(content.blocks.map { $0.labels.map(\.value) } == [["t", "n"]])
  }

  @Test
  func `The same tree comes out as of native syntax`() throws {
    let json = #"{"policy": {"a": ["${var.x}", "b${1}c", 1.50, true, null, "$${d}"], "${e}": {}}}"#
    let native = #"policy = { "a" = ["${var.x}", "b${1}c", 1.50, true, null, "$${d}"], "${e}" = {} }"# + "\n"
    let left = try #require(content(json)["policy"]).value
    let right = try #require(HCLFile.parse(Array(native.utf8), file: "a.tf").body.content(Self.schema)["policy"]).value
    let places = #/  \[\d+-\d+\]/#
    #expect(Dump.text(left).replacing(places, with: "") == Dump.text(right).replacing(places, with: ""))
  }

  @Test
  func `A comment is left out where a body is, and kept where an object is`() throws {
    let content = content(#"{"//": "why", "tags": {"//": "a tag"}}"#)
    #expect(content.rest.isEmpty)
    #expect(Dump.text(try #require(content["tags"]).value).contains("a tag"))
  }

  @Test
  func `What the schema does not know is said by name`() {
    #expect(content(#"{"nmae": 1}"#).rest.map(\.value) == ["nmae"])
    #expect(
      HCLFile.parse(Array("nmae = 1\n".utf8), file: "a.tf").body.content(Self.schema).rest.map(\.value) == ["nmae"]
    )
  }

  @Test(arguments: [
    #"{"resource": 1}"#, #"{"resource": {"t": "x"}}"#, #"{"locals": "x"}"#, #"[1]"#, #"{"locals": [["x"]]}"#,
  ])
  func `A value of the wrong shape is shown`(_ source: String) {
    let content = content(source)
    let inner = content.blocks.flatMap { $0.body.content(Self.schema).diagnostics }
    #expect((content.diagnostics + inner).first?.id == "hcl-json-shape")
  }

  @Test
  func `A broken template is shown in the file, behind escapes`() throws {
    let source = #"{"name": "\n${var.}", "tags": "x"}"#
    let content = content(source)
    let problem = try #require(content.diagnostics.first)
    #expect(problem.id == "hcl-expression")
    #expect(problem.primary.span.range.lowerBound == 18)
    #expect(content["tags"] != nil)
  }

  @Test
  func `A literal is a template only when its value is asked for`() {
    let file = HCLFile.parse(Array(#"{"other": "${"}"#.utf8), file: "a.tf.json")
    #expect(file.diagnostics.isEmpty)
    #expect(file.body.content(Self.schema).diagnostics.isEmpty)
  }

  @Test(arguments: [#"{"a": 1,}"#, #"{"a" 1}"#, "", "{", #"{"a": 1, "a": 2}"#, "{\"a\": \"\u{0}\"}", #""x""#])
  func `A file that is no JSON object is refused with its place`(_ source: String) {
    let file = HCLFile.parse(Array(source.utf8), file: "a.tf.json")
    #expect(!file.isValid)
    #expect(file.body.content(Self.schema).attributes.isEmpty)
  }

  @Test
  func `Ten thousand brackets are refused`() {
    let file = HCLFile.parse(Array(String(repeating: "[", count: 10_000).utf8), file: "a.tf.json")
    #expect(file.diagnostics.map(\.id) == ["hcl-too-deep"])
  }
}
