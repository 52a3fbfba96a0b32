"""How the events of the contracts read."""

from laborrel.audit.sentences import phrase

phrase("contracts.enter_agreement", "entered the agreement with {clauses} clauses and a procedure of {steps} steps")
phrase("contracts.enter_version", "entered version {version} of the procedure, in force from {effective_on}")

phrase("contracts.close_day", "closed {day} ({name})")
phrase("contracts.open_day", "opened {day} again ({name} was taken out)")
