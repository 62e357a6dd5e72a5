/// The two files as one dialect reads them.
package struct Profiles: Hashable, Sendable {
  package let config: ConfigFile?
  package let credentials: ConfigFile?
  package let dialect: ConfigDialect

  package init(config: ConfigFile?, credentials: ConfigFile?, dialect: ConfigDialect) {
    self.config = config
    self.credentials = credentials
    self.dialect = dialect
  }
}
