import Foundation
import KeylessHCL
import KeylessSource
import KeylessTesting
import Testing

/// The JSON form is read as Terraform reads it.
@Suite(.enabled(if: TerraformProgram.isThere, TerraformProgram.absence))
struct JSONAgreementTests {
  private static let values = [
    #""""#, #""text""#, #""${1 + 2}""#, #""a${local.n}b""#, #""$${x} %%{y}""#, #""line\nnext \u00e9 \ud83d\ude00 \/""#,
    #""\"quoted\" \\ back""#, #""%{ if local.t }yes%{ else }no%{ endif }""#,
    #""%{ for v in local.l ~}\n- ${v}\n%{ endfor ~}\nend""#, #""a \n ${~ local.n ~} \n b""#, #""$ \n${~ 1}|\r${~ 2}""#,
    "1", "-1.50", "1e3", "true", "false", "null", "[]", "{}", #"[1, "${local.n}", [true]]"#,
    #"{"a": 1, "${local.s}": {"b": "c"}, "//": "kept"}"#, #"{"a.b c": "${jsonencode({ \"x\" = [1, 2] })}"}"#,
    #""${\"\\\"nested\\\" ${local.n}\"}""#, #""${local.l[*]}""#, #""\\${local.n}""#, #""\t${\"\\t\"}""#,
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "arn:aws:s3:::$${aws:username}/*"}]}"#,
  ]

  private static let locals = #""locals": {"n": 7, "t": true, "s": "seven", "l": [1, 2, 3]}"#

  @Test
  func `A value in JSON means what Terraform makes of it`() throws {
    let outputs = Self.values.enumerated().map { #""v\#($0)": {"value": \#($1)}"# }.joined(separator: ",\n")
    let source = "{\(Self.locals),\n\"output\": {\n\(outputs)}}"
    let file = HCLFile.parse(Array(source.utf8), file: "main.tf.json")
    let content = file.body.content(HCLSchema(blocks: ["output": 1, "locals": 0]))
    #expect(content.diagnostics.isEmpty && file.isValid)
    let schema = HCLSchema(attributes: ["value"])
    var native = ""
    for block in content.blocks where block.type.value == "output" {
      let inner = block.body.content(schema)
      #expect(inner.diagnostics.isEmpty)
      let written = Parenthesised.text(try #require(inner["value"]).value)
      native += "output \"n\(block.labels[0].value)\" {\n  value = \(written)\n}\n"
    }
    let answer = try TerraformProgram.scratch { folder in
      try Data(source.utf8).write(to: folder.appending(path: "main.tf.json"))
      try Data(native.utf8).write(to: folder.appending(path: "native.tf"))
      let applied = try TerraformProgram.run(["apply", "-auto-approve", "-no-color"], in: folder)
      try #require(applied.status == 0, "\(applied.output.prefix(3000))")
      return try TerraformProgram.run(["output", "-json"], in: folder).output
    }
    let state = try JSONParser.parse(Array(answer.utf8)).plain
    guard case .object(let members) = state else { throw Unexpected() }
    let byName = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    // Terraform keeps no output that is null.
    #expect(byName.count == 2 * (Self.values.count - 1))
    for (number, value) in Self.values.enumerated() {
      #expect(byName["v\(number)"] == byName["nv\(number)"], "\(value)")
    }
  }

  @Test(arguments: [
    "{}", "[]", "[{}]", "1", "\"x\"", "", "{", "[{]", #"{"locals": {"a": 1,}}"#, #"{"locals": {"a" 1}}"#,
    #"{"locals": {"a": "${"}}"#, #"{"locals": {"a": "${x."}}"#, #"{"locals": {"a": "%{ if true }x"}}"#,
    #"{"locals": {"a": "x"}}"#, #"{"locals": [{"a": "x"}, {"b": 1}]}"#, #"{"locals": 1}"#, #"{"//": 1}"#,
    #"{"output": {"a": {"value": 1}}}"#, #"{"output": 1}"#, #"{"output": {"a": 1}}"#, #"{"output": {"a": null}}"#,
    #"{"locals": {"a": 01}}"#, #"{"locals": {"a": "\x"}}"#, #"{"locals": {"a": "\ud83d\ude00"}}"#, #"{"locals": {}} x"#,
    #"{"locals": {"a": {"${1 +}": 1}}}"#, #"{"locals": {"a": ["${1", 2]}}"#, #"[[{"locals": {}}]]"#,
  ])
  func `A file of JSON is accepted exactly when Terraform accepts it`(_ source: String) throws {
    let file = HCLFile.parse(Array(source.utf8), file: "main.tf.json")
    let content = file.body.content(HCLSchema(blocks: ["output": 1, "locals": 0]))
    let inner = content.blocks.flatMap { $0.body.attributes().diagnostics }
    let isValid = (file.diagnostics + content.diagnostics + inner).isEmpty
    let answer = try TerraformProgram.scratch { folder in
      try Data(source.utf8).write(to: folder.appending(path: "main.tf.json"))
      return try TerraformProgram.run(["validate", "-json"], in: folder)
    }
    #expect(isValid == (answer.status == 0), "\(answer.output)")
  }

  private struct Unexpected: Error {}
}
