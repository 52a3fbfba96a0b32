"""How the events of letters and mail read."""

from laborrel.audit.sentences import phrase

phrase("correspondence.draft_letter", "began the letter “{subject}”")
phrase("correspondence.revise_letter", "revised the letter “{subject}”")
phrase("correspondence.submit_letter", "handed the letter “{subject}” in for review")
phrase("correspondence.take_back_letter", "took the letter “{subject}” back from review")
phrase("correspondence.comment_on_letter", "commented on the letter “{subject}”")
phrase("correspondence.return_letter", "returned the letter “{subject}” to its writer")
phrase("correspondence.approve_letter", "approved the letter “{subject}”")
phrase("correspondence.issue_letter", "issued the letter “{subject}” as {number}, dated {on}")
phrase("correspondence.withdraw_letter", "gave up the letter “{subject}” before it was issued")
phrase("correspondence.record_service", "recorded how the letter “{subject}” was served")
phrase("correspondence.prove_service", "attached the proof of service of “{subject}”: {paper}")
phrase("correspondence.withdraw_service", "withdrew a record of service of “{subject}”: {because}")
phrase("correspondence.register_mail", "entered {number} in the register: {subject}")
phrase("correspondence.settle_entry", "marked the mail {number} as settled")
phrase("correspondence.void_entry", "voided the register entry {number}: {because}")
phrase("correspondence.keep_template", "kept a letter template")
phrase("correspondence.retire_template", "retired a letter template")
