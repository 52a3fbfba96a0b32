"""Mail in and out: the register, letters from draft to issue, and the proof that they were served.

Every paper that leaves the office takes one way: draft, review, approval by somebody else, issue. An issued letter is
frozen as a PDF among the documents; a correction is a new letter that says what it replaces.
"""
