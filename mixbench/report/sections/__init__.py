"""The parts of a report: a module each, made of the subject in the words of a language.

A part that has nothing to show says why, and what would make it.
"""
