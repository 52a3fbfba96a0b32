"""`{% panels clause %}`: what the rooms above hang on this page, each within its own permission."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from laborrel.web.contributions import panels_for

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: template.Context, page_object: Any) -> SafeString:
    """A titled section per panel; one that has nothing for this person leaves no trace.

    A panel renders a template; anything else it might return is escaped.
    """
    request = context["request"]
    drawn = ((panel.title, panel.render(request, page_object)) for panel in panels_for(page_object))
    sections = [(title, title, html) for title, html in drawn if html.strip()]
    return format_html_join("", '<section class="panel" aria-label="{}"><h2>{}</h2>{}</section>', sections)
