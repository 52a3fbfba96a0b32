"""What a person may type to sign in and to keep the account safe: allauth's forms in this office's words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError

from laborrel.people.models import User
from laborrel.people.passwords import LONGEST, SHORTEST

EMAIL = "Enter an e-mail address, for example j.rivera@agency.gov."
PASSWORD_HINT = f"At least {SHORTEST} characters. A short sentence works well; spaces are welcome. Pasting is fine."
CODE = "The six figures your authenticator app shows now, or one of your recovery codes."


def word(form: forms.BaseForm, name: str, *, label: str, required: str, hint: str = "", **attrs: str) -> None:
    """Put a field into the office's words: its label, its hint, its sentence when it is empty; no placeholder."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


def _limit(form: forms.BaseForm, *names: str) -> None:
    """Longer than any password may be: not even compared."""
    for name in names:
        form.fields[name].validators.append(_not_longer)


def _not_longer(value: str) -> None:
    if len(value) > LONGEST:
        raise ValidationError(f"A password has at most {LONGEST} characters.", code="max_length")


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "login", label="E-mail address", required=EMAIL, autocomplete="username", spellcheck="false")
        word(self, "password", label="Password", required="Enter your password.")
        self.fields["login"].error_messages["invalid"] = EMAIL
        _limit(self, "password")


class ConfirmPasswordForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "password", label="Password", required="Enter your password.")
        _limit(self, "password")


class ForgottenPasswordForm(account.ResetPasswordForm):
    """Looks the address up among the open accounts only; the answer is the same for every address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "email", label="E-mail address", required=EMAIL, autocomplete="username", spellcheck="false")
        self.fields["email"].error_messages["invalid"] = EMAIL

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        self.users = list(User.objects.filter(email=email, is_active=True, is_service=False))
        return email


class ResetLinkForm(account.UserTokenForm):
    """A link mailed before the account was closed opens nothing."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.reset_user is None or not self.reset_user.is_active or self.reset_user.is_service:
            raise get_adapter().validation_error("invalid_password_reset")
        return cleaned


class _NewPassword:
    """Two fields for the new password, in the same words wherever one is chosen."""

    fields: dict[str, forms.Field]

    def word_new_password(self) -> None:
        word(self, "password1", label="New password", required="Enter a new password.", hint=PASSWORD_HINT)  # type: ignore[arg-type]
        word(self, "password2", label="New password again", required="Enter the new password again.")  # type: ignore[arg-type]


class NewPasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    """The new password after a reset; it also lifts the limit that wrong guesses had set on the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_new_password()

    def save(self) -> None:
        super().save()
        adapter = get_adapter()
        adapter._delete_login_attempts_cached_email(adapter.request, email=self.user.email)


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "oldpassword", label="Current password", required="Enter your current password.")
        self.word_new_password()
        _limit(self, "oldpassword")


class FirstPasswordForm(_NewPassword, account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_new_password()


class _Code:
    fields: dict[str, forms.Field]

    def word_code(self, hint: str) -> None:
        word(self, "code", label="Code", required="Enter the code.", hint=hint, spellcheck="false")  # type: ignore[arg-type]


class SecondFactorForm(_Code, second_factor.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_code(CODE)


class ConfirmSecondFactorForm(_Code, second_factor.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_code(CODE)


class AuthenticatorAppForm(_Code, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_code("The six figures the app shows after you added this account to it.")


class SecurityKeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "name", label="Name of the key", required="", hint="So that you know it from another one.")
        self.fields["credential"].error_messages["required"] = "The key gave no answer. Try again."


class RenameSecurityKeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "name", label="Name of the key", required="Enter a name.")


class KeyboardForm(forms.ModelForm):
    """Keyboard shortcuts on or off (WCAG 2.1.4)."""

    class Meta:
        model = User
        fields = ["has_keyboard_shortcuts"]
        labels = {"has_keyboard_shortcuts": "Use keyboard shortcuts"}
        help_texts = {
            "has_keyboard_shortcuts": "Single keys such as / and ? act anywhere outside a text box. "
            "Switch them off if they get in the way of speech input or a screen reader."
        }
