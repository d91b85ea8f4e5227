"""What a spoken sentence does: it promises, asks somebody to act, decides, leaves open, …

These rules read the sentences of transcripts, folded. A sentence that a rule holds for may do
something else, so what uses them weighs several (`rag/answers/forms/whole_talk/marks.py`).
"""
