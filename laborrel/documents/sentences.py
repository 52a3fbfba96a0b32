"""How the events of papers read."""

from laborrel.audit.sentences import phrase

phrase("documents.add_document", "put “{title}” into the file")
phrase("documents.add_version", "added version {number} of “{title}”")
phrase("documents.withdraw", "took “{title}” out of the file: {because}")
phrase("documents.restore", "put “{title}” back into the file")
phrase("documents.move_outward", "released “{title}” from {earlier} to {to}: {because}")
