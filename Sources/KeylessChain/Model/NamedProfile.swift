/// A profile that something named, and where: the line that decides, though the credentials stand in another.
package struct NamedProfile: Hashable, Sendable {
  package let name: String
  /// The argument or the variable that names it.
  package let origin: LinkOrigin

  /// Nil for a profile that nobody names: `default`, or the source of another profile.
  init?(_ name: String, in situation: Situation) {
    let variables = name == "default" ? ["AWS_PROFILE"] : ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]
    if let argument = try? situation.argument("profile"), argument.value == name {
      origin = LinkOrigin(.arguments(["profile"]), at: argument.place)
    } else if let (variable, text) = variables.lazy.compactMap({ variable in
      (try? situation.variable(variable)).map { (variable, $0) }
    }).first(where: { $0.1.value == name }) {
      origin = LinkOrigin(.variables([variable]), at: text.place)
    } else {
      return nil
    }
    self.name = name
  }
}
