"""What is written to somebody whose mail arrived? What came, what to do next, and by when; in plain Turkish.

Nothing of the mail is quoted: whoever forges a sender's address cannot have anything said to him.
"""

from typing import Final

from domain.business_calendar import local_date
from domain.turkish_dates import long_date
from runtime.store_indexes import MAIL_DRAFT_DAYS
from services.intake.mail_drafts import Draft

SUBJECT: Final = "E-postanız BİMER’e ulaştı: adresinizi doğrulayın"

_OPENING: Final = "{received_on} günü gönderdiğiniz e-posta bize ulaştı. Yazdığınız için teşekkür ederiz."
_NEXT: Final = (
    "E-postanızın başvuru olarak kaydedilmesi için bir adım kaldı. Lütfen {days} gün içinde şu bağlantıyı açın:"
)
_FORM: Final = (
    "Böylece bu e-posta adresinin size ait olduğunu doğrulamış olursunuz. Yazdıklarınız sizi bir formda bekliyor: "
    "başvurunuzun türünü seçin, adınızı, T.C. kimlik numaranızı ve adresinizi tamamlayın. Formu gönderdiğinizde "
    "başvuru numaranız hemen verilir. Başvurunuz, e-postanızın bize ulaştığı gün yapılmış sayılır."
)
_NOT_YOU: Final = (
    "Bu e-postayı siz göndermediyseniz bir şey yapmanız gerekmez: {days} gün sonra kendiliğinden silinir, adınıza "
    "başvuru kaydedilmez."
)
_CLOSING: Final = "BİMER\nBu ileti otomatik olarak gönderildi, lütfen cevaplamayın."

ATTACHMENTS: Final = (
    "E-postanızın ekleri saklanmadı. Eklemek istediğiniz belgeleri, başvuru numaranızı yazarak postayla gönderebilir "
    "veya bir Halkla İlişkiler Müracaat Bürosuna elden verebilirsiniz."
)
NO_TEXT: Final = "E-postanızda okunabilir bir metin bulamadık; ne istediğinizi formda yazabilirsiniz."
CUT: Final = "E-postanız 16.384 karakterden uzundu; formda baştan bu kadarı var. Lütfen özetleyerek tamamlayın."


def remarks_on(draft: Draft) -> tuple[str, ...]:
    """Name what of the mail is not in the form, and what to do about it."""
    wanted = ((draft.attachments > 0, ATTACHMENTS), (not draft.body, NO_TEXT), (draft.cut, CUT))
    return tuple(sentence for holds, sentence in wanted if holds)


def answer_text(draft: Draft, link: str) -> str:
    """Write the answer to a mail."""
    opening = _OPENING.format(received_on=long_date(local_date(draft.received_at)))
    asked, not_you = (text.format(days=MAIL_DRAFT_DAYS) for text in (_NEXT, _NOT_YOU))
    return "\n\n".join(("Merhaba,", opening, asked, link, _FORM, *remarks_on(draft), not_you, _CLOSING)) + "\n"
