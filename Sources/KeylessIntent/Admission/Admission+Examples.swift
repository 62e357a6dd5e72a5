import KeylessPlatforms
import KeylessSource

extension Admission {
  /// One concrete legal pipeline per alternative; a wildcard is filled with something the platform allows.
  package var examples: [NamedPipeline] {
    switch platform {
    case .gitlab: gitlabExamples
    case .github: githubExamples
    }
  }

  private var gitlabExamples: [NamedPipeline] {
    var facts: [String: FactValue] = ["project_path": .text(exampleProject)]
    facts["project_id"] = projectID.map { .text($0.value) }
    facts["namespace_id"] = ownerID.map { .text($0.value) }
    facts["ref_protected"] = .flag(isProtected)
    facts["pipeline_source"] = .text(requests == .only ? "merge_request_event" : "push")
    return refs.map { ref in
      var facts = facts
      facts["ref"] = .text(ref.name)
      facts["ref_type"] = .text(ref.isTag ? "tag" : "branch")
      return NamedPipeline(name: ref.name, pipeline: Pipeline(platform: platform.id, facts: facts))
    }
  }

  private var githubExamples: [NamedPipeline] {
    var facts: [String: FactValue] = ["repository": .text(exampleProject)]
    facts["repository_id"] = projectID.map { .text($0.value) }
    facts["repository_owner_id"] = ownerID.map { .text($0.value) }
    facts["event_name"] = .text("push")
    if requests == .only {
      facts["event_name"] = .text("pull_request")
      facts["ref"] = .text("refs/pull/1/merge")
      return [NamedPipeline(name: "pull-request", pipeline: Pipeline(platform: platform.id, facts: facts))]
    }
    guard !environments.isEmpty else {
      return refs.map { ref in
        var facts = facts
        facts["ref"] = .text(ref.full)
        return NamedPipeline(name: ref.name, pipeline: Pipeline(platform: platform.id, facts: facts))
      }
    }
    let refs = self.refs
    return environments.flatMap { environment -> [NamedPipeline] in
      var facts = facts
      guard
        let name = environment.value.example(IntentPlatform.environmentFillings, where: platform.allowsEnvironment)
      else { return [] }
      facts["environment"] = .text(name)
      guard !refs.isEmpty else {
        facts["ref"] = .text("refs/heads/main")
        return [NamedPipeline(name: name, pipeline: Pipeline(platform: platform.id, facts: facts))]
      }
      return refs.map { ref in
        facts["ref"] = .text(ref.full)
        let name = refs.count == 1 ? name : "\(name)@\(ref.name)"
        return NamedPipeline(name: name, pipeline: Pipeline(platform: platform.id, facts: facts))
      }
    }
  }

  private struct Ref {
    var name: String
    var isTag: Bool
    var full: String { (isTag ? "refs/tags/" : "refs/heads/") + name }
  }

  private var refs: [Ref] {
    branches.compactMap { pattern in
      pattern.value.example(IntentPlatform.branchFillings, where: platform.allowsRef).map {
        Ref(name: $0, isTag: false)
      }
    }
      + tags.compactMap { pattern in
        pattern.value.example(IntentPlatform.tagFillings, where: platform.allowsRef).map { Ref(name: $0, isTag: true) }
      }
  }

  /// Without a declared project only its id is compared, so any path will do.
  private var exampleProject: String {
    project?.value.example(IntentPlatform.projectFillings, where: platform.allowsProject) ?? "example/project"
  }
}
