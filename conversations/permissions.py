"""Who on the staff may do what with conversations."""

from accounts.models import User


def can_see_hosts(user: User) -> bool:
    """Say whether the person may see who hosts a conversation, and how to reach them."""
    return user.is_active and user.is_staff and user.has_perm("conversations.see_host")


def can_hide_conversations(user: User) -> bool:
    """Say whether the person may take conversations out of the public list and bring them back."""
    return user.is_active and user.is_staff and user.has_perm("conversations.hide_conversation")
