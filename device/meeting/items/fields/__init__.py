"""What a plan may say of an agenda item: the face that each kind's fields show, and their values.

A kind's own fields are a pydantic model whose JSON Schema is true of the values; how Danish texts
are read into them is the plan file's business.
"""
