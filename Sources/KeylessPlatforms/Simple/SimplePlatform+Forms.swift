extension SimplePlatform {
  func forms(_ selection: FormSelection, issuer: IssuerURL?) throws(PlatformError) -> [TokenForm] {
    try refuseLayout(selection.subjectLayout)
    let known = issuer.map(facts(ofIssuer:)) ?? [:]
    // A job chooses by itself, so without a template every choice is possible.
    let chosen = try selection.subjectTemplate.map { names throws(PlatformError) in try choices(names) } ?? forms
    return chosen.map { tokenForm($0, known) }
  }

  func form(of sheet: FactSheet, _ request: TokenRequest, issuer: IssuerURL) throws(PlatformError) -> TokenForm {
    try refuseLayout(request.subjectLayout)
    let chosen = try request.subjectTemplate.map { names throws(PlatformError) in try choices(names) }
    for form in chosen ?? forms.filter({ $0.choice == nil }) where form.condition.holds(in: sheet) {
      return tokenForm(form, facts(ofIssuer: issuer))
    }
    throw PlatformError(.missingFact, id, "the facts do not say which subject the token has")
  }

  private func refuseLayout(_ layout: SubjectLayout?) throws(PlatformError) {
    guard let layout else { return }
    throw PlatformError(
      .illegalRequest,
      id,
      "subject layout",
      value: layout.rawValue,
      "layouts are GitHub's; a subject of \(title) has only one"
    )
  }

  private func choices(_ names: [String]) throws(PlatformError) -> [SubjectForm] {
    let found = forms.filter { form in names.count == 1 && form.choice.map { names.contains($0) } ?? false }
    if !found.isEmpty { return found }
    let known = forms.compactMap(\.choice)
    throw PlatformError(
      .illegalRequest,
      id,
      "subject template",
      value: names.joined(separator: ","),
      known.isEmpty
        ? "\(title) has no subject templates" : "the subject is exactly one of " + known.joined(separator: ", ")
    )
  }

  private func tokenForm(_ form: SubjectForm, _ known: [String: String]) -> TokenForm {
    let fixed = form.condition.fixed.merging(known.mapValues(FactValue.text)) { $1 }
    let claims = claimForms(form)
    var components: [TokenForm.Component] = []
    for name in ClaimTemplate(form.segments).components + claims.flatMap(\.template.components)
    where !components.contains(where: { $0.name == name }) {
      guard let kind = fixed[name].map({ .choice([$0.written]) }) ?? fact(name)?.kind else { continue }
      components.append(TokenForm.Component(name, kind))
    }
    return TokenForm(
      name: form.name,
      layout: nil,
      components: components,
      fixed: fixed,
      absent: form.condition.absent,
      subject: ClaimTemplate(form.segments).joined,
      claims: claims,
      evidence: form.evidence
    )
  }

  /// The mapped claims that a token of this form has or may have.
  private func claimForms(_ form: SubjectForm) -> [TokenForm.ClaimForm] {
    mapped.compactMap { mapped in
      guard let claim = claims.first(where: { $0.name.utf8.elementsEqual(mapped.claim.utf8) }),
        !form.condition.absent.contains(claim.fact)
      else { return nil }
      // A fact of the subject is there, and so is the claim made from it.
      let isCertain = claim.presence == .always || form.segments.contains(.component(claim.fact))
      return TokenForm.ClaimForm(claim.name, [.component(claim.fact)], isCertain: isCertain)
    }
  }
}
