"""The process of a case as a picture, drawn from the flow itself."""
