/// The values of a component that says whether a claim is in the token at all.
enum Presence {
  static let presentText = Array("present".utf8)
  static let absentText = Array("absent".utf8)
  static let present = Language.text(presentText)
  static let absent = Language.text(absentText)
  static let domain = Factor.text(.texts([presentText, absentText]))

  /// The name of the component for a claim; no platform has a component with a question mark.
  static func component(of claim: String) -> String { claim + "?" }
}
