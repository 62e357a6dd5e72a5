/// Why one line of a batch is not answered; the other lines are.
struct BatchError: Error {
  var message: String

  init(_ message: String) { self.message = message }
}
