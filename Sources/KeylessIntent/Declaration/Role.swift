package import KeylessPlatforms
package import KeylessSource

/// One IAM role and the pipelines it is meant for.
package struct Role: Hashable, Sendable {
  package var name: Located<String>
  /// The IAM path, `/` unless declared.
  package var path: String
  package var description: String?
  /// Seconds, 3600 to 43200; nil leaves AWS's own default of one hour.
  package var maxSessionDuration: Int?
  /// The managed policy that bounds whatever else the role is given.
  package var boundary: Located<String>?
  /// Put on the role beside the intent's.
  package var tags: [ResourceTag]
  /// Entries unite: a pipeline is admitted when one of them admits it.
  package var admits: [Admission]
  package var managedPolicies: [Located<String>]
  package var inlinePolicies: [InlinePolicy]

  package init(
    name: Located<String>,
    path: String = "/",
    description: String? = nil,
    maxSessionDuration: Int? = nil,
    boundary: Located<String>? = nil,
    tags: [ResourceTag] = [],
    admits: [Admission],
    managedPolicies: [Located<String>] = [],
    inlinePolicies: [InlinePolicy] = []
  ) {
    self.name = name
    self.path = path
    self.description = description
    self.maxSessionDuration = maxSessionDuration
    self.boundary = boundary
    self.tags = tags
    self.admits = admits
    self.managedPolicies = managedPolicies
    self.inlinePolicies = inlinePolicies
  }

  /// Whether the owner wants this pipeline in: exact, byte by byte, and a fact that is missing never admits.
  package func admits(_ pipeline: Pipeline) -> Bool {
    admits.contains { $0.admits(pipeline) }
  }

  /// One legal pipeline per alternative of every entry, each with a name that is unique within the role.
  package var pipelines: [NamedPipeline] {
    var result: [NamedPipeline] = []
    // An explicit name is a promise; derived ones step aside for it.
    var taken = Set(admits.compactMap { $0.name?.value })
    for admission in admits {
      let examples = admission.examples
      for example in examples {
        let derived = admission.name.map { "\($0.value):\(example.name)" } ?? example.name
        var name = derived
        if let explicit = admission.name?.value, examples.count == 1 {
          name = explicit
        } else {
          var number = 2
          while !taken.insert(name).inserted {
            name = "\(derived)-\(number)"
            number += 1
          }
        }
        result.append(NamedPipeline(name: name, pipeline: example.pipeline))
      }
    }
    return result
  }
}

/// A permission policy written into the role itself.
package struct InlinePolicy: Hashable, Sendable {
  package var name: Located<String>
  package var document: Document

  package init(name: Located<String>, document: Document) {
    self.name = name
    self.document = document
  }

  package enum Document: Hashable, Sendable {
    case json(JSON)
    /// A path beside `keyless.yaml`; reading it is the caller's business.
    case file(Located<String>)
  }
}

/// A pipeline that a person can ask for by name: `rehearse --pipeline main`.
package struct NamedPipeline: Hashable, Sendable {
  package var name: String
  package var pipeline: Pipeline

  package init(name: String, pipeline: Pipeline) {
    self.name = name
    self.pipeline = pipeline
  }
}
