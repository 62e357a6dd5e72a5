package import KeylessSource

extension PolicyDocument {
  /// The same policy with every place put elsewhere: how a document that was built from values of several files points into them.
  package func placed(_ place: (SourceSpan) -> SourceSpan) -> PolicyDocument {
    var out = self
    out.versionSpan = versionSpan.map(place)
    out.id = id.map { $0.placed(place) }
    out.span = place(span)
    out.statements = statements.map { $0.placed(place) }
    out.warnings = warnings.map { $0.placed(place) }
    return out
  }
}

extension Statement {
  fileprivate func placed(_ place: (SourceSpan) -> SourceSpan) -> Statement {
    var out = self
    out.sid = sid.map { $0.placed(place) }
    out.effect = effect.placed(place)
    out.principal = principal.map { element in
      var element = element
      element.entries = element.entries.map { $0.placed(place) }
      element.span = place(element.span)
      return element
    }
    out.action.patterns = action.patterns.map { $0.placed(place) }
    out.action.span = place(action.span)
    out.resource = resource.map { element in
      var element = element
      element.patterns = element.patterns.map { $0.placed(place) }
      element.span = place(element.span)
      return element
    }
    out.conditions = conditions.map { clause in
      var clause = clause
      clause.test = clause.test.placed(place)
      clause.key = clause.key.placed(place)
      clause.values = clause.values.map { $0.placed(place) }
      clause.span = place(clause.span)
      return clause
    }
    out.span = place(span)
    return out
  }
}

extension Located {
  fileprivate func placed(_ place: (SourceSpan) -> SourceSpan) -> Located { Located(value, at: place(span)) }
}

extension Diagnostic {
  /// The same with every place put elsewhere.
  package func placed(_ place: (SourceSpan) -> SourceSpan) -> Diagnostic {
    var out = self
    out.primary.span = place(primary.span)
    out.related = related.map { label in
      var label = label
      label.span = place(label.span)
      return label
    }
    return out
  }
}
