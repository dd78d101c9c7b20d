"""What the mails about accounts look like with example data; accounts.adapter writes the real ones."""

from functools import partial

from mail.previews import register_preview

KINDS_WITH_CODE = ["login_code", "email_code", "password_reset_code"]
OTHER_KINDS = ["account_already_exists", "unknown_account"]

for _event in KINDS_WITH_CODE:
    register_preview(f"accounts/{_event}", partial(dict, code="ABCD-EFGH", notice=""))
for _event in OTHER_KINDS:
    register_preview(f"accounts/{_event}", partial(dict, code="", notice=""))
register_preview("accounts/security_notice", partial(dict, code="", notice="password_changed"))
