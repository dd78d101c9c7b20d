from django.contrib import admin

from conversations.models import Conversation

from .hosting import ConversationAdmin

admin.site.register(Conversation, ConversationAdmin)
