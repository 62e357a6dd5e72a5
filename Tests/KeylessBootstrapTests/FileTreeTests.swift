import KeylessGenerate
import Testing

@Suite
struct FileTreeTests {
  @Test
  func `files stand in the order of their paths, whoever made them`() {
    let tree = FileTree([.init("b/main.tf", "2"), .init("a", "1"), .init("b", "0")])
    #expect(tree.files.map(\.path) == ["a", "b", "b/main.tf"])
    #expect(tree["b/main.tf"] == "2")
    #expect(tree["c"] == nil)
  }
}
