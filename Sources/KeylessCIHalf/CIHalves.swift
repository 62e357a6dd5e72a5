package import KeylessSource

/// The CI halves of a tree, platform by platform: the shared jobs for the match, the platform's own model for its rules.
package struct CIHalves: Sendable {
  package let gitHub: GitHubHalf

  package init(_ tree: SourceTree, project: CIProject) {
    gitHub = GitHubReader.read(tree, project: project)
  }

  package var half: CIHalf { gitHub.half }
}
