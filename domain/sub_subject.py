"""Which sub-subjects (alt konu) has a subject, for whoever refers or places an application?

A code is the subject's two digits, a point and two more; it is counted in reports and told to the receiving
institution. The names are ours: no official list is published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_NAMES: dict[str, str] = {
    "01": "Kimlik kartı, Adres kaydı, Doğum ve ölüm kaydı, Pasaport, Sürücü belgesi",
    "02": "Hırsızlık ve dolandırıcılık, Gürültü, Asayiş, Uyuşturucu, Karakol hizmeti",
    "03": "Trafik cezası, Hız ve radar, Park ihlali, Tescil",
    "04": "İkamet izni, Uluslararası koruma, Vatandaşlığa geçiş",
    "05": "Deprem ve hasar tespiti, Sel ve heyelan, Yangın, Acil yardım",
    "06": "Okul kaydı, Öğretmen ve yönetici, Servis ve kantin, Bina ve donanım",
    "07": "Atama ve tayin, Özür grubu, Norm kadro, Özlük hakları",
    "08": "Sınav, Yerleştirme, Denklik, Öğrenci işleri, Akademik kadro",
    "09": "Yurt, Burs, Öğrenim kredisi",
    "10": "Randevu, Hastane hizmeti, Aile hekimliği, Ambulans, İlaç",
    "11": "Emeklilik, Prim ve borçlanma, Maaş, Rapor parası, Genel sağlık sigortası",
    "12": "İşsizlik ödeneği, İş arama, Ücret ve kıdem, Kayıt dışı çalışma, İşyerinde baskı",
    "13": "Sınavla alım, Sözleşmeli personel, Engelli alımı",
    "14": "Nakdî yardım, Yakacak yardımı, Gıda yardımı",
    "15": "Şiddet ve koruma, Engelli aylığı ve evde bakım, Yaşlı bakımı, Çocuk hizmetleri",
    "16": "Vergi borcu, Fiş ve fatura, Kayıt dışı kazanç, Vergi iadesi",
    "17": "Hazine taşınmazı, Ecrimisil, Orman vasfını yitiren yer",
    "18": "Tapu işlemi, Kadastro, Harita ve ölçü",
    "19": "Kaçak yapı, İmar planı, Riskli yapı, Yapı ruhsatı",
    "20": "Başvuru ve kura, Teslim, Ödeme, Yapı kusuru",
    "21": "Hava kirliliği, Su ve atık, Koku, Gürültü kaynağı",
    "22": "Çöp ve temizlik, Kaldırım ve yol, Park, Pazar ve zabıta, Sokak hayvanları",
    "23": "Su kesintisi, Kanalizasyon, Fatura, Su niteliği",
    "24": "Otobüs ve raylı hat, Minibüs ve taksi, Ücret ve kart, Durak",
    "25": "Yol bakımı, Köprü ve kavşak, Otoyol ücreti, Kamulaştırma",
    "26": "Sulama, Baraj, Dere ıslahı",
    "27": "Kaçak kesim, Orman yangını, Avcılık, Orman köylüsü desteği",
    "28": "Gıda denetimi, Çiftçi desteği, Hayvan sağlığı, Çiftçi kaydı",
    "29": "Ayıplı mal, İade, Abonelik, Hakem heyeti kararı",
    "30": "Fiyat, Stokçuluk, Gümrük işlemi, Esnaf",
    "31": "Elektrik kesintisi, Sayaç ve fatura, Doğal gaz",
    "32": "İnternet, Cep telefonu hattı, Kargo ve posta",
    "33": "Banka, Kredi kartı, Sigorta, Sermaye piyasası",
    "34": "Adliye hizmeti, İcra dairesi, Ceza infaz kurumu, Noter",
    "35": "Celp ve sevk, Tecil, Bedelli askerlik",
    "36": "Cami ve görevli, Hac ve umre, Kur’an kursu",
    "37": "Müze ve ören yeri, Konaklama, Spor tesisi, Kaçak kazı",
    "38": "Konsolosluk hizmeti, Vize, Yurt dışı vatandaş işleri",
    "39": "Kaba davranış, İşi sürüncemede bırakma, Rüşvet ve çıkar, Usulsüzlük",
    "40": "Kötü muamele, Ayrımcılık, Özel hayatın gizliliği, Örgütlenme ve ifade",
    "41": "Belge örneği, İstatistik, İşlemin gerekçesi, İnceleme talebi",
    "42": "Başvurunun gidişi, Sistemin kullanımı, Diğer",
}


@dataclass(frozen=True, slots=True)
class SubSubject:
    """One sub-subject: its code, whose it is, and its name for people."""

    code: str
    subject_code: str
    name: str


def sub_subjects_of(subject_code: str) -> tuple[SubSubject, ...]:
    """List the sub-subjects of a subject in the order of their codes; none for an unknown subject."""
    return tuple(each for each in _all().values() if each.subject_code == subject_code)


def sub_subject_of(code: str) -> SubSubject | None:
    """Give the sub-subject with this code, None when there is none."""
    return _all().get(code)


def belongs_to(code: str, subject_code: str | None) -> bool:
    """Tell whether there is such a sub-subject, and that it is this subject's."""
    found = sub_subject_of(code)
    return found is not None and found.subject_code == subject_code


@cache
def _all() -> dict[str, SubSubject]:
    return {each.code: each for each in _listed()}


def _listed() -> Iterator[SubSubject]:
    for subject_code, names in _NAMES.items():
        for ordinal, name in enumerate(names.split(", "), start=1):
            yield SubSubject(f"{subject_code}.{ordinal:02d}", subject_code, name)
