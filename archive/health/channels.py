"""The ways by which people are told. Each sends one message and raises :class:`ChannelError` where it could not."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from archive.health.configuration import ConfigurationError
from scraper.clock import now, timestamp
from scraper.errors import CongtinError
from scraper.public_addresses import RefusedHostError, refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.health.configuration import Email, Notify, Webhook
    from archive.health.messages import Message

_PATIENCE = 15.0  # seconds for each step of a connection
_COMMAND_PATIENCE = 60.0
_MOST_TOLD = 200  # letters of what a server or a program said


class ChannelError(CongtinError):
    """A message could not be sent; ``str()`` of it says by what and why."""


def channels_of(notify: Notify, folder: Path) -> dict[str, Callable[[Message], None]]:
    """Return by name what sends a message in each way that is configured.

    Args:
        notify: how people are to be told.
        folder: the archive's folder, where files with passwords are looked for.
    """
    found: dict[str, Callable[[Message], None]] = {}
    command, email, webhook = notify.command, notify.email, notify.webhook
    if command is not None:
        found["command"] = lambda message: _by_command(command, message)
    if email is not None:
        found["email"] = lambda message: _by_email(email, folder, message)
    if webhook is not None:
        found["webhook"] = lambda message: _by_webhook(webhook, folder, message)
    return found


def _by_command(command: list[str], message: Message) -> None:
    try:
        done = subprocess.run(  # noqa: S603  what the archive's keeper has written, and no shell
            command, input=message.text, capture_output=True, text=True, timeout=_COMMAND_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise ChannelError(f"the command {command[0]} did not end within {_COMMAND_PATIENCE:.0f} s") from None
    except (OSError, ValueError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ChannelError(f"the command {command[0]} could not be run: {reason}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-_MOST_TOLD:]
        raise ChannelError(
            f"the command {command[0]} ended with exit code {done.returncode}{f': {said}' if said else ''}"
        )


def _by_email(email: Email, folder: Path, message: Message) -> None:
    import smtplib  # every crawl ends here, and most have nothing to tell, or tell it in another way
    import ssl
    from email.message import EmailMessage
    from email.utils import format_datetime, make_msgid

    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = message.subject, email.sender, ", ".join(email.to)
    letter["Date"], letter["Message-ID"] = format_datetime(now()), make_msgid(domain="congtin.invalid")
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine answers it
    letter.set_content(message.text)
    host, port = email.server
    try:
        password = email.secret.read(folder)
        context = ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
            if email.security == "tls"
            else smtplib.SMTP(host, port, timeout=_PATIENCE)
        ) as server:
            if email.security == "starttls":
                server.starttls(context=context)
            if email.user is not None and password is not None:
                server.login(email.user, password)
            refused = server.send_message(letter)
    except (OSError, smtplib.SMTPException, ConfigurationError) as error:
        raise ChannelError(f"e-mail by {host}:{port} could not be sent: {_said(error)}") from None
    if refused:
        raise ChannelError(f"{host} did not take the e-mail for {', '.join(refused)}")


def _by_webhook(webhook: Webhook, folder: Path, message: Message) -> None:
    """Post a message; redirects are not followed, for they would lead where nobody has written.

    A private host that is written in the configuration is meant; a public name that leads to one is not.
    """
    import httpcore  # half a tenth of a second, for few

    from scraper.guarded_network import GuardedNetwork

    body: dict[str, Any] = {
        "text": message.text,
        "subject": message.subject,
        "portals": message.portals,
        "sent_at": timestamp(now()),
    }
    headers: dict[bytes | str, bytes | str] = {"Content-Type": "application/json", "User-Agent": "congtin"}
    network = None if refusal(webhook.url) is not None else GuardedNetwork()
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
    try:
        token = webhook.secret.read(folder)
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        with httpcore.ConnectionPool(network_backend=network, retries=0) as pool, pool.stream(
            "POST", webhook.url, headers=headers, content=json.dumps(body, ensure_ascii=False).encode(),
            extensions={"timeout": timeout},
        ) as answer:  # fmt: skip
            status = answer.status
    except (OSError, ValueError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise ChannelError(f"the webhook could not be asked: {_said(error)}") from None
    except (RefusedHostError, ConfigurationError) as error:
        raise ChannelError(f"the webhook could not be asked: {error}") from None
    if not 200 <= status < 300:
        raise ChannelError(f"the webhook answered with status {status}")


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:_MOST_TOLD]
