"""How is one fact of a ledger told to an officer?

Each theme has its own module: hands and ways, clocks, work and endings; here are the beginning and the notices.
"""

from domain.facts import Fact, NoticeRecorded, Registered
from domain.inputs import NoticeChannel, NoticeKind, NoticeOutcome
from services.desk.ledger_words import Dates, NameOf
from services.desk.sentences_of_clocks import Moving, Reached, sentence_of_moving, sentence_of_stage
from services.desk.sentences_of_way import Way, sentence_of_way
from services.desk.sentences_of_work import (
    Answer,
    Done,
    sentence_of_answer,
    sentence_of_ending,
    sentence_of_work,
)
from services.desk.wording import Wording

_NOTICES = {
    NoticeKind.RECEIPT: Wording("Alındı bildirimi", "The receipt"),
    NoticeKind.REFERRED: Wording("Sevk bildirimi", "The notice of referral"),
    NoticeKind.INTERIM_RESPONSE: Wording("Ara cevap", "The interim answer"),
    NoticeKind.RESPONSE: Wording("Cevap", "The answer"),
    NoticeKind.DEEMED_REFUSAL: Wording("Zımni ret bildirimi", "The notice of deemed refusal"),
    NoticeKind.WITHDRAWN: Wording("Geri çekme bildirimi", "The notice of withdrawal"),
    NoticeKind.INVALID: Wording("Geçersizlik bildirimi", "The notice that it is invalid"),
    NoticeKind.NOT_PROCESSED: Wording("İşleme konulmama bildirimi", "The notice that it is not processed"),
    NoticeKind.EXTENDED: Wording("Ek süre bildirimi", "The notice of the extension"),
    NoticeKind.FEE: Wording("Ücret bildirimi", "The notice of the fee"),
    NoticeKind.QUESTION: Wording("Soru", "The question"),
    NoticeKind.PART_RESPONSE: Wording("Kurumlardan birinin cevabı", "One institution's answer"),
    NoticeKind.RIGHT_ENDING: Wording("Hak arama süresi uyarısı", "The reminder of a right"),
    NoticeKind.DUE_DATE_CHANGED: Wording("Yeni son gün bildirimi", "The notice of the new date"),
    NoticeKind.REOPENED: Wording("Yeniden açılma bildirimi", "The notice that it was taken up again"),
    NoticeKind.MERGED: Wording("Birleştirme bildirimi", "The notice of the merger"),
}

_NOTICE_CHANNELS = {
    NoticeChannel.EMAIL: Wording("e-postayla", "by e-mail"),
    NoticeChannel.SMS: Wording("kısa mesajla", "by text message"),
    NoticeChannel.POST: Wording("postayla", "by post"),
    NoticeChannel.PHONE: Wording("telefonla", "by telephone"),
}


def sentence_of(fact: Fact, name_of: NameOf) -> Wording:
    """Tell a fact in one sentence, institutions by name; texts stay out, they are shown beside it."""
    if isinstance(fact, Registered):
        due = Dates(fact.due_on)
        return Wording(
            f"Başvuru kayda alındı; son cevap günü {due.turkish}.", f"Registered; to be answered by {due.english}."
        )
    if isinstance(fact, NoticeRecorded):
        return _sentence_of_notice(fact)
    if isinstance(fact, Way):
        return sentence_of_way(fact, name_of)
    if isinstance(fact, Moving):
        return sentence_of_moving(fact)
    if isinstance(fact, Reached):
        return sentence_of_stage(fact, name_of)
    if isinstance(fact, Done):
        return sentence_of_work(fact, name_of)
    if isinstance(fact, Answer):
        return sentence_of_answer(fact, name_of)
    return sentence_of_ending(fact, name_of)


def _sentence_of_notice(fact: NoticeRecorded) -> Wording:
    what, how = _NOTICES[fact.kind], _NOTICE_CHANNELS[fact.channel]
    if fact.outcome is NoticeOutcome.SERVED:
        return Wording(
            f"{what.turkish} başvuru sahibine {how.turkish} iletildi.",
            f"{what.english} reached the applicant {how.english}.",
        )
    return Wording(
        f"{what.turkish} {how.turkish} iletilemedi.", f"{what.english} could not be delivered {how.english}."
    )
