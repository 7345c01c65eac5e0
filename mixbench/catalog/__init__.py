"""What the networks are, without what they run on: hyperparameters, variants, figures, laws.

One file a family; `registry` finds them all.
"""
