/// A profile that something named, and where: the line that decides, though the credentials stand in another.
package struct NamedProfile: Hashable, Sendable {
  package let name: String
  /// The argument or the variable that names it.
  package let origin: LinkOrigin

  /// Nil for a profile that nobody names: `default`, or the source of another profile.
  init?(_ name: String, for tool: Tool, in situation: Situation) {
    if let argument = try? situation.argument("profile"), argument.value == name {
      origin = LinkOrigin(.arguments(["profile"]), at: argument.place)
    } else if let (variable, text) = tool.profileVariables.lazy.compactMap({ variable in
      (try? situation.variable(variable)).map { (variable, $0) }
    }).first, text.value == name {
      origin = LinkOrigin(.variables([variable]), at: text.place)
    } else {
      return nil
    }
    self.name = name
  }
}
