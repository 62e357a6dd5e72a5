import KeylessCIHalf
import KeylessSource
import Testing

/// Expressions, as they arrive in the role that a job asks for.
@Suite
struct GitHubExpressionTests {
  private static func job(_ role: String, on: String = "{push: {branches: [main]}}") throws -> CIJob {
    let quoted = role.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let file = """
      on: \(on)
      env: {ACCOUNT: "123456789012", EMPTY: ""}
      jobs:
        a:
          permissions: {id-token: write}
          runs-on: x
          env: {OUTER: "x-${{ env.ACCOUNT }}"}
          strategy: {matrix: {include: [{region: eu, deep: {name: [one, two]}, count: 3, on: true}]}}
          steps:
            - uses: aws-actions/configure-aws-credentials@v4
              env: {OWN: own}
              with: {aws-region: x, role-to-assume: "\(quoted)"}
      """
    let tree = SourceTree([".github/workflows/a.yml": Array(file.utf8)])
    let half = GitHubReader.read(
      tree,
      project: CIProject(path: "acme/api", host: nil),
      options: .init(vars: ["Given": "v"])
    )
    try #require(half.diagnostics.isEmpty)
    return try #require(half.half.jobs.first)
  }

  @Test(arguments: [
    ("a ${{ 'it''s' }} b", "a it's b"),
    ("${{ env.ACCOUNT }}", "123456789012"),
    ("${{ env.OUTER }}", "x-123456789012"),
    ("${{ env.OWN }}", "own"),
    ("${{ matrix.region }}-${{ matrix.count }}-${{ matrix.on }}", "eu-3-true"),
    ("${{ matrix.deep.name[1] }}", "two"),
    ("${{ matrix['region'] }}", "eu"),
    ("${{ join(matrix.deep.name, '+') }}", "one+two"),
    ("${{ format('{0}/{1} {{x}}', env.ACCOUNT, matrix.region) }}", "123456789012/eu {x}"),
    ("${{ fromJSON('{\"prod\": {\"id\": 7}}').prod.id }}", "7"),
    ("${{ fromJSON('{\"EU\": \"arn\"}')[matrix.region] }}", "arn"),
    ("${{ vars.GIVEN }}", "v"),
    ("${{ vars.other || 'x' }}", "<? `vars.OTHER` is set in the repository's settings>"),
    ("${{ secrets.role }}", "<? `secrets.ROLE` is set in the repository's settings>"),
    ("${{ github.repository }}/${{ github.repository_owner }}", "acme/api/acme"),
    ("${{ github.event_name }}", "push"),
    ("${{ github.run_id }}", "<github.run_id>"),
    ("${{ github.event.head_commit.message }}", "<? `github.event.head_commit.message` depends on the event>"),
    ("${{ env.EMPTY || 'other' }}", "other"),
    ("${{ (1 < 2 && 3 >= 3) && 'yes' || 'no' }}", "yes"),
    ("${{ 'ABC' == 'abc' && !false && 'same' }}", "same"),
    ("${{ null == 0 && 'null is zero' }}", "null is zero"),
    ("${{ contains('Hello', 'ELL') && startsWith('abc', 'AB') && endsWith('abc', 'c') && 'all' }}", "all"),
    ("${{ 0x1F }}", "31"),
    ("${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}", "prod"),
    ("${{ env.NOWHERE }}", "<? `env.NOWHERE` is set nowhere in these files>"),
    ("${{ unheard(1) }}", "<? `unheard(1)` calls a function that is not known>"),
    ("${{ 1 + }}", "<? `1 +` is no expression that can be read>"),
    ("${{ 'open }}", "${{ 'open }}"),
  ])
  func `an expression becomes what GitHub makes of it`(_ given: (text: String, role: String)) throws {
    let job = try Self.job(given.text)
    #expect(job.requests.map { GitHubDump.text($0.role) } == [given.role])
  }

  @Test
  func `a choice by the ref is one role for each kind of run`() throws {
    let job = try Self.job(
      "${{ github.ref == 'refs/heads/main' && 'main' || github.event_name == 'push' && 'branch' || 'other' }}",
      on: "[push, schedule, pull_request]"
    )
    let asked = job.requests.map { request in
      GitHubDump.text(request.role) + ": " + (request.runs ?? []).map { GitHubDump.text($0) }.joined(separator: ", ")
    }
    #expect(
      asked == [
        "main: push branch main, schedule branch the default branch main",
        "branch: push branch not main, push tag",
        "other: schedule branch the default branch not main, pull_request pullRequest",
      ]
    )
  }

  @Test(arguments: [
    String(repeating: "${{ ", count: 20_000),
    "${{ " + String(repeating: "(", count: 5_000) + " }}",
    "${{ " + String(repeating: "a.", count: 5_000) + "a }}",
    "${{ " + String(repeating: "format('{0}{0}', ", count: 40) + "'x'" + String(repeating: ")", count: 40) + " }}",
    "${{ 'x' " + String(repeating: "&& 'x' ", count: 2_000) + "}}",
  ])
  func `hostile expressions end quickly`(_ text: String) throws {
    #expect(try Self.job(text).requests.count == 1)
  }
}
