import KeylessCIHalf
import KeylessSource
import Testing

/// What is too much is refused by name, and the rest goes on.
@Suite
struct GitHubBoundsTests {
  private static func read(_ files: [String: String], scripts: Int = 1 << 20) -> GitHubHalf {
    let tree = SourceTree(files.mapValues { Array($0.utf8) })
    return GitHubReader.read(tree, project: CIProject(path: "acme/api", host: nil), options: .init(scripts: scripts))
  }

  @Test
  func `an action that uses itself twice ends`() {
    let use = "    - uses: ./loop\n"
    let half = Self.read([
      ".github/workflows/a.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n\(use)",
      "loop/action.yml": "runs:\n  using: composite\n  steps:\n\(use)\(use)",
    ])
    let unknowns = half.half.jobs.first?.unknowns.map(\.value) ?? []
    #expect(unknowns.contains("actions use each other more than 10 levels deep"))
  }

  @Test
  func `workflows that call each other many times come to a bounded number of jobs`() {
    var files: [String: String] = [:]
    for level in 0..<12 {
      let calls = (0..<8).map { "  j\($0):\n    uses: ./.github/workflows/w\(level + 1).yml\n" }.joined()
      files[".github/workflows/w\(level).yml"] = "on: \(level == 0 ? "push" : "workflow_call")\njobs:\n\(calls)"
    }
    let half = Self.read(files)
    #expect(half.readings.count <= 5_100)
    #expect(half.diagnostics.contains { $0.message.description.hasPrefix("the workflows come to more than 5000 jobs") })
  }

  @Test
  func `a script that starts itself ends`() {
    let half = Self.read([
      ".github/workflows/a.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ./x.sh\n",
      "x.sh": "#!/bin/sh\n./x.sh; ./x.sh; ./x.sh\nterraform plan\n",
    ])
    #expect((half.half.jobs.first?.commands.count ?? 0) > 0)
  }

  @Test
  func `a long script in a large matrix is not played for ever`() {
    let numbers = (0..<256).map(String.init).joined(separator: ", ")
    let script = String(repeating: "          echo \"a long line of a script that does nothing\"\n", count: 20)
    let half = Self.read(
      [
        ".github/workflows/a.yml": """
        on: push
        jobs:
          a:
            strategy: {matrix: {n: [\(numbers)]}}
            runs-on: x
            steps:
              - run: |
        \(script)
        """
      ],
      scripts: 20_000
    )
    #expect(half.half.jobs.count == 256)
    #expect(half.half.jobs.last?.unknowns.map(\.value) == ["the scripts of these workflows are too long to be read"])
  }

  @Test
  func `a file that was not read is named with its reason`() {
    var tree = SourceTree()
    tree.refused[".github/workflows/big.yml"] = "is larger than 16 MB"
    let half = GitHubReader.read(tree, project: CIProject())
    #expect(
      half.diagnostics.map(\.message.description) == [
        "`.github/workflows/big.yml` is not read: it is larger than 16 MB"
      ]
    )
  }

  @Test
  func `a call that leads out of the tree is not followed`() {
    let half = Self.read([".github/workflows/a.yml": "on: push\njobs:\n  a:\n    uses: ./../../etc/passwd\n"])
    #expect(
      half.half.jobs.first?.unknowns.map(\.value) == ["`./../../etc/passwd` names no workflow that can be followed"]
    )
  }
}
