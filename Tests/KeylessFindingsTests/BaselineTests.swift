import KeylessFindings
import KeylessSource
import KeylessTesting
import Testing

@Suite("a baseline")
struct BaselineTests {
  @Test
  func `what is written is read and silences exactly that`() throws {
    let files = Example.tree()
    let written = Baseline(Example.set(files))
    let read = try Baseline(Array(written.text.utf8), file: "b.json")
    #expect(read == written)
    var later = Example.tree(["infra/role.tf": "# new\n" + Example.role])
    var set = Example.set(later)
    set.silence(by: read)
    #expect(set.findings.allSatisfy { $0.silence == .baseline })
    #expect(set.goneFromBaseline == 0)

    // Another cause is another finding, and the old one is gone.
    later = Example.tree()
    var findings = Example.findings(later)
    findings[3].cause = "another"
    var other = FindingSet(findings) { $0.number == "KL104" ? 1 : 0 }
    other.silence(by: read)
    #expect(other.findings.filter { $0.silence == nil }.map(\.finding.cause) == ["another"])
    #expect(other.goneFromBaseline == 1)
  }

  @Test
  func `the file has a line for each finding`() {
    let difference = Snapshot.difference(
      Baseline(Example.set(Example.tree())).text,
      named: "baseline",
      beside: #filePath
    )
    #expect(difference == nil, "\(difference ?? "")")
    #expect(Baseline(FindingSet([])).text == "{\n  \"version\": 1,\n  \"findings\": []\n}\n")
  }

  @Test
  func `an entry of another rule or file silences nothing`() throws {
    let text = Baseline(Example.set(Example.tree())).text
    for change in [("KL104", "KL105"), ("infra/role.tf", "infra/Role.tf")] {
      var set = Example.set(Example.tree())
      set.silence(by: try Baseline(Array(text.replacing(change.0, with: change.1).utf8), file: "b.json"))
      #expect(set.findings.first { $0.finding.rule.number == "KL104" }?.silence == nil)
    }
  }

  @Test
  func `what a comment silences, and what is wrong with comments, is not taken up`() {
    let files = Example.tree(["x.tf": "# keyless: ignore nope because y\n"])
    var set = Example.set(files)
    set.silence(byCommentsIn: files, paths: ["infra/role.tf", "x.tf"], rules: Example.rules)
    #expect(Set(Baseline(set).entries.map(\.rule)) == ["KL104", "KL139", "KL501"])
  }

  @Test(arguments: [
    ("", "the baseline is not JSON"), ("[]", "the baseline is an object, and here is an array"),
    (#"{"version": 2, "findings": []}"#, "another version"), (#"{"version": 1}"#, "no array `findings`"),
    (#"{"version": 1, "findings": [], "x": 1}"#, "unknown member `x`"),
    (#"{"version": 1, "findings": [{"fingerprint": "x"}]}"#, "32 hexadecimal digits"),
    (#"{"version": 1, "findings": [{"fingerprint": 1}]}"#, "no text `fingerprint`"),
    (#"{"version": 1, "findings": [1]}"#, "an entry is an object, and here is a number"),
  ])
  func `another file is refused with the reason`(text: String, reason: String) {
    let error = #expect(throws: BaselineError.self) { try Baseline(Array(text.utf8), file: "b.json") }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
  }
}
