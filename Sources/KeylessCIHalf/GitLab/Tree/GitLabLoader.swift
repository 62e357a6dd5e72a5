import KeylessSource

/// Reads a pipeline's file and everything it includes, and merges them as GitLab does: what is included first, in order,
/// then the file's own text.
struct GitLabLoader {
  let tree: SourceTree
  let project: CIProject
  private(set) var includes: [GitLabInclude] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Top-level names that are there only under a condition of an include, with the reason.
  private(set) var conditional: [String: Located<String>] = [:]
  private var count = 0
  private var stack: [String] = []

  /// GitLab's own bound on the files of one pipeline.
  static let mostFiles = 150

  /// Where a file comes from: what `include: local` in it counts from.
  private struct Place {
    var folder: String
  }

  init(tree: SourceTree, project: CIProject) {
    self.tree = tree
    self.project = project
  }

  /// The merged text of a pipeline; nil when the file is not there.
  mutating func load(_ entry: String) -> GitLabNode? {
    load(entry, given: nil, from: nil, Place(folder: ""))
  }

  /// The merged text of a child pipeline, which consists of what `trigger:include` names.
  mutating func load(including include: GitLabNode) -> GitLabNode {
    let entry = GitLabEntry(name: Located("include", at: include.span), value: include)
    return merge(GitLabNode(.mapping([entry]), at: include.span), Place(folder: ""))
  }

  private mutating func load(
    _ path: String,
    given: GitLabNode?,
    from include: SourceSpan?,
    _ place: Place
  ) -> GitLabNode? {
    guard let bytes = tree[path] else { return nil }
    count += 1
    let whole = SourceSpan(file: path, range: 0..<0)
    guard count <= Self.mostFiles else {
      if count == Self.mostFiles + 1 {
        diagnostics.append(
          Diagnostic(
            "gitlab-include",
            .error,
            "more than \(Self.mostFiles) files are included",
            at: .init(include ?? whole),
            help: "GitLab refuses such a pipeline: include fewer files"
          )
        )
      }
      return nil
    }
    guard !stack.contains(path), stack.count < 100 else {
      diagnostics.append(
        Diagnostic(
          "gitlab-include",
          .error,
          "`\(path)` includes itself",
          at: .init(include ?? whole, "the circle is closed here"),
          help: "remove one of the includes"
        )
      )
      return nil
    }
    stack.append(path)
    defer { stack.removeLast() }
    let documents: [YAMLNode]
    do throws(YAMLError) {
      documents = try YAMLReader.documents(bytes, file: path)
    } catch {
      diagnostics.append(error.diagnostic)
      return GitLabNode(.unknown("`\(path)` could not be read"), at: whole)
    }
    var nodes = documents.map { GitLabNode($0, file: path) }
    var header: GitLabNode?
    if nodes.count > 1, nodes[0]["spec"] != nil { header = nodes.removeFirst() }
    if nodes.count > 1 {
      diagnostics.append(
        Diagnostic(
          "gitlab-documents",
          .warning,
          "only the first of several documents is read",
          at: .init(nodes[1].span, "not read"),
          help: "remove the text from this `---` on"
        )
      )
    }
    guard var content = nodes.first, !content.isNull else { return .empty(at: whole) }
    if header != nil {
      var inputs = GitLabInputs(header: header, given: given, at: include, tree: tree)
      diagnostics += inputs.diagnostics
      content = inputs.interpolate(content)
    }
    guard content.isMapping else {
      diagnostics.append(
        Diagnostic(
          "gitlab-shape",
          .error,
          "the file is not a mapping of jobs and keywords",
          at: .init(content.span, "not a mapping")
        )
      )
      return .empty(at: content.span)
    }
    return merge(content, place)
  }

  private mutating func merge(_ content: GitLabNode, _ place: Place) -> GitLabNode {
    guard let include = content["include"] else { return content }
    var merged = GitLabNode.empty(at: content.span)
    for item in include.flattened {
      for found in resolve(item, variables: content["variables"], place) { merged = merged.merged(with: found) }
    }
    return merged.merged(with: content.removing("include"))
  }

  // MARK: Includes

  /// What one entry of `include:` brings, in order.
  private mutating func resolve(_ item: GitLabNode, variables: GitLabNode?, _ place: Place) -> [GitLabNode] {
    let condition = condition(of: item, variables)
    if condition == .never { return [] }
    var found: [GitLabNode] = []
    for (text, isRemote) in [item].compactMap({ node in node.text.map { ($0, $0.contains("://")) } }) {
      let source: GitLabInclude.Source = isRemote ? .remote(text, integrity: nil) : .local(text)
      found += take(GitLabInclude(source: source, span: item.span, version: item.span), nil, variables, place)
    }
    let inputs = item["inputs"]
    if let local = item["local"]?.located {
      found += take(include(.local(local.value), item, local.span), inputs, variables, place)
    } else if let path = item["project"]?.located {
      let ref = item["ref"]
      for file in item["file"]?.flattened ?? [] {
        let source = GitLabInclude.Source.project(path: path.value, file: file.text ?? "", ref: ref?.text)
        found += take(include(source, item, ref?.span ?? path.span), inputs, variables, place)
      }
    } else if let component = item["component"]?.located {
      found += take(include(.component(component.value), item, component.span), inputs, variables, place)
    } else if let remote = item["remote"]?.located {
      let integrity = item["integrity"]?.text
      found += take(include(.remote(remote.value, integrity: integrity), item, remote.span), inputs, variables, place)
    } else if let template = item["template"]?.located {
      found += take(include(.template(template.value), item, template.span), inputs, variables, place)
    } else if found.isEmpty, item.text == nil {
      found += take(include(.other("include"), item, item.span), inputs, variables, place)
    }
    if case .atom(.unknown(let reason)) = condition {
      for node in found {
        for entry in node.entries {
          conditional[entry.name.value] = Located("it is included only when \(reason)", at: item.span)
        }
      }
    }
    return found
  }

  private func include(_ source: GitLabInclude.Source, _ item: GitLabNode, _ version: SourceSpan) -> GitLabInclude {
    GitLabInclude(source: source, span: item.span, version: version)
  }

  private func condition(of item: GitLabNode, _ variables: GitLabNode?) -> GitLabFormula {
    guard let rules = item["rules"] else { return .always }
    let scope = GitLabScope(variables: variables, project: project)
    var verdicts: Set<Bool?> = []
    for kind in GitLabKind.all {
      var runs: GitLabFormula = .never
      var earlier: [GitLabFormula] = []
      for rule in rules.flattened {
        let holds = GitLabRules.condition(rule, kind: kind, scope: scope)
        if rule["when"]?.text != "never" { runs = .any([runs, .all(earlier.map(GitLabFormula.not) + [holds])]) }
        earlier.append(holds)
      }
      verdicts.insert(runs.simplified.constant)
    }
    if verdicts == [true] { return .always }
    if verdicts == [false] { return .never }
    return .atom(.unknown("the `rules` of the include say so"))
  }

  /// Reads what an include names, and notes what became of it.
  private mutating func take(
    _ include: GitLabInclude,
    _ inputs: GitLabNode?,
    _ variables: GitLabNode?,
    _ place: Place
  ) -> [GitLabNode] {
    var include = include
    let scope = GitLabScope(variables: variables, project: project)
    let (files, folder, reason) = files(of: include.source, scope, place)
    include.files = files
    include.unknown = reason
    let index = includes.count
    includes.append(include)
    var found: [GitLabNode] = []
    for file in files {
      if let node = load(file, given: inputs, from: include.span, Place(folder: folder)) {
        if case .unknown(let why) = node.value { includes[index].unknown = why } else { found.append(node) }
      } else if includes[index].unknown == nil {
        includes[index].unknown = "`\(file)` could not be read"
      }
    }
    return found
  }

  private func files(
    of source: GitLabInclude.Source,
    _ scope: GitLabScope,
    _ place: Place
  ) -> (files: [String], folder: String, unknown: String?) {
    func expanded(_ text: String) -> String? { scope.text(text) }
    switch source {
    case .local(let text):
      guard let path = expanded(text) else { return ([], "", "`\(text)` holds a variable that is not known here") }
      return found(path, in: place.folder)
    case .project(let path, let file, _):
      guard let name = expanded(path), let file = expanded(file) else {
        return ([], "", "`\(path)` or its file holds a variable that is not known here")
      }
      guard let folder = folder(of: name, host: nil) else {
        return ([], "", "the project `\(name)` is not here; `--source HOST/\(name)=DIR` names a checkout of it")
      }
      return found(file, in: folder)
    case .component(let text):
      guard let address = expanded(text) else {
        return ([], "", "`\(text)` holds a variable that is not known here")
      }
      return component(address)
    case .remote(let url, _): return ([], "", "`\(url)` is not fetched")
    case .template(let name): return ([], "", "GitLab's template `\(name)` is not here")
    case .other: return ([], "", "it names no file in a way that is known")
    }
  }

  private func found(_ path: String, in folder: String) -> (files: [String], folder: String, unknown: String?) {
    var relative = path[...]
    while relative.utf8.first == UInt8(ascii: "/") { relative = relative.dropFirst() }
    let full = folder.isEmpty ? String(relative) : folder + "/" + relative
    if GitLabGlob.isPattern(full) {
      let files = tree.files.keys.filter {
        ($0.hasSuffix(".yml") || $0.hasSuffix(".yaml")) && GitLabGlob.matches($0, full) && !isForeign($0, to: folder)
      }
      return (files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, folder, nil)
    }
    guard let resolved = SourceTree.resolve(full, in: ""), tree[resolved] != nil else {
      return ([], folder, tree.refused[full].map { "`\(path)` \($0)" } ?? "`\(path)` is not in these files")
    }
    return ([resolved], folder, nil)
  }

  /// Whether a file is another project's, mounted inside of this one.
  private func isForeign(_ file: String, to folder: String) -> Bool {
    tree.mounts.values.contains { mount in
      mount != folder && file.hasPrefix(mount + "/") && (folder.isEmpty || mount.hasPrefix(folder + "/"))
    }
  }

  /// `HOST/GROUP/PROJECT/NAME@VERSION`.
  private func component(_ address: String) -> (files: [String], folder: String, unknown: String?) {
    let bare = address.utf8.lastIndex(of: UInt8(ascii: "@")).map { String(address[..<$0]) } ?? address
    let parts = bare.split(separator: "/").map(String.init)
    guard parts.count >= 3 else { return ([], "", "`\(address)` is not the address of a component") }
    let host = parts[0].hasPrefix("$") ? nil : parts[0]
    let path = parts[1..<(parts.count - 1)].joined(separator: "/")
    guard let folder = folder(of: path, host: host) else {
      let source = "\(host ?? project.host ?? "HOST")/\(path)"
      return ([], "", "the component's project is not here; `--source \(source)=DIR` names a checkout of it")
    }
    let name = parts[parts.count - 1]
    let base = folder.isEmpty ? "" : folder + "/"
    for file in ["\(base)templates/\(name).yml", "\(base)templates/\(name)/template.yml"] where tree[file] != nil {
      return ([file], folder, nil)
    }
    return ([], folder, "the component's project has no `templates/\(name).yml`")
  }

  /// The folder that a project is mounted at; the root for the project itself.
  private func folder(of path: String, host: String?) -> String? {
    let path = path.utf8.first == UInt8(ascii: "/") ? String(path.dropFirst()) : path
    let lowered = path.lowercased()
    let host = host ?? project.host
    if let host, let folder = tree.mounts["\(host)/\(path)"] { return folder }
    let found = tree.mounts.filter { mount in
      guard let slash = mount.key.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
      let mounted = mount.key[mount.key.index(after: slash)...]
      return mounted.lowercased() == lowered && (host == nil || mount.key[..<slash].lowercased() == host?.lowercased())
    }
    if found.count == 1 { return found.first?.value }
    if found.isEmpty, project.path?.lowercased() == lowered, host == nil || project.host == nil || host == project.host
    {
      return ""
    }
    return nil
  }
}
