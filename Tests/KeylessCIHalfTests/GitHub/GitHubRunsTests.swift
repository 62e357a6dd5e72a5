import KeylessCIHalf
import KeylessSource
import Testing

@Suite
struct GitHubRunsTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var on: String
    var condition: String?
    var runs: [String]

    init(_ testDescription: String, on: String, if condition: String? = nil, _ runs: String...) {
      self.testDescription = testDescription
      self.on = on
      self.condition = condition
      self.runs = runs
    }
  }

  static let filters: [Case] = [
    Case("a push alone is of any branch and any tag", on: "push", "push branch", "push tag"),
    Case("a list of events is each of them", on: "[push, release]", "push branch", "push tag", "release tag"),
    Case("branches alone leave tags out", on: "{push: {branches: [main]}}", "push branch main"),
    Case("tags alone leave branches out", on: "{push: {tags: ['v*']}}", "push tag ~v*"),
    Case(
      "branches and tags are both",
      on: "{push: {branches: [main], tags: ['v*']}}",
      "push branch main",
      "push tag ~v*"
    ),
    Case("tags-ignore leaves branches out", on: "{push: {tags-ignore: [x]}}", "push tag not x"),
    Case(
      "branches-ignore is everything else",
      on: "{push: {branches-ignore: [a, 'b/**']}}",
      "push branch not (a | ~b/**)"
    ),
    Case(
      "an exclusion takes away from what stands before it",
      on: "{push: {branches: ['release/**', '!release/old', main]}}",
      "push branch ~release/** not release/old",
      "push branch main"
    ),
    Case("exclusions alone admit nothing", on: "{push: {branches: ['!main']}}"),
    Case(
      "changed files are not known, and a tag has none",
      on: "{push: {paths: ['infra/**']}}",
      "push branch ? only when the changed files fit `paths`",
      "push tag"
    ),
    Case("a pull request has a merge ref", on: "pull_request", "pull_request pullRequest"),
    Case(
      "the base of a pull request is not its ref",
      on: "{pull_request: {branches: [main]}}",
      "pull_request pullRequest ? only into `main`"
    ),
    Case(
      "a schedule is on the default branch",
      on: "{schedule: [{cron: '0 0 * * *'}]}",
      "schedule branch the default branch"
    ),
    Case(
      "pull_request_target is on the default branch",
      on: "pull_request_target",
      "pull_request_target branch the default branch"
    ),
    Case("a start by hand is of any ref", on: "workflow_dispatch", "workflow_dispatch branch", "workflow_dispatch tag"),
    Case("the merge queue has branches of its own", on: "merge_group", "merge_group branch ~gh-readonly-queue/**"),
  ]

  static let conditions: [Case] = [
    Case("a ref narrows", on: "push", if: "github.ref == 'refs/heads/main'", "push branch main"),
    Case(
      "a ref that the filter excludes leaves nothing",
      on: "{push: {branches: [dev]}}",
      if: "github.ref == 'refs/heads/main'"
    ),
    Case("a name narrows both kinds", on: "push", if: "github.ref_name == 'x'", "push branch x", "push tag x"),
    Case(
      "a filter decides a name",
      on: "{push: {branches: ['release/*']}}",
      if: "github.ref_name == 'release/1'",
      "push branch release/1"
    ),
    Case(
      "a filter decides against a name",
      on: "{push: {branches: ['release/*']}}",
      if: "github.ref_name == 'release/1/2'"
    ),
    Case("the kind of ref is known", on: "push", if: "github.ref_type == 'tag'", "push tag"),
    Case("a prefix of refs/tags/ is a tag", on: "push", if: "startsWith(github.ref, 'refs/tags/v')", "push tag /^v/"),
    Case(
      "a prefix that every branch has asks nothing",
      on: "push",
      if: "startsWith(github.ref, 'refs/heads/')",
      "push branch"
    ),
    Case(
      "an inequality excludes",
      on: "push",
      if: "github.ref != 'refs/heads/main'",
      "push branch not main",
      "push tag"
    ),
    Case(
      "not turns a test round",
      on: "{push: {branches: ['**']}}",
      if: "!startsWith(github.ref_name, 'dev.')",
      "push branch not /^dev\\./"
    ),
    Case(
      "or is each side",
      on: "[push, workflow_dispatch]",
      if: "github.ref == 'refs/heads/main' || github.event_name == 'workflow_dispatch'",
      "workflow_dispatch branch",
      "workflow_dispatch tag",
      "push branch main"
    ),
    Case(
      "and is both",
      on: "[push, pull_request]",
      if: "github.event_name == 'push' && github.ref_name == 'main' && github.ref_type == 'branch'",
      "push branch main"
    ),
    Case(
      "what nobody knows before stays a question",
      on: "{push: {branches: [main]}}",
      if: "github.actor == 'ann'",
      "push branch main ? only when `github.actor == 'ann'`"
    ),
    Case(
      "text around an expression is always true",
      on: "{push: {branches: [main, dev]}}",
      if: "${{ github.ref }} == 'refs/heads/main'",
      "push branch (main | dev)"
    ),
    Case(
      "one of several names is left",
      on: "{push: {branches: [main, dev]}}",
      if: "github.ref_name != 'dev'",
      "push branch main"
    ),
    Case(
      "the repository is known without case",
      on: "{push: {branches: [main]}}",
      if: "github.repository == 'Acme/API'",
      "push branch main"
    ),
    Case("another repository never runs it", on: "push", if: "github.repository == 'evil/api'"),
    Case(
      "the default branch by its name in the event",
      on: "{push: {branches: [\'**\']}}",
      if: "github.ref_name == github.event.repository.default_branch",
      "push branch the default branch"
    ),
    Case(
      "the default branch of a whole ref",
      on: "push",
      if: "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
      "push branch the default branch"
    ),
    Case(
      "a list of names",
      on: "push",
      if: "contains(fromJSON('[\"refs/heads/a\",\"refs/heads/b\"]'), github.ref)",
      "push branch (a | b)"
    ),
    Case(
      "a text may begin before the name",
      on: "{push: {branches: ['**']}}",
      if: "contains(github.ref, 'heads/x')",
      "push branch (/heads/x/ | /^x/)"
    ),
    Case(
      "a prefix that a filter has already asks nothing",
      on: "{push: {tags: ['v*']}}",
      if: "startsWith(github.ref, 'refs/tags/v')",
      "push tag ~v*"
    ),
    Case(
      "a longer prefix than the filter's narrows it",
      on: "{push: {tags: ['v?*']}}",
      if: "startsWith(github.ref, 'refs/tags/v')",
      "push tag ~v?* /^v/"
    ),
    Case("always asks nothing", on: "{push: {branches: [main]}}", if: "always()", "push branch main"),
    Case(
      "a fork's pull request has no token anyway",
      on: "pull_request",
      if: "github.event.pull_request.head.repo.full_name == github.repository",
      "pull_request pullRequest"
    ),
    Case("false never runs", on: "push", if: "false"),
    Case(
      "an expression that cannot be read stays a question",
      on: "{push: {branches: [main]}}",
      if: "github.ref ==",
      "push branch main ? `github.ref ==`, which cannot be read"
    ),
  ]

  @Test(arguments: filters + conditions)
  func `the events and the condition of a job say when it runs`(_ given: Case) {
    let condition =
      given.condition.map { "    if: \"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"\n" } ?? ""
    let file = "on: \(given.on)\njobs:\n  a:\n\(condition)    runs-on: x\n    steps: []\n"
    let tree = SourceTree([".github/workflows/a.yml": Array(file.utf8)])
    let half = GitHubReader.read(tree, project: CIProject(path: "acme/api", host: nil)).half
    #expect(half.diagnostics.isEmpty)
    #expect(half.jobs.map { $0.runs.map { GitHubDump.text($0) } } == [given.runs])
  }

  @Test(arguments: [
    ("*", "main", true), ("*", "a/b", false), ("**", "a/b", true), ("release/*", "release/1", true),
    ("release/*", "release/1/2", false), ("v[12].[0-9]+.[0-9]+", "v1.10.0", true),
    ("v[12].[0-9]+.[0-9]+", "v3.1.0", false),
    ("**-alpha", "x/y-alpha", true), ("ab?c", "ac", true), ("ab?c", "abc", true), ("ab?c", "abbc", false),
    ("a\\*", "a*", true), ("a\\*", "ab", false),
  ])
  func `a filter pattern admits what GitHub says`(_ given: (pattern: String, name: String, matches: Bool)) {
    #expect(GitHubFilter.matches(given.name, given.pattern) == given.matches)
  }

  @Test
  func `a pattern of many stars does not take long`() {
    let pattern = String(repeating: "*a", count: 200)
    #expect(GitHubFilter.matches(String(repeating: "a", count: 400) + "b", pattern) == false)
  }

  @Test
  func `a condition of many parts is judged in reasonable time`() {
    let many = (0..<120).map { "github.ref_name == 'b\($0)'" }.joined(separator: " || ")
    let unknown = (0..<60).map { "github.actor == 'b\($0)'" }.joined(separator: " && ")
    for condition in [many, unknown, String(repeating: "!(", count: 400) + "true" + String(repeating: ")", count: 400)]
    {
      let file = "on: push\njobs:\n  a:\n    if: \"\(condition)\"\n    runs-on: x\n    steps: []\n"
      let tree = SourceTree([".github/workflows/a.yml": Array(file.utf8)])
      let half = GitHubReader.read(tree, project: CIProject()).half
      #expect(half.jobs.first?.runs.isEmpty == false)
    }
  }
}
