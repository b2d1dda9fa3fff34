"""A real mail server for the tests, on loopback.

It prints its port, keeps every mail it takes in the folder it is given (N.eml
with its envelope in N.json), and stops when its standard input closes. The
first word of a recipient's address tells it how to behave.
"""

import asyncio
import json
import pathlib
import sys

from aiosmtpd.smtp import SMTP, AuthResult

ANSWERS = {
    "refuse": "550 5.1.1 <{}>: no such mailbox",
    "plain": "550 no such mailbox",
    "relay": "554 5.7.1 <{}>: relay access denied",
    "full": "552 5.2.2 mailbox full",
    "closed": "521 this server takes no mail",
    "later": "451 4.3.0 try again later",
}


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        word = address.split("-")[0]
        if word in ANSWERS:
            return ANSWERS[word].format(address)
        if word == "slow":
            await asyncio.sleep(20)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        word = envelope.rcpt_tos[0].split("-")[0]
        if word == "drop":
            server.transport.abort()
            return "451 gone"
        if word == "spam":
            return "554 5.7.1 this looks like spam"
        self.taken += 1
        about = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "peer": session.peer[1],
            "hello": session.host_name,
            "login": (session.auth_data or b"").decode() if session.authenticated else None,
        }
        (self.folder / f"{self.taken}.eml").write_bytes(envelope.original_content)
        (self.folder / f"{self.taken}.json").write_text(json.dumps(about))
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"griot" and data.password == b"p@ss"
    return AuthResult(success=good, handled=False, auth_data=data.login)


async def main():
    handler = Handler(pathlib.Path(sys.argv[1]))
    login = {}
    if "--login" in sys.argv:
        login = {
            "authenticator": authenticate,
            "auth_required": True,
            "auth_require_tls": False,
        }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="mail.test", loop=loop, **login), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
