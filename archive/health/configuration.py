"""What an archive's keeper says: the file ``congtin.toml`` in its folder, read strictly.

It says how people are to be told, and how pages are stored.

::

    [notify]
    command = ["/usr/local/bin/tell-the-desk"]      # gets the message on its standard input

    [notify.email]
    to = ["desk@example.org"]
    from = "congtin@example.org"
    host = "smtp.example.org"                       # STARTTLS on port 587, unless security says otherwise
    user = "congtin"
    password_file = "smtp-password"                 # beside this file; or password_env = "CONGTIN_SMTP_PASSWORD"

    [notify.webhook]
    url = "https://chat.example.org/hooks/42"
    token_env = "CONGTIN_WEBHOOK_TOKEN"             # sent as Authorization: Bearer; or token_file

    [pages]
    format = "gz"                                   # zst where nothing is said

Passwords are named, never written here: an archive is copied and handed on with its files.
"""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from archive.layout import CONFIGURATION_NAME
from scraper.errors import CongtinError
from scraper.key_mistakes import what_is_wrong
from scraper.page_packing import PageFormat  # noqa: TC001  pydantic reads it
from scraper.public_addresses import is_local_name, literal_address

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from pydantic_core import ErrorDetails

_SECRETS = ("password", "token")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_Text = Annotated[str, Field(min_length=1, max_length=1000)]


class ConfigurationError(CongtinError):
    """The file ``congtin.toml`` cannot be read, or one of its keys is wrong; says which."""

    exit_code = 2


class Secret(BaseModel):
    """Where a password lies: a file, or a variable of the environment; ``None`` for both where there is none."""

    file: str | None = None
    variable: str | None = None

    def read(self, folder: Path) -> str | None:
        """Return the password, ``None`` where none is named.

        Raises:
            ConfigurationError: the file cannot be read, or the variable is not set.
        """
        if self.variable is not None:
            if self.variable not in os.environ:
                raise ConfigurationError(
                    f"the environment has no variable {self.variable}, which is to hold a password"
                )
            return os.environ[self.variable]
        if self.file is None:
            return None
        path = folder / self.file
        try:
            return path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise ConfigurationError(f"{path}, which is to hold a password, cannot be read: {reason}") from None


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Email(_Table):
    """A message by SMTP.

    Attributes:
        to: who gets it.
        sender: whom it is from (key ``from``).
        host, port: the server; without a port, that which goes with ``security``.
        security: ``starttls``, ``tls`` from the first byte, or ``none``, which a password is never sent over but to
            this machine.
        user: whom to log in as, ``None``: not at all.
        password_file: the file that holds the password, beside ``congtin.toml`` or at a path.
        password_env: the variable of the environment that holds it instead.
    """

    to: Annotated[list[_Text], Field(min_length=1)]
    sender: Annotated[_Text, Field(alias="from")]
    host: _Text
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: _Text | None = None
    password_file: _Text | None = None
    password_env: _Text | None = None

    @field_validator("to", "sender")
    @classmethod
    def _check_addresses(cls, value: list[str] | str) -> list[str] | str:
        for address in [value] if isinstance(value, str) else value:
            if "@" not in address or any(sign in address for sign in "\r\n"):
                raise ValueError(f"{address!r} is no e-mail address")
        return value

    @model_validator(mode="after")
    def _check_login(self) -> Self:
        if (self.user is None) != (self.password_file is None and self.password_env is None):
            raise ValueError("user and a password go together: name password_file or password_env, or no user")
        if self.security == "none" and self.user is not None and not _is_this_machine(self.host):
            raise ValueError("a password is not sent in the clear: security must be starttls or tls")
        return self

    @property
    def secret(self) -> Secret:
        """Where the password lies."""
        return Secret(file=self.password_file, variable=self.password_env)

    @property
    def server(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or _PORTS[self.security]


class Webhook(_Table):
    """A message as JSON to an address of the web.

    Attributes:
        url: where it is posted to.
        token_file: the file that holds what proves who sends it, sent as ``Authorization: Bearer``.
        token_env: the variable of the environment that holds it instead.
    """

    url: _Text
    token_file: _Text | None = None
    token_env: _Text | None = None

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return value

    @property
    def secret(self) -> Secret:
        """Where the token lies."""
        return Secret(file=self.token_file, variable=self.token_env)


class Notify(_Table):
    """Whom to tell, in up to three ways.

    Attributes:
        command: a program and its arguments; the message is its standard input. No shell reads it.
        email: by e-mail.
        webhook: by an address of the web.
    """

    command: Annotated[list[_Text], Field(min_length=1)] | None = None
    email: Email | None = None
    webhook: Webhook | None = None


class Pages(_Table):
    """How pages are stored.

    Attributes:
        format: ``zst``, with dictionaries of each portal's own pages; or ``gz``, which every tool of web archives
            reads, at three to four times the size.
    """

    format: PageFormat = "zst"


class Configuration(_Table):
    """What ``congtin.toml`` says; an archive without one tells nobody, and packs its pages with zstd."""

    notify: Notify = Notify()
    pages: Pages = Pages()


def read_configuration(directory: Path) -> Configuration:
    """Return what the file ``congtin.toml`` of an archive says, nothing where there is none.

    Raises:
        ConfigurationError: it cannot be read, or one of its keys is wrong; says which, and how.
    """
    path = directory / CONFIGURATION_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Configuration()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(f"{path}: cannot be read: {reason}") from None
    try:
        return Configuration.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is no valid TOML: {error}") from None
    except ValidationError as error:
        raise ConfigurationError("\n".join(_mistake(path, one) for one in error.errors())) from None


def _mistake(path: Path, detail: ErrorDetails) -> str:
    """Return a sentence about one key."""
    location = detail["loc"]
    key = f"{path}: key {'.'.join(map(str, location))!r}"
    if location[-1] in _SECRETS:
        return f"{key}: a secret is never written here; name a file that holds it with {location[-1]}_file"
    table: dict[str, type[BaseModel]] = {
        "notify": Notify,
        "notify.email": Email,
        "notify.webhook": Webhook,
        "pages": Pages,
    }
    fields = table.get(".".join(map(str, location[:-1])), Configuration).model_fields
    return key + what_is_wrong(detail, [field.alias or name for name, field in fields.items()])


def _is_this_machine(host: str) -> bool:
    return is_local_name(host) or (literal_address(host) or "").startswith("127.")
