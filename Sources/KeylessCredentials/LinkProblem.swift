/// Why a link gave no credentials, as a clause; whoever asked the link adds which it was, and hides what is secret in it.
struct LinkProblem: Error {
  let clause: String

  init(_ clause: String) { self.clause = clause }
}
