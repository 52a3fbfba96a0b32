"""Password and second factors of one's own account, answering as the house answers."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as security_keys

from laborrel.people.views.refusals import refusing_as_422

change_password = refusing_as_422(account.password_change)
first_password = refusing_as_422(account.password_set)

second_factors = base.index
add_authenticator_app = refusing_as_422(totp.activate_totp)
remove_authenticator_app = refusing_as_422(totp.deactivate_totp)
list_security_keys = security_keys.list_webauthn
add_security_key = refusing_as_422(security_keys.add_webauthn)
rename_security_key = refusing_as_422(security_keys.edit_webauthn)
remove_security_key = refusing_as_422(security_keys.remove_webauthn)
view_recovery_codes = recovery_codes.view_recovery_codes
new_recovery_codes = refusing_as_422(recovery_codes.generate_recovery_codes)
download_recovery_codes = recovery_codes.download_recovery_codes
