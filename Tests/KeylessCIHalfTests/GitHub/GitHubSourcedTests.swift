import KeylessCIHalf
import KeylessSource
import Testing

/// A file that a script reads in is played where it stands, and one that is not here may have set anything.
struct GitHubSourcedTests {
  private static func job(_ run: String, _ file: String? = nil) -> CIJob? {
    var files = [
      ".github/workflows/a.yml": "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: \(run)\n"
    ]
    files["x.sh"] = file
    let tree = SourceTree(files.mapValues { Array($0.utf8) })
    return GitHubReader.read(tree, project: CIProject(path: "acme/api", host: nil)).half.jobs.first
  }

  @Test
  func `what it sets is there for the next command, and its return ends only it`() {
    let job = Self.job(". ./x.sh && aws s3 ls $B; aws sts x", "B=s3://b\nreturn 0\naws no\n")
    #expect(job?.commands.map(\.arguments) == [["s3", "ls", "s3://b"], ["sts", "x"]])
    #expect(job?.unknowns.isEmpty == true)
  }

  @Test
  func `one that is not here is said where the script asks AWS for something`() {
    #expect(Self.job(". ./x.sh; aws s3 ls")?.unknowns.isEmpty == false)
    #expect(Self.job(". ./x.sh; make")?.unknowns.isEmpty == true)
  }

  @Test
  func `one that reads itself in ends`() {
    #expect(Self.job(". ./x.sh; aws s3 ls", ". ./x.sh; . ./x.sh\n")?.commands.isEmpty == false)
  }
}
