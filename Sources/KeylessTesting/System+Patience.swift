package import KeylessSystem

extension System {
  /// This machine, on which a request may wait for 20 minutes.
  ///
  /// Tests share the cores, and an answer may stand behind the work of many: here a deadline guards against hanging only. A
  /// test that is about a deadline takes the live system.
  package static func patient() -> System {
    var system = System.live()
    let send = system.send
    system.send = { request in
      var patient = request
      patient.deadline = max(request.deadline, 1_200)
      return try await send(patient)
    }
    return system
  }
}
