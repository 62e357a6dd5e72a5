/// What is known while the parts of one template are read.
struct HCLTemplateReader {
  let closing: HCLToken.Kind
  /// Of every literal.
  let flags: HCLNode.Flags
  var isFlush = false
  /// `~}` stood before what comes next.
  var stripsNext = false
  /// The part just read, if it is a literal.
  var literal: UInt32?
  /// For `<<-`: literals in the order of the text, `none` for anything between them.
  var flat: [UInt32] = []
  /// `%{ if }` and `%{ for }` that are open, outermost first.
  var directives: [Open] = []

  struct Open {
    var isLoop: Bool
    var start: UInt32
    /// Behind the marker whose text is being read.
    var bodyStart: UInt32
    var token: HCLToken
    /// Where on the scratch the parts of that text begin.
    var mark: Int
    var condition: UInt32
    /// Of a loop: key, value, collection.
    var loop: (UInt32, UInt32, UInt32)
    /// What is written when the condition holds, once `else` has been read.
    var then: UInt32?
  }
}
