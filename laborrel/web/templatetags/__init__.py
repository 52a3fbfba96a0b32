"""The words a page author may use in a template: `{% load face %}`."""
