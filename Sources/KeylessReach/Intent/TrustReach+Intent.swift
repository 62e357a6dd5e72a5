package import KeylessIntent

extension TrustReach {
  /// Without what custom subjects would let in of the intent's own projects: their subject is the one that the intent
  /// declares, so a subject of another template is never minted for them, only for somebody else's.
  package func withoutOwnCustomSubjects(of intent: Intent, _ work: Work) throws(TooComplex) -> TrustReach {
    let declared = intent.subject.isCustom(intent.issuer.platform) ? intent.subject.components : nil
    return try mapped { part throws(TooComplex) in
      guard let template = part.form.subjectTemplate, template != declared else { return part }
      let own = try IntentReach.projects(intent, part.form, work)
      return FormReach(
        form: part.form,
        sure: try part.sure.subtracting(own, work),
        possible: try part.possible.subtracting(own, work),
        statements: part.statements
      )
    }
  }
}
