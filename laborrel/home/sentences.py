"""How the events of the office's own lists read."""

from laborrel.audit.sentences import phrase

phrase("home.add_entry", "added the {kind} “{name}”")
phrase("home.change_entry", "changed the {kind} “{was}”: {fields}")
phrase("home.retire_entry", "retired the {kind} “{name}”")
phrase("home.bring_back_entry", "brought the {kind} “{name}” back")
phrase("home.merge_entry", "merged the {kind} “{name}” into “{into}”")
phrase("home.change_letterhead", "changed the letterhead: {fields}")
phrase("home.import_employees", "took employees in from a file: {added} new, {changed} changed")
phrase("home.say_why_let_back", "said why {user} was let back in: {because}")
