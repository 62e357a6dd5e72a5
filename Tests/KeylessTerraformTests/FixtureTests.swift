import Foundation
import KeylessSource
import KeylessTerraform
import KeylessTesting
import Testing

/// One folder a way in which people write roles; its snapshot holds what is read of it, with places.
struct FixtureTests {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []).sorted()

  @Test(arguments: cases)
  func `Roles are read as they are written`(_ name: String) throws {
    let folder = Self.fixtures.appending(path: name)
    var tree = SourceTree()
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      // Reading a folder fails, which is how it is told from a file.
      if let data = try? Data(contentsOf: folder.appending(path: path)) { tree[path] = Array(data) }
    }
    let project = TerraformProject(tree: tree)
    #expect(project.diagnostics.isEmpty)
    var report = Report(sources: tree.sources)
    for root in project.roots { report.add(root) }
    let difference = Snapshot.difference(report.text, named: name, beside: #filePath)
    if let difference { Issue.record("\(difference)") }
  }

  private struct Report {
    let sources: SourceFiles
    private(set) var text = ""

    init(sources: SourceFiles) { self.sources = sources }

    mutating func add(_ root: TerraformModule) {
      text += "root \(root.folder.path.isEmpty ? "." : root.folder.path)\n"
      for module in root.allModules {
        for missing in module.missingModules { text += "missing module \(missing.name): \(missing.unknown.reason)\n" }
        for resource in module.resources where resource.mode == .managed { add(resource) }
      }
    }

    private mutating func add(_ resource: TerraformResource) {
      text += "\n\(resource.address)  \(place(resource.head))\n"
      let names = ["arn", "name", "role", "policy_arn", "url", "max_session_duration", "assume_role_policy", "policy"]
      for name in names {
        guard let value = resource.attribute(name) else { continue }
        text += "  \(name)"
        let policy = name.hasSuffix("policy") ? value.text?.json(at: value.span) : nil
        add(policy ?? value, level: 2)
      }
    }

    /// A value as lines, each leaf with its place and the variables it was built from.
    private mutating func add(_ value: TerraformValue, level: Int) {
      let indentation = String(repeating: "  ", count: level)
      if let list = value.list, !list.isEmpty {
        text += "\n"
        for element in list {
          text += indentation + "-"
          add(element, level: level + 1)
        }
      } else if let object = value.object {
        text += "\n"
        for member in object.members {
          text += indentation + member.name
          add(member.value, level: level + 1)
        }
      } else {
        let names = value.allVariables.map(\.name)
        let origin = names.isEmpty ? "" : "  from \(names.joined(separator: ", "))"
        text += ": \(Printed.text(value))  \(place(value.span))\(origin)\n"
      }
    }

    private func place(_ span: SourceSpan) -> String {
      guard let position = sources.position(of: span.range.lowerBound, in: span.file) else { return "nowhere" }
      return "\(span.file):\(position.line):\(position.column)"
    }
  }
}
