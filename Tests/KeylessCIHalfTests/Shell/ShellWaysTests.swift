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
}
