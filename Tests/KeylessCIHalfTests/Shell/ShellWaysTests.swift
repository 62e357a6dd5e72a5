import KeylessCIHalf
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
}
