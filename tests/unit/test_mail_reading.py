"""Is a mail read as its writer meant it, whichever program made it, and is no mail too odd to be read?"""

import base64
import quopri
from dataclasses import replace

import pytest

from services.intake import mail_reading
from services.intake.mail_reading import (
    LARGEST_PART,
    LONGEST_HEADER,
    MOST_PARTS,
    MOST_STEPS,
    MailRead,
    read_mail,
    words_of_html,
)

SENTENCE = "Sokağımızda iki haftadır çöp toplanmıyor; İlçe Belediyesi şikâyetimizi görmedi."
HEAD = "Message-ID: <a1@example.org>\nFrom: Ayşe Yılmaz <ayse@example.org>\nSubject: Çöp\n"
EXPECTED = MailRead("ayse@example.org", "<a1@example.org>", "Çöp", SENTENCE, attachments=0, automatic=False)

LATIN_5_HEAD = b"Message-ID: <a1@example.org>\nFrom: ayse@example.org\nSubject: =?iso-8859-9?Q?=C7=F6p?=\n"


def mail(head: str, body: bytes | str) -> bytes:
    """Write a mail with line ends as the wire has them."""
    content = body.encode() if isinstance(body, str) else body
    return (HEAD.encode() + head.encode() + b"\n" + content).replace(b"\n", b"\r\n")


def part(head: str, body: str) -> str:
    """Write one part of a mail in several parts."""
    return f"--b\n{head}\n\n{body}\n"


def in_base64(text: str, charset: str = "utf-8") -> str:
    return base64.encodebytes(text.encode(charset)).decode()


def quoted(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode()


HTML = f"<html><head><style>p{{color:red}}</style></head><body><p>{SENTENCE}</p></body></html>"
PLAIN_PART = part("Content-Type: text/plain; charset=utf-8", SENTENCE)
HTML_PART = part("Content-Type: text/html; charset=utf-8", HTML)
IMAGE = part(
    'Content-Type: image/png; name="foto.png"\nContent-Disposition: inline\nContent-Transfer-Encoding: base64',
    "iVBORw0K",
)
WINMAIL = part("Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64", "eJ8+IgEA")
RTF = part('Content-Type: text/rtf; name="dilekce.rtf"', "{\\rtf1 Sayin Yetkili}")
FORWARDED = part("Content-Type: message/rfc822", "From: baska@example.org\nSubject: Eski\n\nBaşkasının yazdığı.")
SIGNATURE = part("Content-Type: application/pkcs7-signature; name=smime.p7s", "MIIG")
NOTE = part('Content-Type: text/plain; charset=utf-8; name="not.txt"\nContent-Disposition: attachment', "Ek not.")


def several(kind: str, *parts: str) -> bytes:
    return mail(f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n', "".join(parts) + "--b--\n")


@pytest.mark.parametrize(
    ("raw", "changes"),
    [
        pytest.param(mail("", SENTENCE), {}, id="bare UTF-8 that nobody announced"),
        pytest.param(mail("Content-Type: text/plain; charset=utf-8\n", SENTENCE), {}, id="UTF-8"),
        pytest.param(
            mail("Content-Type: text/plain; charset=iso-8859-9\n", SENTENCE.encode("iso-8859-9")),
            {},
            id="ISO-8859-9 in eight bits",
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=windows-1254\n", SENTENCE.encode("cp1254")), {}, id="Windows-1254"
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=iso-8859-1\n", SENTENCE.encode("iso-8859-9")),
            {},
            id="Turkish letters said to be Latin-1",
        ),
        pytest.param(mail("", SENTENCE.encode("iso-8859-9")), {}, id="Turkish letters that nobody announced"),
        pytest.param(
            mail("Content-Type: text/plain; charset=utf-8\n", SENTENCE.encode("cp1254")), {}, id="said to be UTF-8"
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=us-ascii\n", SENTENCE), {}, id="said to be ASCII and is UTF-8"
        ),
        pytest.param(mail("Content-Type: text/plain; charset=x-nobody\n", SENTENCE), {}, id="a charset nobody knows"),
        pytest.param(mail("Content-Type: text/plain; charset=rot13\n", SENTENCE), {}, id="a codec that is no charset"),
        pytest.param(
            mail(
                'Content-Type: text/plain; charset="iso-8859-9"\nContent-Transfer-Encoding: quoted-printable\n',
                quoted(SENTENCE, "iso-8859-9"),
            ),
            {},
            id="quoted-printable",
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", in_base64(SENTENCE)),
            {},
            id="base64",
        ),
        pytest.param(mail("Content-Type: text/html; charset=utf-8\n", HTML), {}, id="HTML alone"),
        pytest.param(several("alternative", PLAIN_PART, HTML_PART), {}, id="plain and HTML: plain"),
        pytest.param(
            several("alternative", part("Content-Type: text/plain", "  "), HTML_PART), {}, id="an empty plain: HTML"
        ),
        pytest.param(several("mixed", PLAIN_PART, IMAGE), {"attachments": 1}, id="with an image"),
        pytest.param(several("mixed", PLAIN_PART, WINMAIL), {"attachments": 1}, id="with winmail.dat"),
        pytest.param(several("mixed", PLAIN_PART, RTF, NOTE), {"attachments": 2}, id="with files of text"),
        pytest.param(several("mixed", PLAIN_PART, FORWARDED), {"attachments": 1}, id="with somebody else's mail"),
        pytest.param(several("signed", PLAIN_PART, SIGNATURE), {}, id="signed"),
        pytest.param(several("mixed", IMAGE), {"text": "", "attachments": 1}, id="only an image"),
        pytest.param(several("mixed", WINMAIL), {"text": "", "attachments": 1}, id="only winmail.dat"),
        pytest.param(mail("Content-Type: text/rtf\n", "{\\rtf1 x}"), {"text": "", "attachments": 1}, id="only RTF"),
        pytest.param(mail("", ""), {"text": ""}, id="empty"),
        pytest.param(
            several("mixed", PLAIN_PART, IMAGE, PLAIN_PART),
            {"text": f"{SENTENCE}\n\n{SENTENCE}", "attachments": 1},
            id="words before and after an image",
        ),
        pytest.param(
            mail("Content-Type: multipart/mixed\n", SENTENCE), {}, id="said to have parts, and no sign between them"
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=utf-8\n", f"{SENTENCE}\n\n-- \nAyşe\n\n> Eskisi\n> böyleydi"),
            {"text": f"{SENTENCE}\n\n-- \nAyşe\n\n> Eskisi\n> böyleydi"},
            id="signature and quoted lines stay",
        ),
        pytest.param(
            LATIN_5_HEAD + b"Content-Type: text/plain; charset=iso-8859-9\n\n" + SENTENCE.encode("iso-8859-9"),
            {},
            id="a subject in ISO-8859-9",
        ),
        pytest.param(
            b"Message-ID: <a1@example.org>\nFrom: ayse@example.org\nSubject: =?utf-8?b?w4fDtnA?=\n\n"
            + SENTENCE.encode(),
            {},
            id="a subject in base64 without its end",
        ),
        pytest.param(
            b"Message-ID: <a1@example.org>\nFrom: =?bogus?x?=?= <ayse@example.org>\nSubject: =?iso-8859-9?b?a?=\n\n"
            + SENTENCE.encode(),
            {"subject": "=?iso-8859-9?b?a?="},
            id="headers coded wrongly",
        ),
        pytest.param(
            b"From: ayse@example.org\nSubject: \xc7\xf6p\nMessage-ID: nothing of use\n\n" + SENTENCE.encode(),
            {"message_id": ""},
            id="eight bits in a header, and no Message-ID",
        ),
        pytest.param(
            b"\xff\xfe\x00", {"author": "", "message_id": "", "subject": "", "text": "ÿş"}, id="no mail at all"
        ),
    ],
)
@pytest.mark.requirement("R-C5")
def test_a_mail_is_read_as_it_was_meant(raw: bytes, changes: dict[str, object]):
    assert read_mail(raw) == replace(EXPECTED, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "automatic"),
    [
        pytest.param("", False, id="a person"),
        pytest.param("Auto-Submitted: no\n", False, id="a person whose program says so"),
        pytest.param("Auto-Submitted: auto-replied\n", True, id="an answering machine"),
        pytest.param("auto-submitted: Auto-Generated; owner=x\n", True, id="a machine"),
        pytest.param("Precedence: bulk\n", True, id="mass mail"),
        pytest.param("List-Id: <liste.example.org>\n", True, id="a mailing list"),
        pytest.param("Content-Type: multipart/report; boundary=b\n", True, id="a report on a mail of ours"),
    ],
)
def test_what_a_machine_wrote_is_known_for_it(head: str, automatic: bool):
    assert read_mail(mail(head, SENTENCE)).automatic is automatic


def test_what_a_mail_system_writes_is_known_by_its_address():
    assert read_mail(b"From: MAILER-DAEMON@example.org\n\nUndelivered").automatic


def test_a_page_becomes_the_lines_that_a_browser_would_show():
    page = (
        "<title>Yazı</title><!-- <p>gizli</p> --><script>if (a<b) x()</script><p>Sayın&nbsp;Yetkili,</p>"
        "<div>Çöp&uuml;m&#252;z\n  duruyor.<br>5 &lt; 7 ve 3 < 4.</div>"
        "<ul><li>bir<li>iki</ul><table><tr><td>a<td>b</table>"
    )
    assert words_of_html(page) == "Sayın Yetkili,\n\nÇöpümüz duruyor.\n5 < 7 ve 3 < 4.\n\nbir\niki\n\na b"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("<", True),
        ("<a ", True),
        ("</a ", True),
        ("<a b='", True),
        ("<aaaaaaaaaaaaaaa", True),
        ("<! ", True),
        ("&# ", True),
        ("<!--", False),
        ("<script>", False),
    ],
)
def test_a_page_made_to_be_slow_is_read_in_one_pass(piece: str, shown: bool):
    """The library's own parser needs hours for some of these."""
    page = piece * (LARGEST_PART // len(piece))
    assert words_of_html(page) == (page.strip() if shown else "")


def test_parts_within_parts_without_end_are_read_as_far_as_is_sensible():
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1500))
    read = read_mail(f"{HEAD}{nested}Content-Type: text/plain\n\nUzak".encode())
    assert (read.author, read.subject, read.text) == ("ayse@example.org", "Çöp", "")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            "Content-Disposition: inline; filename*=utf-8''a; filename*0=b\n", id="a name in two ways at once"
        ),
        pytest.param(
            "Content-Disposition: inline; filename*=undefined''x\n", id="a name in a charset that only refuses"
        ),
        pytest.param("Content-Disposition: inline; filename*=\0''x\n", id="a name in no charset"),
        pytest.param("Content-Type: text/plain; charset*=utf-8''a; charset*0=b\n", id="a charset in two ways at once"),
        pytest.param("Content-Type: multipart/mixed; boundary*=a; boundary*0=b\n", id="a boundary in two ways at once"),
    ],
)
def test_what_the_library_trips_over_is_left_out_and_the_rest_is_read(head: str):
    read = read_mail(mail(head, "Uzak"))
    assert (read.author, read.subject, read.text) == ("ayse@example.org", "Çöp", "")


def test_an_address_in_brackets_without_end_is_no_address():
    assert read_mail(b"From: " + b"(" * 3_000 + b"\n\nUzak").author == ""


def test_of_a_header_without_end_its_beginning_is_read():
    assert (
        read_mail(b"From: ayse@example.org, " + b"a@example.org, " * 50_000 + b"\n\nUzak").author == "ayse@example.org"
    )
    assert len(read_mail(b"Subject: " + b"a " * 50_000 + b"\n\nUzak").subject) < LONGEST_HEADER


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("--b\n\n" * (MOST_PARTS + 1), id="parts without number"),
        pytest.param("boundary " * 100 + "\n" * (MOST_STEPS // 100), id="lines without number within many parts"),
    ],
)
def test_of_a_mail_made_to_be_slow_the_headers_alone_are_read(body: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail_reading, "message_from_bytes", lambda raw: pytest.fail(f"{len(raw)} bytes were parsed"))
    read = read_mail(mail("Content-Type: multipart/mixed; boundary=b\n", body))
    assert (read.author, read.subject, read.text) == ("ayse@example.org", "Çöp", "")
