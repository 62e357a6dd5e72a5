import KeylessCIHalf
import KeylessSource
import Testing

/// Whatever a file holds, reading it ends, and says what it left out.
struct BoundTests {
  private func read(_ files: [String: String]) -> CIHalf {
    GitLabReader.half(GitLabReader.read(SourceTree(files.mapValues { Array($0.utf8) })))
  }

  private func messages(_ half: CIHalf) -> String {
    half.diagnostics.map(\.message.description).joined(separator: "\n")
  }

  @Test
  func `Includes are counted`() {
    var files = [".gitlab-ci.yml": "include: many/*.yml\njob: {script: x}"]
    for index in 0..<200 { files["many/\(index).yml"] = "j\(index): {script: x}" }
    let half = read(files)
    #expect(messages(half).contains("more than 150 files are included"))
    #expect(half.jobs.count >= 100)
    files = [
      ".gitlab-ci.yml": "include: ['a.yml', 'b.yml']", "a.yml": "include: b.yml",
      "b.yml": "include: a.yml\njob: {script: x}",
    ]
    #expect(messages(read(files)).contains("includes itself"))
    #expect(read(files).jobs.count == 1)
  }

  @Test
  func `Deep extends and references end`() {
    var text = "j0: {script: x}\n"
    for index in 1..<40 { text += "j\(index): {extends: j\(index - 1)}\n" }
    #expect(messages(read([".gitlab-ci.yml": text])).contains("`extends` goes deeper than 11 levels"))
    text = ".a0: [x]\n"
    for index in 1..<40 {
      text +=
        ".a\(index): [" + Array(repeating: "!reference [.a\(index - 1)]", count: 9).joined(separator: ", ") + "]\n"
    }
    text += "job: {script: !reference [.a9]}\n"
    let half = read([".gitlab-ci.yml": text])
    #expect(
      messages(half).contains("`!reference` makes the pipeline too large") || messages(half).contains("nested deeper")
    )
    #expect(
      messages(read([".gitlab-ci.yml": ".a: !reference [.b]\n.b: !reference [.a]\njob: {script: !reference [.a]}"]))
        .contains("nested deeper than 10")
    )
  }

  @Test
  func `Variables that grow or circle are unknown`() {
    var text = "variables:\n  AWS_V0: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
    for index in 1..<60 { text += "  AWS_V\(index): " + String(repeating: "$AWS_V\(index - 1)", count: 30) + "\n" }
    text += "  AWS_A: $AWS_B\n  AWS_B: $AWS_A\njob: {script: x}"
    let job = read([".gitlab-ci.yml": text]).jobs.first
    #expect(job?.variables.first { $0.name.value == "AWS_A" }?.value.text == nil)
    #expect(job?.variables.first { $0.name.value == "AWS_V59" }?.value.text == nil)
  }

  @Test
  func `Matrices, inputs and odd shapes end`() {
    let values = "[" + (0..<100).map { "v\($0)" }.joined(separator: ", ") + "]"
    let matrix = "job:\n  script: aws $A\n  parallel: {matrix: [{A: \(values), B: \(values), C: \(values)}]}"
    #expect(read([".gitlab-ci.yml": matrix]).jobs.count == 1)
    #expect(read([".gitlab-ci.yml": ""]).jobs.isEmpty)
    #expect(!read([".gitlab-ci.yml": "[1, 2]"]).diagnostics.isEmpty)
    #expect(!read([".gitlab-ci.yml": "a: [\n"]).diagnostics.isEmpty)
    #expect(!read([".gitlab-ci.yml": String(repeating: "[", count: 10_000)]).diagnostics.isEmpty)
    for text in [
      "job: {script: {a: b}, rules: x, id_tokens: [1], variables: 1, environment: [], image: {}, parallel: {matrix: 1}}",
      "job: {trigger: {include: .gitlab-ci.yml}}",
      "variables: [1]\ndefault: 1\nworkflow: 1\ninclude: {}\njob: {only: {}, script: 1}",
      "include: [[[a.yml]]]\njob: {extends: [[1]], script: [[[]]]}",
      "spec: {inputs: {a: }}\n---\n$[[ inputs.a ]]: {script: $[[ inputs.a ]]}",
    ] {
      _ = read([".gitlab-ci.yml": text])
    }
  }
}
