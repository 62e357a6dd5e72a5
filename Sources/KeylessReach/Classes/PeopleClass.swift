/// Who could cause a pipeline (DESIGN, "The words").
package enum PeopleClass: String, CaseIterable, Sendable {
  /// Anyone on the platform, in a project of their own.
  case stranger
  /// Anyone who can create or name a project in the owner's namespace.
  case colleague
  /// Anyone with write access to the project itself.
  case contributor
  /// Only runs that the token itself shows as protected.
  case protected
}
