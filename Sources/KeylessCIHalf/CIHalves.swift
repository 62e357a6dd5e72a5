package import KeylessSource

/// The CI halves of a tree, platform by platform: the shared jobs for the match, the platform's own model for its rules.
package struct CIHalves: Sendable {
  package let gitHub: GitHubHalf
  package let gitLab: [GitLabPipeline]

  package init(_ tree: SourceTree, project: CIProject) {
    gitHub = GitHubReader.read(tree, project: Self.own(project, isOfOther: "gitlab"))
    gitLab = GitLabReader.read(tree, project: Self.own(project, isOfOther: "github"))
  }

  package var half: CIHalf {
    var half = gitHub.half
    half.add(GitLabReader.half(gitLab))
    return half
  }

  /// A host that is the other platform's says nothing of this one: the files of both may lie in a mirrored repository.
  private static func own(_ project: CIProject, isOfOther name: String) -> CIProject {
    var project = project
    if project.host?.contains(name) == true { project.host = nil }
    return project
  }
}
