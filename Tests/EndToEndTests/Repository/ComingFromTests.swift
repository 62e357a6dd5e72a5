import Foundation
import Testing

@Suite("docs/coming-from.md", .timeLimit(.minutes(30)))
struct ComingFromTests {
  private static func page() throws -> ComparisonPage {
    ComparisonPage(try House.text("docs/coming-from.md"))
  }

  /// The commands whose help tells whether a page is right.
  private static func commands(_ page: ComparisonPage) -> Set<[String]> {
    Set(
      page.spans.compactMap { span in
        if case .options(let command, _) = OfferedName(span.text) { command } else { nil }
      }
    )
  }

  /// The examples of `keyless.yaml`, by the line they begin on.
  static let intents: [(line: Int, text: String)] =
    ((try? page())?.blocks ?? []).filter { $0.text.hasPrefix("# keyless.yaml\n") }.map { ($0.line, $0.text) }

  @Test("every input and output of a project is set beside what takes its place", arguments: PriorProject.all)
  func complete(_ project: PriorProject) throws {
    let named = try Self.page().names(below: project.heading)
    let missing = project.names.filter { !named.contains($0) }
    #expect(missing.isEmpty, "\(project.heading): \(missing.joined(separator: ", "))")
  }

  @Test("whatever the page names of keyless is there, and where it names nothing it gives a reason")
  func right() async throws {
    let page = try Self.page()
    #expect(page.rows.count > 200)
    let complaints = page.complaints(try await Offer.read(commands: Self.commands(page)))
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  @Test("a page that names what keyless does not have is found out")
  func wrong() async throws {
    let page = ComparisonPage(
      """
      Prose about `keyless.yaml: role` and `keyless rehearse --aws-half --as-half`.
      ## project
      | there | here |
      |---|---|
      | `right` | `keyless.yaml: roles.NAME.admits.tags`, `keyless.yaml: state.roles.NAME`, `variable tags` |
      | `right` | `output role_arns`, `component tofu: image`, `action aws-credentials: region`, `workflow tofu: apply` |
      | `right` | **Not yet.** |
      | `key` | `keyless.yaml: roles.NAME.admits.tag` |
      | `name` | `keyless.yaml: tags.team` |
      | `variable` | `variable tag` |
      | `output` | `output role_arn` |
      | `input` | `component tofu: role_arn` |
      | `file` | `action tofu: region` |
      | `option` | `keyless bootstrap apply --force` |
      | `command` | `keyless deploy` |
      | `nothing` | it is `the same` |
      | `cells` | `variable tags` | `variable tags` |
      ```yaml
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0
      - uses: ./.github/actions/aws-credentials
        with:
          region: eu-west-1
          role: deploy
      ```
      """
    )
    #expect(page.names(below: "project").isSuperset(of: ["right", "nothing"]))
    #expect(page.names(below: "other").isEmpty)
    #expect(
      page.complaints(try await Offer.read(commands: Self.commands(page))) == [
        "1: keyless.yaml has no role", "1: keyless rehearse has no --as-half",
        "8: keyless.yaml has no roles.NAME.admits.tag", "9: keyless.yaml has no tags.team",
        "10: the module has no variable tag", "11: the module has no output role_arn",
        "12: component tofu has no input role_arn", "13: action tofu has no input region",
        "14: keyless bootstrap apply has no --force", "15: there is no keyless deploy",
        "16: neither a name of ours nor a reason", "17: neither a name of ours nor a reason",
        "18: action aws-credentials has no input role",
      ]
    )
  }

  @Test("every example says which file it is")
  func files() throws {
    let blocks = try Self.page().blocks
    #expect(Self.intents.count == 3)
    for block in blocks where block.language == "yaml" {
      #expect(
        block.text.contains(/^# (?:keyless\.yaml|(?:\.gitlab-ci|\.github\/workflows\/[a-z]+)\.yml(?:, before)?)\n/),
        "docs/coming-from.md:\(block.line)"
      )
    }
    // What a CI file on the page gives to the generated half is compared with its inputs above.
    #expect(blocks.flatMap(\.givenInputs).map(\.name) == ["image", "role_arn", "session-prefix"])
  }

  @Test("every keyless.yaml is a whole one: both halves are made, every handshake goes as it says", arguments: intents)
  func example(line: Int, text: String) async throws {
    try await Scratch.use { scratch in
      let environment = ["TMPDIR": scratch.temporary.path, "HOME": scratch.home.path]
      try scratch.write(text, to: "keyless.yaml")
      for command in ["bootstrap", "component", "rehearse"] {
        let run = try await Binary.run([command], environment: environment, folder: scratch.url)
        #expect(run.status == 0, "docs/coming-from.md:\(line): \(command): \(run.errors)")
        // Ids are in every example, so there is nothing to warn of.
        #expect(!run.errors.contains("warning"), "docs/coming-from.md:\(line): \(run.errors)")
      }
    }
  }
}
