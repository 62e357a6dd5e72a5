import KeylessCIHalf
import KeylessSource
import Testing

/// What a script does is followed only where it is sure, and every way it may go is looked at.
struct ShellWaysTests {
  private let shell = ShellPlay()

  @Test
  func `An exclamation mark turns the answer round`() {
    #expect(shell.commands("if ! test -n \"$A\"; then exit 1; fi; aws x", ["A": "1"]) == ["test -n 1", "aws x"])
    #expect(shell.commands("! test -z \"$A\" || aws y; aws x", ["A": "1"]) == ["test -z 1", "aws x"])
    #expect(shell.commands("if ! test -n \"$A\"; then aws x; fi", ["A": ""]) == ["test -n ", "aws x"])
  }

  @Test
  func `Arithmetic and what a command in an assignment answers are not known`() {
    #expect(shell.commands("A=1; if (( N > 3 )); then A=2; fi; echo $A") == ["((", "echo <?>"])
    #expect(shell.commands("A=1; if B=$(x); then A=2; fi; echo $A") == ["x $", "echo <?>"])
    #expect(shell.commands("A=$(x) || A=none; echo $A") == ["x $", "echo <?>"])
    #expect(shell.commands("((cd a; aws x) || true); echo $((1 + (2))); aws y").contains("aws x @a"))
    #expect(shell.commands("echo $(( (1) + (2) )) b") == ["echo <?> b"])
  }

  @Test
  func `A way that leaves a function or a loop goes on behind it`() {
    #expect(
      shell.commands("f() { if x; then return; fi; A=2; }; A=1; f; echo $A") == ["f", "x", "return ?", "echo <?>"]
    )
    #expect(
      shell.commands("f() { if x; then exit 1; else return 0; fi; }; f; aws x") == [
        "f", "x", "exit 1 ?", "return 0 ?", "aws x",
      ]
    )
    #expect(shell.commands("f() { return; aws y; }; f; aws x") == ["f", "return", "aws x"])
    #expect(shell.commands("for a in 1 2; do break; done; echo $a") == ["break", "echo 1"])
    #expect(
      shell.commands("for a in 1 2; do if x; then break; fi; done; echo $a")
        == ["x", "break ?", "x ?", "break ?", "echo <?>"]
    )
    #expect(shell.commands("for a in 1 2; do if x; then continue; fi; exit 1; done; aws x").last == "aws x")
    #expect(shell.commands("(exit 1); aws x; for a in 1 2; do exit 1; done; aws y") == ["exit 1", "aws x", "exit 1"])
    #expect(shell.commands("while x; do A=2; break; done; echo $A", ["A": "1"]) == ["x", "break ?", "echo <?>"])
  }

  @Test
  func `What a function keeps to itself is gone behind it`() {
    #expect(shell.commands("f() { local A=2; B=$A; }; A=1; f; echo $A $B") == ["f", "local A=2", "echo 1 2"])
    #expect(shell.commands("f() { A=2; }; A=1; f; echo $A") == ["f", "echo 2"])
  }

  @Test
  func `What is not quoted is split`() {
    #expect(shell.commands("for d in $L; do echo $d; done", ["L": "a b"]) == ["echo a", "echo b"])
    #expect(shell.commands("for d in \"$L\"; do echo \"$d\"; done", ["L": "a b"]) == ["echo a b"])
    #expect(shell.run("tofu $O plan", ["O": "-chdir=x  -no-color"]).steps[0].values.count == 4)
    #expect(shell.run("tofu \"$O\" plan", ["O": "-chdir=x -no-color"]).steps[0].values.count == 3)
    #expect(shell.run("tofu $O plan", ["O": ""]).steps[0].values.count == 2)
    #expect(shell.commands("export A=$O; echo $A.", ["O": "x y"]).first == "export A=x y")
  }

  @Test
  func `Programs that start another are gone past with their options`() {
    #expect(shell.run("sudo -u me -E A=1 aws x").steps.map(\.tool) == ["aws"])
    #expect(
      shell.run("timeout -k 5 10 aws x; nice -n 5 aws y; env -u A B=1 aws z").steps.map(\.tool) == [
        "aws", "aws", "aws",
      ]
    )
    #expect(shell.run("command -v aws; command aws x").steps.map(\.tool) == ["command", "aws"])
  }

  @Test
  func `A colon asks for more than nothing`() {
    #expect(shell.commands("echo ${A:+x}. ${A+x}. ${A:-y}. ${A-y}.", ["A": ""]) == ["echo . x. y. ."])
    #expect(shell.commands("echo ${A:+x}. ${A+x}. ${A:-y}. ${A-y}.", ["A": "z"]) == ["echo x. x. z. z."])
    #expect(shell.commands("echo ${A:+x} ${A+x}") == ["echo <?> <?>"])
    #expect(shell.commands("A=$(y); echo ${A:+x} ${A+x}") == ["y $", "echo <?> x"])
  }

  @Test
  func `What a command reads in is not known`() {
    #expect(shell.commands("read -r A; echo $A", ["A": "1"]) == ["read -r A", "echo <?>"])
    #expect(shell.commands("printf -v A x; printf %s A; echo $A", ["A": "1"]).last == "echo <?>")
    #expect(shell.commands("printf %s A; echo $A", ["A": "1"]).last == "echo 1")
  }

  @Test
  func `A break leaves as many loops as there are`() {
    #expect(shell.commands("break; continue; aws x") == ["break", "continue", "aws x"])
    #expect(
      shell.commands("for a in 1 2; do for b in 1 2; do break 2; done; aws y; done; echo $a$b")
        == ["break 2", "echo 11"]
    )
    #expect(
      shell.commands("for a in 1 2; do for b in 1 2; do continue 2; done; aws y; done; echo $a$b")
        == ["continue 2", "continue 2", "echo 21"]
    )
    #expect(shell.commands("f() { break; aws y; }; for a in 1; do f; aws x; done").suffix(2) == ["aws y", "aws x"])
    #expect(!shell.run("for a in 1 2; do break $N; done").unknowns.isEmpty)
  }

  @Test
  func `A function is what some way made it`() {
    #expect(
      shell.commands("f() { aws a; }; if x; then f() { aws b; }; fi; f; aws y")
        == ["x", "f", "aws b ?", "aws a ?", "aws y"]
    )
    #expect(shell.commands("if x; then f() { aws b; A=2; }; fi; A=1; f; echo $A") == ["x", "f", "aws b ?", "echo <?>"])
    #expect(shell.commands("f() { aws b; }; if x; then y; fi; f") == ["x", "y ?", "f", "aws b"])
    #expect(!shell.run("f() { f; }; f; aws x").unknowns.isEmpty)
  }

  @Test
  func `What ways do not have in common is not known`() {
    #expect(shell.commands("if x; then A=1; fi; echo ${A+y}") == ["x", "echo <?>"])
    #expect(shell.commands("A=1; if x; then unset A; fi; echo ${A+y}").last == "echo <?>")
    #expect(shell.commands("if x; then pushd b; fi; popd; aws y").last == "aws y @?")
    #expect(shell.run("A=1; if x; then export A; fi; aws y").state.variables["A"]?.value.text == nil)
  }

  @Test
  func `Nothing comes behind the program that takes the shell's place`() {
    #expect(shell.run("exec aws x; aws y").steps.map(\.tool) == ["aws"])
    #expect(shell.commands("(exec aws x); exec 3>&1; aws y") == ["aws x", "exec", "aws y"])
  }

  @Test
  func `An assignment in front of no word is the shell's own`() {
    #expect(shell.commands("A=1 $O; echo $A", ["O": ""]) == ["echo 1"])
    #expect(shell.commands("A=1 aws x; echo $A", ["A": "0"]) == ["aws x", "echo 0"])
  }

  @Test
  func `Only what names a variable of read is one`() {
    #expect(shell.commands("read -rp A B; echo $A $B", ["A": "1", "B": "1"]).last == "echo 1 <?>")
    #expect(shell.commands("getopts A B; echo $A $B", ["A": "1", "B": "1"]).last == "echo 1 <?>")
    #expect(!shell.run("read -t \"$Q\" A").state.sourced.map(\.value).contains { $0.contains("Q") })
    #expect(shell.run("read \"$Q\"").state.sourced.count == 1)
    #expect(shell.commands("f() { declare -g A=2; }; A=1; f; echo $A").last == "echo 2")
  }

  @Test
  func `Not every variable of a platform is always there`() {
    #expect(shell.commands("echo ${CI_COMMIT_TAG:-a} ${CI_COMMIT_TAG-a} ${CI_COMMIT_TAG:+a}") == ["echo <?> <?> <?>"])
    #expect(
      shell.commands("echo ${CI_PROJECT_DIR:-a} ${CI_PROJECT_DIR-a} ${CI_PROJECT_DIR:+a}")
        == ["echo <CI_PROJECT_DIR> <CI_PROJECT_DIR> a"]
    )
    #expect(shell.commands("A=$CI_COMMIT_TAG; echo ${A:-x} ${A-x} ${A:+x}") == ["echo <?> <CI_COMMIT_TAG> <?>"])
    #expect(shell.commands("A=v$CI_COMMIT_TAG; echo ${A:-x}") == ["echo v<CI_COMMIT_TAG>"])
  }

  @Test
  func `Two defaults are not one value`() {
    let run = shell.run("A=${Q:-/a}; B=${Q:-/b}; C=${Q:-/a}")
    #expect(run.value(of: "A") != run.value(of: "B"))
    #expect(run.value(of: "A") == run.value(of: "C"))
  }
}
