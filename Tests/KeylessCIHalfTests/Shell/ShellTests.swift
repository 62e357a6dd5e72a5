import KeylessCIHalf
import Testing

/// Scripts are read as a shell would run them, and nothing is run.
struct ShellTests {
  private let shell = ShellPlay()

  @Test
  func `Words are split and joined as a shell does it`() {
    #expect(shell.commands(#"echo a"b c"'d $X' \e\ f # no"#) == ["echo ab cd $X e f"])
    #expect(shell.commands("echo a \\\n  b; echo c & echo d") == ["echo a b", "echo c ?", "echo d"])
    #expect(shell.commands("X=1 Y='2 3' aws s3 ls") == ["aws s3 ls"])
    #expect(
      shell.commands(#"X=1; Y="$X-${X}-${Z:-no}$(echo "in $X")"; echo "$Y""#, ["Z": ""])
        == ["echo in 1 $", "echo 1-1-noin 1"]
    )
  }

  @Test
  func `The folder follows cd through lists and subshells`() {
    #expect(
      shell.commands("cd infra && terraform init\nterraform plan") == [
        "cd infra", "terraform init @infra", "terraform plan @infra",
      ]
    )
    #expect(shell.commands("(cd a; tofu plan); tofu apply") == ["cd a", "tofu plan @a", "tofu apply"])
    #expect(
      shell.commands("cd a/b; cd ../c; aws x; cd $CI_PROJECT_DIR/d; aws y; cd $W; aws z")
        == ["cd a/b", "cd ../c @a/b", "aws x @a/c", "cd <CI_PROJECT_DIR>/d @a/c", "aws y @d", "cd <?> @d", "aws z @?"]
    )
    #expect(shell.commands("if test -d a; then cd a; fi; aws x") == ["test -d a", "cd a ?", "aws x @?"])
    #expect(shell.commands("cd ../..; aws x") == ["cd ../..", "aws x @?"])
  }

  @Test
  func `A token is followed into the file it is written to`() {
    let script = """
      F=$(mktemp)
      export AWS_WEB_IDENTITY_TOKEN_FILE="$F"
      (umask 077 && printf %s "$MY_TOKEN" > "$F")
      """
    let run = shell.run(script)
    let last = run.steps[run.steps.count - 1]
    guard case .file(let file, _) = last.output else {
      Issue.record("no file")
      return
    }
    #expect(file == run.value(of: "AWS_WEB_IDENTITY_TOKEN_FILE"))
    #expect(last.values.map(shell.shown) == ["printf", "%s", "<MY_TOKEN>"])
    let other = shell.run(script.replacing("(umask", with: "F=$(mktemp -d)\n(umask"))
    guard case .file(let file, _) = other.steps[other.steps.count - 1].output else {
      Issue.record("no file")
      return
    }
    #expect(file != other.value(of: "AWS_WEB_IDENTITY_TOKEN_FILE"))
  }

  @Test
  func `What only one way sets is unknown behind it`() {
    #expect(shell.commands("A=1; if x; then A=2; fi; echo $A") == ["x", "echo <?>"])
    #expect(shell.commands("A=1; if x; then A=1; fi; echo $A") == ["x", "echo 1"])
    #expect(
      shell.commands("A=1; case $Q in a) A=2; exit 1;; *) true ;; esac; echo $A") == ["exit 1 ?", "true ?", "echo 1"]
    )
    #expect(
      shell.commands("fail() { echo no; exit 1; }; x || fail; echo $A", ["A": "1"]) == [
        "x", "fail ?", "echo no ?", "exit 1 ?", "echo 1",
      ]
    )
    #expect(shell.commands("for n in a b; do echo $n; done") == ["echo a", "echo b"])
    #expect(shell.commands("for n in $Q; do echo $n; done") == ["echo <?> ?"])
    #expect(shell.commands("test -n \"$A\" && B=2; echo $B", ["A": "1", "B": "1"]) == ["test -n 1", "echo 2"])
    #expect(
      shell.commands("N=A; if eval \"[ -n \\\"\\${$N+set}\\\" ]\"; then unset $N; fi; echo $A; echo \"$A\"", ["A": "1"])
        == ["eval [ -n \"${A+set}\" ]", "[ -n set ]", "unset A", "echo", "echo "]
    )
  }

  @Test
  func `Here-documents belong to their command`() {
    let run = shell.run(
      "cat > ~/.aws/config <<EOF\n[profile x]\nrole_arn = $R\nEOF\naws sts get-caller-identity",
      ["R": "arn"]
    )
    #expect(
      run.steps.map { $0.values.map(shell.shown).joined(separator: " ") } == ["cat", "aws sts get-caller-identity"]
    )
    #expect(run.steps[0].text.map(shell.shown) == "[profile x]\nrole_arn = arn\n")
    #expect(shell.commands("cat <<-'A'\n\t$x `y`\n\tA\necho z") == ["cat", "echo z"])
  }

  @Test
  func `Bad scripts end, with their place`() {
    for script in [
      "echo 'a", "((", "$(", "if", "case", ")", ";;", "f() {", "`", "${a:-${b:-", "<<E", "a=(", "\\", "x && ", "}",
    ] {
      _ = shell.run(script)
    }
    #expect(!shell.run("echo \"a").unknowns.isEmpty)
    #expect(!shell.run(String(repeating: "(", count: 10_000)).unknowns.isEmpty)
    #expect(!shell.run(String(repeating: "$(", count: 10_000)).unknowns.isEmpty)
    #expect(!shell.run(String(repeating: "x;", count: 10_000)).unknowns.isEmpty)
    #expect(!shell.run(String(repeating: "x\n", count: 140_000)).unknowns.isEmpty)
    _ = shell.run(String(repeating: "a=(", count: 5_000))
    _ = shell.run("A=aaaaaaaa\n" + String(repeating: "A=$A$A\n", count: 2000))
    #expect(!shell.run("f() { f; f; }; f").steps.isEmpty)
  }
}
