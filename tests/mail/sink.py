"""A real mail server for tests: it keeps what it accepts and answers some addresses as told."""

import asyncio
import email
import email.policy
import socket
from collections import defaultdict

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Sink:
    """`answers[address]` are its next answers to RCPT, `after_data[address]` what comes after the final dot.

    `sender_answers` are its next answers to MAIL FROM. An answer is a line such as "450 later", or HANG, or DROP.
    """

    HANG = "hang"
    DROP = "drop"

    def __init__(self):
        self.messages = []
        self.recipients = []
        self.connections = 0
        self.asked = []
        self.sender_answers = []
        self.answers = defaultdict(list)
        self.after_data = defaultdict(list)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return await self._next(self.sender_answers, server)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked.append(address)
        answer = await self._next(self.answers[address], server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append(
            email.message_from_bytes(envelope.content.replace(b"\r\n", b"\n"), policy=email.policy.default)
        )
        self.recipients.append(envelope.rcpt_tos)
        return await self._next(self.after_data[envelope.rcpt_tos[0]], server)

    async def _next(self, answers, server):
        answer = answers.pop(0) if answers else "250 OK"
        if answer == self.HANG:
            await asyncio.sleep(1.5)
            return "250 late"
        if answer == self.DROP:
            server.transport.close()
        return answer


class SinkServer(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="sink.test")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
