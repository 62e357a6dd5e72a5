profile = "anna"
