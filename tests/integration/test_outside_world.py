"""Do the local mail server and SMS provider behave as real ones would?"""

import json
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx

from operations.evidence import read_mailbox, read_messages
from operations.mail_server import Mailbox, serve
from operations.sms_simulator import provider_service


def _mail(message_id: str, text: str = "Başvurunuz cevaplandı.") -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"] = f"<{message_id}@bimer.example>"
    mail["From"], mail["To"], mail["Subject"] = "bimer@bimer.example", "citizen@example.org", "Cevap"
    mail.set_content(text)
    return mail


async def test_a_mail_becomes_a_file_and_the_same_mail_again_is_one_mail_delivered_twice(tmp_path: Path):
    server = await serve(Mailbox(tmp_path), 0)
    port = server.sockets[0].getsockname()[1]
    for message_id in ("first", "second", "first"):
        await aiosmtplib.send(_mail(message_id), hostname="127.0.0.1", port=port)
    server.close()
    kept = {notice.notice_id: notice for notice in read_mailbox(tmp_path)}
    assert {notice_id: notice.deliveries for notice_id, notice in kept.items()} == {"first": 2, "second": 1}
    assert "Başvurunuz cevaplandı." in kept["first"].text


def test_a_message_id_cannot_lead_out_of_the_mailbox(tmp_path: Path):
    path = Mailbox(tmp_path / "mailbox").keep(_mail("../../elsewhere").as_bytes())
    assert path.parent == tmp_path / "mailbox"


async def test_the_provider_takes_messages_and_fails_as_told(tmp_path: Path):
    book = tmp_path / "sms" / "messages.jsonl"
    transport = httpx.ASGITransport(provider_service(book))
    message = {"reference": "n-1", "to": "+905321234567", "text": "Başvurunuz cevaplandı."}
    async with httpx.AsyncClient(transport=transport, base_url="http://provider") as http:
        assert (await http.post("/messages", json=message)).status_code == 202
        await http.post("/faults", json={"status": 503, "times": 1})
        assert (await http.post("/messages", json=message)).status_code == 503
        assert (await http.post("/messages", json=message)).status_code == 202
        assert (await http.post("/messages", json={"to": 5})).status_code == 422
    assert [json.loads(line)["reference"] for line in book.read_text().splitlines()] == ["n-1", "n-1"]
    assert [(taken.notice_id, taken.deliveries) for taken in read_messages(book)] == [("n-1", 2)]
