"""`{% panels clause %}`: what the rooms above hang on this page, each within its own permission."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from laborrel.web.contributions import panels_for

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: template.Context, page_object: Any) -> SafeString:
    """A titled section per panel; one that has nothing for this person leaves no trace."""
    request = context["request"]
    drawn = ((panel.title, panel.render(request, page_object)) for panel in panels_for(page_object))
    sections = [(title, title, mark_safe(html)) for title, html in drawn if html.strip()]  # noqa: S308 - their templates escape
    return format_html_join("", '<section class="panel" aria-label="{}"><h2>{}</h2>{}</section>', sections)
