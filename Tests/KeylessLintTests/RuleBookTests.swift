import Foundation
import KeylessFindings
import KeylessLint
import Testing

@Suite("The book of rules")
struct RuleBookTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let pages = root.appending(path: "docs/rules")

  @Test("every rule has one number and one name")
  func handles() {
    let all = Rule.all.map(\.description)
    #expect(all.map(\.number) == all.map(\.number).sorted())
    #expect(Set(all.map(\.number)).count == all.count)
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.count == 84)
  }

  @Test("every rule file is registered, and every registered rule has a file")
  func files() throws {
    let sources = Self.root.appending(path: "Sources/KeylessLint")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix("Rule.swift") }
      .filter { $0.split(separator: "/").last != "Rule.swift" }
    #expect(files.count == Rule.all.count)
    let registry = try String(contentsOf: sources.appending(path: "Core/Rule+All.swift"), encoding: .utf8)
    for file in files {
      let name = file.split(separator: "/").last.map { $0.dropLast(".swift".count) } ?? ""
      #expect(registry.contains("    \(name).rule,\n"), "\(file) is not registered")
    }
  }

  @Test("every rule has a page that begins with its handle and shows bad, good and how to silence it")
  func page() throws {
    for rule in Rule.all.map(\.description) {
      let page = try String(contentsOf: Self.pages.appending(path: "\(rule.name).md"), encoding: .utf8)
      #expect(page.hasPrefix("# \(rule.number) \(rule.name)\n"), "docs/rules/\(rule.name).md")
      #expect(page.contains("keyless: ignore \(rule.name) because"), "docs/rules/\(rule.name).md")
      for word in ["Bad", "Good"] { #expect(page.contains(word), "docs/rules/\(rule.name).md shows nothing \(word)") }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.pages.path).filter { $0.hasSuffix(".md") }
    let known = Set(
      Rule.all.map { $0.description.name + ".md" } + CheckRules.all.map { $0.name + ".md" } + ["README.md"]
    )
    #expect(Set(names).isSubset(of: known), "pages of no rule: \(Set(names).subtracting(known).sorted())")
  }

  @Test("every rule has an open or a dead case, as it can be, and a clean one")
  func fixtures() {
    for rule in Rule.all.map(\.description) {
      let cases = RuleFixture.all.filter { $0.rule == rule.name }.map(\.name)
      #expect(cases.contains { $0.hasPrefix("clean") }, "\(rule.name) has no clean case")
      if rule.effects == [.unknown] { #expect(cases.contains { $0.hasPrefix("unknown") }, "\(rule.name)") }
      for effect in rule.effects where effect != .unknown {
        #expect(cases.contains { $0.hasPrefix(effect.rawValue) }, "\(rule.name) has no case that is \(effect)")
      }
    }
    let names = Set(Rule.all.map(\.description.name))
    #expect(RuleFixture.all.allSatisfy { names.contains($0.rule) })
  }
}
